"""`:::picture`: numbers on a picture, with a list that says what they are; `:::before-after`: two pictures."""

from __future__ import annotations

import re
from copy import copy
from itertools import combinations
from typing import TYPE_CHECKING

from sopgen.markdown.anchors import Anchors
from sopgen.markdown.places import Lines
from sopgen.markdown.sheet import escape
from sopgen.markdown.steps import is_picture
from sopgen.markdown.tree import Node, inline_of, plain
from sopgen.markdown.words import word
from sopgen.model import MarksRef, Place, PlacedMark

if TYPE_CHECKING:
    from sopgen.markdown.html import Writer

_AT = re.compile(r"\s*(\d+(?:\.\d+)?)\s*%?\s*[\s,;/]\s*(\d+(?:\.\d+)?)\s*%?\s*")
_NEAR = 6.0
"""Numbers nearer than this, in per cent both ways, stand on each other."""
_WHERE = 'write `{at="32% 40%"}` at the end of its text: how far from the left, how far from the top'
_NUMBERED = "write one picture on a line of its own, and below it a numbered list"
_TWO = 'write two pictures, each on a line of its own: `![What is seen](before.jpg "What it was like")`'


def read_pictures(root: Node, lines: Lines, anchors: Anchors, prefix: str) -> None:
    """Gives the items of numbered pictures their numbers and ids, and reads where they stand."""
    for node in root.walk():
        if node.kind == "picture":
            _numbered(node, lines, anchors, prefix)
        elif node.kind == "before-after":
            pictures = [child for child in node.children if child.kind != "comment"]
            count = sum(len(_images(child)) for child in pictures)
            if count != 2 or not all(map(is_picture, pictures)):
                lines.note(lines.whole(node.first), "picture-block", "`:::before-after` holds two pictures", _TWO)


def _images(node: Node) -> list[Node]:
    """Each picture of a paragraph of pictures, as a node of its own."""
    inline = inline_of(node) if is_picture(node) else None
    tokens = inline.token.children or [] if inline else []
    return [Node("image", token, first=node.first) for token in tokens if token.type == "image"]


def _numbered(node: Node, lines: Lines, anchors: Anchors, prefix: str) -> None:
    pictures = [image for child in node.children for image in _images(child)]
    lists = [child for child in node.children if child.kind == "ordered_list"]
    rest = [child for child in node.children if not is_picture(child) and child.kind not in ("ordered_list", "comment")]
    if len(pictures) != 1 or len(lists) != 1:
        lines.note(lines.whole(node.first), "picture-block", "`:::picture` holds one picture and one list", _NUMBERED)
    for other in rest:
        message = "only a picture and its numbers stand in `:::picture`"
        lines.note(lines.whole(max(other.first, 0)), "picture-block", message, "write it above or below the block")
    start = int(lists[0].token.attrs.get("start", 1)) if lists else 1
    marks: list[tuple[PlacedMark, Place]] = []
    for number, item in enumerate(lists[0].children if lists else (), start):
        item.number = str(number)
        item.id = item.id or anchors.give(f"{prefix}part-{number}")
        text = " ".join(plain(inline.token.children).split()) if (inline := _words(item)) else ""
        place = _place(item, lines)
        if not text:
            lines.note(place, "picture-block", f"number {number} has no text", "write what the number shows")
        if (at := _at(item, number, place, lines)) is not None:
            marks.append((PlacedMark(item.number, *at, item.id, text), place))
    for (below, _), (mark, place) in combinations(marks, 2):
        if abs(below.x - mark.x) < _NEAR and abs(below.y - mark.y) < _NEAR:
            message = f"number {mark.number} stands on number {below.number}"
            lines.note(place, "picture-block", message, "move one of them, so that both can be read and touched")
    node.token.meta["marks"] = tuple(mark for mark, _ in marks)


def _words(item: Node) -> Node | None:
    first = item.children[0] if item.children else None
    return inline_of(first) if first and first.kind == "paragraph" else None


def _place(item: Node, lines: Lines) -> Place:
    """Where `at=…` stands in the line of an item, else the line."""
    line = max(item.first, 0)
    text = lines.lines[line] if line < len(lines.lines) else ""
    start, end = text.find("{"), text.find("}")
    return lines.place(line, start + 1, end + 2) if "at=" in text[start:end] else lines.whole(line)


