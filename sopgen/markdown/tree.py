"""The blocks of a text as a tree, made of Markdown's tokens."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token
from msgspec import Struct, field

from sopgen.markdown.places import Lines, cell_segments


class Node(Struct):
    """A block: kind ("paragraph", "ordered_list", "callout", "inline" …), its token, the blocks in it.

    id, classes, number, label: worked out by the later steps. first, last: lines of the text from 0, last excluded.
    """

    kind: str
    token: Token
    children: list[Node] = field(default_factory=list)
    id: str = ""
    classes: list[str] = field(default_factory=list)
    number: str = ""
    first: int = -1
    last: int = -1

    def walk(self) -> list[Node]:
        """The block and all below it, in the order of the text."""
        found = [self]
        _walk(self.children, found)
        return found

    @property
    def own(self) -> dict[str, str]:
        """The attributes that the author gave."""
        found: dict[str, str] = self.token.meta.get("own", {})
        return found


def _walk(nodes: list[Node], found: list[Node]) -> None:
    for node in nodes:
        found.append(node)
        if node.children:
            _walk(node.children, found)


def tree(tokens: Sequence[Token]) -> Node:
    """The tree of a document: its root has the kind "root"."""
    root = Node("root", Token("root", "", 0))
    opened = [root.children]
    for token in tokens:
        nesting = token.nesting
        if nesting < 0:
            opened.pop()
            continue
        first, last = token.map or (-1, -1)
        kind = token.type
        node = Node(kind.removesuffix("_open") if nesting else kind, token, [], "", [], "", first, last)
        if token.meta and (own := token.meta.get("own")):
            node.id = own.get("id", "")
            node.classes = own.get("class", "").split()
        opened[-1].append(node)
        if nesting:
            opened.append(node.children)
    return root


def drop_empty_items(node: Node) -> None:
    """Takes list items without any text out: what stood in them is for others."""
    for child in node.children:
        drop_empty_items(child)
    node.children = [
        child
        for child in node.children
        if child.children or child.kind not in ("list_item", "bullet_list", "ordered_list")
    ]


def inline_of(node: Node) -> Node | None:
    """The inline text that a block begins with, if it does."""
    if node.children and node.children[0].kind == "inline":
        return node.children[0]
    return None


def plain(tokens: Sequence[Token] | None) -> str:
    """The text of inline tokens without marks; pictures by their text, facts as written."""
    out: list[str] = []
    for token in tokens or ():
        if token.type in _TEXT:
            out.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            out.append(" ")
        elif token.type == "image":
            out.append(plain(token.children))
    return "".join(out).replace("\0", "")


_TEXT = frozenset(("text", "text_special", "code_inline", "fact", "template", "undefined_footnote"))


def place_cells(row: Node, lines: Lines) -> None:
    """Notes on the cells of a table row where they stand in its line."""
    if row.first < 0 or row.first >= len(lines.lines):
        return
    line, cursor = lines.lines[row.first], 0
    for cell in row.children:
        inline = inline_of(cell)
        if inline and inline.token.content and "segments" not in inline.token.meta:
            segments, cursor = cell_segments(inline.token.content, line, row.first + lines.first_line, cursor)
            inline.token.meta["segments"] = segments
