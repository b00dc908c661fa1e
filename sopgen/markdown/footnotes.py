"""Footnotes: `[^1]` and `[^1]: text`; a reference without its note stays text."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote import footnote_plugin

_REFERENCE = re.compile(r"\[\^[\w-]+\]")


def undefined(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[^", state.pos):
        return False
    match = _REFERENCE.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("undefined_footnote", "", 0).content = match[0]
    state.pos = match.end()
    return True


def extend(md: MarkdownIt) -> None:
    md.use(footnote_plugin, inline=False)
    md.inline.ruler.after("footnote_ref", "undefined_footnote", undefined)
