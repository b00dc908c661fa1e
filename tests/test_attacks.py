"""What the manual tells of attacks is what was recorded, and what was recorded is of the tests that there are."""

from __future__ import annotations

from tests.test_guards import GUARDS, is_there
from tests.torture import attacks, record, report


def test_each_was_switched_off_and_noticed() -> None:
    """`make guards ONLY='--record NAME'` records a new one; `python -m tests.torture.report` writes the page."""
    recorded = record.read("guards")
    assert sorted(guard.name for guard in GUARDS if not recorded.get(guard.name, {}).get("noticed")) == []


def test_the_manual_tells_what_was_recorded() -> None:
    assert report.PAGE.read_text("utf-8") == report.page()


def test_all_attacks_have_tests_and_were_withstood() -> None:
    rows = [row for chapter in attacks.CHAPTERS.values() for row in chapter]
    assert [test for row in rows for test in row.tests if not is_there(test)] == []
    found = record.read("attacks")
    assert {row.what: 0 for row in rows} == {what: one["failed"] for what, one in found.items()}
    assert min(one["cases"] for one in found.values()) > 0
    assert all(one["cases"] > 0 == one["failed"] for one in record.read("torture")["tests"].values())
