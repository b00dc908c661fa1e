"""`:::did-it-work`, at the end of a part of a guide: a no leads on to the next part of its level, or to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopgen.markdown.cut_words import cut, first_text, without_links, words_node
from sopgen.markdown.decision import CONTACT, GOTO
from sopgen.markdown.sheet import escape
from sopgen.markdown.tree import Node, inline_of
from sopgen.markdown.words import word
from sopgen.model import ContactRef

if TYPE_CHECKING:
    from sopgen.markdown.html import Writer


def read_worked(root: Node) -> None:
    """Finds where each no leads: what its author wrote, else the next heading of the same level, else nowhere yet."""
    for parent in root.walk():
        for index, node in enumerate(parent.children):
            if node.kind == "did-it-work":
                node.token.meta["next"] = _next(parent.children, index)
                node.token.meta["person"] = _takes_person(node)


def _next(siblings: list[Node], index: int) -> Node | None:
    """The heading of the part that follows the part in which the block stands."""
    own = next((node for node in reversed(siblings[:index]) if node.kind == "heading"), None)
    if own is None:
        return None
    for node in siblings[index + 1 :]:
        if node.kind == "heading" and node.token.tag <= own.token.tag:
            return node if node.token.tag == own.token.tag else None
    return None


def _takes_person(node: Node) -> bool:
    """Whether the block says `#contact`; takes it off."""
    for child in node.children:
        inline = inline_of(child)
        match = GOTO.match(first_text(child)) if inline else None
        if match and match[1].lower() == CONTACT and inline and inline.token.children:
            cut(inline.token.children[0], match.end())
            return True
    return False


def write_worked(writer: Writer, node: Node) -> None:
    """The question and both answers: a yes unfolds, a no is a link. It needs no script."""
    language, out = writer.language, writer.out
    own = f' id="{escape(node.id)}"' if node.id else ""
    if node.id:
        writer.anchors.append((node.id, writer.lines.whole(max(node.first, 0))))
    question = escape(word("did it work", language))
    out.append(
        f'<div{own} class="worked" role="group" aria-label="{question}">\n<p class="worked-question">{question}</p>\n'
    )
    out.append(f'<details class="worked-yes"><summary>{escape(word("yes", language))}</summary>')
    out.append(f"<p>{escape(word('done', language))}</p></details>\n")
    out.append(f'<div class="worked-no"><strong>{escape(word("no", language))}:</strong> ')
    following: Node | None = node.token.meta.get("next")
    if _has_words(node) or node.token.meta["person"]:
        writer.write(_loose(node))
        if node.token.meta["person"]:
            out.append(" " if _has_words(node) else "")
            out.append(ContactRef(writer.lines.whole(max(node.first, 0))))
    elif following and (heading := inline_of(following)):
        out.append(f'{escape(word("try next", language))} <a href="#{escape(following.id)}">')
        tokens = list(without_links(heading.token.children or ()))
        words = inline_of(words_node("next", heading.token, tokens, following))
        assert words
        writer.inline(words.token)
        out.append("</a>")
    else:
        out.append(ContactRef(writer.lines.whole(max(node.first, 0))))
    out.append("</div>\n</div>\n")


def _has_words(node: Node) -> bool:
    inlines = (child for child in node.walk() if child.kind == "inline")
    return any(token.content.strip() for inline in inlines for token in inline.token.children or ())


def _loose(node: Node) -> list[Node]:
    """The blocks in it; the one paragraph that it usually is without a tag of its own."""
    blocks = [child for child in node.children if child.kind != "comment"]
    inline = inline_of(blocks[0]) if len(blocks) == 1 and blocks[0].kind == "paragraph" else None
    return [inline] if inline else node.children
