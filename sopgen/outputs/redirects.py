"""Old addresses: for each alias of a document a page that leads on. HTML, so that it works on any host."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from sopgen.address import public_url
from sopgen.edition import Edition
from sopgen.library import alias_url
from sopgen.view import Link, Page


def redirect_pages(edition: Edition) -> Iterator[Page]:
    """A page with template "redirect" for each alias of the edition's documents; `page.next` is where it leads.

    An alias that a page or an earlier alias has already is left out: rule `url-clash` says so.
    """
    routes, frame = edition.routes, edition.frame
    taken = {*routes.urls.values(), *routes.pages.values(), *routes.sections.values(), *routes.keys}
    for key, entry in routes.entries.items():
        for alias in entry.meta.aliases:
            url = routes.prefix + _on_disk(alias_url(alias))
            if url == routes.prefix or url in taken or ".." in url.split("/"):
                continue
            taken.add(url)
            yield Page(
                url=url,
                template="redirect",
                kind=f"redirect:{url}",
                title=entry.meta.title,
                heading=entry.meta.title,
                text_language=entry.language,
                next=Link(entry.meta.title, routes.urls[key], language=entry.language),
                indexed=False,
                in_sitemap=False,
                canonical=public_url(frame.public_url, routes.urls[key]),
            )


def _on_disk(url: str) -> str:
    """An old address as a browser sends it ("/old%20page/?from=mail#top"), as the file that a host looks for."""
    return unicodedata.normalize("NFC", unquote(url.partition("#")[0].partition("?")[0]))
