"""Projects with a file changed by chance: the same cases for the same seed, for as long as there is time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.hostile.fuzz import attacked


def test_a_file_changed_by_chance_is_no_fault(
    tmp_path: Path, seed: int, seconds: float, record_property: Callable[[str, object], None]
) -> None:
    tried = [0]
    found = list(attacked(tmp_path, seed * 1_000_000, 1_000_000, seconds, tried.append))
    record_property("cases", tried[-1])
    assert found == []
