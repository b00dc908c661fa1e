"""The attacks of the test suite, by what they try: which tests they are, and which command goes on with them.

`python -m tests.torture.attacks` runs them and records how many cases each had, as the tests themselves count, and how
many were withstood. What `make torture` and `make guards` record stands beside it; `report.py` makes a page of all.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from tests.torture.record import write

REPOSITORY = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Attack:
    """what: is tried, in the manual's words. tests: files and functions for pytest."""

    what: str
    tests: tuple[str, ...]


CHAPTERS: dict[str, tuple[Attack, ...]] = {
    "No leak": (
        Attack(
            "Words for staff in every place that can hold some, sought in all files for customers",
            ("tests/leak",),
        ),
        Attack("Blocks and front matter that say “staff” in a wrong way", ("tests/sites/test_leaks.py",)),
        Attack("Finished files that hold what is for staff", ("tests/publish/test_proof.py", "tests/test_secrets.py")),
        Attack("A change of audience that nobody looks at", ("tests/commands/test_audience.py",)),
        Attack("Pictures that tell place, person or machine", ("tests/test_metadata.py",)),
    ),
    "No loss": (
        Attack("A build killed at each step of publishing", ("tests/publish/test_killed.py",)),
        Attack(
            "A build killed, or refused by the disk, at any call that changes something",
            ("tests/publish/test_faults.py",),
        ),
        Attack(
            "Readers, other builds, editors and clocks at work meanwhile",
            ("tests/publish/test_at_once.py", "tests/publish/test_exchange.py"),
        ),
        Attack(
            "Output folders and paths that are not ours",
            ("tests/publish/test_paths.py", "tests/publish/test_publish.py"),
        ),
        Attack("Limits, permissions, closed streams, no home", ("tests/test_refusals.py",)),
        Attack(
            "What is remembered: stale, damaged, of somebody else",
            (
                "tests/publish/test_standing.py",
                "tests/publish/test_spare.py",
                "tests/test_memory.py",
                "tests/test_unchanged.py",
                "tests/test_packing.py",
                "tests/test_recall.py",
            ),
        ),
    ),
    "No surprise": (
        Attack(
            "Files that are odd, broken or in circles",
            ("tests/sites/test_odd_inputs.py", "tests/sites/test_circles.py", "tests/test_yaml_source.py"),
        ),
        Attack("Names and sizes that no disk or reader can hold", ("tests/hostile/test_names.py",)),
        Attack("Texts that keep readers busy", ("tests/hostile/test_time.py",)),
        Attack("Files changed by chance", ("tests/hostile/test_fuzz.py",)),
        Attack("Scripts and addresses in whatever an author writes", ("tests/hostile/test_injection.py",)),
        Attack("Templates that reach for more than they are given", ("tests/test_sandbox.py",)),
        Attack(
            "Requests to `serve` that are malformed, lead out, or come from other sites",
            ("tests/serve/test_hostile.py",),
        ),
        Attack("Repositories that name programs for git", ("tests/commands/test_untrusted_repository.py",)),
        Attack(
            "Machines that differ: disk, hashes, locale, zone, user, clock, workers",
            ("tests/sites/test_same_bytes.py", "tests/test_cli.py::test_the_same_input_gives_the_same_bytes"),
        ),
    ),
}


def main() -> int:
    """Runs them all in one go, and records."""
    tests = [test for attacks in CHAPTERS.values() for attack in attacks for test in attack.tests]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junit-xml={report}", *tests]
        subprocess.run(command, cwd=REPOSITORY, check=False)
        cases = [*ElementTree.parse(report).getroot().iter("testcase")]
    found = {attack.what: counted(attack, cases) for attacks in CHAPTERS.values() for attack in attacks}
    write("attacks", found)
    write("day", {"on": date.today().isoformat()})
    return int(any(one["failed"] for one in found.values()))


def counted(attack: Attack, cases: Sequence[ElementTree.Element]) -> dict[str, int]:
    """The cases of an attack in a report of pytest, and how many of its tests failed. A test may tell how many cases
    it had; else it is one. Skipped ones do not count."""
    own = [case for case in cases if any(_is_of(case, test) for test in attack.tests) and case.find("skipped") is None]
    failed = [case for case in own if case.find("failure") is not None or case.find("error") is not None]
    return {"cases": sum(map(_cases, own)), "failed": len(failed)}


def _cases(case: ElementTree.Element) -> int:
    told = [one.get("value", "1") for one in case.iter("property") if one.get("name") == "cases"]
    return int(told[0]) if told else 1


def _is_of(case: ElementTree.Element, test: str) -> bool:
    path, _, name = test.partition("::")
    module = path.removesuffix(".py").replace("/", ".")
    of, found = case.get("classname", ""), case.get("name", "")
    return (of == module or of.startswith(f"{module}.")) and (not name or found.partition("[")[0] == name)


if __name__ == "__main__":
    sys.exit(main())
