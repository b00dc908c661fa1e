"""Raw HTML with `html: sanitise`: a safe subset passes, tag by tag; what is left out is reported with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html.parser import HTMLParser
from typing import NamedTuple

import nh3
from markdown_it.token import Token

from sopgen.markdown.links import forbidden_scheme
from sopgen.model import ContactRef, FactRef, ImageRef, LinkRef, Piece, UnitRef

VOID = frozenset(("br", "hr", "img", "wbr", "col"))
_PASSING = (
    "a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure "
    "h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strong sub summary sup "
    "table tbody td tfoot th thead tr u ul var wbr"
)
_SILENCED = "script style template noscript textarea title"
_OTHERS = (
    "address area article aside audio base basefont bdi bdo big body button canvas center data datalist dialog dir "
    "embed fieldset font footer form frame frameset head header hgroup html iframe input label legend link main map "
    "math menu meta meter nav object optgroup option output param picture progress rp rt ruby section select slot "
    "source strike svg path g circle rect search track tt video marquee nobr acronym applet bgsound blink"
)
ALLOWED = frozenset(_PASSING.split())
SILENCED = frozenset(_SILENCED.split())
_KNOWN = ALLOWED | SILENCED | frozenset(_OTHERS.split())
_GLOBAL = ("id", "class", "lang", "dir", "title")
_OF_ELEMENT = {
    "a": ("href", "name"),
    "img": ("src", "alt", "width", "height"),
    "td": ("colspan", "rowspan", "headers"),
    "th": ("colspan", "rowspan", "scope", "headers", "abbr"),
    "ol": ("start", "reversed", "type"),
    "li": ("value",),
    "details": ("open",),
    "col": ("span",),
    "colgroup": ("span",),
}
_NAME = re.compile(r"<([a-z][a-z0-9-]*)")
_VALUES = {
    "colspan": re.compile(r"[1-9]\d{0,2}$"),
    "rowspan": re.compile(r"[1-9]\d{0,2}$"),
    "span": re.compile(r"[1-9]\d{0,2}$"),
    "start": re.compile(r"-?\d{1,6}$"),
    "value": re.compile(r"-?\d{1,6}$"),
    "width": re.compile(r"\d{1,5}$"),
    "height": re.compile(r"\d{1,5}$"),
    "scope": re.compile(r"(?:col|row|colgroup|rowgroup)$"),
    "type": re.compile(r"[1aAiI]$"),
    "dir": re.compile(r"(?:ltr|rtl|auto)$"),
    "id": re.compile(r"\S+$"),
    "name": re.compile(r"\S+$"),
}


class Tag(NamedTuple):
    """A tag that passes: element, attributes that pass, and where it begins in the HTML read."""

    element: str
    attributes: dict[str, str]
    at: int


class EndTag(NamedTuple):
    element: str


class Dropped(NamedTuple):
    """What does not pass: a message, and start and end in the HTML read."""

    message: str
    start: int
    end: int


class Text(NamedTuple):
    text: str
    at: int


Event = Tag | EndTag | Dropped | Text


class _Reader(HTMLParser):
    """Turns HTML into events. Elements that HTML does not know are text: `<namespace>` is what the author means."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[Event] = []
        self.starts: list[int] = []
        self.silenced = ""

    def _at(self) -> int:
        line, column = self.getpos()
        return self.starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at, written = self._at(), self.get_starttag_text() or ""
        if tag not in _KNOWN:
            self.events.append(Text(written, at))
        elif tag not in ALLOWED:
            self.events.append(Dropped(f"the HTML element `<{tag}>` is left out", at, at + len(written)))
            self.silenced = self.silenced or (tag if tag in SILENCED else "")
        else:
            kept: dict[str, str] = {}
            for name, value in attrs:
                if message := _refused(tag, name, value or ""):
                    self.events.append(Dropped(message, at, at + len(written)))
                else:
                    kept[name] = value or ""
            self.events.append(Tag(tag, kept, at))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in ALLOWED and tag not in VOID:
            self.events.append(EndTag(tag))
        self.silenced = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == self.silenced:
            self.silenced = ""
        elif tag == "br":
            self.events.append(Tag("br", {}, self._at()))
        elif tag in ALLOWED:
            self.events.append(EndTag(tag))
        elif tag not in _KNOWN:
            self.events.append(Text(f"</{tag}>", self._at()))

    def handle_data(self, data: str) -> None:
        if not self.silenced:
            self.events.append(Text(data, self._at()))

    def handle_decl(self, decl: str) -> None:
        self.events.append(Dropped(f"`<!{decl}>` is left out", self._at(), self._at() + len(decl) + 3))

    def handle_pi(self, data: str) -> None:
        self.events.append(Dropped("a processing instruction is left out", self._at(), self._at() + len(data) + 3))

    def unknown_decl(self, data: str) -> None:
        self.events.append(Dropped("a CDATA section is left out", self._at(), self._at() + len(data) + 5))


def _refused(tag: str, name: str, value: str) -> str:
    """Why an attribute does not pass; "" where it does."""
    if name not in _GLOBAL and name not in _OF_ELEMENT.get(tag, ()):
        return f"the attribute `{name}` of `<{tag}>` is left out"
    if name in _VALUES and not _VALUES[name].match(value):
        return f'the attribute `{name}="{value}"` of `<{tag}>` is left out: the value is not allowed'
    if name in ("href", "src") and (scheme := forbidden_scheme(value)):
        return f"the attribute `{name}` of `<{tag}>` is left out: `{scheme}` links are not safe"
    return ""


