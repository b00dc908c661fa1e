"""Blocks as translators count them: each with a digest of what it tells, whatever its spaces and line breaks."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from markdown_it.token import Token

from sopgen.markdown.places import Lines
from sopgen.markdown.tree import Node
from sopgen.model import Place, Unit

WORDS = ("title", "nav_title", "description")
"""Front matter that readers read, and that a translation has in its own words."""
_BEGINNING = 40
_TARGETS = {"link_open": "href", "image": "src"}


class Units:
    """Collects the units of one file in the order of the text. anchor: the id of the last heading that was read."""

    def __init__(self, lines: Lines) -> None:
        self.lines, self.anchor = lines, ""
        self.found: list[Unit] = []

    def text(self, kind: str, token: Token, text: str, place: Place, inside: tuple[str, ...]) -> None:
        """Adds a block of inline text; `where` says the same of it when it is written."""
        line, column = where(self.lines, token)
        end = place.end_column if place.line == line else 0
        place = Place(place.path, line, column, end)
        self._add(kind, text, (text, *_targets(token.children or ())), place, inside)

    def file(self, node: Node, kind: str, text: str, inside: tuple[str, ...]) -> None:
        """Adds an included file, a video, or a block of code: known by the line that it begins on."""
        whole = self.lines.whole(max(node.first, 0))
        self._add(kind, text, (kind, text), Place(whole.path, whole.line, 1, whole.end_column), inside)

    def _add(self, kind: str, text: str, told: Sequence[str], place: Place, inside: tuple[str, ...]) -> None:
        around = tuple(name for name in inside if name not in ("item", "steps", "quote"))
        self.found.append(Unit(kind, _beginning(text), digest(*told), place, around, self.anchor))


def where(lines: Lines, token: Token) -> tuple[int, int]:
    """Line and column at which the content of an inline token begins."""
    return lines.locate(token, 0)


def of_front_matter(written: Mapping[str, object], places: Mapping[str, Place]) -> Iterator[Unit]:
    """The texts of the front matter that a translation has in its own words."""
    for key in WORDS:
        value = written.get(key)
        if isinstance(value, str) and key in places:
            yield Unit(key, _beginning(value), digest(value), places[key])


def digest(*words: str) -> str:
    """8 hexadecimal digits of a text with what belongs to it; they need to differ within one document only."""
    told = "\0".join(" ".join(unicodedata.normalize("NFC", word).split()) for word in words)
    return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def _targets(tokens: Sequence[Token]) -> Iterator[str]:
    """Where links and pictures lead, and raw HTML as it is written."""
    for token in tokens:
        if token.type == "html_inline":
            yield token.content
        elif key := _TARGETS.get(token.type):
            yield str(token.attrs.get(key, ""))


def _beginning(text: str) -> str:
    """How a text begins, cut between words and not inside a fact."""
    text = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    if len(text) <= _BEGINNING:
        return text
    start = text[:_BEGINNING].rpartition(" ")[0] or text[:_BEGINNING]
    if start.count("{{") > start.count("}}"):
        start = start.rpartition("{{")[0].rstrip()
    return f"{start} …".strip()
