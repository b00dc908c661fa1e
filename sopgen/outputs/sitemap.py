"""sitemap.xml: the pages that search engines may show, each with its translations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from sopgen.address import public_url
from sopgen.model import Output
from sopgen.view import Frame, Page

LARGEST = 50_000
"""Pages that one file may name (sitemaps.org)."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def sitemaps(pages: Iterable[tuple[Frame, Page]]) -> Iterator[Output]:
    """The sitemap of a site; nothing for a staff site and where the public URL is not known.

    pages: of all its languages. Left out: what is not indexed, drafts, pages that fall back to another language.
    A page's date is that of its last change, where it tells one.
    """
    listed = sorted(((frame, page) for frame, page in pages if _listed(frame, page)), key=lambda made: made[1].url)
    root = listed[0][0].public_url if listed else ""
    parts = [listed[start : start + LARGEST] for start in range(0, len(listed), LARGEST)]
    if len(parts) == 1:
        yield Output("sitemap.xml", _urls(parts[0]))
    elif parts:
        names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
        lines = "".join(f"<sitemap><loc>{escape(public_url(root, name))}</loc></sitemap>\n" for name in names)
        index = f'{_HEAD}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</sitemapindex>\n'
        yield Output("sitemap.xml", index.encode())
        for name, part in zip(names, parts, strict=True):
            yield Output(name, _urls(part))


def _listed(frame: Frame, page: Page) -> bool:
    draft = page.document is not None and page.document.status != "approved"
    public = frame.audience == "customer" and bool(frame.public_url)
    return public and page.in_sitemap and page.indexed and not page.fallback and not draft


def _urls(pages: list[tuple[Frame, Page]]) -> bytes:
    lines = "".join(_url(frame, page) for frame, page in pages)
    return f"{_HEAD}<urlset {_NAMESPACES}>\n{lines}</urlset>\n".encode()


def _url(frame: Frame, page: Page) -> str:
    root = frame.public_url
    links = [(other.language, other.url) for other in page.alternates if other.translated]
    links += [("x-default", url) for language, url in links if language == frame.source_language]
    alternates = "".join(
        f'\n<xhtml:link rel="alternate" hreflang="{language}" href="{escape(public_url(root, url))}"/>'
        for language, url in (links if len(links) > 2 else ())  # itself and x-default alone say nothing
    )
    dates = [change.date for change in page.document.changes if change.date <= frame.as_of] if page.document else []
    changed = f"<lastmod>{max(dates).isoformat()}</lastmod>" if dates else ""
    return f"<url><loc>{escape(public_url(root, page.url))}</loc>{changed}{alternates}</url>\n"
