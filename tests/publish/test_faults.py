"""Whole builds that are killed, or that the disk refuses, at calls that change it: few of those of `make torture`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.torture.faults import broken


def test_no_fault_harms_what_stands(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    reports = broken(tmp_path, seed=6, cases=36, seconds=60)
    record_property("cases", len(reports))
    assert [report for report in reports if report["wrong"]] == []
    codes = {report["code"] for report in reports}
    assert {0, 2, 130} <= codes and codes & {-9, -15}, "refusals, interrupts, kills, and what does not matter"
