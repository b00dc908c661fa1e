"""How long from a saved file to the new page: in the browser, for both development servers; in the output folder, for
both builds that stay."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from sopgen.cache import FOLDER_VARIABLE
from tests.benchmarks.measure import Failed, Taken
from tests.benchmarks.programs import Hugo, Project, Sopgen

PATIENCE = 600.0
"""Seconds for the first build of a server."""
REST = 2.0
"""Seconds for a server to come to rest."""
LATEST = 600.0
"""Seconds for a change to arrive."""


class Server:
    """A development server that has built its project. `changed` waits for a new page."""

    def __init__(self, port: int) -> None:
        self.port = port

    def after(self, page: str, save: Callable[[], str]) -> Taken:
        """From when `save` has written a file to when a page, "kitchen/x", says what `save` returned."""
        self.look(page)
        news = save()
        start = time.perf_counter()
        self.changed(page, news)
        taken = Taken(time.perf_counter() - start, 0.0)
        self.settle()
        return taken

    def look(self, page: str) -> None:
        """Have this page open in a browser, where the server calls those that have."""

    def settle(self) -> None:
        """Return when the server has nothing more to do: nobody measured next must wait for it. One that does not say
        so is given some time: Hugo goes on working when the new page is there."""
        time.sleep(REST)

    def changed(self, page: str, news: str) -> None:
        """Return when this page says this."""
        latest = time.monotonic() + LATEST
        while time.monotonic() < latest:
            if news.encode() in get(self.port, f"{page}/"):
                return
            time.sleep(0.003)
        raise Failed(f"{page} does not say “{news}” after {LATEST:.0f} s")


class Reloading(Server):
    """`sopgen serve`, listened to as its script in the browser does: the page is fetched when the server calls.

    elsewhere: by a browser that looks at another page, which is called when the whole site is built.
    """

    def __init__(self, port: int, elsewhere: bool = False) -> None:
        super().__init__(port)
        self._elsewhere = elsewhere

    def look(self, page: str) -> None:
        self._all = Stream(self.port)
        self._own = Stream(self.port) if self._elsewhere else Stream(self.port, f"/handbook/{page}/")

    def changed(self, page: str, news: str) -> None:
        self._own.next()
        if news.encode() not in get(self.port, f"handbook/{page}/"):
            raise Failed(f"the browser was called before {page} said “{news}”")

    def settle(self) -> None:
        self._all.next()


class Stream:
    """The calls that `sopgen serve` sends to who looks at this page; all of them where it is none."""

    def __init__(self, port: int, page: str = "") -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LATEST)
        connection.request("GET", f"/-/events?page={quote(page, safe='')}")
        self._answer = connection.getresponse()
        self.next()  # the build that is there

    def next(self) -> None:
        """Return with the next call."""
        while True:
            line = self._answer.readline()
            if not line:
                raise Failed("sopgen serve ended its stream of events")
            if line.startswith(b"data:"):
                return


class Standing(Server):
    """A build that stays: its pages are looked at in the folder that it publishes to.

    said: what it has printed. done: what it prints when it has built.
    """

    def __init__(self, site: Path, said: Path, done: str) -> None:
        super().__init__(0)
        self._site, self._said, self._done = site, said, done

    def look(self, page: str) -> None:
        self._before = self._times()

    def changed(self, page: str, news: str) -> None:
        file, latest = self._site / page / "index.html", time.monotonic() + LATEST
        while time.monotonic() < latest:
            with suppress(OSError):  # it is just being exchanged
                if news.encode() in file.read_bytes():
                    return
            time.sleep(0.003)
        raise Failed(f"{file} does not say “{news}” after {LATEST:.0f} s")

    def settle(self) -> None:
        while self._times() == self._before:
            time.sleep(0.02)
        super().settle()

    def _times(self) -> int:
        return self._said.read_text("utf-8", errors="replace").count(self._done)


def get(port: int, page: str) -> bytes:
    """What stands at this path; nothing where the server is just exchanging it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LATEST)
    try:
        connection.request("GET", f"/{quote(page)}")
        return connection.getresponse().read()
    except http.client.HTTPException:
        return b""
    finally:
        connection.close()


@contextmanager
def sopgen_server(program: Sopgen, project: Project) -> Iterator[tuple[Server, Server]]:
    """For the time to the page that was saved; for the time to all others."""
    said = project.work / "served.txt"
    command = [*program.command, "serve", "--port", "0"]
    with _running(command, project, said, {FOLDER_VARIABLE: str(project.cache)}) as process:
        port = int(_awaited(process, said, r"Serving http://[^:]+:(\d+)/"))
        yield Reloading(port), Reloading(port, elsewhere=True)


@contextmanager
def hugo_server(program: Hugo, project: Project) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = project.work / "served.txt"
    command = [*program.command, "server", "--renderToMemory", "--port", str(port), "--cacheDir", str(project.cache)]
    with _running(command, project, said, {}) as process:
        _awaited(process, said, r"(Web Server is available)")
        yield Server(port)


@contextmanager
def sopgen_watching(program: Sopgen, project: Project) -> Iterator[Server]:
    said = project.work / "watched.txt"
    command = [*program.command, "build", "--watch", "--output", str(project.output)]
    with _running(command, project, said, {FOLDER_VARIABLE: str(project.cache)}) as process:
        _awaited(process, said, r"(Watching for changes)")
        time.sleep(REST)
        yield Standing(project.output / "handbook", said, "Rebuilt in")


@contextmanager
def hugo_watching(program: Hugo, project: Project) -> Iterator[Server]:
    said = project.work / "watched.txt"
    places = ("--destination", str(project.output), "--cacheDir", str(project.cache))
    with _running([*program.command, "build", "--watch", *places], project, said, {}) as process:
        _awaited(process, said, r"(Watching for changes)")
        yield Standing(project.output, said, "Total in")


@contextmanager
def _running(
    command: Sequence[str], project: Project, said: Path, environment: dict[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    with said.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=project.source, env={**os.environ, **environment}, stdout=output, stderr=output
        )
    try:
        yield process
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        if process.poll() is None:
            process.kill()
            process.wait()


def _awaited(process: subprocess.Popen[bytes], said: Path, pattern: str) -> str:
    latest = time.monotonic() + PATIENCE
    while time.monotonic() < latest and process.poll() is None:
        if found := re.search(pattern, said.read_text("utf-8", errors="replace")):
            return found[1]
        time.sleep(0.02)
    raise Failed(f"the server did not start:\n{said.read_text('utf-8', errors='replace')[-4000:]}")
