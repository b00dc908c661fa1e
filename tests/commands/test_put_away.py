"""A command puts away what it has begun in the temporary folder: when it ends, and when somebody asks it to end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sopgen.memory import WORTH_WORKERS
from tests.projects import AS_OF, BASE, write

ROOT = Path(__file__).parents[2]
MANY = {
    f"procedures/rooms/room-{number}.md": f"---\ntitle: Room {number}\n---\nRead this of room {number}.\n"
    for number in range(WORTH_WORKERS + 10)
}
LATEST = 120.0
"""Seconds for anything to happen."""


@pytest.fixture
def building(tmp_path: Path) -> subprocess.Popen[bytes]:
    """A first build by workers, with a search index; it has a temporary folder of its own."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    return subprocess.Popen(
        [sys.executable, "-m", "sopgen", "build", "--no-cache", "--jobs", "2", "--as-of", AS_OF.isoformat()],
        cwd=write(tmp_path / "project", BASE, MANY),
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary), "TEMP": str(temporary)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def begun(tmp_path: Path, pattern: str) -> None:
    """Return when there is such a thing in the temporary folder."""
    latest = time.monotonic() + LATEST
    while not list((tmp_path / "temporary").glob(pattern)):
        assert time.monotonic() < latest
        time.sleep(0.001)


def test_a_build_leaves_nothing(tmp_path: Path, building: subprocess.Popen[bytes]) -> None:
    assert building.wait(LATEST) == 0
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="sends SIGTERM")
@pytest.mark.parametrize("pattern", ["pymp-*", "sopgen-*/**/*.html"], ids=["while documents are read", "for the index"])
def test_nor_does_one_that_is_asked_to_end(tmp_path: Path, building: subprocess.Popen[bytes], pattern: str) -> None:
    begun(tmp_path, pattern)
    building.send_signal(signal.SIGTERM)
    assert building.wait(LATEST) == -signal.SIGTERM, "whoever asked is told that it is what ended the build"
    assert list((tmp_path / "temporary").iterdir()) == []
    assert [path.name for path in (tmp_path / "project").iterdir() if "build" in path.name] == []
