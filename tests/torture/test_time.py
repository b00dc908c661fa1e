"""No text of 100 KB takes longer than two seconds, whatever its shape; a build neither ends in a fault nor stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.shapes import SHAPES, parted
from tests.hostile.test_time import folder, seconds

__all__ = ["folder"]
SIZE = 100_000


@pytest.mark.parametrize("html", ["escape", "sanitise"])
@pytest.mark.parametrize("read", [parted, str], ids=["paragraphs", "one"])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_two_seconds(shape: Callable[[int], str], read: Callable[[str], str], html: str, folder: Path) -> None:
    assert seconds(folder, read(shape(SIZE)), html) < 2
