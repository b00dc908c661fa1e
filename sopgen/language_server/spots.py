"""What is written at a position: a key, a value, a link, a fact; read from the lines alone, half typed or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

Kind = Literal["key", "value", "fact", "include", "link", "picture", "rule"]


class Spot(Struct, frozen=True):
    """A word at a position. typed: as far as the position; start: the column it begins at.

    keys: for a key or value of front matter, the way that leads to it ("approved", "by"); for a key, to where it is.
    """

    kind: Kind
    typed: str
    start: int
    keys: tuple[str, ...] = ()


_TOP = re.compile(r"([A-Za-z_]\w*)\s*:(?:\s|$)")
_ITEM = re.compile(r"(\s*(?:- +)?|\s*-)")
_IN_TEXT: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("include", re.compile(r"\{\{\s*include\s+[\"']([^\"']*)$")),
    ("fact", re.compile(r"\{\{\s*([\w.-]*)$")),
    ("rule", re.compile(r"<!--\s*sopgen:\s*ignore\s+(?:(?!because\b)[\w-]+[\s,]+)*(?!because\s)([\w-]*)$")),
    ("picture", re.compile(r"!\[[^\]]*\]\(<?([^()<>\s]*)$")),
    ("link", re.compile(r"\]\(<?([^()<>\s]*)$")),
    ("link", re.compile(r"^ {0,3}\[[^\]^][^\]]*\]:\s*<?([^<>\s]*)$")),
)


def spot(lines: Sequence[str], row: int, column: int) -> Spot | None:
    """What is being written at this position (from 0, in characters); None where it is plain text."""
    before = lines[row][:column] if row < len(lines) else ""
    if row in front_matter(lines):
        return _in_front_matter(lines, row, before)
    for kind, pattern in _IN_TEXT:
        if match := pattern.search(before):
            return Spot(kind, match[1], match.start(1))
    return None


def front_matter(lines: Sequence[str]) -> range:
    """The rows between the lines `---`; where the second is not written yet, to the first empty line."""
    opening = next((row for row, line in enumerate(lines) if line.strip()), len(lines))
    if opening == len(lines) or lines[opening].rstrip() != "---":
        return range(0)
    for row in range(opening + 1, len(lines)):
        if lines[row].rstrip() in ("---", "..."):
            return range(opening + 1, row)
    blank = next((row for row in range(opening + 1, len(lines)) if not lines[row]), len(lines))
    return range(opening + 1, min(blank + 1, len(lines)))


def top_key(lines: Sequence[str], row: int) -> str:
    """The key of front matter that a row belongs to: its own, or the nearest one above."""
    rows = front_matter(lines)
    for above in range(row, rows.start - 1, -1):
        if match := _TOP.match(lines[above]):
            return match[1]
        if lines[above].strip() and not re.match(r"[\s-]", lines[above]):
            return ""
    return ""


def keys_above(lines: Sequence[str]) -> frozenset[str]:
    """The top keys that front matter has already."""
    return frozenset(match[1] for row in front_matter(lines) if (match := _TOP.match(lines[row])))


def _in_front_matter(lines: Sequence[str], row: int, before: str) -> Spot | None:
    if re.fullmatch(r"[A-Za-z_]?\w*", before):
        return Spot("key", before, 0)
    if match := _TOP.match(before):
        return _value(before, match.end(), (match[1],))
    if before[:1] in (" ", "-", "\t") and (parent := top_key(lines, row)):
        item = _ITEM.match(before)
        return _value(before, item.end() if item else 0, (parent,), nested=True)
    return None


def _value(before: str, start: int, keys: tuple[str, ...], nested: bool = False) -> Spot | None:
    """What is typed in the value of a key: a word, one of a list, or a key or value of a mapping below it."""
    value = before[start:]
    if value.count('"') % 2 or re.search(r"(?:^|\s)#", value):
        return None
    opened = max(value.rfind("{"), value.rfind("["))
    mapping = opened >= 0 and value[opened] == "{"
    part = re.split(r"[\[{,]", value)[-1] if opened >= 0 else value
    begin = start + len(value) - len(part)
    inner = re.match(r"\s*(\w+)\s*:(?:\s+|$)", part) if mapping or nested else None
    if inner:
        keys, begin, part = (*keys, inner[1]), begin + inner.end(), part[inner.end() :]
    word = part.lstrip()
    place = begin + len(part) - len(word)
    return Spot("key" if mapping and not inner else "value", word, place, keys)
