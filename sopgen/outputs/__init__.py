"""What a site is made of besides its pages: one module for each format; `of_pages` names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sopgen.edition import Edition
from sopgen.model import Output
from sopgen.outputs.branches import branches_scripts
from sopgen.outputs.feeds import feeds
from sopgen.outputs.headers import header_files
from sopgen.outputs.llms import llms_files
from sopgen.outputs.pages import page_output
from sopgen.outputs.redirects import redirect_pages
from sopgen.outputs.robots import robots_file
from sopgen.outputs.sitemap import sitemaps
from sopgen.theme import Theme
from sopgen.view import Frame, Page


def of_pages(
    theme: Theme, editions: Sequence[Edition], pages: Sequence[tuple[Frame, Page]], taken: Iterable[str]
) -> Iterator[Output]:
    """Every file of a site that is made of all its pages, or of what they share. editions: one for each language, the
    source language first.

    pages: all pages with their frames, with or without their text. taken: the names of `static_files`.
    """
    for edition in editions:
        yield from (page_output(theme, edition.frame, page) for page in redirect_pages(edition))
    yield from robots_file(editions[0].frame)
    yield from sitemaps(pages)
    yield from feeds(pages)
    yield from llms_files(editions, theme.say)
    yield from header_files(pages, taken)
    yield from branches_scripts(editions)
