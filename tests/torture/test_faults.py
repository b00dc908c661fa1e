"""Builds that are killed, or that the disk refuses, at any call that changes it: as many as there is time for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.torture.faults import broken


def test_no_fault_at_any_call_harms_what_stands(
    tmp_path: Path, seed: int, seconds: float, record_property: Callable[[str, object], None]
) -> None:
    reports = broken(tmp_path, seed, 1_000_000, seconds)
    record_property("cases", len(reports))
    print(f"{len(reports)} faults:", dict(Counter(report["code"] for report in reports)))
    assert [report for report in reports if report["wrong"]] == []
