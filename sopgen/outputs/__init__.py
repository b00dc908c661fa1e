"""What a site is made of besides its pages: one module for each format; `site_outputs` names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sopgen.edition import Edition
from sopgen.model import Output
from sopgen.outputs.assets import media, theme_assets
from sopgen.outputs.branches import branches_scripts
from sopgen.outputs.codes import codes
from sopgen.outputs.feeds import feeds
from sopgen.outputs.headers import header_files
from sopgen.outputs.llms import llms_files
from sopgen.outputs.pages import page_output
from sopgen.outputs.redirects import redirect_pages
from sopgen.outputs.robots import robots_file
from sopgen.outputs.sitemap import sitemaps
from sopgen.outputs.static import static_files
from sopgen.theme import Theme
from sopgen.view import Frame, Page


def site_outputs(
    theme: Theme, editions: Sequence[Edition], pages: Sequence[tuple[Frame, Page]], used: Iterable[str]
) -> Iterator[Output]:
    """Every file of a site that is not made of one page alone. editions: one for each language, the source language
    first.

    pages: all pages with their frames, with or without their text. used: see `assets.used_files`. Raises SopgenError
    for a file in `static/` that cannot be published.
    """
    first = editions[0]
    yield from media(first.library, used)
    yield from codes(pages)
    for edition in editions:
        yield from (page_output(theme, edition.frame, page) for page in redirect_pages(edition))
    yield from robots_file(first.frame)
    yield from sitemaps(pages)
    yield from feeds(pages)
    yield from llms_files(editions, theme.say)
    own = tuple(static_files(first.library.config.root, first.routes.site))
    yield from own
    yield from header_files(pages, (output.path for output in own))
    yield from branches_scripts(editions)
    yield from theme_assets(theme)
