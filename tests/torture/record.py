"""What came of attacks, as the manual tells it: a file of JSON that is written by them, never by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("recorded.json")


def read(name: str) -> dict[str, Any]:
    """What is recorded under a name; nothing where there is nothing yet."""
    return dict(_all().get(name, {}))


def write(name: str, figures: dict[str, Any]) -> None:
    """Put these figures in place of those of this name."""
    FILE.write_text(json.dumps(_all() | {name: figures}, indent=2, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")


def _all() -> dict[str, Any]:
    return dict(json.loads(FILE.read_text("utf-8"))) if FILE.exists() else {}
