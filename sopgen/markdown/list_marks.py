"""`{.list}` on the line before a list: what is meant so and written otherwise would do nothing, and say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from sopgen.markdown.places import Lines
from sopgen.markdown.tree import Node

MARK = "list"
_LISTS = ("ordered_list", "bullet_list")
_LINE = re.compile(r"[\s>]*(?P<braces>\{:?[ \t]*(?P<dot>\.?)(?P<name>[\w-]+)[ \t]*\})\s*$")


def report_list_marks(nodes: Iterable[Node], lines: Lines) -> None:
    """Notes each line right before a list that is almost the mark, or is it and belongs to the text above."""
    for node in nodes:
        if node.kind in _LISTS and MARK not in node.classes:
            _look_above(node, lines)


def _look_above(node: Node, lines: Lines) -> None:
    row = next((row for row in range(node.first - 1, -1, -1) if lines.lines[row].strip(" \t>")), None)
    match = None if row is None else _LINE.match(lines.lines[row])
    if row is None or match is None or not get_close_matches(match["name"].lower(), [MARK], cutoff=0.8):
        return
    written = match["braces"]
    if match["dot"] and match["name"] == MARK:
        message, hint = f"`{written}` belongs to the text above it, not to the list", "leave an empty line above it"
    else:
        message, hint = f"`{written}` does not mark the list below it", f"did you mean `{{.{MARK}}}`?"
    lines.note(lines.place(row, match.start("braces") + 1, match.end("braces") + 1), "attributes", message, hint)
