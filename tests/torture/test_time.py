"""No text of 100 KB keeps a reader busy, whatever its shape: what grows with the square of its size takes minutes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.shapes import SHAPES, parted
from tests.hostile.test_time import folder, seconds

__all__ = ["folder"]
SIZE = 100_000
MOST = 4
"""Seconds of computing on a machine that does other things as well: twice what it takes on one that does not."""


@pytest.mark.parametrize("html", ["escape", "sanitise"])
@pytest.mark.parametrize("read", [parted, str], ids=["paragraphs", "one"])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_no_shape_keeps_it_busy(
    shape: Callable[[int], str], read: Callable[[str], str], html: str, folder: Path
) -> None:
    assert seconds(folder, read(shape(SIZE)), html) < MOST
