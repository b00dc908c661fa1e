"""The manual's page about attacks, made of what was recorded: `python -m tests.torture.report` writes it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.torture import attacks, record
from tests.torture.guards import table

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "sopgen" / "manual" / "procedures" / "about" / "attacks.md"
TOLD = {
    "test_at_once.py::test_who_reads_in_a_loop_finds_whole_pages": "Pages read in a loop while sites are published",
    "test_at_once.py::test_builds_at_once_wait_for_one_another": "Builds of one project, three at a time",
    "test_at_once.py::test_what_is_edited_while_it_is_built_is_built_next": "Builds while files are edited",
    "test_at_once.py::test_no_clock_keeps_an_edit_from_being_built": "Builds by clocks that are years ahead or behind",
    "test_faults.py::test_no_fault_at_any_call_harms_what_stands": "Builds killed or refused at any call",
    "test_fuzz.py::test_a_file_changed_by_chance_is_no_fault": "Projects with a file changed by chance",
    "test_leaks.py::test_what_turns_at_random_leaves_nothing_behind": "Builds in which pages turn to staff and back",
    "test_same_bytes.py::test_not_a_byte_differs": "Builds on machines that differ, compared byte by byte",
    "test_time.py::test_no_shape_keeps_it_busy": "Texts of 100 KB in shapes that keep readers busy",
}
"""What the tests of `make torture` try, in the manual's words."""


def page() -> str:
    """The page about what is recorded."""
    torture, guards, found = record.read("torture"), record.read("guards"), record.read("attacks")
    text = (HERE / "page.md").read_text("utf-8")
    given = {
        "day": record.read("day")["on"],
        "attacks": "\n\n".join(f"### {name}\n\n{_attacks(rows, found)}" for name, rows in attacks.CHAPTERS.items()),
        "seed": str(torture["seed"]),
        "minutes": f"{torture['minutes']:g}",
        "total": str(round(torture["seconds"] / 60)),
        "torture": _table(("What", "Cases", "Withstood"), _torture(torture["tests"])),
        "pythons": ", ".join(torture["pythons"]),
        "guards": str(sum(map(len, table.CHAPTERS.values()))),
        "noticed": str(sum(guards[own.name]["noticed"] for chapter in table.CHAPTERS.values() for own in chapter)),
        "chapters": _table(("What they keep", "Guards", "Noticed"), _guards(guards)),
    }
    for name, value in given.items():
        text = text.replace(f"[[{name}]]", value)
    return text


def _attacks(rows: Iterable[attacks.Attack], found: dict[str, Any]) -> str:
    lines = []
    for row in rows:
        one = found[row.what]
        proved = ", ".join(f"`{test.partition('::')[0]}`" for test in row.tests)
        lines.append((row.what, f"{one['cases']:,}", _withstood(one), proved))
    return _table(("What is tried", "Cases", "Withstood", "Tests"), lines)


def _torture(tests: dict[str, Any]) -> Iterable[tuple[str, ...]]:
    return ((TOLD[name], f"{one['cases']:,}", _withstood(one)) for name, one in tests.items())


def _withstood(one: dict[str, int]) -> str:
    return "all" if not one["failed"] else f"all but {one['failed']}"


def _guards(guards: dict[str, Any]) -> Iterable[tuple[str, ...]]:
    for chapter, own in table.CHAPTERS.items():
        noticed = sum(guards[guard.name]["noticed"] for guard in own)
        yield chapter, str(len(own)), str(noticed)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
