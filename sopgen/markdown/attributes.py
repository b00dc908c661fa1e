"""`{#id .class width=300}`: on a line before a block, after a picture or link, at the end of a heading or step."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sopgen.markdown.audience import INTERRUPTS
from sopgen.markdown.places import line_text

ALLOWED = ("id", "class", "lang", "dir", "width", "height", "title")
_ID = r"""[^\s{}#.="'<>]+(?:\.[^\s{}#.="'<>]+)*"""
_ATTRIBUTE = rf"""(?:#{_ID}|\.[\w-]+|[A-Za-z_][\w:-]*=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{{}}]*))"""
LIST = re.compile(rf"\{{:?[ \t]*({_ATTRIBUTE}(?:[ \t]*{_ATTRIBUTE})*)[ \t]*\}}")
_TRAILING = re.compile(rf"(?:^|(?<=\s))\{{:?[ \t]*({_ATTRIBUTE}(?:[ \t]*{_ATTRIBUTE})*)[ \t]*\}}[ \t]*$")
_ONE = re.compile(
    rf"""#(?P<id>{_ID})|\.(?P<class>[\w-]+)|(?P<key>[\w:-]+)=(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s"'{{}}]*))"""
)
_SIZE = re.compile(r"\d+$")


def decode(text: str) -> dict[str, str]:
    """The allowed attributes in the text between the braces; classes joined, the last of all others wins."""
    found: dict[str, str] = {}
    for match in _ONE.finditer(text):
        key = match["key"].lower() if match["key"] else "id" if match["id"] else "class"
        value = match["id"] or match["class"] or match["a"] or match["b"] or match["c"] or ""
        if key not in ALLOWED or (key in ("width", "height") and not _SIZE.match(value)):
            continue
        if key == "id":
            value = re.sub(r"\s+", "-", value.strip())
        if value:
            found[key] = f"{found['class']} {value}" if key == "class" and "class" in found else value
    return found


def split_trailing(text: str) -> tuple[str, dict[str, str]]:
    """A text without the attributes at its end, and these."""
    match = _TRAILING.search(text) if text.rstrip().endswith("}") else None
    return (text[: match.start()].rstrip(), decode(match[1])) if match else (text, {})


def add(token: Token, attributes: dict[str, str]) -> None:
    """Adds attributes to a token: classes join, what is new wins."""
    for key, value in attributes.items():
        old = token.meta.setdefault("own", {})
        old[key] = f"{old[key]} {value}" if key == "class" and key in old else value


def attribute_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    text = line_text(state, start)
    if not text.startswith("{"):
        return False
    match = LIST.match(text)
    if not match or text[match.end() :].strip():
        return False
    if not silent:
        token = state.push("attributes", "", 0)
        token.map, token.content = [start, start + 1], match[1]
        state.line = start + 1
    return True


def attach(state: StateCore) -> None:
    """Gives the attributes of a line to the block that follows in the same place, else to the one that went before."""
    tokens = state.tokens
    if not any(token.type == "attributes" for token in tokens):
        return
    out: list[Token] = []
    waiting: dict[str, str] = {}
    for token in tokens:
        if token.type == "attributes":
            waiting |= decode(token.content)
            continue
        if waiting and token.nesting >= 0 and token.type != "comment":
            add(token, waiting)
            waiting = {}
        elif token.nesting < 0:
            waiting = {}
        out.append(token)
    state.tokens = out


def after_inline(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{" or state.pending or not state.tokens or silent:
        return False
    before = state.tokens[-1]
    if before.type not in ("image", "code_inline", "link_close"):
        return False
    match = LIST.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    opened = (token for token in reversed(state.tokens) if token.type == "link_open")
    add(next(opened) if before.type == "link_close" else before, decode(match[1]))
    state.pos = match.end()
    return True


def trailing(state: StateCore) -> None:
    """Takes `{#id}` off the end of headings and of the first paragraph of list items."""
    tokens = state.tokens
    for index, token in enumerate(tokens):
        if token.type != "inline" or not token.children or index == 0 or "}" not in token.content[-12:] + token.content:
            continue
        owner = tokens[index - 1]
        if owner.type == "paragraph_open" and index > 1 and tokens[index - 2].type == "list_item_open":
            owner = tokens[index - 2]
        elif owner.type != "heading_open":
            continue
        last = token.children[-1]
        if last.type == "text":
            text, found = split_trailing(last.content)
            if found:
                last.content = text
                add(owner, found)


def extend(md: MarkdownIt) -> None:
    md.block.ruler.before("table", "attribute_line", attribute_line, INTERRUPTS)
    md.core.ruler.after("block", "attach", attach)
    md.inline.ruler.before("escape", "after_inline", after_inline)
    md.core.ruler.after("inline", "trailing", trailing)
