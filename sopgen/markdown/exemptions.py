"""`<!-- sopgen: ignore RULE because … -->` exempts the block that follows; before the first block, the whole file."""

from __future__ import annotations

import re
from typing import NamedTuple

from sopgen.markdown.places import Lines
from sopgen.markdown.tree import Node
from sopgen.model import Exemption, Place

LISTS = ("ordered_list", "bullet_list")
_EVERYTHING = 1_000_000_000
_EXEMPTION = re.compile(r"\s*sopgen:\s*ignore\s+(.*?)(?:\s+because\b[:,]?\s*(.*?))?\s*$", re.DOTALL | re.IGNORECASE)
_ADDRESSED = re.compile(r"\s*sopgen\s*:", re.IGNORECASE)


class Wish(NamedTuple):
    """What an exemption comment asks for: rules, and the reason ("" where none is given: "…" is none)."""

    rules: tuple[str, ...]
    reason: str


def wish(content: str) -> Wish | None:
    """Reads the content of a comment; None where it is an ordinary one."""
    match = _EXEMPTION.match(content)
    if not match:
        return None
    rules = tuple(rule for rule in re.split(r"[\s,]+", match[1]) if rule)
    reason = " ".join((match[2] or "").split())
    return Wish(rules, reason if any(map(str.isalpha, reason)) else "")


def exemptions(root: Node, lines: Lines) -> tuple[Exemption, ...]:
    """The exemptions of a text; those without rule or reason are findings."""
    found: list[Exemption] = []
    if any("<!--" in line for line in lines.lines):
        _collect(root.children, True, lines, found)
    return tuple(found)


def _collect(nodes: list[Node], top: bool, lines: Lines, found: list[Exemption]) -> None:
    """Exemptions among these blocks: each covers the next block; before the first block of a file, the file."""
    for index, node in enumerate(nodes):
        if node.kind == "comment":
            following = next((other for other in nodes[index + 1 :] if other.kind != "comment"), None)
            before = any(other.kind != "comment" for other in nodes[:index])
            if top and not before:
                first, last = 1, _EVERYTHING
            elif following:
                covered = _covered(following, nodes[:index])
                first = covered.first + lines.first_line
                last = max(_last_line(covered), covered.first) + lines.first_line
            else:
                first = last = node.first + lines.first_line
            _add(node.token.content, lines.whole(node.first), first, last, lines, found)
        elif node.kind == "inline":
            for token in node.token.children or ():
                if token.type == "comment" and token.content:
                    first = max(node.first, 0) + lines.first_line
                    last = max(node.last - 1, node.first, 0) + lines.first_line
                    start = token.meta.get("at", 0)
                    place = lines.span(node.token, start, start + len(token.content) + 7)
                    _add(token.content, place, first, last, lines, found)
        elif node.children:
            _collect(node.children, False, lines, found)


def _covered(following: Node, before: list[Node]) -> Node:
    """What a comment covers: the block that follows; between two items of a list, which it parts, the next item."""
    above = next((other for other in reversed(before) if other.kind != "comment"), None)
    parted = above is not None and above.kind == following.kind and following.kind in LISTS
    return following.children[0] if parted and following.children else following


def _last_line(node: Node) -> int:
    """The last line of a block, index from 0, without the empty lines below it."""
    last = node.last - 1
    for child in node.walk():
        last = max(last, child.last - 1)
    return last


def _add(content: str, place: Place, first: int, last: int, lines: Lines, found: list[Exemption]) -> None:
    asked = wish(content)
    if asked is None:
        if _ADDRESSED.match(content):
            hint = "write <!-- sopgen: ignore RULE because … -->"
            lines.note(place, "exemption", "this comment is addressed to sopgen and not understood", hint)
        return
    if not asked.rules or not asked.reason:
        lines.note(
            place,
            "exemption-reason",
            "this exemption gives no reason" if asked.rules else "this exemption names no rule",
            "write <!-- sopgen: ignore RULE because … --> and say why",
        )
        return
    found.extend(Exemption(place, rule, asked.reason, first, last) for rule in asked.rules)
