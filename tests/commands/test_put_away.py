"""A command puts away what it has begun in the temporary folder: when it ends, and when somebody asks it to end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from sopgen.memory import WORTH_WORKERS
from tests.projects import AS_OF, BASE, write

ROOT = Path(__file__).parents[2]
ROOM = "---\ntitle: Room {0}\nstatus: approved\n---\nRead this of room {0}.\n"
MANY = {f"procedures/rooms/room-{number}.md": ROOM.format(number) for number in range(WORTH_WORKERS + 10)}
LATEST = 120.0
"""Seconds for anything to happen."""


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A temporary folder of its own, with a name that is short enough for a socket in it."""
    with TemporaryDirectory() as folder:
        yield Path(folder)


def run(tmp_path: Path, temporary: Path, *python: str) -> subprocess.Popen[bytes]:
    """A first build by workers, with a search index."""
    environment = {
        **os.environ,
        **dict.fromkeys(("TMPDIR", "TEMP"), str(temporary)),
        "PYTHONPATH": str(ROOT),
        "SOPGEN_CACHE_DIR": str(tmp_path / "cache"),
    }
    with (tmp_path / "said.txt").open("wb") as said:
        return subprocess.Popen(
            [sys.executable, *python, "build", "--jobs", "2", "--as-of", AS_OF.isoformat()],
            cwd=write(tmp_path / "project", BASE, MANY),
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=said,
        )


def begun(temporary: Path, pattern: str) -> None:
    """Return when there is such a thing in the temporary folder."""
    latest = time.monotonic() + LATEST
    while not list(temporary.glob(pattern)):
        assert time.monotonic() < latest
        time.sleep(0.001)


def nothing_left(tmp_path: Path, temporary: Path) -> bool:
    built = [path.name for path in (tmp_path / "project").iterdir() if "build" in path.name]
    return list(temporary.iterdir()) == [] and built == []


def test_a_build_leaves_nothing(tmp_path: Path, temporary: Path) -> None:
    assert run(tmp_path, temporary, "-m", "sopgen").wait(LATEST) == 0
    assert list(temporary.iterdir()) == []


def test_nor_where_no_worker_can_be_spoken_to(tmp_path: Path, temporary: Path) -> None:
    """The name of a socket may have a hundred letters."""
    deep = temporary / ("deep" * 25)
    deep.mkdir()
    assert run(tmp_path, deep, "-m", "sopgen").wait(LATEST) == 0
    assert list(deep.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="sends SIGTERM")
@pytest.mark.parametrize("pattern", ["pymp-*", "sopgen-*/**/*.html"], ids=["while documents are read", "for the index"])
def test_nor_does_one_that_is_asked_to_end(tmp_path: Path, temporary: Path, pattern: str) -> None:
    building = run(tmp_path, temporary, "-m", "sopgen")
    begun(temporary, pattern)
    building.send_signal(signal.SIGTERM)
    assert building.wait(LATEST) == -signal.SIGTERM, "whoever asked is told that it is what ended the build"
    assert nothing_left(tmp_path, temporary)
    assert "Traceback" not in (tmp_path / "said.txt").read_text("utf-8")


AMONG_PAGES = """
import os, signal, sys
from sopgen.keyed import Keyed
from sopgen.__main__ import run

made, calls = Keyed._made, []

def asked_to_end(self, *given):
    calls.append(1)
    if len(calls) == 30:
        os.kill(os.getpid(), signal.SIGTERM)
    return made(self, *given)

Keyed._made = asked_to_end
run()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no worker makes pages")
def test_nor_does_one_that_is_asked_while_workers_make_pages(tmp_path: Path, temporary: Path) -> None:
    """It waits for no worker that nobody lets go."""
    assert run(tmp_path, temporary, "-c", AMONG_PAGES).wait(LATEST) == -signal.SIGTERM
    assert nothing_left(tmp_path, temporary)


@pytest.mark.skipif(os.name != "posix", reason="sends SIGTERM")
def test_the_language_server_does_not_wait_for_its_input_to_end(tmp_path: Path) -> None:
    asked = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}})
    with subprocess.Popen(
        [sys.executable, "-m", "sopgen", "language-server"],
        cwd=write(tmp_path, BASE),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as server:
        assert server.stdin is not None and server.stdout is not None
        server.stdin.write(f"Content-Length: {len(asked)}\r\n\r\n{asked}".encode())
        server.stdin.flush()
        assert server.stdout.readline().startswith(b"Content-Length")
        server.send_signal(signal.SIGTERM)
        assert server.wait(LATEST) == -signal.SIGTERM
