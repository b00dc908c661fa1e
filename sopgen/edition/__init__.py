"""One site in one language: who may see what, navigation, and every page exactly as its template may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from sopgen.edition.documents import document_page
from sopgen.edition.facts import fact_text
from sopgen.edition.frame import make_frame
from sopgen.edition.generated import generated_pages, whole_section
from sopgen.edition.glossary import WordsOf, glossary, words_of_texts
from sopgen.edition.home import home_groups, mine
from sopgen.edition.lists import Lists, make_lists
from sopgen.edition.navigation import navigation
from sopgen.edition.printed import Anchors as Anchors
from sopgen.edition.printed import PartOf
from sopgen.edition.related import Around, Arounds
from sopgen.edition.run_sheets import run_sheet
from sopgen.edition.scope import PageScope
from sopgen.library import Library, Routes, sheet_url
from sopgen.links import Leads
from sopgen.model import Body, Entry
from sopgen.view import Frame, Link, Page

Bodies = Callable[[str], Body]
"""Gives the body of the file at this path."""


class Edition(Struct, frozen=True):
    """One site × one language. around: by key of a document, where to go from it. words: those its glossary tells."""

    library: Library
    routes: Routes
    frame: Frame
    lists: Lists
    around: Mapping[str, Around]
    words: WordsOf


def make_edition(library: Library, site: str, language: str) -> Edition:
    """The edition of a site in a language, all but the texts of its documents."""
    routes = library.routes[site, language]
    frame = make_frame(library, routes)
    if filled := _with_facts(library, routes, frame):
        routes = replace(routes, entries={**routes.entries, **filled})
        frame = replace(frame, navigation=navigation(library, routes))
    lists = make_lists(frame.navigation, routes)
    routes = replace(routes, leads=Leads(library, routes))
    return Edition(
        library, routes, frame, lists, Arounds(library, routes, lists.order), words_of_texts(library, routes)
    )


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
    made: list[Page] = []
    for key in edition.routes.entries:
        found = tuple(document_pages(edition, key, bodies))
        made.append(found[0])
        yield from found
    yield from (section_to_print(edition, folder, bodies) for folder in edition.lists.whole)
    yield from (with_uses(edition, page, made) for page in other_pages(edition))


def document_pages(edition: Edition, key: str, bodies: Bodies) -> Iterator[Page]:
    """The page of a document, then its run sheet where it has one. They show its text and what that includes, and else
    only what the library holds."""
    library, routes, frame, lists = edition.library, edition.routes, edition.frame, edition.lists
    bodies = cache(bodies)  # the same for both
    page = document_page(key, library, routes, frame, edition.around[key], edition.words, bodies)
    if key in lists.whole and page.template == "section":
        page = replace(page, whole=routes.pages[f"print/{key}"])
    yield _first_page(page, edition) if page.template == "home" else page
    if sheet := sheet_url(key, library, routes):
        yield run_sheet(page, sheet, library, routes, frame, bodies)


def section_to_print(
    edition: Edition, folder: str, bodies: Bodies, part_of: PartOf = lambda key, here, make: make()
) -> Page:
    """The page of a whole section: the texts of the documents in `lists.whole`. part_of: gives each of them."""
    return whole_section(folder, edition.library, edition.routes, edition.frame, edition.lists, bodies, part_of)


def other_pages(edition: Edition) -> Iterator[Page]:
    """The pages that no text of a document is on; that of the glossary does not say yet where its terms are used."""
    for page in generated_pages(edition.library, edition.routes, edition.frame, edition.lists):
        yield _first_page(page, edition) if page.template == "home" else page


def with_uses(edition: Edition, page: Page, documents: Iterable[Page]) -> Page:
    """The page of the glossary with the pages that explain each of its terms; any other as it is.

    documents: the pages of all documents, with or without their text.
    """
    if page.template != "glossary":
        return page
    uses: dict[str, list[Link]] = {}
    for document in documents:
        for term in document.terms:
            uses.setdefault(term.anchor, []).append(Link(document.title, document.url, language=document.text_language))
    used = {anchor: tuple(links) for anchor, links in uses.items()}
    return replace(page, glossary=glossary(edition.library, edition.routes, used))


def _first_page(page: Page, edition: Edition) -> Page:
    """The first page with its lists, whether a document gives its text or not."""
    library, routes, frame, lists = edition.library, edition.routes, edition.frame, edition.lists
    return replace(page, groups=home_groups(library, routes, frame, lists), mine=mine(library, routes, frame, lists))
