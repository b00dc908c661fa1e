"""Lists of documents, ready to show: on home, section, product, role and owner pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sopgen.collation import sort_key
from sopgen.edition.navigation import section_words
from sopgen.edition.related import PURPOSES
from sopgen.library import Library, Routes
from sopgen.model import Change, Entry
from sopgen.view import Card, Frame, Group, Link, NavItem


def card(entry: Entry, routes: Routes) -> Card:
    meta = entry.meta
    return Card(meta.title, routes.urls[entry.record.key], meta.description, entry.language, meta.id)


def shown(routes: Routes) -> list[Entry]:
    """The documents of an edition that lists may name: no retired ones, no sections' own pages."""
    entries = [entry for entry in routes.entries.values() if entry.meta.status != "retired" and not entry.index]
    return sorted(
        entries,
        key=lambda e: (e.section, e.meta.order is None, e.meta.order or 0, sort_key(e.meta.title, routes.language)),
    )


def section_groups(key: str, routes: Routes, frame: Frame) -> tuple[Group, ...]:
    """What stands on the page of a section."""
    item = _find(frame.navigation, key)
    if item is None:
        return ()
    folders = [child for child in item.children if child.children]
    documents = [child for child in item.children if not child.children]
    groups = [Group("documents", "", tuple(nav_card(child, routes) for child in documents))] if documents else []
    for folder in folders:
        cards = tuple(nav_card(child, routes) for child in folder.children)
        groups.append(Group("documents", folder.title, cards, folder.url, folder.language))
    return tuple(groups)


def _find(items: tuple[NavItem, ...], key: str) -> NavItem | None:
    for item in items:
        if item.key == key:
            return item
        if key.startswith(f"{item.key}/") and (found := _find(item.children, key)):
            return found
    return None


def nav_card(item: NavItem, routes: Routes) -> Card:
    entry = routes.entries.get(item.key)
    title = entry.meta.title if entry else item.title
    return Card(title, item.url, item.description, item.language, entry.meta.id if entry else "")


def changes(listed: Sequence[Entry], routes: Routes, as_of: date) -> tuple[Card, ...]:
    """What changed up to a day, newest first: from the documents' own history, never from dates of files."""
    found = [(change, entry) for entry in listed for change in entry.meta.changes if change.date <= as_of]
    by_title = sorted(found, key=lambda pair: sort_key(pair[1].meta.title, routes.language))
    newest = sorted(by_title, key=lambda pair: pair[0].date, reverse=True)
    return tuple(_change(change, entry, routes) for change, entry in newest)


def _change(change: Change, entry: Entry, routes: Routes) -> Card:
    meta, url = entry.meta, routes.urls[entry.record.key]
    return Card(meta.title, url, change.what, meta.changes_language, change.version, date=change.date)


def with_role(role: str, kind: str, listed: Sequence[Entry]) -> list[Entry]:
    """The documents that a role works by (kind "roles") or keeps right ("owners")."""
    return [entry for entry in listed if (role in entry.meta.roles if kind == "roles" else role == entry.meta.owner)]


def role_cards(library: Library, routes: Routes, kind: str, listed: Sequence[Entry]) -> tuple[Card, ...]:
    """A card for each role that has documents, with links to them."""
    cards = []
    for role, words in library.config.roles.items():
        entries = with_role(role, kind, listed)
        if entries:
            title = words.title.get(routes.language, library.config.source_language)
            description = words.description.get(routes.language, library.config.source_language)
            links = tuple(
                Link(e.meta.title, routes.urls[e.record.key], language=e.language, label=e.meta.id) for e in entries
            )
            cards.append(Card(title, routes.pages[f"{kind}/{role}"], description, links=links))
    return tuple(cards)


def guides_of(product: str, listed: Sequence[Entry]) -> list[Entry]:
    """A product's documents in the order assemble, use, solve."""
    entries = [entry for entry in listed if entry.meta.product == product]
    return sorted(
        entries, key=lambda e: PURPOSES.index(e.meta.purpose) if e.meta.purpose in PURPOSES else len(PURPOSES)
    )


def product_cards(library: Library, routes: Routes, listed: Sequence[Entry]) -> tuple[Card, ...]:
    """A card for each product that has a guide on this site."""
    cards = []
    for key, product in library.config.products.items():
        if entries := guides_of(key, listed):
            language, source = routes.language, library.config.source_language
            links = tuple(
                Link(e.meta.title, routes.urls[e.record.key], language=e.language, label=e.meta.purpose)
                for e in entries
            )
            url, words = routes.pages[f"products/{key}"], product.description.get(language, source)
            cards.append(
                Card(
                    product.name.get(language, source),
                    url,
                    words,
                    label=product.model,
                    picture=product.picture,
                    links=links,
                )
            )
    return tuple(cards)


def branch_cards(frame: Frame) -> tuple[Card, ...]:
    return tuple(Card(branch.name, branch.url, ", ".join(branch.address)) for branch in frame.contact.branches)


def by_section(entries: Iterable[Entry], routes: Routes) -> tuple[Group, ...]:
    """Documents in groups, one for each section."""
    groups: dict[str, list[Card]] = {}
    for entry in entries:
        groups.setdefault(entry.section, []).append(card(entry, routes))
    found = []
    for section, cards in groups.items():
        title, _, language = section_words(section, routes) if section else ("", "", "")
        found.append(Group("documents", title, tuple(cards), routes.sections[section], language))
    return tuple(found)
