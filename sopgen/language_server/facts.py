"""What a document may print between double braces, each with the value that its readers will see."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.edition.facts import fact_text
from sopgen.edition.frame import make_frame
from sopgen.edition.scope import PageScope
from sopgen.language_server.project import Draft
from sopgen.model import AUDIENCES, Audience, Entry
from sopgen.rules.unknown_fact import known


def facts(draft: Draft, entry: Entry) -> Iterator[tuple[str, str]]:
    """Name and value of each fact that this document may print."""
    library = draft.library
    assert library is not None
    audiences = AUDIENCES if entry.record.snippet else entry.meta.audience
    names = frozenset[str]().union(*(known(library, audience) for audience in audiences))
    scopes = _scopes(draft, entry)
    for name in sorted(names, key=lambda name: (not name.startswith("facts."), name)):
        yield name, next(_shown(name, scopes), "")


def values(draft: Draft, entry: Entry, name: str) -> tuple[tuple[str, str], ...]:
    """The value of a fact for each audience of a document; one without audience where it is the same for all."""
    scopes = _scopes(draft, entry)
    found = {audience: text for audience, scope in scopes.items() if (text := _text(name, scope))}
    if len(set(found.values())) == 1:
        return (("", next(iter(found.values()))),)
    return tuple(found.items())


def _shown(name: str, scopes: dict[Audience, PageScope]) -> Iterator[str]:
    return (text for scope in scopes.values() if (text := _text(name, scope)))


def _text(name: str, scope: PageScope) -> str:
    """The value, "" where these readers have none."""
    text = fact_text(f"{{{{ {name} }}}}", scope)
    return "" if text.startswith("{{") else text


def _scopes(draft: Draft, entry: Entry) -> dict[Audience, PageScope]:
    """A page of this document for each of its audiences: on the first site that shows it."""
    library = draft.library
    assert library is not None
    found: dict[Audience, PageScope] = {}
    for (_, language), routes in library.routes.items():
        shows = entry.record.snippet or routes.audience in entry.meta.audience
        if language == entry.language and shows and routes.audience not in found:
            url = routes.urls.get(entry.record.key, "")
            frame = make_frame(library, routes)
            found[routes.audience] = PageScope(
                library, routes, frame, entry, url, lambda path: draft.documents[path].body
            )
    return found
