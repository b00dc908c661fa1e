"""A text of more blocks than anybody reads is read so far and no further: what follows is on no page."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sopgen.markdown.places import Env

MOST_TOKENS = 30_000
"""Tokens of blocks that are read: a heading, a paragraph and a cell have three, an item of a list five."""
UNREAD = "unread_from"
"""Where the environment keeps the line of the text from 0 at which reading ended; not there where all was read."""


def is_full(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Whether no more blocks are read. If so, all lines up to `end` are passed over."""
    if len(state.tokens) <= MOST_TOKENS:
        return False
    state.env.setdefault(UNREAD, line)
    state.line = end
    return True


def cut(state: StateCore) -> None:
    """Takes away the blocks that are too many: one table alone can be that long."""
    tokens = state.tokens
    if len(tokens) <= MOST_TOKENS:
        return
    end = MOST_TOKENS
    while tokens[end].type == "inline" or (tokens[end].nesting < 0 and tokens[end - 1].type == "inline"):
        end -= 1
    lines = (token.map[0] for token in tokens[end:] if token.nesting >= 0 and token.map)
    if (line := next(lines, None)) is not None:
        state.env[UNREAD] = line
    state.tokens = [*tokens[:end], *_closing(tokens[:end])]


def _closing(tokens: list[Token]) -> list[Token]:
    """What closes the blocks that are still open."""
    opened: list[Token] = []
    for token in tokens:
        if token.nesting > 0:
            opened.append(token)
        elif token.nesting < 0:
            opened.pop()
    return [
        Token(f"{token.type.removesuffix('_open')}_close", token.tag, -1, level=token.level, block=True)
        for token in reversed(opened)
    ]


def unread_from(env: Env) -> int | None:
    """The line of the text from 0 at which reading ended; None where all was read."""
    line: int | None = env.get(UNREAD)
    return line


def extend(md: MarkdownIt) -> None:
    md.core.ruler.after("block", "length", cut)
