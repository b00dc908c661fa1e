"""The numbers on a picture: an SVG as large as the picture, whose numbers lead to their words in the list."""

from __future__ import annotations

import html

from sopgen.edition.facts import fact_text
from sopgen.edition.scope import PageScope
from sopgen.model import MarksRef, PlacedMark


def marks_html(piece: MarksRef, scope: PageScope) -> str:
    """Circles of the same size whatever the picture's: their places alone are in per cent of it."""
    return f'<svg class="numbered-marks">{"".join(_mark(mark, scope) for mark in piece.marks)}</svg>'


def _mark(mark: PlacedMark, scope: PageScope) -> str:
    x, y, anchor = f'"{mark.x:g}%"', f'"{mark.y:g}%"', html.escape(mark.anchor)
    label = html.escape(f"{mark.number}: {fact_text(mark.text, scope)}")
    return (
        f'<a class="numbered-mark" id="{anchor}-mark" href="#{anchor}" aria-label="{label}">'
        f'<circle cx={x} cy={y} r="13"/><text x={x} y={y} dy=".35em" text-anchor="middle">{mark.number}</text></a>'
    )
