"""`!!! note "Title"`, `??? note`, `???+ note`: call-outs of MkDocs, whose text is indented; `???` can be folded."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from sopgen.markdown.audience import INTERRUPTS
from sopgen.markdown.callouts import is_kind, kind_of, push_title
from sopgen.markdown.places import Lines, line_text

_OPENING = re.compile(r'(!!!|\?\?\?\+?)[ \t]*([\w-]+)(?:[ \t]+[\w-]+)*[ \t]*(?:"(.*)"|([^"]*?))[ \t]*$')
_FOLD = {"!!!": "", "???": "closed", "???+": "open"}


def admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    text = line_text(state, start)
    if not text.startswith(("!!!", "???")):
        return False
    match = _OPENING.match(text)
    if not match or not (is_kind(match[2]) or match[3] is not None or _has_text(state, start, end)):
        return False
    if silent:
        return True
    lines: Lines = state.env["lines"]
    column = max(lines.lines[start].find(match[2]), 0) + 1
    token = state.push("callout_open", "div", 1)
    token.meta |= {
        "kind": kind_of(match[2], lines, lines.place(start, column, column + len(match[2]))),
        "fold": _FOLD[match[1]],
    }
    push_title(state, (match[3] or match[4] or "").strip(), start)
    token.map = [start, indented_block(state, start, end, "callout")]
    state.push("callout_close", "div", -1)
    return True


def _has_text(state: StateBlock, start: int, end: int) -> bool:
    """Whether an indented line follows: "!!! what" alone is a cry, not a call-out."""
    line = state.skipEmptyLines(start + 1)
    return line < end and state.sCount[line] >= state.sCount[start] + 4


def indented_block(state: StateBlock, start: int, end: int, parent: str) -> int:
    """Reads the indented lines below a line as blocks; moves the state to the line after them and returns it."""
    indent = state.sCount[start] + 4
    last = start + 1
    for line in range(start + 1, end):
        if state.isEmpty(line):
            continue
        if state.sCount[line] < indent:
            break
        last = line + 1
    old = state.parentType, state.lineMax, state.blkIndent
    state.parentType, state.lineMax, state.blkIndent = parent, last, indent
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax, state.blkIndent = old
    state.line = last
    return last


def extend(md: MarkdownIt) -> None:
    md.block.ruler.before("table", "admonition", admonition, INTERRUPTS)
