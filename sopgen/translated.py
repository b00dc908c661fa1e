"""The document register by language: which translations there are, and how fresh each is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from sopgen.library import Library
from sopgen.model import Entry, Record

State = Literal["missing", "not accepted", "up to date", "changed"]
STATES: tuple[State, ...] = ("changed", "missing", "not accepted", "up to date")


class Standing(Struct, frozen=True):
    """A document in one of the other languages. source, path: of the files; path is "" where it is missing.

    changed: how many of the `blocks` of its source have changed since it was accepted.
    """

    source: str
    language: str
    path: str
    state: State
    changed: int = 0
    blocks: int = 0


def standings(library: Library) -> tuple[Standing, ...]:
    """Every document and included file that has a source, in every language in which it is read, by source."""
    config = library.config
    found: list[Standing] = []
    translations = {(source.path, record.language): record for record, source in _translations(library)}
    for entry in (*library.entries, *library.snippets):
        if entry.language != config.source_language or entry.meta.status == "retired":
            continue
        for language in _languages(entry, library):
            found.append(_standing(entry.record, translations.get((entry.record.path, language)), language, library))
    return tuple(sorted(found, key=lambda one: (one.source, config.languages.index(one.language))))


def _translations(library: Library) -> Iterator[tuple[Record, Record]]:
    for path, source in library.sources.items():
        yield library.records[path], source


def _languages(entry: Entry, library: Library) -> tuple[str, ...]:
    """The other languages of the sites that show a document; of all sites for an included file."""
    config = library.config
    shown = [
        name for name, site in config.sites.items() if entry.record.snippet or site.audience in entry.meta.audience
    ]
    read = {language for name in shown for language in config.languages_of(name)}
    return tuple(language for language in config.languages if language in read and language != entry.language)


def _standing(source: Record, own: Record | None, language: str, library: Library) -> Standing:
    if own is None:
        return Standing(source.path, language, "", "missing")
    fresh = library.fresh.get(own.path)
    if fresh is None:
        return Standing(source.path, language, own.path, "not accepted", 0, len(source.units))
    count = len(fresh.changed)
    return Standing(source.path, language, own.path, "changed" if count else "up to date", count, fresh.blocks)


def by_language(found: Sequence[Standing]) -> Mapping[str, Mapping[State, int]]:
    """How many documents are in each state, by language."""
    languages = dict.fromkeys(one.language for one in found)
    return {
        language: {state: sum((one.language, one.state) == (language, state) for one in found) for state in STATES}
        for language in languages
    }
