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


def block_end(lines: Iterable[str]) -> tuple[int, bool]:
    """The index of the line that closes the block opened by the first line, and whether there is one.

    A line of colons closes the innermost block opened with as many; failing that, the innermost opened with fewer.
    Where an outer block closes first, the inner one ends there too, unclosed. Without an end: the number of lines.
    """
    scanner, opened, index = Scanner(), [], -1
    for index, line in enumerate(lines):
        mark = scanner.read(line)
        if mark is None:
            continue
        if mark.name:
            opened.append(mark.colons)
            continue
        level = _closed_by(mark.colons, opened)
        if level is not None:
            del opened[level:]
            if not opened:
                return index, level == 0
    return index + 1, False


def _closed_by(colons: int, opened: list[int]) -> int | None:
    for matches in (int.__eq__, int.__lt__):
        for level in range(len(opened) - 1, -1, -1):
            if matches(opened[level], colons):
                return level
    return None
