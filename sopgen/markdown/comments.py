"""`<!-- … -->` never reaches the output."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from sopgen.markdown.audience import INTERRUPTS
from sopgen.markdown.places import Lines


def comment_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A comment that begins a line; text after its end goes on as text."""
    if state.is_code_block(start):
        return False
    pos = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("<!--", pos):
        return False
    first = state.src[pos : state.eMarks[start]]
    if (close := _close(first, 4)) >= 0 and first[close:].strip():
        return False
    if silent:
        return True
    line, texts, tail = start, [first], first[close:] if close >= 0 else ""
    while close < 0:
        line += 1
        if line >= end or (state.sCount[line] < state.blkIndent and not state.isEmpty(line)):
            break
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        texts.append(text)
        if "-->" in text:
            close = text.index("-->") + 3
            tail = text[close:]
    if close < 0:
        _unclosed(state.env["lines"], start)
    token = state.push("comment", "", 0)
    token.map = [start, min(line + 1, end)]
    whole = "\n".join(texts)
    token.content = whole[4 : len(whole) - len(tail) - 3] if close >= 0 else ""
    state.line = line + 1 if close >= 0 else line
    if tail.strip() and line > start:
        shift = len(tail) - len(tail.lstrip())
        state.bMarks[line] = state.eMarks[line] - len(tail)
        state.tShift[line], state.sCount[line] = shift, max(state.blkIndent, 0)
        state.line = line
    return True


def _close(text: str, start: int) -> int:
    """The index after the end of a comment that begins at start - 4; -1 where it has none."""
    for short in (">", "->"):
        if text.startswith(short, start):
            return start + len(short)
    end = text.find("-->", start)
    return end + 3 if end >= 0 else -1


def _unclosed(lines: Lines, line: int, column: int = 0) -> None:
    place = lines.place(line, column, column + 4) if column else lines.whole(line)
    lines.note(
        place,
        "comment",
        "this comment is never closed: what follows in its block is hidden",
        "write `-->` at the end of the comment",
    )


def comment_inline(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("<!--", state.pos):
        return False
    close = _close(state.src, state.pos + 4)
    end = close if 0 <= close <= state.posMax else state.posMax
    if not silent:
        token = state.push("comment", "", 0)
        token.content = state.src[state.pos + 4 : end - 3] if close >= 0 else ""
        token.meta["closed"] = end == close
        if all(before.type == "comment" for before in state.tokens):
            while end < state.posMax and state.src[end] in " \t\n":
                end += 1
    state.pos = end
    return True


def extend(md: MarkdownIt) -> None:
    md.block.ruler.before("table", "comment_block", comment_block, INTERRUPTS)
    md.inline.ruler.before("autolink", "comment_inline", comment_inline)