def read(html: str) -> Sequence[Event]:
    """The events of a piece of HTML, in order; never fails."""
    reader = _Reader()
    reader.starts = [0]
    for line in html.split("\n"):
        reader.starts.append(reader.starts[-1] + len(line) + 1)
    reader.feed(html)
    reader.close()
    return reader.events


def raw_anchors(html: str) -> list[str]:
    """The ids that `<a name="x">` and its like give."""
    tags = [event for event in read(html) if isinstance(event, Tag)]
    return [
        tag.attributes.get("id") or tag.attributes["name"] for tag in tags if tag.attributes.keys() & {"id", "name"}
    ]


def heard(tokens: Sequence[Token]) -> Sequence[Token]:
    """Inline tokens without what stands between `<script>` and `</script>` and their like."""
    if "html_inline" not in [token.type for token in tokens]:
        return tokens
    out: list[Token] = []
    muted = ""
    for index, token in enumerate(tokens):
        tag = token.content.lower() if token.type == "html_inline" else ""
        if muted:
            muted = "" if tag.startswith(f"</{muted}") else muted
            continue
        out.append(token)
        name = _NAME.match(tag)
        if name and name[1] in SILENCED:
            end = f"</{name[1]}"
            closed = any(t.type == "html_inline" and t.content.lower().startswith(end) for t in tokens[index + 1 :])
            muted = name[1] if closed else ""
    return out


# ------------------------------------------------------------------------------- the last net

_HOLE = re.compile(r'<(?:a|img) data-hole="(\d+)">|<(span|div) data-hole="(\d+)"></\2>')
_ID = re.compile(r'(<[a-z][a-z0-9]*\b[^<>]*?) id="([^"]*)"')
_FRAMED = re.compile(r'(<div [^>]*class="table"[^>]*>\s*<table.*?</table>\s*</div>)', re.DOTALL)
_TABLE = re.compile(r"<table[^>]*>|</table>")
_NET_TAGS = set(ALLOWED) | {"section", "input", "label"}
_NET_ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir", "title", "role", "aria-label", "tabindex", "data-hole"},
    "a": {"href"},
    "input": {"type", "checked", "disabled"},
} | {element: set(names) - {"href", "src"} for element, names in _OF_ELEMENT.items() if element != "a"}


def net(pieces: Sequence[Piece], table: str) -> tuple[Piece, ...] | None:
    """The whole body through nh3: well-formed, nothing unsafe. None where a hole would not survive that.

    table: the word for a table, which names those that have no frame to be scrolled in yet.
    """
    holes = [piece for piece in pieces if not isinstance(piece, str)]
    numbers = iter(range(len(holes)))
    html = "".join(piece if isinstance(piece, str) else _stand_in(piece, next(numbers)) for piece in pieces)
    clean = nh3.clean(html, tags=_NET_TAGS, attributes=_NET_ATTRIBUTES, link_rel=None, clean_content_tags=set())
    given: set[str] = set()
    clean = _ID.sub(lambda match: _once(match, given), clean)
    clean = _framed(clean, table)
    out: list[Piece] = []
    found: list[int] = []
    end = 0
    for match in _HOLE.finditer(clean):
        found.append(int(match[1] or match[3]))
        out += (clean[end : match.start()], holes[found[-1]])
        end = match.end()
    out.append(clean[end:])
    return tuple(piece for piece in out if piece != "") if sorted(found) == list(range(len(holes))) else None


def _once(match: re.Match[str], given: set[str]) -> str:
    """A tag without its id where that was given before: elements left open are opened anew, with all they have."""
    if match[2] in given:
        return match[1]
    given.add(match[2])
    return match[0]


def _framed(html: str, label: str) -> str:
    """Tables written as HTML in the frame that wide tables are scrolled in; those in Markdown have theirs."""
    frames = [0]

    def tag(match: re.Match[str]) -> str:
        if match[0] == "</table>":
            return "</table></div>"
        frames[0] += 1
        return f'<div class="table" role="group" tabindex="0" aria-label="{label} {frames[0]}">{match[0]}'

    parts = _FRAMED.split(html)  # every second one is a table that has a frame
    return "".join(part if index % 2 else _TABLE.sub(tag, part) for index, part in enumerate(parts))


def _stand_in(piece: Piece, number: int) -> str:
    if isinstance(piece, LinkRef):
        return f'<a data-hole="{number}">'
    if isinstance(piece, ImageRef):
        return f'<img data-hole="{number}">'
    element = "span" if isinstance(piece, FactRef | UnitRef | ContactRef) else "div"
    return f'<{element} data-hole="{number}"></{element}>'


class OpenElements:
    """The raw elements that are open, by the Markdown block or span they were opened in."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._levels: list[list[str]] = [[]]

    def enter(self) -> None:
        self._levels.append([])

    def leave(self) -> None:
        """Closes what is open in the innermost block or span."""
        for element in reversed(self._levels.pop()):
            self._write(f"</{element}>")

    def open(self, element: str) -> None:
        self._levels[-1].append(element)

    def close(self, element: str) -> bool:
        """Closes an element and all opened after it; False where it is not open here."""
        level = self._levels[-1]
        if element not in level:
            return False
        while True:
            last = level.pop()
            self._write(f"</{last}>")
            if last == element:
                return True

    def inside(self, element: str) -> bool:
        return any(element in level for level in self._levels)

    def __iter__(self) -> Iterator[str]:
        return (element for level in self._levels for element in level)
