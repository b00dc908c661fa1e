"""A short run of the fuzzer, the same each time; `make torture` goes on. And the cases in which it found a fault."""

from __future__ import annotations

from pathlib import Path

from tests.hostile.fuzz import attacked


def test_a_file_changed_by_chance_is_no_fault(tmp_path: Path) -> None:
    assert list(attacked(tmp_path, 1, 15, 60)) == []
