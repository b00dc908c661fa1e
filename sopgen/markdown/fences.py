"""`:::` lines: which open a block, which close one, and where a block ends. Code and comments are passed over."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

OPENING = re.compile(r"(:{3,})[ \t]*(?:\{[ \t]*\.?(?P<braced>[\w-]+)[ \t]*\}|\.?(?P<name>\w[\w-]*))(?P<rest>.*)$")
_CLOSING = re.compile(r"[\s>]*(:{3,})\s*$")
_PREFIX = re.compile(r"[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+[\s>]*)*")
_SIGN = re.compile(r":::|```|~~~|<!--")
"""A line without any of them is text, or stands in fenced code."""
_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")


class Mark(NamedTuple):
    """A `:::` line: number of colons; name, "" where it closes."""

    colons: int
    name: str


class Scanner:
    """Reads lines one after the other and says which are `:::` lines, knowing fenced code and comments."""

    def __init__(self) -> None:
        self._fence = ""
        self._comment = False

    @property
    def inside(self) -> bool:
        """Whether the next line stands in fenced code or in a comment."""
        return bool(self._fence) or self._comment

    def read(self, line: str) -> Mark | None:
        if self._comment:
            self._comment = "-->" not in line
            return None
        if not self._fence and not _SIGN.search(line):
            return None
        bare = line[prefix_length(line) :]
        if self._fence:
            end = bare.rstrip()
            if end.startswith(self._fence) and not end.strip(self._fence[0]):
                self._fence = ""
            return None
        if bare.startswith(":::"):
            if closing := _CLOSING.match(line):
                return Mark(len(closing[1]), "")
            if opening := OPENING.match(bare):
                return Mark(len(opening[1]), (opening["braced"] or opening["name"]).lower())
        elif fence := _FENCE.match(bare):
            self._fence = fence[1] or fence[2]
        elif bare.startswith("<!--"):
            self._comment = "-->" not in bare
        return None


def prefix_length(line: str) -> int:
    """How many characters of quote marks, list markers and white space a line begins with."""
    match = _PREFIX.match(line)
    return match.end() if match else 0


class End(NamedTuple):
    """Where a block ends: the line (from 0) that closes it, or the one after all lines, and whether one closes it.

    open: the lines that open blocks in it which nothing ends before that.
    """

    line: int
    closed: bool
    open: tuple[int, ...] = ()


def block_end(lines: Iterable[str]) -> End:
    """The end of the block opened by the first line.

    A line of colons closes the innermost block opened with as many; failing that, the innermost opened with fewer.
    Where an outer block closes first, the inner one ends there too, unclosed.
    """
    scanner, opened, index = Scanner(), _Opened(), -1
    for index, line in enumerate(lines):
        mark = scanner.read(line)
        if mark is None:
            continue
        if mark.name:
            opened.add(mark.colons, index)
            continue
        level = opened.closed_by(mark.colons)
        if level is not None:
            opened.close(level)
            if not opened.blocks:
                return End(index, level == 0)
    return End(index + 1, False, tuple(index for _, index in opened.blocks))


class _Opened:
    """The blocks that are open, each in the one before: thousands, where somebody never closes them."""

    def __init__(self) -> None:
        self.blocks: list[tuple[int, int]] = []
        """(colons, index of the line)."""
        self._levels: dict[int, list[int]] = {}
        """By number of colons, which of them were opened with as many."""

    def add(self, colons: int, index: int) -> None:
        self._levels.setdefault(colons, []).append(len(self.blocks))
        self.blocks.append((colons, index))

    def closed_by(self, colons: int) -> int | None:
        """The level of the block that so many colons close."""
        if equal := self._levels.get(colons):
            return equal[-1]
        return max((levels[-1] for fewer, levels in self._levels.items() if levels and fewer < colons), default=None)

    def close(self, level: int) -> None:
        """Closes this block and those in it."""
        for colons, _ in reversed(self.blocks[level:]):
            self._levels[colons].pop()
        del self.blocks[level:]
