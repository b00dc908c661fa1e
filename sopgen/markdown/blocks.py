"""From the tree to blocks of plain text that know where each piece of them stands in the file."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from markdown_it.token import Token

from sopgen.markdown import rawhtml
from sopgen.markdown.anchors import heading_of, is_contents_line
from sopgen.markdown.places import Lines, Segment, too_long
from sopgen.markdown.tree import Node, inline_of, place_cells
from sopgen.markdown.units import Units
from sopgen.model import Block, BlockKind, Heading, Mark, Place

_MARKS = {
    "strong_open": "strong",
    "em_open": "emphasis",
    "link_open": "link",
}
_CLOSES = frozenset(("strong_close", "em_close", "link_close"))
_KINDS: dict[str, BlockKind] = {"td": "cell", "th": "cell", "dt": "term", "title": "title"}
_KINDS |= {"ask": "term", "answer": "term", "outcome": "definition"}
_CONTAINERS = ("staff", "customer", "steps", "details", "tab", "tabs", "video", "decision", "picture")
_INSIDE = {"blockquote": "quote", "footnote": "footnote"} | {name: name for name in _CONTAINERS}


class Blocks:
    """Collects the blocks of a tree in the order of the text; `title` is the H1 that was taken out, if any.

    units: the blocks as translators count them, where somebody translates; else None.
    """

    def __init__(self, lines: Lines, translators: bool) -> None:
        self.lines = lines
        self.blocks: list[Block] = []
        self.headings: list[Heading] = []
        self.units = Units(lines) if translators else None
        self.lists = 0

    def title(self, node: Node) -> None:
        inline = inline_of(node)
        if inline:
            self._add("heading", inline.token, (), level=1)

    def read(
        self, node: Node, inside: tuple[str, ...] = (), depth: int = 0, steps: bool = False, exempt: bool = False
    ) -> None:
        """Reads the blocks below a node. depth: of lists; steps: inside `:::steps`; exempt: inside a `{.list}`."""
        for child in node.children:
            kind = child.kind
            if kind in ("ordered_list", "bullet_list"):
                self._list(
                    child, inside, depth + 1, steps, exempt or "list" in child.classes or inside[-1:] == ("picture",)
                )
            elif kind == "inline":
                self._text(node, child.token, inside)
            elif kind in ("fence", "code_block"):
                self._code(child, inside)
            elif kind == "heading":
                self._heading(child, inside)
            elif kind == "paragraph" and is_contents_line(child):
                continue
            elif kind in ("include", "services"):
                self._file(child, kind, child.token.content, inside)
            elif kind == "dd":
                self._definition(child, inside, depth, steps, exempt)
            elif kind == "tr":
                place_cells(child, self.lines)
                self.read(child, inside, depth, steps, exempt)
            elif child.children:
                if kind == "video":
                    self._file(child, "video", child.token.meta["settings"].get("source", ""), inside)
                name = child.token.meta["kind"] if kind == "callout" else _INSIDE.get(kind)
                around = (*inside, name) if name else inside
                self.read(child, around, depth, steps or kind == "steps", exempt)

    def _list(self, node: Node, inside: tuple[str, ...], depth: int, steps: bool, exempt: bool) -> None:
        self.lists += 1
        list_id = f"list-{self.lists}"
        for item in node.children:
            first = item.children[0] if item.children else None
            inline = inline_of(first) if first and first.kind == "paragraph" else None
            if inline and inline.token.content:
                self._add(
                    "item",
                    inline.token,
                    inside,
                    ordered=node.kind == "ordered_list",
                    steps=steps,
                    exempt=exempt,
                    list_id=list_id,
                    depth=depth,
                    number=item.number,
                )
                rest = item.children[1:]
            else:
                rest = item.children
            self.read(Node("rest", item.token, rest), (*inside, "item"), depth, steps, exempt)

    def _text(self, parent: Node, token: Token, inside: tuple[str, ...]) -> None:
        if token.content:
            self._add(_KINDS.get(parent.kind, "paragraph"), token, inside)

    def _definition(self, node: Node, inside: tuple[str, ...], depth: int, steps: bool, exempt: bool) -> None:
        first = node.children[0] if node.children else None
        inline = inline_of(first) if first and first.kind == "paragraph" else None
        if inline:
            self._add("definition", inline.token, inside)
        self.read(Node("rest", node.token, node.children[1 if inline else 0 :]), inside, depth, steps, exempt)

    def _heading(self, node: Node, inside: tuple[str, ...]) -> None:
        heading = heading_of(node, self.lines)
        self.headings.append(heading)
        if self.units:
            self.units.anchor = heading.anchor
        inline = inline_of(node)
        if inline:
            self._add("heading", inline.token, inside, level=heading.level)

    def _code(self, node: Node, inside: tuple[str, ...]) -> None:
        first = node.first + (node.kind == "fence")
        text = node.token.content.removesuffix("\n")
        if not text.strip():
            return
        spots: list[tuple[int, int, int]] = []
        offset = 0
        for number, line in enumerate(text.split("\n"), first):
            source = self.lines.lines[number] if 0 <= number < len(self.lines.lines) else ""
            column = len(source) - len(line) if source.endswith(line) else len(source) - len(source.lstrip())
            spots.append((offset, number + self.lines.first_line, column + 1))
            offset += len(line) + 1
        place = Place(self.lines.path, spots[0][1], spots[0][2], spots[0][2] + len(text.partition("\n")[0]))
        self._file(node, "code", text, inside)
        self.blocks.append(Block("code", text, place, (), tuple(spots), section=len(self.headings) - 1, inside=inside))

    def _file(self, node: Node, kind: str, text: str, inside: tuple[str, ...]) -> None:
        if self.units:
            self.units.file(node, kind, text, inside)

    def _add(
        self,
        kind: BlockKind,
        token: Token,
        inside: tuple[str, ...],
        *,
        level: int = 0,
        ordered: bool = False,
        steps: bool = False,
        exempt: bool = False,
        list_id: str = "",
        depth: int = 0,
        number: str = "",
    ) -> None:
        if too_long(token.content):
            return
        text, marks, spots = _flatten(token, self.lines)
        if not text.strip():
            return
        _, line, column = spots[0]
        end_column = column + len(text.rstrip())
        if len(spots) > 1 or "\n" in token.content:
            start = token.children[0].meta.get("at", 0) if token.children else 0
            end_column = max(self.lines.span(token, start, len(token.content)).end_column, column + 1)
        place = Place(self.lines.path, line, column, end_column)
        section = len(self.headings) - 1
        if self.units:
            numbered = (ordered or steps) and not exempt
            name = f"heading {level}" if kind == "heading" else "step" if kind == "item" and numbered else kind
            self.units.text("title" if level == 1 else name, token, text, place, inside)
        self.blocks.append(
            Block(
                kind, text, place, marks, spots, level, ordered, steps, exempt, list_id, depth, number, section, inside
            )
        )


def _flatten(token: Token, lines: Lines) -> tuple[str, tuple[Mark, ...], tuple[tuple[int, int, int], ...]]:
    """Plain text, marks and spots of an inline token."""
    children, segments = token.children or (), lines.segments(token)
    if len(children) == 1 and children[0].type == "text" and len(segments) == 1:
        return children[0].content, (), ((0, *lines.locate(token, children[0].meta.get("at", 0))),)
    flat = _Flat(token, lines)
    flat.read(token.children or ())
    return "".join(flat.out), tuple(sorted(flat.marks, key=lambda mark: (mark.start, -mark.end))), tuple(flat.spots)


class _Flat:
    def __init__(self, token: Token, lines: Lines) -> None:
        self.token, self.lines, self.segments = token, lines, lines.segments(token)
        self.out: list[str] = []
        self.marks: list[Mark] = []
        self.spots: list[tuple[int, int, int]] = []
        self.length = 0
        self.following = (0, 0)
        self.opened: list[tuple[str, int]] = []
        self.keys: list[int] = []

    def put(self, text: str, at: int, source_length: int) -> None:
        """Adds a stretch of text that stands at an offset of the token's content."""
        if not text:
            return
        here = self.lines.locate(self.token, at)
        if here != self.following or not self.spots:
            self.spots.append((self.length, *here))
        if source_length == len(text):
            if len(self.segments) > 1:
                for offset, line, column in self._segments(at, at + len(text)):
                    self.spots.append((self.length + offset - at, line, column))
            self.following = self.lines.locate(self.token, at + len(text))
        else:
            self.following = (0, 0)
        self.out.append(text)
        self.length += len(text)

    def _segments(self, start: int, end: int) -> Sequence[Segment]:
        """The segments that begin between two offsets of the content."""
        first = bisect_right(self.segments, (start, sys.maxsize, 0))
        return self.segments[first : bisect_left(self.segments, (end,), first)]

    def read(self, tokens: Sequence[Token]) -> None:
        for token in rawhtml.heard(tokens):
            kind, at = token.type, token.meta.get("at", 0)
            if kind == "text":
                self.put(token.content, at, len(token.content))
            elif kind == "text_special":
                self.put(token.content, at, len(token.markup))
            elif kind in ("softbreak", "hardbreak"):
                self.put(" " if kind == "softbreak" else "\n", at, -1)
            elif kind == "code_inline":
                self._code(token, at)
            elif kind in ("fact", "template", "undefined_footnote"):
                start = self.length
                self.put(token.content, at, len(token.content))
                if kind == "fact":
                    self.marks.append(Mark("fact", start, self.length))
            elif kind == "image":
                start = self.length
                self.read(token.children or ())
                self.marks.append(Mark("image", start, self.length))
            elif kind in _MARKS:
                self.opened.append((kind, self.length))
            elif kind in _CLOSES:
                self._close(f"{kind.removesuffix('close')}open")
            elif kind == "html_inline":
                self._html(token, at)

    def _close(self, kind: str) -> None:
        """Ends the mark that was opened last; where that stood in a script, nobody has heard it, and there is none."""
        at = next((at for at in range(len(self.opened) - 1, -1, -1) if self.opened[at][0] == kind), None)
        if at is not None:
            name = _MARKS[kind]
            self.marks.append(Mark(name, self.opened[at][1], self.length))  # type: ignore[arg-type]  # its values are kinds
            del self.opened[at:]

    def _code(self, token: Token, at: int) -> None:
        start, offset = self.length, at + len(token.markup)
        raw = self.token.content[offset : offset + len(token.content) + 1]
        if (raw[:1] in (" ", "\n") and raw[:1].strip() == "" and not token.content.startswith(" ")) or (
            raw.replace("\n", " ")[: len(token.content)] != token.content
        ):
            offset += 1
        written = self.token.content[offset : offset + len(token.content)]
        position = 0
        for number, part in enumerate(written.split("\n")):
            if number:
                self.put(" ", offset + position - 1, -1)
            self.put(token.content[position : position + len(part)], offset + position, len(part))
            position += len(part) + 1
        self.marks.append(Mark("code", start, self.length))

    def _html(self, token: Token, at: int) -> None:
        for event in rawhtml.read(token.content):
            if isinstance(event, rawhtml.Text):
                self.put(event.text, at + event.at, len(event.text))
            elif isinstance(event, rawhtml.Tag) and event.element == "br":
                self.put("\n", at, -1)
            elif isinstance(event, rawhtml.Tag) and event.element == "kbd":
                self.keys.append(self.length)
            elif isinstance(event, rawhtml.EndTag) and event.element == "kbd" and self.keys:
                self.marks.append(Mark("key", self.keys.pop(), self.length))
