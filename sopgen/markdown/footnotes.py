"""Footnotes: `[^1]` and `[^1]: text`; all notes stand at the end; a reference without its note stays text."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
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


def move_to_end(state: StateCore) -> None:
    """Takes the notes out of the text, wherever they stand, even in each other; those referred to go to the end."""
    if "footnotes" not in state.env:
        return
    text: list[Token] = []
    notes: dict[str, list[Token]] = {}
    opened: list[list[Token]] = [text]
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            note: list[Token] = []
            notes.setdefault(token.meta["label"], note)
            opened.append(note)
        elif token.type == "footnote_reference_close":
            opened.pop()
        else:
            opened[-1].append(token)
    listed: dict[int, dict[str, str | int]] = state.env["footnotes"].get("list", {})
    if listed:
        text.append(Token("footnote_block_open", "", 1))
        for number, reference in listed.items():
            text += _note(number, int(reference["count"]), notes.get(str(reference["label"]), []))
        text.append(Token("footnote_block_close", "", -1))
    state.tokens = text


def _note(number: int, count: int, tokens: list[Token]) -> list[Token]:
    """A note with its links back, which stand in its last paragraph."""
    links = [Token("footnote_anchor", "", 0, meta={"id": number, "subId": index}) for index in range(count)]
    opening = Token("footnote_open", "", 1, meta={"id": number})
    closing = Token("footnote_close", "", -1)
    if tokens and tokens[-1].type == "paragraph_close":
        return [opening, *tokens[:-1], *links, tokens[-1], closing]
    return [opening, *tokens, *links, closing]


def extend(md: MarkdownIt) -> None:
    md.use(footnote_plugin, inline=False, move_to_end=False)
    md.inline.ruler.after("footnote_ref", "undefined_footnote", undefined)
    md.core.ruler.after("inline", "move_to_end", move_to_end)
