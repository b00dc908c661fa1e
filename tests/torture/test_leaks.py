"""Files that turn from customers to staff and back at random, built over what stands, some builds killed.

After each build that ends, customers see what a first build of the same files shows them, and nothing else of staff's.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.commands.repositories import ROOT
from tests.leak.canaries import canary, kinds, project, turned
from tests.leak.seen import haystack
from tests.leak.test_leak import DAY, seen
from tests.projects import write

CLOSED, OPEN = project(), turned()
TURNING = sorted(path for path in CLOSED if OPEN[path] != CLOSED[path])


def build(folder: Path, output: Path, cache: bool, kill_after: float | None = None) -> int | None:
    """The exit code; None where it was killed."""
    command = [sys.executable, "-m", "sopgen", "build", *DAY, "--output", str(output)]
    command += ["--cache", str(folder / ".cache")] if cache else ["--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        return running.wait(kill_after)
    except subprocess.TimeoutExpired:
        running.send_signal(signal.SIGKILL)
        running.wait()
        return None


def test_what_turns_at_random_leaves_nothing_behind(
    tmp_path: Path, seed: int, seconds: float, record_property: Callable[[str, object], None]
) -> None:
    random = Random(seed)
    until = time.monotonic() + seconds
    folder, output = tmp_path / "project", tmp_path / "build"
    write(folder, OPEN)
    built = killed = 0
    shown: set[str] = set()
    while time.monotonic() < until:
        write(folder, random.choice((OPEN, CLOSED, {})))
        for path in random.sample(TURNING, random.randint(0, 3)):
            write(folder, {path: random.choice((OPEN, CLOSED))[path]})
        if (
            build(folder, output, cache=True, kill_after=random.uniform(0.2, 2.5) if random.random() < 0.4 else None)
            is None
        ):
            killed += 1
        ended = build(folder, output, cache=True)
        first = tmp_path / "first"
        assert ended == build(folder, first, cache=False)
        if ended == 0:
            built += 1
            here = seen(haystack(output / "help"))
            assert here == seen(haystack(first / "help")), f"seed {seed}, build {built}"
            if all((folder / path).read_bytes() == bytes_of(CLOSED[path]) for path in TURNING):
                assert here == set()
            shown |= here
        shutil.rmtree(first, ignore_errors=True)
    print(f"{built} builds compared, {killed} killed, {len(shown)} of {len(kinds())} kinds were open at times")
    record_property("cases", built + killed)
    assert built and canary("body")


def bytes_of(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()
