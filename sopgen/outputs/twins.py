"""The Markdown twin of each page for customers, `index.md` beside `index.html`.

For programs that read, and people who copy. Made from the finished page, so it says what the page says, to the same
readers.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Any
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from sopgen.edition import Edition
from sopgen.model import Output
from sopgen.view import Frame, Page

LEFT_OUT = (
    "script, style, template, svg, button, form, [hidden], [popover], .decision-drawing,"
    " .unseen, .feedback, .neighbours, .contents, .to-steps"
)
"""What a page has for those who look and press: a reader of text needs none of it."""


def twin_url(page: Page) -> str:
    """Where the twin of a page is, "" for a page that has none: it is not for search engines either."""
    return f"{page.url}index.md" if page.indexed and (not page.url or page.url.endswith("/")) else ""


def twin_urls(edition: Edition, others: Iterable[Page]) -> Iterator[str]:
    """Where the twins of an edition's pages will be. others: the pages that no document gives."""
    routes = edition.routes
    yield from (
        f"{routes.urls[key]}index.md" for key, entry in routes.entries.items() if entry.meta.status == "approved"
    )
    yield from filter(None, map(twin_url, others))


def twin(frame: Frame, page: Page, finished: LexborHTMLParser, known: Collection[str]) -> Output | None:
    """The twin of a page; none on a site for staff. finished: the page as rendered and parsed; what a twin leaves out
    is taken from it. known: where twins of the site are (`twin_url`): links lead from one to the other."""
    url = twin_url(page) if frame.audience == "customer" else ""
    return Output(url, _markdown(finished, url, page.canonical, known).encode()) if url else None


def _markdown(tree: LexborHTMLParser, url: str, canonical: str, known: Collection[str]) -> str:
    """The main text and the contact block as Markdown; relative links lead from twin to twin."""
    parts = [node for node in (tree.css_first("main"), tree.css_first('footer [data-contact="footer"]')) if node]
    folder = url.rpartition("/")[0]
    for part in parts:
        for extra in part.css(LEFT_OUT):
            extra.decompose()
        for link in part.css("a[href]"):
            link.attrs["href"] = _to_twin(link.attrs["href"] or "", folder, known)
    text = "\n\n".join(_convert(part.html or "") for part in parts)
    return f"{text}\n\n<{canonical}>\n" if canonical else f"{text}\n"


def _to_twin(href: str, folder: str, known: Collection[str]) -> str:
    """A link to a page as a link to its twin; any other link as it is."""
    path, mark, anchor = href.partition("#")
    bare = path.partition("?")[0].removesuffix("index.html")
    if not bare.endswith("/") and bare != "":
        return href
    target = posixpath.normpath(posixpath.join(folder, unquote(bare), "index.md"))
    return f"{bare}index.md{mark}{anchor}" if path and target in known else href


def _convert(html: str) -> str:
    convert, options = _converter()
    return str(convert(html, options).content or "").strip()


@cache
def _converter() -> tuple[Any, Any]:
    """Loaded where a site for customers is built."""
    from html_to_markdown import ConversionOptions, convert

    return convert, ConversionOptions(extract_metadata=False, autolinks=False)
