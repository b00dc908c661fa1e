"""Numbered lists: joined where pictures, code or call-outs cut them, numbered, with an anchor for each step."""

from __future__ import annotations

from sopgen.markdown.anchors import Anchors
from sopgen.markdown.tree import Node, inline_of

_CARRIED = frozenset(("fence", "code_block", "callout", "table", "include", "video", "html_block", "comment"))
_PICTURE = frozenset(("image", "link_open", "link_close", "softbreak", "hardbreak", "comment"))
_ENDS = frozenset(("heading", "hr"))


def join_lists(node: Node) -> None:
    """Joins numbered lists that other blocks cut in two; what stood between becomes part of the step before."""
    for child in node.children:
        if child.children and child.kind != "paragraph":
            join_lists(child)
    if sum(child.kind == "ordered_list" for child in node.children) < 2:
        return
    out: list[Node] = []
    last = -1
    for child in node.children:
        if child.kind in _ENDS:
            last = -1
        elif child.kind == "ordered_list":
            if last >= 0 and _continues(out[last], out[last + 1 :], child):
                _merge(out[last], out[last + 1 :], child)
                del out[last + 1 :]
                continue
            last = len(out)
        out.append(child)
    node.children = out


def _start(node: Node) -> int:
    return int(node.token.attrs.get("start", 1))


def _continues(before: Node, between: list[Node], after: Node) -> bool:
    if after.own and before.own != after.own:
        return False
    if _start(after) == _start(before) + len(before.children):
        return bool(between) or before.token.markup == after.token.markup
    if not between:
        return False
    all_ones = all(int(item.token.info or 0) == 1 for item in (*before.children, *after.children))
    return all_ones and all(child.kind in _CARRIED or is_picture(child) for child in between)


def is_picture(node: Node) -> bool:
    """Whether a paragraph holds pictures only."""
    inline = inline_of(node) if node.kind == "paragraph" else None
    if inline is None:
        return False
    kinds = [token.type for token in inline.token.children or () if token.content.strip() or token.type != "text"]
    return "image" in kinds and _PICTURE.issuperset(kinds)


def _merge(before: Node, between: list[Node], after: Node) -> None:
    if before.children and between:
        item = before.children[-1]
        item.children += between
        item.last = max(item.last, between[-1].last)
    before.children += after.children
    before.last = after.last


def number_lists(root: Node, anchors: Anchors, prefix: str) -> None:
    """Numbers the items of ordered lists, and of all lists inside `:::steps`, and gives them ids.

    prefix: what all ids of this file begin with ("" or "wash-hands-"). The first list of a text has `step-1`,
    the others begin with the anchor of the heading above them.
    """
    _Numbering(anchors, prefix).visit(root, "", "", False)


class _Numbering:
    def __init__(self, anchors: Anchors, prefix: str) -> None:
        self.anchors, self.prefix = anchors, prefix
        self.heading, self.lists = "", 0

    def visit(self, node: Node, parent: str, anchor: str, steps: bool) -> None:
        for child in node.children:
            if child.kind == "heading":
                self.heading = child.id
            elif child.kind == "ordered_list" or (steps and child.kind == "bullet_list"):
                self._number(child, parent, anchor, steps)
            elif child.kind not in ("inline", "paragraph", "picture"):
                self.visit(child, parent, anchor, steps or child.kind == "steps")

    def _number(self, node: Node, parent: str, anchor: str, steps: bool) -> None:
        if not parent:
            self.lists += 1
            base = f"{self.prefix}step"
            if self.lists > 1 and self.heading:
                base = f"{self.prefix}{self.heading}-step"
        start = _start(node) if node.kind == "ordered_list" else 1
        for count, item in enumerate(node.children, start):
            item.number = f"{parent}.{count}" if parent else str(count)
            if not item.id:
                item.id = self.anchors.give(f"{anchor}-{count}" if parent else f"{base}-{count}")
            self.visit(item, item.number, item.id, steps)
