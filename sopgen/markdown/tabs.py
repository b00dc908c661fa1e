"""`=== "Title"` with an indented text: tabs of MkDocs, on their own or inside `:::tabs` (there without indent too)."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from sopgen.markdown.admonitions import indented_block
from sopgen.markdown.audience import INTERRUPTS
from sopgen.markdown.callouts import push_title
from sopgen.markdown.places import line_text

_FENCE = re.compile(r"```+|~~~+")
_OPENING = re.compile(r'===[!+]*[ \t]+"(.*)"[ \t]*$')


def tabs(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    match = _OPENING.match(line_text(state, start))
    if not match:
        return False
    if silent:
        return True
    wrapped = state.parentType == "tabs"
    if not wrapped:
        outer = state.push("tabs_open", "div", 1)
    line = start
    while match and line < end and state.sCount[line] >= state.blkIndent:
        token = state.push("tab_open", "div", 1)
        token.meta |= {"kind": "tab", "fold": ""}
        push_title(state, match[1].strip(), line)
        token.map = [line, _text(state, line, end, wrapped)]
        state.push("tab_close", "div", -1)
        line = state.skipEmptyLines(state.line)
        match = _OPENING.match(line_text(state, line)) if line < end else None
    if not wrapped:
        outer.map = [start, state.line]
        outer.meta |= {"kind": "tabs", "fold": ""}
        state.push("tabs_close", "div", -1)
    return True


def _text(state: StateBlock, line: int, end: int, wrapped: bool) -> int:
    """Reads the text below a title; inside `:::tabs` it needs no indent and runs on to the next title."""
    below = state.skipEmptyLines(line + 1)
    if not wrapped or below >= end or state.sCount[below] >= state.sCount[line] + 4:
        return indented_block(state, line, end, "tab")
    last, fence = below, ""
    while last < end and (fence or not _OPENING.match(line_text(state, last))):
        if mark := _FENCE.match(line_text(state, last)):
            fence = "" if fence and mark[0].startswith(fence) else fence or mark[0]
        last += 1
    old = state.parentType, state.lineMax
    state.parentType, state.lineMax = "tab", last
    state.md.block.tokenize(state, line + 1, last)
    state.parentType, state.lineMax = old
    state.line = last
    return last


def extend(md: MarkdownIt) -> None:
    md.block.ruler.before("table", "tabs", tabs, INTERRUPTS)
