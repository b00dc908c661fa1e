"""Questions and answers on a page: headings that ask, and the text below them. Said to machines as they are seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sopgen.model import Heading

FEWEST = 2
"""Questions that make a page one of questions and answers: a single one is a heading like others."""
_ASKS = re.compile(r"[?\u037e\uff1f\u061f]\s*$")
_ASKS_IN_GREEK = re.compile(r"\w;\s*$")
_UNSAID = "[hidden], [popover], button, script, style, svg, template, .changed, .decision-drawing"
"""What stands in a page and is no part of its text: controls, drawings, what opens elsewhere, marks of changes."""
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def questions(contents: Iterable[Heading], language: str, body: str) -> tuple[tuple[str, str], ...]:
    """The questions of a page with their answers, as plain text; () where it is no page of questions.

    contents: its headings of levels 2 and 3; body: its HTML, headings on the top level. Greek asks with a semicolon.
    """
    if sum(_asks(heading.text, language) for heading in contents) < FEWEST:
        return ()
    tree = LexborHTMLParser(body)
    while node := tree.css_first(_UNSAID):  # one by one: what stands in another goes with it
        node.decompose()
    root = tree.body
    found = tuple(_answered(root, language)) if root else ()
    return found if len(found) >= FEWEST else ()


def _asks(text: str, language: str) -> bool:
    return bool(_ASKS.search(text) or (language.startswith("el") and _ASKS_IN_GREEK.search(text)))


def _answered(root: LexborNode, language: str) -> Iterator[tuple[str, str]]:
    """Each question with the text up to the next heading that is no deeper."""
    nodes = [node for node in root.iter() if node.tag != "-text"]
    for at, node in enumerate(nodes):
        if node.tag in _HEADINGS and _asks(asked := _words(node), language):
            below: list[str] = []
            for following in nodes[at + 1 :]:
                if following.tag in _HEADINGS and following.tag <= node.tag:
                    break
                below.append(_words(following))
            if answer := " ".join(part for part in below if part):
                yield asked, answer


def _words(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())
