"""SECURITY.md names tests that there are, and all rooms of attacks."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "SECURITY.md").read_text("utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", TEXT)


def test_every_proof_that_it_names_is_there() -> None:
    assert len(NAMED) > 20
    for path, test in NAMED:
        code = (ROOT / path).read_text("utf-8")
        assert f"def {test or 'test_'}" in code, f"{path}::{test}"


def test_no_room_of_attacks_is_left_out() -> None:
    rooms = [*ROOT.glob("tests/hostile/test_*.py"), *ROOT.glob("tests/leak/test_*.py")]
    assert {path.relative_to(ROOT).as_posix() for path in rooms} <= {path for path, _ in NAMED}


def test_every_row_has_a_proof() -> None:
    rows = TEXT.split("| Proved by |\n")[1].split("\n\n")[0].splitlines()[1:]
    assert len(rows) >= 14 and all(re.search(r"\| `tests/[^|]+ \|$", row) for row in rows)


def test_its_links_lead_somewhere() -> None:
    assert all((ROOT / target).exists() for target in re.findall(r"\]\(([^)]+)\)", TEXT))
