"""What was measured: kept, written as JSON, read again, and asked for medians."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from sopgen import __version__
from tests.benchmarks.measure import Taken

BUSY = 0.5
"""Programs that want a processor: with more of them seconds say little, and only ratios may be read."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What it was measured on; its name is nobody's business."""

    cores: int
    processor: str
    memory: int
    system: str
    python: str

    def __str__(self) -> str:
        return f"{self.cores} cores of {self.processor}, {self.memory} GiB, {self.system}, Python {self.python}"


def this_machine() -> Machine:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return Machine(cores, _processor(), round(pages / 2**30), platform.system(), platform.python_version())


def _processor() -> str:
    """The kind of processor, "AMD EPYC" for instance."""
    file = Path("/proc/cpuinfo")
    for line in file.read_text("utf-8").splitlines() if file.exists() else ():
        if line.startswith("model name"):
            return " ".join(line.partition(":")[2].split())
    return platform.processor() or platform.machine()


@dataclass(slots=True)
class Figures:
    """All figures of one run of the benchmark. taken: by case, number of pages and program, each round.

    load: how many other programs wanted a processor when it began, the mean of a minute.
    """

    date: str
    machine: Machine
    sopgen: str = __version__
    hugo: str = ""
    load: float = 0.0
    taken: dict[str, dict[int, dict[str, list[Taken]]]] = field(default_factory=dict)
    sizes: dict[int, dict[str, int]] = field(default_factory=dict)
    """By number of pages: bytes of the articles ("sources") and of what sopgen remembers of them ("cache"); files and
    bytes of the built site ("files", "bytes", "hugo-files", "hugo-bytes"); files that a change came to
    ("written-title")."""

    def add(self, case: str, pages: int, program: str, taken: Taken) -> None:
        self.taken.setdefault(case, {}).setdefault(pages, {}).setdefault(program, []).append(taken)

    def forget(self, case: str, pages: int) -> None:
        """Make room for a case that is measured again."""
        self.taken.get(case, {}).pop(pages, None)

    def wall(self, case: str, pages: int, program: str = "sopgen") -> float | None:
        """The median of the rounds in seconds on the clock; None where it was not measured."""
        rounds = self._rounds(case, pages, program)
        return median(one.wall for one in rounds) if rounds else None

    def cpu(self, case: str, pages: int, program: str = "sopgen") -> float | None:
        rounds = self._rounds(case, pages, program)
        return median(one.cpu for one in rounds) if rounds else None

    def peak(self, case: str, pages: int, program: str = "sopgen") -> float | None:
        """MiB at the highest of all rounds."""
        found = [one.peak for one in self._rounds(case, pages, program) if one.peak]
        return max(found) if found else None

    def pages(self, case: str) -> tuple[int, ...]:
        return tuple(sorted(self.taken.get(case, {})))

    @property
    def busy(self) -> bool:
        """Whether other programs made all that was measured slower."""
        return self.load > BUSY

    def rounds(self, pages: int) -> int:
        """How often each case was measured at this size, at least."""
        return min(
            len(rounds)
            for case, sizes in self.taken.items()
            if case != "memory"
            for rounds in sizes.get(pages, {}).values()
        )

    def _rounds(self, case: str, pages: int, program: str) -> list[Taken]:
        return self.taken.get(case, {}).get(pages, {}).get(program, [])

    def write(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(asdict(self), indent=1) + "\n", "utf-8")


def read(file: Path) -> Figures:
    """Figures as `Figures.write` wrote them."""
    given = json.loads(file.read_text("utf-8"))
    taken = {
        case: {int(pages): _programs(one) for pages, one in sizes.items()} for case, sizes in given["taken"].items()
    }
    sizes = {int(pages): one for pages, one in given["sizes"].items()}
    return Figures(**{**given, "machine": Machine(**given["machine"]), "taken": taken, "sizes": sizes})


def _programs(given: Mapping[str, list[dict[str, float]]]) -> dict[str, list[Taken]]:
    return {name: [Taken(**one) for one in rounds] for name, rounds in given.items()}


def days_of(before: str, today: str) -> str:
    """From the first day of earlier figures to this one: "2026-11-22 to 2026-11-23"; the day, where it is one."""
    first = before.partition(" to ")[0]
    return today if first == today else f"{first} to {today}"
