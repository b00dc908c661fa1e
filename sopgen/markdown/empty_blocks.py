"""Blocks of ours that hold nothing: call-outs and tabs without text, `:::steps` without a list."""

from __future__ import annotations

from collections.abc import Iterable

from sopgen.markdown.places import Lines
from sopgen.markdown.tree import Node

_EMPTY = {
    "callout": ("this call-out has no text", "write its text into it, or remove it"),
    "details": ("this block has no text", "write its text into it, or remove it"),
    "tab": ("this tab has no text", "write its text into it, or remove it"),
    "tabs": ("this block has no tab", 'write `=== "Title"` and an indented text for each tab'),
    "steps": ("this block has no list", "write its steps as a list"),
}
_LISTS = frozenset(("ordered_list", "bullet_list"))


def report_empty(nodes: Iterable[Node], lines: Lines) -> None:
    """Notes each block without what it is for."""
    for node in nodes:
        if node.kind in _EMPTY and _is_empty(node):
            message, hint = _EMPTY[node.kind]
            lines.note(lines.whole(max(node.first, 0)), "empty-block", message, hint)


def _is_empty(node: Node) -> bool:
    if node.kind == "tabs":
        return not any(child.kind == "tab" for child in node.walk())
    if node.kind == "steps":
        return not any(child.kind in (*_LISTS, "include") for child in node.walk())
    if node.kind == "callout" and node.children:
        return all(child.kind == "comment" for child in node.children)
    return all(child.kind in ("title", "comment") for child in node.children)
