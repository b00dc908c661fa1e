"""Headings and anchors: the H1 that opens a text, levels, and ids that keep their own script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sopgen.markdown.places import Lines
from sopgen.markdown.rawhtml import raw_anchors
from sopgen.markdown.tree import Node, inline_of, plain
from sopgen.model import Heading

_DROPPED = re.compile(r"[^\w\s-]+")
_SPACES = re.compile(r"[\s-]+")
_FACTS = re.compile(r"\{\{.*?\}\}")
_CONTENTS = re.compile(r"\s*(?:\[\[_?toc_?\]\]|\[toc\])\s*$", re.IGNORECASE)


def slug(text: str) -> str:
    """A name for URLs and ids: NFC, lower case, its own script and accents; spaces become "-", punctuation goes."""
    text = unicodedata.normalize("NFC", text).lower()
    return _SPACES.sub("-", _DROPPED.sub("", text)).strip("-_")


class Anchors:
    """The ids of one view: each is given once; own ids, and those in raw HTML (`raw`), are kept aside first."""

    def __init__(self, nodes: Iterable[Node], lines: Lines) -> None:
        self.used: set[str] = set()
        self.numbers: dict[str, int] = {}
        raw: set[str] = set()
        for node in nodes:
            if node.id and not self._reserve(node.id, node, lines):
                node.id = ""
            if node.kind == "html_block":
                raw.update(raw_anchors(node.token.content))
            if node.kind == "inline":
                for token in node.token.children or ():
                    if token.type == "html_inline":
                        raw.update(raw_anchors(token.content))
                    own = token.meta.get("own")
                    if own and "id" in own and not self._reserve(own["id"], node, lines):
                        del own["id"]
        self.raw = raw - self.used
        self.used |= raw

    def _reserve(self, own: str, node: Node, lines: Lines) -> bool:
        """Keeps an own id aside; False, and a finding, where another has it."""
        if own in self.used:
            line = max(node.first, 0)
            column = lines.lines[line].find(own) + 1 if line < len(lines.lines) else 1
            lines.note(
                lines.place(line, max(column, 1), max(column, 1) + len(own)),
                "duplicate-anchor",
                f"the id `{own}` stands twice in this file",
                "give one of the two another id",
            )
            return False
        self.used.add(own)
        return True

    def give(self, wanted: str) -> str:
        """The id itself, or with -2, -3 … where it is taken."""
        number, anchor = self.numbers.get(wanted, 1), wanted
        while anchor in self.used:
            number += 1
            anchor = f"{wanted}-{number}"
        self.numbers[wanted] = number
        self.used.add(anchor)
        return anchor


def take_first_heading(root: Node, written_title: str = "") -> Node | None:
    """Takes the H1 that opens the text out of the tree; the first other H1 pushes all from there down by one.

    An H1 further down is the title as well, where it is the only one and the front matter has no other title.
    """
    headings = [node for node in root.walk() if node.kind == "heading"]
    title = _only_title(root, headings, written_title)
    if title:
        root.children.remove(title)
        return title
    for index, node in enumerate(root.children):
        if node.kind == "heading" and node.token.tag == "h1":
            title = node
            del root.children[index]
        if node.kind not in ("comment", "html_block") and not is_contents_line(node):
            break
    pushed = False
    for node in headings:
        if node is not title:
            pushed = pushed or node.token.tag == "h1"
            node.token.tag = f"h{min(int(node.token.tag[1]) + pushed, 6)}"
    return title


def _only_title(root: Node, headings: Iterable[Node], written_title: str) -> Node | None:
    """The one H1 of a text that is not part of another block, where it may be the title."""
    titles = [node for node in headings if node.token.tag == "h1"]
    if len(titles) != 1 or not any(node is titles[0] for node in root.children):
        return None
    text = inline_of(titles[0])
    words = " ".join(plain(text.token.children).split()) if text else ""
    return titles[0] if words and written_title in ("", words) else None


def is_contents_line(node: Node) -> bool:
    """Whether a block is the `[TOC]` of other tools: we have a contents list of our own."""
    inline = inline_of(node) if node.kind == "paragraph" else None
    return inline is not None and _CONTENTS.match(inline.token.content) is not None


def heading_of(node: Node, lines: Lines) -> Heading:
    """What the outline says of a heading node that has its id."""
    inline = inline_of(node)
    text = " ".join(plain(inline.token.children).split()) if inline else ""
    place = lines.span(inline.token, 0, len(inline.token.content)) if inline else lines.whole(max(node.first, 0))
    return Heading(int(node.token.tag[1]), text, node.id, place, node.own.get("id") == node.id)


def name_headings(nodes: Iterable[Node], anchors: Anchors) -> None:
    """Gives each heading without an id of its own one made of its text."""
    for node in nodes:
        if node.kind == "heading" and not node.id:
            inline = inline_of(node)
            text = slug(_FACTS.sub("", plain(inline.token.children))) if inline else ""
            node.id = anchors.give(text or "section")
