"""Projects with a file changed by chance: the same cases for the same seed, for as long as there is time."""

from __future__ import annotations

from pathlib import Path

from tests.hostile.fuzz import attacked


def test_a_file_changed_by_chance_is_no_fault(tmp_path: Path, seed: int, seconds: float) -> None:
    assert list(attacked(tmp_path, seed * 1_000_000, 1_000_000, seconds)) == []
