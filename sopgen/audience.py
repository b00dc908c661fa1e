"""What is for staff only, as strings: the proof looks for them in every file of a site for customers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sopgen.config import Product
from sopgen.contact.models import Channel
from sopgen.library import Library, Routes
from sopgen.named import shown_services
from sopgen.services import Service


class Secret(NamedTuple):
    """A string that is for staff only, what it is, and whether the project says itself that it may stand nowhere."""

    text: str
    what: str
    canary: bool = False


def secrets(library: Library, site: str) -> tuple[Secret, ...]:
    """Strings that no file of this site may hold; none for a site for staff.

    Titles, descriptions and ids of documents that the site does not show, numbers and addresses of channels that are
    not for its readers, notices, terms, services and products that are for staff, the project's canaries. What a
    document of the site says rightly (the same title, a heading) is no secret.
    """
    config = library.config
    if config.sites[site].audience == "staff":
        return ()
    editions = [routes for (name, _), routes in library.routes.items() if name == site]
    shown = {entry.record.path for routes in editions for entry in routes.entries.values()}
    said = _said(library, shown)
    found: dict[str, str] = {}
    for entry in (entry for translations in library.by_key.values() for entry in translations.values()):
        if entry.record.path not in shown:
            meta = entry.meta
            of_it = (
                (meta.title, "title"),
                (meta.nav_title, "title"),
                (meta.description, "description"),
                (meta.id, "id"),
            )
            for text, what in of_it:
                if text and text.casefold() not in said:
                    found.setdefault(text, f"the {what} of {entry.record.path}")
    everywhere = (*config.contacts, *(channel for branch in config.branches.values() for channel in branch.channels))
    public = {value for channel in everywhere if "customer" in channel.audience for value in _ways(channel)}
    for channel in everywhere:
        if "customer" not in channel.audience:
            for value in _ways(channel):
                if value and value not in public:
                    found.setdefault(value, f"the channel {channel.id}")
    unseen = (*_unseen_services(library, editions), *_unseen_products(library, editions))
    for text, what in (*_terms(library), *_notices(library), *unseen):
        if text.casefold() not in said:
            found.setdefault(text, what)
    for address in (config.feedback.staff, *(role.email for role in config.roles.values())):
        if "@" in address and address not in public:
            found.setdefault(address, "an address for colleagues' answers")
    canaries = (Secret(text, "a canary of sopgen.yaml", canary=True) for text in config.canaries)
    return (*canaries, *(Secret(text, what) for text, what in sorted(found.items())))


def _unseen_services(library: Library, editions: list[Routes]) -> Iterator[tuple[str, str]]:
    """Names and descriptions of the services that the site shows nowhere; what another one says too is none."""
    seen = {key for routes in editions for key in shown_services(library, routes)}
    services = library.config.services
    public = {text for key in seen for text in _about_service(services[key])}
    for key, service in services.items():
        if key not in seen:
            yield from ((text, "a service") for text in _about_service(service) if text not in public)


def _unseen_products(library: Library, editions: list[Routes]) -> Iterator[tuple[str, str]]:
    """Names, models and descriptions of the products that no document of the site is about."""
    seen = {entry.meta.product for routes in editions for entry in routes.entries.values()}
    products = library.config.products
    public = {text for key, product in products.items() if key in seen for text in _about_product(product)}
    for key, product in products.items():
        if key not in seen:
            yield from ((text, "a product") for text in _about_product(product) if text and text not in public)


def _about_product(product: Product) -> tuple[str, ...]:
    words = (*product.name.by_language, *product.description.by_language)
    return (product.model, *(text for _, text in words))


def _about_service(service: Service) -> tuple[str, ...]:
    return tuple(text for _, text in (*service.name.by_language, *service.description.by_language))


def _notices(library: Library) -> Iterator[tuple[str, str]]:
    """The texts of notices for staff only; what customers are told too is no secret."""
    notices = library.config.notices
    public = {text for one in notices if "customer" in one.audience for _, text in one.text.by_language}
    for notice in notices:
        if "customer" not in notice.audience:
            yield from ((text, "a notice") for _, text in notice.text.by_language if text not in public)


def _terms(library: Library) -> Iterator[tuple[str, str]]:
    """Of terms for staff the meaning and the words to avoid, of all terms why a word is avoided: no customer reads it.

    The words that a term for customers avoids are no secret: customers say them, and a page may quote them.
    """
    config = library.config
    shown = [term for term in config.terms if term.shown_to("customer")]
    public = {text for term in shown for one in (term.prefer, term.meaning) if one for _, text in one.by_language}
    for one in (words for term in shown for words in (term.forms, term.avoid)):
        public.update(word for _, words in one.by_language for word in words)
    for term in config.terms:
        name = term.prefer.get(config.source_language)
        found = [(text, "the reason") for _, text in term.why.by_language] if term.why else []
        if term.audience == "staff":
            found += [(text, "the meaning") for _, text in term.meaning.by_language] if term.meaning else []
            found += [(word, "a word to avoid") for _, words in term.avoid.by_language for word in words]
        for text, what in found:
            if text not in public:
                yield text, f"{what} of the term {name}"


def _ways(channel: Channel) -> tuple[str, ...]:
    return (channel.number, channel.url, *channel.address)


def _said(library: Library, shown: set[str]) -> frozenset[str]:
    """Titles, ids and headings of what the site shows, of roles and of its sections, in lower case."""

    def words() -> Iterator[str]:
        for entry in library.entries:
            if entry.record.path in shown:
                meta = entry.meta
                yield from (meta.title, meta.nav_title, meta.description, meta.id, *meta.asked_as, *meta.tags)
                yield from (heading.text for heading in entry.record.outlines["customer"].headings)
        for role in library.config.roles.values():
            yield from (text for _, text in role.title.by_language)

    return frozenset(word.casefold() for word in words())
