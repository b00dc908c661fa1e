"""How long from a saved file to the new page in the browser, for both development servers."""

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
LATEST = 120.0
"""Seconds for a change to arrive."""


class Server:
    """A development server that has built its project. `changed` waits for a new page."""

    def __init__(self, port: int) -> None:
        self.port = port

    def after(self, page: str, save: Callable[[], str]) -> Taken:
        """From when `save` has written a file to when a page, "kitchen/x", says what `save` returned."""
        news = save()
        start = time.perf_counter()
        self.changed(page, news)
        return Taken(time.perf_counter() - start, 0.0)

    def changed(self, page: str, news: str) -> None:
        """Return when this page says this."""
        latest = time.monotonic() + LATEST
        while time.monotonic() < latest:
            if news.encode() in get(self.port, f"{page}/"):
                return
            time.sleep(0.003)
        raise Failed(f"{page} does not say “{news}” after {LATEST:.0f} s")


class Reloading(Server):
    """`sopgen serve`, listened to as its script in the browser does: the page is fetched when the server calls."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LATEST)
        self._connection.request("GET", "/-/events")
        self._stream = self._connection.getresponse()
        self._next()  # the build that is there

    def changed(self, page: str, news: str) -> None:
        self._next()
        if news.encode() not in get(self.port, f"handbook/{page}/"):
            raise Failed(f"the browser was called before {page} said “{news}”")

    def _next(self) -> None:
        while True:
            line = self._stream.readline()
            if not line:
                raise Failed("sopgen serve ended its stream of events")
            if line.startswith(b"data:"):
                return


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
def sopgen_server(program: Sopgen, project: Project) -> Iterator[Server]:
    said = project.work / "served.txt"
    command = [*program.command, "serve", "--port", "0"]
    with _running(command, project, said, {FOLDER_VARIABLE: str(project.cache)}) as process:
        port = int(_awaited(process, said, r"Serving http://[^:]+:(\d+)/"))
        yield Reloading(port)


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
