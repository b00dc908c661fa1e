"""SVG: comments, and elements and attributes that only editors read, cut out of the text; the rest stays as written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from msgspec import Struct, field

from sopgen.metadata.exif import Unreadable

_EDITORS = (
    "http://www.inkscape.org/",
    "http://sodipodi.sourceforge.net/",
    "http://ns.adobe.com/",
    "http://www.bohemiancoding.com/",
    "http://www.serif.com/",
    "http://www.corel.com/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
)
"""How the namespaces begin of what no browser reads."""
_TAG = re.compile(rb"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_ATTRIBUTE = re.compile(rb"\s+(?:([\w.-]+):)?([\w.-]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_ANY = re.compile(rb"<!--|<\?(?!xml\s)|metadata|mxfile|" + b"|".join(map(re.escape, map(str.encode, _EDITORS))))
"""Most pictures hold none of these: they need not be read."""
_DRAWING = re.compile(rb"[\"'](?:<|&lt;|%3C)mxfile")


def is_svg(data: bytes) -> bool:
    return re.search(rb"<(?:[\w.-]+:)?svg[\s>/]", data) is not None


def stripped(data: bytes) -> bytes:
    """Without `<metadata>`, comments, and what Inkscape, Illustrator and others note: layers, files, whole drawings."""
    if not _ANY.search(data):
        return data
    reading = _Reading(data)
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, given: reading.begin(name, given, parser.CurrentByteIndex)
    parser.EndElementHandler = lambda name: reading.finish(parser.CurrentByteIndex)
    parser.CommentHandler = lambda text: reading.cut_until(parser.CurrentByteIndex, b"-->")
    parser.ProcessingInstructionHandler = lambda name, text: reading.instruction(name, parser.CurrentByteIndex)
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise Unreadable from None
    made, at = [], 0
    for start, end in sorted(reading.cuts):
        if start >= at:
            made.append(data[at:start])
        at = max(at, end)
    return b"".join((*made, data[at:]))


class _Reading(Struct):
    """What is found in a text. cuts: the stretches that go. inside: depth within an element that goes whole."""

    data: bytes
    cuts: list[tuple[int, int]] = field(default_factory=list)
    editors: set[str] = field(default_factory=set)
    inside: int = 0
    begun: int = 0

    def begin(self, name: str, given: dict[str, str], at: int) -> None:
        if self.inside:
            self.inside += 1
            return
        for key, value in given.items():
            if key.startswith("xmlns:") and value.startswith(_EDITORS):
                self.editors.add(key.removeprefix("xmlns:"))
        prefix, _, local = name.rpartition(":")
        if local == "metadata" or prefix in self.editors:
            self.inside, self.begun = 1, at
        else:
            self.cuts.extend(self._attributes(at))

    def finish(self, at: int) -> None:
        if self.inside:
            self.inside -= 1
            if not self.inside:
                closes = self.data.startswith(b"</", at)  # else `<metadata/>`, of which `at` is the end
                self.cuts.append((self.begun, self._tag(at).end() if closes else at))

    def cut_until(self, at: int, end: bytes) -> None:
        if not self.inside:
            self.cuts.append((at, self.data.index(end, at) + len(end)))

    def instruction(self, name: str, at: int) -> None:
        if name != "xml-stylesheet":
            self.cut_until(at, b"?>")

    def _tag(self, at: int) -> re.Match[bytes]:
        found = _TAG.match(self.data, at)
        if not found:  # an encoding in which `<` is another byte
            raise ValueError
        return found

    def _attributes(self, at: int) -> Iterator[tuple[int, int]]:
        tag = self._tag(at)
        for found in _ATTRIBUTE.finditer(self.data, tag.start(), tag.end()):
            prefix = (found[1] or b"").decode("utf-8", "replace")
            if prefix in self.editors or (found[2] == b"content" and _DRAWING.match(found[3])):
                yield found.span()
