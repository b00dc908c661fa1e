"""One site in one language: who may see what, navigation, and every page exactly as its template may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sopgen.edition.documents import document_page
from sopgen.edition.frame import make_frame
from sopgen.edition.generated import generated_pages
from sopgen.edition.navigation import order_of
from sopgen.library import Library, Routes
from sopgen.model import Body, Frame, Page

Bodies = Callable[[str], Body]
"""Gives the body of the file at this path."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One site × one language. order: the keys of its documents as navigation shows them, section by section."""

    library: Library
    routes: Routes
    frame: Frame
    order: tuple[str, ...]


def make_edition(library: Library, site: str, language: str) -> Edition:
    """The edition of a site in a language, all but the texts of its documents."""
    routes = library.routes[site, language]
    frame = make_frame(library, routes)
    return Edition(library, routes, frame, order_of(frame.navigation, routes))


def pages(edition: Edition, bodies: Bodies) -> Iterator[Page]:
    """Every page, one after the other: documents first, then those that sopgen makes. A page is complete when given."""
    for key in edition.routes.entries:
        yield document_page(key, edition.library, edition.routes, edition.frame, edition.order, bodies)
    yield from generated_pages(edition.library, edition.routes, edition.frame, bodies)
