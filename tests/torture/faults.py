"""What can go wrong at a call that changes the disk, and the library that makes it go wrong there."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

REPOSITORY = Path(__file__).parents[2]
SOURCE = Path(__file__).with_name("faults.c")
OPEN, WRITE, SYNC, NAME, REMOVE, LINK, MAKE, MODE, READ = (1 << bit for bit in range(9))
WRITING = OPEN | WRITE | SYNC | NAME | REMOVE | LINK | MAKE | MODE
"""All calls that change what is on a disk."""
GROWING = OPEN | WRITE | SYNC | LINK | MAKE | NAME
"""Those that need room."""
NAMING = OPEN | NAME | REMOVE | LINK | MAKE | MODE
"""Those that need a permission."""
BEFORE, HALFWAY, AFTER = range(3)


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens at the n-th call of these kinds: it fails with an errno, that and all later ones do (`lasting`), or
    a signal comes before it, when half is written, or after it."""

    name: str
    kinds: int = WRITING
    error: int = 0
    lasting: bool = False
    signal: int = 0
    moment: int = BEFORE
    first: bool = False  # at the very first call, not at any


def _failing(name: str, kinds: int) -> tuple[Fault, Fault]:
    code = getattr(errno, name)
    return Fault(name, kinds, code), Fault(f"{name} from there on", kinds, code, lasting=True)


KILLS = tuple(
    Fault(f"{name} {when}", signal=getattr(signal, name), moment=moment)
    for name in ("SIGKILL", "SIGTERM", "SIGINT")
    for moment, when in enumerate(("before", "halfway", "after"))
)
FAILURES = (
    *_failing("ENOSPC", GROWING),
    *_failing("EDQUOT", GROWING),
    *_failing("EIO", WRITING),
    *_failing("EROFS", WRITING),
    *_failing("EACCES", NAMING),
    *_failing("EPERM", NAMING),
    *_failing("EFBIG", WRITE),
    *_failing("EMFILE", OPEN | READ),
    Fault("EIO on reading", READ, errno.EIO),
    Fault("EIO on reading from there on", READ, errno.EIO, lasting=True),
    Fault("no hard links", LINK, errno.EPERM, lasting=True, first=True),
    Fault("too many hard links", LINK, errno.EMLINK, lasting=True),
    Fault("links across disks", LINK, errno.EXDEV, lasting=True, first=True),
)


def broken(folder: Path, seed: int, cases: int, seconds: float) -> list[dict[str, Any]]:
    """What came of builds with faults, one report a case; skips where the library cannot be made."""
    preloaded = library(folder)
    if preloaded is None:
        pytest.skip("needs Linux and a C compiler")
    command = [sys.executable, "-m", "tests.torture.breaking", str(folder), str(seed), str(cases), str(seconds)]
    environment = {**os.environ, "LD_PRELOAD": str(preloaded)}
    done = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, env=environment)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def library(folder: Path) -> Path | None:
    """The compiled library in this folder; None where there is no compiler for it."""
    compiler = shutil.which("cc")
    if sys.platform != "linux" or compiler is None:
        return None
    made = folder / "faults.so"
    command = [compiler, "-O1", "-shared", "-fPIC", "-o", str(made), str(SOURCE), "-ldl"]
    return made if subprocess.run(command, capture_output=True).returncode == 0 else None


class Injector:
    """The library as it is preloaded into this process."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        self._library.faults_from_here.argtypes = [ctypes.c_int, ctypes.c_long, *[ctypes.c_int] * 5]
        self._library.faults_counted.restype = ctypes.c_long

    def arm(self, fault: Fault, at: int) -> None:
        """From here on calls count: at this one of them the fault happens; -1: at none."""
        self._library.faults_from_here(fault.kinds, at, fault.error, fault.lasting, fault.signal, fault.moment, -1)

    def disarmed(self) -> int:
        """The calls since it was armed; no fault happens from here on."""
        counted = int(self._library.faults_counted())
        self.arm(Fault("none"), -1)
        return counted


def any_fault(random: Random) -> Fault:
    """A kill or a failure, as often."""
    return random.choice(random.choice((KILLS, FAILURES)))
