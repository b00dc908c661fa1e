"""Who may see what: `:::staff` and `:::customer` blocks leave the text before Markdown is read.

Hidden lines are replaced by lines that hold nothing but `HIDDEN` (and the list or quote prefix that keeps the structure
around them), so that line numbers stay. NUL cannot stand in a Markdown text: the reader replaces it beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock

from sopgen.markdown.fences import Scanner, block_end, prefix_length
from sopgen.markdown.near_misses import NearMiss

View = Literal["staff", "customer", "all"]
HIDDEN = "\0"
AUDIENCE_BLOCKS = ("staff", "customer")
INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
"""Blocks of ours may begin below a paragraph, a list or a quote without an empty line."""
_MENTION = re.compile(r":::[ \t]*\{?[ \t]*\.?(?:staff|customer)\b", re.IGNORECASE)


def is_split(text: str) -> bool:
    """Whether the text may have a block for one audience only (quick, rather yes than no)."""
    return _MENTION.search(text) is not None


def visible(lines: list[str], view: View, near_misses: Iterable[NearMiss] = ()) -> list[str]:
    """The lines that this audience may see; as many lines as before. Near misses of blocks are not for customers."""
    out = list(lines)
    for start, end in hidden(lines, view, near_misses):
        prefix = lines[start][: prefix_length(lines[start])]
        out[start] = prefix + HIDDEN
        out[start + 1 : end] = [re.sub(r"[^>\s]", " ", prefix) + HIDDEN] * (end - start - 1)
    return out


def hidden(lines: list[str], view: View, near_misses: Iterable[NearMiss] = ()) -> Iterator[tuple[int, int]]:
    """The blocks that this audience may not see: the index of the first line of each, and of the first behind it."""
    other = {"staff": "customer", "customer": "staff", "all": ""}[view]
    missed = {miss.start: miss.end for miss in near_misses} if view == "customer" else {}
    scanner = Scanner()
    at = 0
    while at < len(lines) and other:
        start = at
        fenced = scanner.inside
        mark = scanner.read(lines[start])
        if start in missed:
            if scanner.inside and not fenced:
                scanner = Scanner()
            at = missed[start]
        elif mark is None or mark.name != other:
            at += 1
            continue
        else:
            end = block_end(lines[index] for index in range(start, len(lines)))
            at = start + (end.line + 1 if end.closed else end.line)
        yield start, at


def openings(lines: list[str]) -> list[int]:
    """The lines (index from 0) that open a block for one audience, wherever they stand."""
    scanner = Scanner()
    return [index for index, line in enumerate(lines) if (mark := scanner.read(line)) and mark.name in AUDIENCE_BLOCKS]


def hidden_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not state.src.startswith(HIDDEN, state.bMarks[start] + state.tShift[start]):
        return False
    if not silent:
        state.line = start + 1
    return True


def extend(md: MarkdownIt) -> None:
    md.block.ruler.before("table", "hidden_line", hidden_line, INTERRUPTS)
