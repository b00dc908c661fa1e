"""A copy of the repository in which one guard after the other is switched off, and what its tests say then."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copy2
from xml.etree import ElementTree

from tests.torture.guards.guard import REPOSITORY, Guard, read

LONGEST = 240.0
"""Seconds that the tests of a guard may take: without some, a reader goes on for ever."""
MEMORY = 6 << 30
"""Bytes of addresses that each process may have: a bomb that nobody stops any more shall not take the machine."""
_OWN_FAULTS = ("NameError", "SyntaxError", "ImportError", "IndentationError", "ModuleNotFoundError")


@dataclass(frozen=True, slots=True)
class Said:
    """Of each test: how many cases failed by what they assert. ended: False where it took too long. fault: what is no
    answer, such as a case that cannot be collected."""

    failed: dict[str, int]
    ended: bool = True
    fault: str = ""

    def noticed(self, guard: Guard) -> bool:
        return not self.fault and (not self.ended or all(self.failed.get(test) for test in guard.tests))


class Copy:
    """A copy of what git knows of the repository."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._ticks = folder, 0
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=True).stdout
        for name in filter(None, os.fsdecode(listed).split("\0")):
            if (REPOSITORY / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                copy2(REPOSITORY / name, folder / name)
        subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)  # some tests ask git where they are

    def without(self, guard: Guard) -> Said:
        """What its tests say while it is switched off."""
        whole = read(guard, self.folder)
        self._write(guard.file, guard.switched_off(whole))
        try:
            return self.ask(guard.tests)
        finally:
            self._write(guard.file, whole)

    def _write(self, name: str, text: str) -> None:
        """Each time with another time of change, so that nothing compiled from the text before is taken for it."""
        self._ticks += 2
        (self.folder / name).write_text(text, "utf-8")
        os.utime(self.folder / name, (then := time.time() + self._ticks, then))

    def ask(self, tests: Sequence[str], seconds: float = LONGEST) -> Said:
        """What these tests say here."""
        report = self.folder / "report.xml"
        report.unlink(missing_ok=True)
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
        environment = {**os.environ, "PYTHONPATH": str(self.folder)}
        try:
            done = subprocess.run(
                [*command, f"--junit-xml={report}", *tests],
                cwd=self.folder,
                env=environment,
                capture_output=True,
                text=True,
                timeout=seconds,
                preexec_fn=_bounded,
            )
        except subprocess.TimeoutExpired:
            return Said({}, ended=False)
        if done.returncode not in (0, 1) or not report.exists():
            return Said({}, fault=done.stdout[-2000:] + done.stderr[-2000:])
        return _read(report, tests)


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _read(report: Path, tests: Sequence[str]) -> Said:
    failed = dict.fromkeys(tests, 0)
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        wrong = [*case.iter("failure"), *case.iter("error")]
        if not wrong:
            continue
        said = wrong[0].get("message", "")
        if said.startswith(_OWN_FAULTS) or "collection failure" in said:
            return Said({}, fault=said)
        for test in tests:
            failed[test] += _is_of(case, test)
    return Said(failed)


def _is_of(case: ElementTree.Element, test: str) -> bool:
    """Whether a case of a report is one of a test as it is named for pytest: its file, and perhaps a name in it."""
    path, _, name = test.partition("::")
    module, found = path.removesuffix(".py").replace("/", "."), case.get("name", "")
    return case.get("classname") == module and (not name or found == name or found.startswith(f"{name}["))
