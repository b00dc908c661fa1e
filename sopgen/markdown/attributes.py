"""`{#id .class width=300}`: after a picture, link or span, at the end of a block, on a line of its own.

Such a line belongs to the block right above it; where an empty line stands before it, to the block that follows.
`{time="5 minutes" role=team-leader}` is for steps: see `step_facts.py`.
"""

from __future__ import annotations

import re
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sopgen.markdown.audience import INTERRUPTS
from sopgen.markdown.places import Lines, line_text
from sopgen.model import Place

ALLOWED = ("id", "class", "lang", "dir", "width", "height", "title", "at", "time", "role")
_ID = r"""[^\s{}#.="'<>]+(?:\.[^\s{}#.="'<>]+)*"""
_ATTRIBUTE = rf"""(?:#{_ID}|\.[\w-]+|[A-Za-z_][\w:-]*=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{{}}]*))"""
LIST = re.compile(rf"\{{:?[ \t]*({_ATTRIBUTE}(?:[ \t]*{_ATTRIBUTE})*)[ \t]*\}}")
_TRAILING = re.compile(rf"(?:^|(?<=\s))\{{:?[ \t]*({_ATTRIBUTE}(?:[ \t]*{_ATTRIBUTE})*)[ \t]*\}}[ \t]*$")
_ONE = re.compile(
    rf"""#(?P<id>{_ID})|\.(?P<class>[\w-]+)|(?P<key>[\w:-]+)=(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s"'{{}}]*))"""
)
_UNREAD = re.compile(r"\{:?[ \t]*(?:[#.]|(?:time|role)[ \t]*[=:])[^{}\n]*\}[ \t]*$", re.IGNORECASE)
_PICTURE = re.compile(r"!\[[^\]\n]*\](?:\([^\n]*\)|\[[^\]\n]*\])")
_SPANS = frozenset(("strong_open", "strong_close", "em_open", "em_close", "s_open", "s_close"))
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


def _at(token: Token, place: Place) -> None:
    """Notes where the attributes of a token stand in the file."""
    token.meta["own_place"] = place


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
        token.meta["above"] = _stands_below(state, start)
        state.line = start + 1
    return True


def _stands_below(state: StateBlock, start: int) -> bool:
    """Whether a block of the same depth ends right above this line."""
    before = state.tokens[-2] if len(state.tokens) > 1 else None
    if before is None or before.level != state.level or before.nesting > 0 or state.isEmpty(start - 1):
        return False
    if before.type == "attributes":
        return bool(before.meta["above"])
    return before.type != "comment"


def attach(state: StateCore) -> None:
    """Gives the attributes of a line to their block in the same place."""
    tokens = state.tokens
    if "{" not in state.src or not any(token.type == "attributes" for token in tokens):
        return
    out: list[Token] = []
    waiting: dict[str, str] = {}
    for index, token in enumerate(tokens):
        if token.type == "attributes":
            if not token.meta["above"]:
                waiting |= decode(token.content)
            elif owner := _above(out, token):
                following = tokens[index + 1] if index + 1 < len(tokens) else None
                if following and _goes_on(owner, token, following):
                    item = next(other for other in reversed(out) if other.type == "list_item_open")
                    add(item, decode(token.content))
                    _at(item, state.env["lines"].whole((token.map or [0])[0]))
                    following.meta["joins"] = True
                    owner.map = [(owner.map or [0])[0], (following.map or [0, 0])[1]]
                else:
                    _give(owner, out, token, state.env["lines"])
            continue
        if token.meta.get("joins"):
            out.pop()
            continue
        if waiting and token.nesting >= 0 and token.type != "comment":
            add(token, waiting)
            waiting = {}
        elif token.nesting < 0:
            waiting = {}
        out.append(token)
    state.tokens = out


def _above(out: list[Token], line: Token) -> Token | None:
    """The opening token of the block that ends right above an attribute line."""
    for token in reversed(out):
        if token.level < line.level:
            return None
        if token.level == line.level and token.nesting >= 0 and token.type != "comment":
            near = token.map is not None and line.map is not None and token.map[1] >= line.map[0] - 1
            return token if near else None
    return None


def _goes_on(before: Token, line: Token, following: Token) -> bool:
    """Whether a list goes on right below the line: the line belongs to its last item."""
    if before.type not in ("bullet_list_open", "ordered_list_open") or following.type != before.type:
        return False
    return before.markup == following.markup and bool(line.map and following.map and following.map[0] == line.map[1])


def _give(owner: Token, out: list[Token], line: Token, lines: Lines) -> None:
    """Gives attributes to a block: the first paragraph of a list item stands for the item, a picture for itself."""
    index = next(number for number, token in enumerate(out) if token is owner)
    inline = out[index + 1] if owner.type == "paragraph_open" else None
    if inline and _PICTURE.fullmatch(inline.content):
        lines.segments(inline)
        inline.content += f"{{{line.content}}}"
    else:
        if inline and index and out[index - 1].type == "list_item_open":
            owner = out[index - 1]
        add(owner, decode(line.content))
        _at(owner, lines.whole((line.map or [0])[0]))


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


def spans(state: StateCore) -> None:
    """Takes `{.class}` off the text right after strong and emphasised words."""
    if "{" not in state.src:
        return
    for block in state.tokens:
        if block.type != "inline" or "{" not in block.content:
            continue
        opened: list[Token] = []
        for before, token in pairwise(block.children or ()):
            if before.type in _SPANS and before.nesting > 0:
                opened.append(before)
            elif before.type in _SPANS and opened:
                opener = opened.pop()
                if token.type == "text" and (match := LIST.match(token.content)):
                    add(opener, decode(match[1]))
                    token.content = token.content[match.end() :]
                    token.meta["at"] = token.meta.get("at", 0) + match.end()


def trailing(state: StateCore) -> None:
    """Takes `{#id}` off the end of headings, paragraphs and the first paragraph of list items."""
    if "}" not in state.src:
        return
    lines: Lines = state.env["lines"]
    tokens = state.tokens
    for index, token in enumerate(tokens):
        if token.type != "inline" or not token.children or index == 0 or "}" not in token.content[-12:] + token.content:
            continue
        owner = tokens[index - 1]
        if owner.type == "paragraph_open" and index > 1 and tokens[index - 2].type == "list_item_open":
            owner = tokens[index - 2]
        elif owner.type not in ("heading_open", "paragraph_open", "dt_open"):
            continue
        last = token.children[-1]
        if last.type == "text":
            text, found = split_trailing(last.content)
            if found:
                at, end = last.meta.get("at", 0), len(last.content.rstrip())
                start = next(at for at in range(len(text), end) if last.content[at] == "{")
                _at(owner, lines.span(token, at + start, at + end))
                last.content = text
                add(owner, found)
            elif (match := _UNREAD.search(last.content)) and not split_trailing(last.content)[1]:
                at = last.meta.get("at", 0)
                lines.note(
                    lines.span(token, at + match.start(), at + match.start() + len(match[0].rstrip())),
                    "attributes",
                    f"`{match[0].rstrip()}` is shown as it is",
                    'write `{#name}`, `{.class}` or `{time="5 minutes"}` after a space, a name without spaces',
                )


def extend(md: MarkdownIt) -> None:
    md.block.ruler.before("table", "attribute_line", attribute_line, INTERRUPTS)
    md.core.ruler.after("block", "attach", attach)
    md.inline.ruler.before("escape", "after_inline", after_inline)
    md.core.ruler.after("inline", "trailing", trailing)
    md.core.ruler.after("inline", "span_attributes", spans)
