"""From the columns of our places, which count characters, to those of an editor, and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from sopgen.model import Place

Unit = Literal["utf-8", "utf-16", "utf-32"]
"""What an editor counts in: bytes, half words (an emoji is two) or characters."""


class Span(Struct, frozen=True):
    """A stretch of one line: row and columns from 0, in characters."""

    row: int
    start: int
    end: int

    def holds(self, row: int, column: int) -> bool:
        return row == self.row and self.start <= column <= self.end


def span(place: Place, lines: Sequence[str]) -> Span:
    """The stretch that a place means: where only its start is known, the rest of the line."""
    row = min(max(place.line, 1), max(len(lines), 1)) - 1
    line = lines[row] if lines else ""
    last = len(line.rstrip())
    start = min(place.column - 1, len(line))
    if place.end_column:
        return Span(row, start, max(start, min(place.end_column - 1, len(line))))
    if start == 0:
        start = min(len(line) - len(line.lstrip()), last)
    return Span(row, start, max(start, last))


def units(text: str, unit: Unit) -> int:
    """How long an editor says this text is."""
    if unit == "utf-32":
        return len(text)
    if unit == "utf-8":
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def characters(line: str, count: int, unit: Unit) -> int:
    """How many characters of a line an editor's column comes to; inside a character is before it."""
    if unit == "utf-32" or line.isascii():
        return min(count, len(line))
    passed = 0
    for index, character in enumerate(line):
        passed += units(character, unit)
        if passed > count:
            return index
    return len(line)
