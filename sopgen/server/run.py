"""Runs the server: takes the port, builds, answers requests, and rebuilds in one thread of its own."""

from __future__ import annotations

import errno
import os
import socket
import threading
from collections.abc import Callable, Collection
from pathlib import Path
from time import monotonic
from types import FrameType

import uvicorn

from sopgen.model import Place, Problem, SopgenError
from sopgen.server.app import App
from sopgen.server.first import First
from sopgen.server.garbage import Garbage
from sopgen.server.snapshot import Overtaken, Snapshot, Workshop
from sopgen.server.watch import PATIENCE, REST, Watcher

LONGEST = 60.0
"""Seconds for which what changes meanwhile breaks a build off; then one is made to its end."""

Report = Callable[[Snapshot, Snapshot, float], None]
"""Called after each build that changed something: the snapshot, the one before, seconds."""


def take_port(host: str, port: int) -> socket.socket:
    """A socket bound to this address; port 0 takes any free one. Raises SopgenError where that cannot be."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        sock = socket.socket(family, kind, protocol)
    except OSError as error:
        raise SopgenError(f"`{host}` is no address of this machine: {error.strerror}", "leave out --host") from error
    try:
        if os.name == "posix":
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind(address)
        sock.listen()
    except OSError as error:
        sock.close()
        if error.errno == errno.EADDRINUSE:
            hint = f"try `--port {port + 1}`, or `--port 0` for any that is free"
            raise SopgenError(f"port {port} is taken by another program", hint) from error
        if error.errno == errno.EACCES:
            raise SopgenError(f"port {port} needs special rights", "try `--port 8000`") from error
        hint = "leave out --host to serve on this machine only"
        raise SopgenError(f"cannot listen on {host}: {error.strerror}", hint) from error
    return sock


class _Server(uvicorn.Server):
    """uvicorn, which ends open event streams when it is told to stop."""

    def __init__(self, config: uvicorn.Config, app: App) -> None:
        super().__init__(config)
        self._app = app

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        self._app.close()


def serve(workshop: Workshop, sock: socket.socket, host: str, report: Report) -> None:
    """Serve until interrupted: returns by KeyboardInterrupt. The first build is done and reported before."""
    app, watcher = App(host, workshop.path.parent), Watcher(workshop.path)
    watcher.start()
    try:
        _rebuild(app, workshop, report)
        garbage = Garbage()
        garbage.collect()
        work = (app, workshop, watcher, report, garbage)
        threading.Thread(target=_work, args=work, daemon=True, name="rebuild").start()
        config = uvicorn.Config(
            app,
            log_config=None,
            log_level="error",  # what strangers send is not worth a line
            access_log=False,
            lifespan="off",
            ws="none",
            http="h11",
            loop="asyncio",
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        _Server(config, app).run([sock])
        raise KeyboardInterrupt  # where the interrupt itself is ignored, as in the background of a script
    finally:
        watcher.stop()
        sock.close()


def _work(app: App, workshop: Workshop, watcher: Watcher, report: Report, garbage: Garbage) -> None:
    while True:
        if garbage.too_much or (garbage.much and watcher.rests(REST)):
            garbage.collect()
        paths, started = watcher.wait(), monotonic()
        try:
            _rebuild(app, workshop, report, watcher, paths)
        except SopgenError as error:
            _stop(app, report, Problem(Place(workshop.path.name), "build", "error", error.message, error.hint))
        except Exception as error:  # a fault of ours must not end the thread: the next change tries again
            said = f"a fault of sopgen, not of yours: {type(error).__name__}: {error}"
            _stop(app, report, Problem(Place(workshop.path.name), "fault", "error", said))
        garbage.built(monotonic() - started)


def _stop(app: App, report: Report, problem: Problem) -> None:
    before = app.snapshot
    app.show(Snapshot(before.sites, (problem,), (problem,)))
    report(app.snapshot, before, 0.0)


def _rebuild(
    app: App,
    workshop: Workshop,
    report: Report,
    watcher: Watcher | None = None,
    paths: Collection[Path] = (),
) -> None:
    """Builds, and shows what was built. watcher: what changes meanwhile is built too before anybody sees half of it.
    paths: what has changed; their pages are shown first, where that can be, else those that browsers look at."""
    started, before = monotonic(), app.snapshot
    waiting = {*paths}  # what has changed since the last whole build

    def changed(seconds: float) -> bool:
        return watcher is not None and watcher.changed and monotonic() - started < seconds

    def show(first: First) -> None:
        if not (watcher and watcher.changed):
            app.show_first(first)

    def progress(what: str, done: int, of: int) -> None:
        if changed(LONGEST):
            raise Overtaken

    while True:
        first = workshop.first(app.snapshot, waiting) if waiting else None
        if first:
            show(first)
        if watcher:
            watcher.follow()
        try:
            snapshot = workshop.build(app.snapshot, () if first else app.looked_at, show, progress)
            if not snapshot.stopped:
                waiting = set()
            if not changed(PATIENCE):
                break
        except Overtaken:
            pass
        assert watcher is not None
        waiting |= watcher.wait()
    if snapshot != app.snapshot:
        app.show(snapshot)
    if snapshot != before:
        report(snapshot, before, monotonic() - started)
