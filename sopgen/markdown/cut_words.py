"""Words of a block in parts: each part a node of its own that knows where it stands in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from sopgen.markdown.places import Lines
from sopgen.markdown.tree import Node, inline_of
from sopgen.model import Place


def words_node(kind: str, token: Token, children: list[Token], node: Node) -> Node:
    """A node of its own for some of the words of a block: they keep their places in the file."""
    copy = Token("inline", "", 0)
    copy.content, copy.map, copy.level, copy.meta = token.content, token.map, token.level, token.meta
    copy.children = children
    inline = Node("inline", copy, first=node.first, last=node.last)
    return Node(kind, Token(f"{kind}_open", "", 1), [inline], first=node.first, last=node.last)


def words_place(words: Node, lines: Lines) -> Place:
    """Where the words of a node stand: from the first to the last of them on its line."""
    inline = inline_of(words)
    assert inline
    token, children = inline.token, [child for child in inline.token.children or () if child.content or child.nesting]
    if not children:
        return lines.whole(max(words.first, 0))
    start, last = children[0].meta.get("at", 0), children[-1]
    end = max(last.meta.get("end", 0), last.meta.get("at", start) + len(last.content))
    return lines.span(token, start, max(end, start + 1))


def first_text(words: Node) -> str:
    inline = inline_of(words)
    first = inline.token.children[0] if inline and inline.token.children else None
    return first.content if first and first.type == "text" else ""


def split_at(token: Token, sign: re.Pattern[str]) -> tuple[list[Token], list[Token], bool]:
    """The words before the first sign, those behind it, and whether there is one."""
    children = list(token.children or ())
    for index, child in enumerate(children):
        match = sign.search(child.content) if child.type == "text" and child.level == 0 else None
        if not match:
            continue
        rest = _copy(child)
        child.content, before = child.content[: match.start()], child.content
        rest.content = before
        cut(rest, match.end())
        behind = [rest] if rest.content else []
        return [*children[:index], *([child] if child.content else [])], [*behind, *children[index + 1 :]], True
    return children, [], False


def _copy(token: Token) -> Token:
    copy = Token(token.type, token.tag, token.nesting)
    copy.level, copy.meta = token.level, dict(token.meta)
    return copy


def cut(token: Token, count: int) -> None:
    """Takes characters off the beginning of a text."""
    token.content = token.content[count:]
    token.meta["at"] = token.meta.get("at", 0) + count


def without_links(tokens: Sequence[Token]) -> Iterator[Token]:
    """The words of inline tokens without links, notes and pictures: for where they stand in a link."""
    left_out = ("link_open", "link_close", "footnote_ref", "image", "html_inline")
    return (token for token in tokens if token.type not in left_out)
