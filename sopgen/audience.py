"""What is for staff only, as strings: the proof looks for them in every file of a site for customers."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.contact.models import Channel
from sopgen.library import Library, Routes


def secrets(library: Library, site: str) -> tuple[tuple[str, str], ...]:
    """Strings that no file of this site may hold, each with what it is; none for a site for staff.

    Titles and ids of documents that the site does not show, numbers and addresses of channels that are not for its
    readers. What a document of the site says rightly (the same title, a heading) is no secret.
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
            for text, what in ((entry.meta.title, "title"), (entry.meta.nav_title, "title"), (entry.meta.id, "id")):
                if text and text.casefold() not in said:
                    found.setdefault(text, f"the {what} of {entry.record.path}")
    everywhere = (*config.contacts, *(channel for branch in config.branches.values() for channel in branch.channels))
    public = {value for channel in everywhere if "customer" in channel.audience for value in _ways(channel)}
    for channel in everywhere:
        if "customer" not in channel.audience:
            for value in _ways(channel):
                if value and value not in public:
                    found.setdefault(value, f"the channel {channel.id}")
    for term in config.terms:
        if term.audience == "staff" and term.meaning:
            for _, text in term.meaning.by_language:
                found.setdefault(text, f"the meaning of the term {term.prefer.get(config.source_language)}")
    for text, what in _unseen_services(library, editions):
        found.setdefault(text, what)
    for address in (config.feedback.staff, *(role.email for role in config.roles.values())):
        if "@" in address and address not in public:
            found.setdefault(address, "an address for colleagues' answers")
    return tuple(sorted(found.items()))


def _unseen_services(library: Library, editions: list[Routes]) -> Iterator[tuple[str, str]]:
    """The names of services whose page the site does not show; what another service is called too is no secret."""
    keys = {key for routes in editions for key in routes.entries}
    services = library.config.services.values()
    seen = [not one.document or library.ids.get(one.document, one.document) in keys for one in services]
    public = {name for one, is_seen in zip(services, seen, strict=True) if is_seen for _, name in one.name.by_language}
    for one, is_seen in zip(services, seen, strict=True):
        if not is_seen:
            yield from ((name, "a service") for _, name in one.name.by_language if name not in public)


def _ways(channel: Channel) -> tuple[str, ...]:
    return (channel.number, channel.url, *channel.address)


def _said(library: Library, shown: set[str]) -> frozenset[str]:
    """Titles, ids and headings of what the site shows, of roles and of its sections, in lower case."""

    def words() -> Iterator[str]:
        for entry in library.entries:
            if entry.record.path in shown:
                meta = entry.meta
                yield from (meta.title, meta.nav_title, meta.id, *meta.asked_as, *meta.tags)
                yield from (heading.text for heading in entry.record.outlines["customer"].headings)
        for role in library.config.roles.values():
            yield from (text for _, text in role.title.by_language)

    return frozenset(word.casefold() for word in words())
