"""What a page adds to a decision's text: its drawing, the buttons of the way through it, and whom to reach."""

from __future__ import annotations

import html
from urllib.parse import quote

from msgspec.structs import replace

from sopgen.edition.facts import channel_link, fact_text
from sopgen.edition.flowchart import Box, Flowchart, Line, draw
from sopgen.edition.lettering import FONT, LINE
from sopgen.edition.scope import PageScope
from sopgen.markdown.words import word
from sopgen.model import Choice, DecisionNode, DecisionRef

LEAST_FONT = 12
"""The size to which the letters of a drawing may shrink where there is little room, in CSS px."""
_ROUND = {"question": 8, "outcome": 22, "contact": 22, "answer": 4, "jump": 14}


def contact_html(scope: PageScope) -> str:
    """The first way to reach a person of this site, and the page with all of them."""
    first, language = scope.frame.contact.first, scope.page.language
    words = html.escape(f"{first.label} {first.value}".strip())
    way = channel_link(first, words, scope) if first.href else words
    here = scope.routes.urls[scope.page.record.key]  # a run sheet is no page that one asks about
    asking = f"{scope.frame.ask or scope.frame.contact.url}?from={quote(here)}"
    ways = f'<a href="{html.escape(scope.href(asking))}">{html.escape(word("all ways", language))}</a>'
    return f'<span class="decision-person">{html.escape(word("person", language))} {way} ({ways})</span>'


def decision_html(piece: DecisionRef, scope: PageScope) -> str:
    """The buttons, which wait for the script, and the drawing, folded where there is little room.

    The drawing says what the list says: screen readers are led there.
    """
    language = scope.page.language
    nodes = tuple(_shown(node, scope) for node in piece.nodes)
    buttons = "".join(
        f'<button type="button" class="button button-quiet" data-decision="{name}">{html.escape(word(key, language))}'
        "</button> "
        for name, key in (
            ("back", "question back"),
            ("again", "again"),
            ("all", "all questions"),
            ("one", "one question"),
        )
    )
    name, title = html.escape(word("drawing", language)), html.escape(fact_text(piece.title, scope))
    chart = draw(nodes)
    return (
        f'<p class="decision-buttons" hidden>{buttons.rstrip()}</p>\n'
        f'<details class="decision-drawing" data-pagefind-ignore><summary>{name}</summary>\n'
        f'<div class="decision-frame" role="region" tabindex="0" aria-label="{title}: {name}">'
        f'<div class="decision-fit">{_least(chart)}'
        f"{_svg(chart, f'{title}: {name}', piece.anchor)}</div></div></details>\n"
    )


def _shown(node: DecisionNode, scope: PageScope) -> DecisionNode:
    """A node with its facts filled in; an end that is a person without words of its own says so."""
    choices = tuple(Choice(fact_text(choice.answer, scope), choice.to) for choice in node.choices)
    first = scope.frame.contact.first
    text = fact_text(node.text, scope)
    if node.kind == "contact":
        text = f"{text} {word('person', scope.page.language)} {first.value or first.label}".strip()
    return replace(node, text=text, choices=choices)


def _least(chart: Flowchart) -> str:
    """Nothing to see, as wide as the drawing may become at least: smaller, its words could not be read."""
    width = chart.width * LEAST_FONT // FONT
    return f'<svg class="flowchart-least" width="{width}" height="0" aria-hidden="true"></svg>'


def _svg(chart: Flowchart, title: str, anchor: str) -> str:
    size = f'width="{chart.width}" height="{chart.height}" viewBox="0 0 {chart.width} {chart.height}"'
    lines = "".join(map(_line, chart.lines))
    boxes = "".join(map(_box, chart.boxes))
    return (
        f'<svg class="flowchart" role="img" {size} font-size="{FONT}" aria-label="{title}" aria-details="{anchor}">'
        f"<title>{title}</title>{lines}{boxes}</svg>"
    )


def _line(line: Line) -> str:
    """Straight down within a layer, in a curve from layer to layer."""
    (x, y), *rest = line.points
    path, curve = [f"M{x} {y}"], False
    for to_x, to_y in rest:
        middle = (y + to_y) // 2
        path.append(f"C{x} {middle} {to_x} {middle} {to_x} {to_y}" if curve and x != to_x else f"V{to_y}")
        x, y, curve = to_x, to_y, not curve
    if line.arrow:
        path.append("m-4 -7l4 7l4 -7")
    return f'<path class="flowchart-line" fill="none" d="{"".join(path)}"/>'


def _box(box: Box) -> str:
    first = box.top + (box.height - LINE * len(box.words)) // 2 + FONT
    words = "".join(
        f'<text x="{box.middle}" y="{first + LINE * number}" text-anchor="middle">{html.escape(text)}</text>'
        for number, text in enumerate(box.words)
    )
    corner = min(_ROUND[box.kind], box.height // 2)
    shape = f'x="{box.left}" y="{box.top}" width="{box.width}" height="{box.height}" rx="{corner}"'
    return f'<g class="flowchart-{box.kind}"><rect {shape}/>{words}</g>'
