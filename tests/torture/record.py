"""What came of attacks, as the manual tells it: a file of JSON that is written by them, never by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("recorded.json")


def read() -> dict[str, Any]:
    return dict(json.loads(FILE.read_text("utf-8"))) if FILE.exists() else {}


def write(name: str, figures: dict[str, Any]) -> None:
    """Put these figures in place of those of this name."""
    FILE.write_text(json.dumps(read() | {name: figures}, indent=2, sort_keys=True) + "\n", "utf-8")
