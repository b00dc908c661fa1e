"""QR codes of contact cards: drawings that scan on paper and on a dark screen."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import lru_cache

from sopgen.model import Output
from sopgen.view import CardView, Page

QUIET = 4
"""Light modules around a code, as ISO/IEC 18004 asks for."""


def with_codes(pages: Iterable[Page]) -> tuple[CardView, ...]:
    """The cards on these pages that have a code."""
    return tuple(card for page in pages for card in page.cards if card.code)


def codes(cards: Iterable[CardView]) -> tuple[Output, ...]:
    """The drawing of each card's code, where its page looks for it."""
    return tuple(Output(card.picture, qr_code(card.code)) for card in cards)


@lru_cache(maxsize=256)
def qr_code(text: str) -> bytes:
    """A QR code as SVG, black on its own white ground whatever is around it. A sixth of it may be worn off."""
    import segno  # only sites with cards need it

    drawing = io.BytesIO()
    code = segno.make(text, error="m", micro=False, boost_error=False, encoding="utf-8")
    code.save(
        drawing,
        kind="svg",
        border=QUIET,
        dark="#000",
        light="#fff",
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        omitsize=True,
    )
    return drawing.getvalue()
