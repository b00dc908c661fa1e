"""What a site is made of besides its pages: one module for each format; `site_outputs` names them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sopgen.edition import Edition
from sopgen.model import Frame, Output, Page
from sopgen.outputs.assets import media, theme_assets
from sopgen.theme import Theme


def site_outputs(theme: Theme, editions: Sequence[Edition], pages: Sequence[tuple[Frame, Page]]) -> Iterator[Output]:
    """Every file of a site that is not a page. editions: one for each language; pages: all pages with their frames."""
    yield from theme_assets(theme)
    yield from media(editions)
