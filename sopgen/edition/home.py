"""The first page of a site: where to look, what is asked most, what is mine, what is new and what is due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sopgen.dates import review_due
from sopgen.edition.lists import Lists
from sopgen.edition.sections import branch_cards, by_section, changes, nav_card, product_cards, role_cards
from sopgen.edition.step_times import role_link
from sopgen.library import Library, Routes
from sopgen.model import Entry
from sopgen.named import named_key
from sopgen.view import Card, Frame, Group, Link, Mine, NavItem

LATELY = 6
DUE = 6


def home_groups(library: Library, routes: Routes, frame: Frame, lists: Lists) -> tuple[Group, ...]:
    """The lists of the first page, without those that are empty."""
    staff = routes.audience == "staff"
    asked = most_asked(library, routes)
    sections = [item for item in frame.navigation if item.children]
    alone = [item for item in frame.navigation if not item.children]
    topics = tuple(_topic(item, [entry.record.key for entry in asked], routes) for item in sections)
    groups = [
        Group("most-asked", "", tuple(_asked(entry, routes) for entry in asked)),
        Group("sections" if staff else "topics", "", topics),
        Group("documents", "", tuple(nav_card(item, routes) for item in alone)),
    ]
    if staff:
        groups.append(Group("changes", "", changes(lists.shown, routes, frame.as_of)[:LATELY], routes.pages["changes"]))
        groups.append(Group("due", "", due(library, routes, frame, lists.shown)[:DUE]))
        groups.append(Group("roles", "", role_cards(library, routes, "roles", lists.shown), routes.pages["roles"]))
    groups.append(Group("products", "", product_cards(library, routes, lists.shown)))
    groups.append(Group("branches", "", branch_cards(frame), routes.pages["contact"]))
    return tuple(group for group in groups if group.cards)


def most_asked(library: Library, routes: Routes) -> list[Entry]:
    """The documents that `most_asked` names for this site, in its order, as far as its readers may see them."""
    keys = (named_key(name, library) for name in library.config.sites[routes.site].most_asked)
    entries = (routes.entries.get(key) for key in dict.fromkeys(keys))
    return [entry for entry in entries if entry and entry.meta.status != "retired"]


def _asked(entry: Entry, routes: Routes) -> Card:
    """A document under the first of the questions that it answers, as readers put it; else under its title."""
    meta, url = entry.meta, routes.urls[entry.record.key]
    question = next(iter(meta.asked_as), "")
    return Card(question or meta.title, url, meta.title if question else meta.description, entry.language, meta.id)


def _topic(item: NavItem, asked: list[str], routes: Routes) -> Card:
    """A section with its pages: those that are asked for most come first."""
    pages = sorted(item.children, key=lambda child: asked.index(child.key) if child.key in asked else len(asked))
    links = tuple(Link(child.title, child.url, language=child.language) for child in pages)
    entry = routes.entries.get(item.key)
    icon = entry.meta.icon if entry else ""
    return Card(item.title, item.url, item.description, item.language, links=links, icon=icon or "document")


def due(library: Library, routes: Routes, frame: Frame, listed: Sequence[Entry]) -> tuple[Card, ...]:
    """Every document in force with the day its next review is due, the earliest first; label "overdue" where that is
    past. Its only link leads to its owner."""
    found = []
    for entry in listed:
        meta = entry.meta
        day = review_due(meta.reviewed or meta.effective, meta.review_every)
        if day and meta.status == "approved":
            owner = (role_link(meta.owner, "owners", library, routes),) if meta.owner else ()
            label = "overdue" if day < frame.as_of else ""
            url = routes.urls[entry.record.key]
            found.append(
                (day, entry.record.key, Card(meta.title, url, "", entry.language, label, date=day, links=owner))
            )
    return tuple(one for _, _, one in sorted(found, key=lambda triple: triple[:2]))


def mine(library: Library, routes: Routes, frame: Frame, lists: Lists) -> tuple[Mine, ...]:
    """What the handbook's first page can show to one role or one branch, for each of them."""
    if routes.audience != "staff":
        return ()
    return (*_roles(library, routes, lists), *_branches(routes, frame, lists))


def _roles(library: Library, routes: Routes, lists: Lists) -> Iterable[Mine]:
    for role, words in library.config.roles.items():
        groups = _parted((e for e in lists.shown if role in e.meta.roles), routes, lists)
        if groups:
            title = words.title.get(routes.language, library.config.source_language)
            description = words.description.get(routes.language, library.config.source_language)
            yield Mine("role", role, title, routes.pages[f"roles/{role}"], description, groups)


def _branches(routes: Routes, frame: Frame, lists: Lists) -> Iterable[Mine]:
    for place in frame.contact.branches:
        groups = _parted((e for e in lists.shown if place.key in e.meta.branches), routes, lists)
        yield Mine("branch", place.key, place.name, place.url, "", groups)


def _parted(entries: Iterable[Entry], routes: Routes, lists: Lists) -> tuple[Group, ...]:
    """Documents by section, both in the order of the navigation."""
    ordered = sorted(entries, key=lambda one: lists.place.get(one.record.key, len(lists.place)))
    return by_section(ordered, routes)
