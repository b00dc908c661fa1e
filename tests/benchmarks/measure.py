"""Runs a command and says what it took: time on the clock, processor time of all its processes, memory."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ORPHANS = 10.0
"""Seconds that processes may live on after the command that started them, before they are left alone."""
_SUBREAPER = 36
_MAXRSS = 1024 if sys.platform == "linux" else 2**20
"""How many of the system's units of memory a MiB has."""


class Failed(Exception):
    """A command ended with another code than 0; the message is what it printed."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What one run took. wall, cpu: seconds; cpu is that of all processes, user and system. peak: MiB, where asked."""

    wall: float
    cpu: float
    peak: float = 0.0


def adopt() -> None:
    """From now on processes whose parent has ended become ours (Linux), so that their processor time counts too."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str], memory: bool = False) -> Taken:
    """Run a command to its end. memory: look at the memory of its processes too, which takes time itself.

    Raises Failed where it does not end well.
    """
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        watch = Watch(process.pid) if memory else None
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        cpu = usage.ru_utime + usage.ru_stime + sum(_orphans())
        # between two looks at all processes, the system knows the most that one of them had
        peak = max(watch.end(), usage.ru_maxrss / _MAXRSS) if watch else 0.0
        if process.returncode:
            said.seek(0)
            raise Failed(f"{' '.join(command)}\nended with {process.returncode}:\n{said.read().decode()[-4000:]}")
    return Taken(wall, cpu, peak)


def _orphans() -> Iterator[float]:
    """The processor time of each process that the command left behind, when it ends."""
    latest = time.monotonic() + ORPHANS
    while time.monotonic() < latest:
        try:
            pid, _, usage = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid:
            yield usage.ru_utime + usage.ru_stime
        else:
            time.sleep(0.002)


class Watch:
    """Looks at the memory of all processes of a session, up to twenty times a second. What they share counts once.

    Looking takes the longer the more memory there is: it is done for a tenth of the time at most.
    """

    def __init__(self, session: int) -> None:
        self._session, self._peak, self._over = session, 0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> float:
        """MiB at the highest; 0 where the system does not say."""
        self._over.set()
        self._thread.join()
        return self._peak / 1024

    def _look(self) -> None:
        pause = 0.05
        while not self._over.wait(pause):
            start = time.perf_counter()
            self._peak = max(self._peak, sum(_kibibytes(process) for process in _processes(self._session)))
            pause = max(0.05, 9 * (time.perf_counter() - start))


def _processes(session: int) -> Iterator[Path]:
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            # after the name, which may hold anything: state, parent, group, session
            if int((folder / "stat").read_text().rpartition(")")[2].split()[3]) == session:
                yield folder


def _kibibytes(process: Path) -> int:
    with suppress(OSError):
        for line in (process / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
