"""Where things stand: from an offset in a token's content to line and column of the file, and what was found there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import MutableMapping
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sopgen.model import Finding, Place

Env = MutableMapping[str, Any]
Segment = tuple[int, int, int]
"""(offset into a token's content, line of the file from 1, column from 1): the text runs on from there."""


LONGEST = 10_000
"""Characters of the longest text whose marks are read, and that rules judge."""
MOST_OPEN = 500
"""Square brackets without an end that a text may have: at each of them the rest of the text is looked through."""


def too_long(text: str) -> bool:
    """Whether a paragraph, heading or cell is larger than anybody reads: it is shown as it is written."""
    return len(text) > LONGEST or text.count("[") - text.count("]") > MOST_OPEN


def as_written(text: str) -> Token:
    """A text without marks as a token."""
    return Token("text", "", 0, content=text, meta={"at": 0})


class Lines:
    """The lines of one file, as Markdown sees them (`first_line` is the file's line of lines[0]), and the findings."""

    def __init__(self, path: str, lines: list[str], first_line: int) -> None:
        self.path, self.lines, self.first_line = path, lines, first_line
        self.findings: list[Finding] = []

    def place(self, line: int, column: int = 1, end_column: int = 0) -> Place:
        """The place of a line (index from 0, as tokens count) with columns from 1."""
        return Place(self.path, line + self.first_line, column, end_column)

    def whole(self, line: int) -> Place:
        """The place of the text of a line, without the white space around it."""
        text = self.lines[line] if line < len(self.lines) else ""
        return self.place(line, len(text) - len(text.lstrip()) + 1, len(text.rstrip()) + 1)

    def note(self, place: Place, rule: str, message: str, hint: str = "") -> None:
        self.findings.append(Finding(place, rule, message, hint))

    def segments(self, token: Token) -> list[Segment]:
        """Where the lines of an inline token's content stand; kept with the token."""
        known: list[Segment] | None = token.meta.get("segments")
        if known is None:
            known = token.meta["segments"] = self._aligned(token)
        return known

    def _aligned(self, token: Token) -> list[Segment]:
        first = token.map[0] if token.map else 0
        offset = 0
        found: list[Segment] = []
        for number, text in enumerate(token.content.split("\n"), first):
            line = self.lines[number] if number < len(self.lines) else ""
            found.append((offset, number + self.first_line, column_of(text, line) + 1))
            offset += len(text) + 1
        return found

    def locate(self, token: Token, at: int) -> tuple[int, int]:
        """Line and column in the file of an offset into the content of an inline token."""
        segments: list[Segment] = token.meta.get("segments") or self.segments(token)
        last = bisect_right(segments, (at, 1 << 60, 0)) - 1 if len(segments) > 1 else 0
        offset, line, column = segments[last]
        return line, column + at - offset

    def span(self, token: Token, start: int, end: int) -> Place:
        """The place of content[start:end]; a stretch over several lines ends with the first of them."""
        line, column = self.locate(token, start)
        end_line, end_column = self.locate(token, end)
        if end_line != line:
            end_column = len(self.lines[line - self.first_line].rstrip()) + 1
        return Place(self.path, line, column, end_column)


def column_of(text: str, line: str) -> int:
    """The index in a line of the file where a line of content begins: content is the end of its line."""
    if line.endswith(text):
        return len(line) - len(text)
    stripped, bare = text.strip(), line.rstrip()
    if bare.endswith(stripped):
        return len(bare) - len(stripped) - (len(text) - len(text.lstrip()))
    found = line.find(stripped, len(line) - len(line.lstrip(" \t>#")))
    return max(found, 0)


def cell_segments(content: str, line: str, number: int, cursor: int) -> tuple[list[Segment], int]:
    """Where the content of a table cell stands in its row, from `cursor` on; and the index after it.

    A pipe in content was written as backslash and pipe.
    """
    written = content.replace("|", "\\|")
    found = line.find(written, cursor)
    if found < 0:
        return [(0, number, cursor + 1)], cursor
    segments, column = [(0, number, found + 1)], found + 1
    for offset, character in enumerate(content):
        if character == "|":
            column += 1
            segments.append((offset, number, column + offset))
    return segments, found + len(written)


def line_text(state: StateBlock, line: int) -> str:
    """The text of a line inside the block being read, without its prefix and indent."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


class PlacedState(StateInline):
    """The inline state that notes on each token where in the content it begins (`meta["at"]`)."""

    pending_at = 0

    def append_pending(self, text: str) -> None:
        if not self._pending_buffer and not self._pending:
            self.pending_at = self.pos
        self._pending_buffer.append(text)

    def pushPending(self) -> Token:
        token = super().pushPending()
        token.meta["at"] = self.pending_at
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        at = self.pos
        if ttype == "text" and len(self.tokens) > 1:
            before = self.tokens[-2]
            if before.type == "text":
                at = max(at, before.meta.get("at", 0) + len(before.content))
        token.meta["at"] = at
        return token


class PlacedParser(ParserInline):
    def read(self, src: str, md: MarkdownIt, env: Env, tokens: list[Token]) -> PlacedState:
        """The first of two passes: tokens as they come, marks like `*` not yet paired."""
        state = PlacedState(src, md, env, tokens)
        self.tokenize(state)
        return state

    def parse(self, src: str, md: MarkdownIt, env: Env, tokens: list[Token]) -> list[Token]:
        if too_long(src):
            tokens.append(as_written(src))
            return tokens
        state = self.read(src, md, env, tokens)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def join_fragments(state: StateInline) -> None:
    """Joins neighbouring text where the source runs on as well, and counts the levels anew."""
    level = 0
    out: list[Token] = []
    run: list[str] = []
    following = -1
    for token in state.tokens:
        if token.nesting < 0:
            level -= 1
        token.level = level
        if token.nesting > 0:
            level += 1
        if token.type == "text":
            if not token.content:
                continue
            at = token.meta.get("at", 0)
            if run and at == following:
                run.append(token.content)
            else:
                _close_run(out, run)
                run = [token.content]
                out.append(token)
            following = at + len(token.content)
        else:
            _close_run(out, run)
            run = []
            out.append(token)
    _close_run(out, run)
    state.tokens[:] = out


def _close_run(out: list[Token], run: list[str]) -> None:
    if len(run) > 1:
        out[-1].content = "".join(run)


def extend(md: MarkdownIt) -> None:
    md.inline.ruler2.at("fragments_join", join_fragments)
    md.core.ruler.disable(["normalize", "text_join"])
