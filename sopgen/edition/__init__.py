"""One site in one language: who may see what, navigation, and every page exactly as its template may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sopgen.edition.documents import document_page
from sopgen.edition.facts import fact_text
from sopgen.edition.frame import make_frame
from sopgen.edition.generated import generated_pages
from sopgen.edition.glossary import words_of_texts
from sopgen.edition.home import home_groups, mine
from sopgen.edition.lists import Lists, make_lists
from sopgen.edition.navigation import navigation
from sopgen.edition.related import ties
from sopgen.edition.run_sheets import run_sheet
from sopgen.edition.scope import PageScope
from sopgen.library import Library, Routes, sheet_url
from sopgen.model import Body, Entry
from sopgen.view import Frame, Link, Page

Bodies = Callable[[str], Body]
"""Gives the body of the file at this path."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One site × one language."""

    library: Library
    routes: Routes
    frame: Frame
    lists: Lists


def make_edition(library: Library, site: str, language: str) -> Edition:
    """The edition of a site in a language, all but the texts of its documents."""
    routes = library.routes[site, language]
    frame = make_frame(library, routes)
    if filled := _with_facts(library, routes, frame):
        routes = replace(routes, entries={**routes.entries, **filled})
        frame = replace(frame, navigation=navigation(library, routes))
    return Edition(library, routes, frame, make_lists(frame.navigation, routes))


def _with_facts(library: Library, routes: Routes, frame: Frame) -> dict[str, Entry]:
    """The documents whose title or description prints a fact, with its value for this edition's readers."""
    filled: dict[str, Entry] = {}
    for key, entry in routes.entries.items():
        meta = entry.meta
        if "{{" in meta.title + meta.nav_title + meta.description:
            scope = PageScope(library, routes, frame, entry, routes.urls[key], _no_body)
            title, nav_title = fact_text(meta.title, scope), fact_text(meta.nav_title, scope)
            told = replace(meta, title=title, nav_title=nav_title, description=fact_text(meta.description, scope))
            filled[key] = replace(entry, meta=told)
    return filled


def _no_body(path: str) -> Body:
    """Titles and descriptions include no file."""
    raise KeyError(path)


def pages(edition: Edition, bodies: Bodies) -> Iterator[Page]:
    """Every page, one after the other: documents first, each with its run sheet, then those that sopgen makes. A page
    is complete when given."""
    for page in _pages(edition, bodies):
        yield _first_page(page, edition) if page.template == "home" else page


def _first_page(page: Page, edition: Edition) -> Page:
    """The first page with its lists, whether a document gives its text or not."""
    library, routes, frame, lists = edition.library, edition.routes, edition.frame, edition.lists
    return replace(page, groups=home_groups(library, routes, frame, lists), mine=mine(library, routes, frame, lists))


def _pages(edition: Edition, bodies: Bodies) -> Iterator[Page]:
    library, routes, frame, lists = edition.library, edition.routes, edition.frame, edition.lists
    tied, words = ties(library, routes, lists.order), words_of_texts(library, routes)
    uses: dict[str, list[Link]] = {}
    for key in routes.entries:
        page = document_page(key, library, routes, frame, tied, words, bodies)
        for term in page.terms:
            uses.setdefault(term.anchor, []).append(Link(page.title, page.url, language=page.text_language))
        printed = key in lists.whole and page.template == "section"
        yield replace(page, whole=routes.pages[f"print/{key}"]) if printed else page
        if sheet := sheet_url(key, library, routes):
            yield run_sheet(page, sheet, library, routes, frame, bodies)
    used = {anchor: tuple(links) for anchor, links in uses.items()}
    yield from generated_pages(library, routes, frame, lists, bodies, used)
