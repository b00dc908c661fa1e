"""Tables that are not shown as they are written: cells without a column, and tables that are read as text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sopgen.markdown.places import Lines
from sopgen.markdown.tree import Node, inline_of

_DASHES = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?|\|[ \t]*:?-+:?[ \t]*\|")
_PREFIX = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?")
_PIPE = re.compile(r"(?<!\\)\|")


def report_tables(nodes: Iterable[Node], lines: Lines) -> None:
    """Notes each row with more cells than its table has columns, and each table whose first two lines disagree."""
    for node in nodes:
        if node.kind == "table":
            _rows(node, lines)
        elif node.kind == "paragraph" and (inline := inline_of(node)) and "|" in inline.token.content:
            _text(inline.token.content.split("\n"), node.first, lines)


def _rows(table: Node, lines: Lines) -> None:
    rows = [row for part in table.children for row in part.children]
    columns = len(rows[0].children)
    for row in rows[1:]:
        cells = _cells(lines.lines[row.first]) if 0 <= row.first < len(lines.lines) else []
        if len(cells) > columns and any(cells[columns:]):
            message = f"this row has {len(cells)} cells and its table {columns} columns: the rest is not shown"
            hint = "give the first two lines of the table more columns, or write \\| for a | that is text"
            lines.note(lines.whole(row.first), "table", message, hint)


def _text(written: list[str], first: int, lines: Lines) -> None:
    for number, line in enumerate(written[1:], 1):
        if _DASHES.fullmatch(line.strip()):
            above, dashes = len(_cells(written[number - 1])), len(_cells(line))
            if above != dashes and "|" in written[number - 1]:
                message = f"this table is shown as text: its first line has {above} cells, the line of dashes {dashes}"
                lines.note(lines.whole(first + number), "table", message, "write as many dashes as there are columns")


def _cells(line: str) -> list[str]:
    cells = [cell.strip() for cell in _PIPE.split(_PREFIX.sub("", line, count=1).rstrip())]
    start = 1 if cells and not cells[0] else 0
    end = len(cells) - 1 if len(cells) > 1 and not cells[-1] else len(cells)
    return cells[start:end]