def _at(item: Node, number: int, place: Place, lines: Lines) -> tuple[float, float] | None:
    """Where a number stands, in per cent from the left and from the top of the picture."""
    written = item.own.get("at", "")
    match = _AT.fullmatch(written)
    if not match:
        what = f"`{written}` is no place in a picture" if written else f"number {number} has no place in the picture"
        lines.note(place, "picture-block", what, _WHERE)
        return None
    x, y = float(match[1]), float(match[2])
    if max(x, y) > 100:
        lines.note(place, "picture-block", f"number {number} stands outside of the picture", "100% is the far edge")
        return None
    return x, y


# ----------------------------------------------------------------------------------------------------- writing


def write_numbered(writer: Writer, node: Node) -> None:
    """The picture, the hole for its numbers, and the list: each number leads to its words, and back."""
    out = writer.out
    own = f' id="{escape(node.id)}"' if node.id else ""
    if node.id:
        writer.anchors.append((node.id, writer.lines.whole(max(node.first, 0))))
    out.append(f'<figure{own} class="numbered">\n')
    marks: tuple[PlacedMark, ...] = node.token.meta.get("marks", ())
    for child in node.children:
        if is_picture(child):
            caption = _picture(writer, child, marks)
            if caption:
                out.append(f"<figcaption>{escape(caption)}</figcaption>\n")
        elif child.kind == "ordered_list":
            _list(writer, child, {mark.number for mark in marks})
        else:
            writer.write([child])
    out.append("</figure>\n")


def _picture(writer: Writer, node: Node, marks: tuple[PlacedMark, ...]) -> str:
    writer.out.append('<div class="numbered-picture">')
    caption = _bare(writer, node)
    if marks:
        writer.out.append(MarksRef(marks, writer.lines.whole(max(node.first, 0))))
        for mark in marks:
            writer.anchors.append((f"{mark.anchor}-mark", writer.lines.whole(max(node.first, 0))))
    writer.out.append("</div>\n")
    return caption


def _bare(writer: Writer, node: Node) -> str:
    """Writes the picture of a paragraph without its title, which is the caption."""
    inline = inline_of(node)
    assert inline
    images = [token for token in inline.token.children or () if token.type == "image"]
    caption = str(images[0].attrs.pop("title", ""))
    writer.inline(inline.token)
    if caption:
        images[0].attrs["title"] = caption
    return caption


def _list(writer: Writer, node: Node, placed: set[str]) -> None:
    start = f' start="{node.children[0].number}"' if node.children and node.children[0].number != "1" else ""
    writer.out.append(f'<ol class="list numbered-list"{start}>\n')
    for item in node.children:
        writer.anchors.append((item.id, writer.lines.whole(max(item.first, 0))))
        number = f'<span class="numbered-number">{item.number}</span> '
        if item.number in placed:
            label = word("in the picture", writer.language).format(number=item.number)
            link = f'<a class="numbered-number" href="#{escape(item.id)}-mark" aria-label="{escape(label)}">'
            number = f"{link}{item.number}</a> "
        writer.out.append(f'<li class="numbered-part" id="{escape(item.id)}">{number}<div class="numbered-words">')
        writer.write(item.children)
        writer.out.append("</div></li>\n")
    writer.out.append("</ol>\n")


def write_before_after(writer: Writer, node: Node) -> None:
    """Two figures side by side; the script lays one over the other."""
    label = escape(word("before and after", writer.language))
    writer.out.append(f'<div class="before-after" role="group" aria-label="{label}">\n')
    names = iter(("before", "after"))
    for child in node.children:
        for picture in _alone(child):
            name = next(names, "after")
            writer.out.append("<figure>")
            caption = _bare(writer, picture)
            words = f"<strong>{escape(word(name, writer.language))}</strong>" + (
                f": {escape(caption)}" if caption else ""
            )
            writer.out.append(f"<figcaption>{words}</figcaption></figure>\n")
        if not is_picture(child):
            writer.write([child])
    writer.out.append("</div>\n")


def _alone(node: Node) -> list[Node]:
    """A paragraph for each picture of a paragraph of pictures."""
    found = []
    for image in _images(node):
        inline = inline_of(node)
        assert inline
        token = copy(inline.token)
        token.children = [image.token]
        found.append(Node("paragraph", node.token, [Node("inline", token, first=node.first)], first=node.first))
    return found
