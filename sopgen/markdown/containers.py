"""`:::` blocks: audience, steps, details, tabs, video, decisions, pictures, call-outs; as many colons close them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from sopgen.markdown.attributes import LIST, decode
from sopgen.markdown.audience import AUDIENCE_BLOCKS, INTERRUPTS
from sopgen.markdown.callouts import BLOCKS, kind_of, push_title
from sopgen.markdown.fences import OPENING, block_end
from sopgen.markdown.places import Lines, line_text

_BRACKETS = re.compile(r'\[(.*)\][ \t]*(?:\{.*\})?$|"(.*)"$')
_NAMED_TITLE = re.compile(r"""title[ \t]*=[ \t]*(?:"([^"]*)"|'([^']*)'|(\S+))[ \t]*$""", re.IGNORECASE)
_SETTING = re.compile(r"[ \t]*(source|captions|poster|title)[ \t]*:[ \t]*(.*)$", re.IGNORECASE)
_TITLED = ("details", "tab", "decision")


def container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    text = line_text(state, start)
    if not text.startswith(":::"):
        return False
    lines: Lines = state.env["lines"]
    match = OPENING.match(text)
    if not match:
        if text.strip(": \t"):
            return False
        if not silent:
            lines.note(lines.whole(start), "unclosed-block", "this line closes a block, but none is open", "remove it")
            state.line = start + 1
        return True
    if silent:
        return True
    name = (match["braced"] or match["name"]).lower()
    if name in AUDIENCE_BLOCKS and state.env["view"] not in ("all", name):
        name = "hidden"
    last, closed = _extent(state, start, end)
    if name in AUDIENCE_BLOCKS:
        state.env["audience_lines"].append(start)
    if not closed and name != "hidden":
        colons = match[1]
        lines.note(
            lines.whole(start),
            "unclosed-block",
            f"the block `{colons}{name}` is never closed",
            f"write a line with `{colons}` below its last line",
        )
    if name != "hidden":
        _tokens(state, name, match["rest"].strip(), start, last)
    state.line = min(last + 1, end) if closed else last
    return True


def _extent(state: StateBlock, start: int, end: int) -> tuple[int, bool]:
    """The line after the block's text, and whether it closes the block."""
    known: set[int] = state.env.setdefault("open_blocks", set())
    if start in known:
        return start + sum(1 for _ in _own_lines(state, start, end)), False
    found = block_end(_texts(state, start, end))
    known.update(start + index for index in found.open)  # not to be looked for again and again in each other
    return start + found.line, found.closed


def _texts(state: StateBlock, start: int, end: int) -> Iterator[str]:
    return (line_text(state, line) for line in _own_lines(state, start, end))


def _own_lines(state: StateBlock, start: int, end: int) -> Iterator[int]:
    """The lines that can belong to a block: up to one that is indented less than it."""
    for line in range(start, end):
        if line > start and state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return
        yield line


def _tokens(state: StateBlock, name: str, rest: str, start: int, last: int) -> None:
    bracketed = _BRACKETS.match(rest)
    title = next((part for part in bracketed.groups() if part is not None), "") if bracketed else rest
    if named := _NAMED_TITLE.match(title):
        title = named[1] or named[2] or named[3] or ""
    elif attributes := title.startswith("{") and LIST.match(title):
        title = decode(attributes[1]).get("title", "")
    kind = name
    if name not in BLOCKS:
        lines: Lines = state.env["lines"]
        column = lines.lines[start].lower().find(name, 3) + 1
        kind = kind_of(name, lines, lines.place(start, column, column + len(name)))
        name = "callout"
    token = state.push(f"{name}_open", "div", 1)
    token.map = [start, last]
    token.meta |= {"kind": kind, "fold": ""}
    first = start + 1
    if name in ("callout", *_TITLED):
        push_title(state, title, start)
    elif name == "video":
        first = _settings(state, token.meta, first, last)
    parent, old_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = name, last
    state.md.block.tokenize(state, first, last)
    state.parentType, state.lineMax = parent, old_max
    state.push(f"{name}_close", "div", -1)


def _settings(state: StateBlock, meta: dict[str, object], first: int, last: int) -> int:
    """Reads `source: x.mp4` and so on from the first lines of a video block; the line after them."""
    settings: dict[str, str] = {}
    while first < last:
        match = _SETTING.match(line_text(state, first))
        if match:
            settings[match[1].lower()] = match[2].strip().strip("\"'<>")
        elif not state.isEmpty(first) or settings:
            break
        first += 1
    meta["settings"] = settings
    return first


def extend(md: MarkdownIt) -> None:
    md.block.ruler.before("table", "container", container, INTERRUPTS)
