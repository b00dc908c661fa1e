"""What a problem is about, whatever its line: the block and the sentence at its place, and a fingerprint of them.

It reads the lines of the file and nothing else, so that it says the same of a text whatever changes in the parser.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from sopgen.footprint import read_file
from sopgen.model import Place, Problem

LinesOf = Callable[[str], Sequence[str]]
"""The lines of the file at a path, without their ends; none where it cannot be read."""

_MARKER = re.compile(r"(?:[\s>]*(?:[-*+]\s|\d+[.)]\s|#{1,6}\s|>))+\s*|\s*")
_ALONE = re.compile(r"\s*(#{1,6}\s|\||:::|```|~~~|!!!|\?\?\?|===|<!--|\{|\[\^?[^\]]+\]:|-{3,}\s*$)")
"""A line that is a block by itself: heading, table row, fence, call-out, comment, line of attributes, definition."""
_STARTS = re.compile(r"\s*([-*+]\s|\d+[.)]\s|:\s|>)")
"""A line with which a block begins that may go on in the next: an item, a definition, a quotation."""
_SENTENCE = re.compile(r"(?<=[.!?;·…])[\"'”’»)*_]*\s+")


def lines_in(data: bytes) -> list[str]:
    """The lines of a file as the parser counts them."""
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def lines_below(root: Path, unsaved: Mapping[str, bytes] = MappingProxyType({})) -> LinesOf:
    """The lines of files in a folder, each read once. unsaved: by path, text that stands in for that of a file."""

    @lru_cache(maxsize=256)
    def lines(path: str) -> Sequence[str]:
        try:
            return lines_in(unsaved[path] if path in unsaved else read_file(root / path))
        except OSError:
            return ()

    return lines


class Passage(Struct, frozen=True):
    """The block around a place, or the line where the file is not Markdown. text: the sentence at the place."""

    first: int
    last: int
    text: str


def about_document(place: Place) -> bool:
    """Whether a place is the whole file: its first line, and no words there."""
    return place.line == 1 and place.end_column == 0


def text_starts(lines: Sequence[str]) -> int:
    """The line after the front matter; 1 where there is none."""
    if lines and lines[0].rstrip() == "---":
        for number, line in enumerate(lines[1:], 2):
            if line.rstrip() in ("---", "..."):
                return number + 1
    return 1


def passage(lines: Sequence[str], place: Place) -> Passage:
    """What stands at a place."""
    if about_document(place) or not 0 < place.line <= len(lines):
        return Passage(place.line, place.line, "")
    if not place.path.lower().endswith((".md", ".markdown")) or place.line < (start := text_starts(lines)):
        return Passage(place.line, place.line, normal(lines[place.line - 1]))
    first = last = place.line
    while first > start and _goes_on(lines[first - 2], lines[first - 1]):
        first -= 1
    while last < len(lines) and _goes_on(lines[last - 1], lines[last]):
        last += 1
    return Passage(first, last, _sentence(lines[first - 1 : last], place.line - first, place.column - 1))


def _goes_on(line: str, following: str) -> bool:
    """Whether a block goes on from one line to the next."""
    if not line.strip() or not following.strip() or _ALONE.match(line):
        return False
    return not (_ALONE.match(following) or _STARTS.match(following))


def _sentence(lines: Sequence[str], row: int, column: int) -> str:
    """The sentence at this place of a block, without the marks before it, its spaces made one."""
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    text = "\n".join(lines)
    marker = _MARKER.match(text)
    begin = marker.end() if marker else 0
    edges = [begin, *(found.end() for found in _SENTENCE.finditer(text, begin)), len(text)]
    at = min(max(starts[row] + column, begin), len(text) - 1)
    number = min(bisect_right(edges, at), len(edges) - 1)
    return normal(text[edges[number - 1] : edges[number]])


def normal(text: str) -> str:
    """A text of one line, composed, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def digest(*words: str) -> str:
    """16 hexadecimal digits of these words."""
    return hashlib.blake2b("\0".join(words).encode("utf-8", "replace"), digest_size=8).hexdigest()


class Marked(Struct, frozen=True):
    """A problem with its fingerprint, and which of several with the same one it is, from 1, in the order of the file.

    text: the sentence that the fingerprint stands for.
    """

    problem: Problem
    fingerprint: str
    number: int
    text: str


def marked(problems: Iterable[Problem], lines_of: LinesOf) -> tuple[Marked, ...]:
    """Each problem with the fingerprint of its rule and its words: the path and the line are no part of it."""
    counts: dict[tuple[str, str], int] = {}
    found = []
    for problem in problems:
        text = passage(lines_of(problem.place.path), problem.place).text
        print_of = digest(problem.rule, text)
        key = (problem.place.path, print_of)
        counts[key] = counts.get(key, 0) + 1
        found.append(Marked(problem, print_of, counts[key], text))
    return tuple(found)
