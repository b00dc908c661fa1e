"""What can be written at a position: keys and their values, documents to link to, facts, roles, rules."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from sopgen.language_server import schema
from sopgen.language_server.facts import facts
from sopgen.language_server.project import Draft
from sopgen.language_server.spots import Kind, Spot, keys_above, spot
from sopgen.library import Library
from sopgen.links import find_entry
from sopgen.model import AUDIENCES, Audience, Entry
from sopgen.rules import RULES

_REST_OF_NAME = re.compile(r"[\w.-]*")
_REST_OF_ADDRESS = re.compile(r"[^()<>\s\"']*")
MOST = 300
"""So many suggestions are shown; more letters make them fewer."""


class Suggestion(Struct, frozen=True):
    """What may stand at a position. text: what is written in place of columns start to end (from 0, in characters)."""

    kind: Literal["key", "value", "document", "file", "fact", "anchor", "rule"]
    label: str
    text: str
    start: int
    end: int
    detail: str = ""
    about: str = ""


def complete(draft: Draft, path: str, lines: Sequence[str], row: int, column: int) -> tuple[list[Suggestion], bool]:
    """What can be written here, the likeliest first, and whether there was more than is shown."""
    here = spot(lines, row, column)
    if here is None:
        return [], False
    typed = here.typed.casefold()
    end = column + len(_rest_of_word(lines[row][column:], here.kind))
    found = [one for one in _all(draft, path, lines[row], end, here, lines) if typed in one.label.casefold()]
    return found[:MOST], len(found) > MOST


def _rest_of_word(after: str, kind: Kind) -> str:
    """What is left of the word behind the position: it is replaced too."""
    found = _REST_OF_ADDRESS.match(after) if kind in ("link", "picture", "include") else _REST_OF_NAME.match(after)
    return found[0] if found else ""


def _all(draft: Draft, path: str, line: str, column: int, here: Spot, lines: Sequence[str]) -> Iterator[Suggestion]:
    """All that can stand in place of the word that ends at this column."""
    start, library = here.start, draft.library
    rest = line[column:]
    if here.kind == "key" or (here.kind == "value" and schema.keys(here.keys)):
        taken = keys_above(lines) if not here.keys else frozenset()
        colon = "" if rest.lstrip().startswith(":") else ": "
        for key, meaning in schema.keys(here.keys).items():
            if key not in taken:
                yield Suggestion("key", key, f"{key}{colon}", start, column, about=meaning)
    elif here.kind == "rule":
        for rule in RULES.values():
            if not rule.fixed:
                yield Suggestion("rule", rule.name, rule.name, start, column, rule.summary)
    elif library is None:
        return
    elif here.kind == "value":
        for value, detail in _values(library, here.keys):
            yield Suggestion("value", value, _quoted(value), start, column, detail)
    elif entry := draft.entry(path):
        if here.kind == "fact":
            closing = "" if rest.lstrip().startswith("}") else " }}"
            for name, value in facts(draft, entry):
                yield Suggestion("fact", name, f"{name}{closing}", start, column, value)
        elif here.kind == "include":
            base = "" if library.config.content == "." else f"{library.config.content}/"
            for snippet in library.snippets:
                inner = snippet.record.path.removeprefix(base)
                if snippet.record.path != path and not snippet.record.explicit:  # its translation is taken by itself
                    yield Suggestion("file", inner, inner, start, column, snippet.meta.title)
        elif here.kind == "picture":
            for file in sorted(library.files):
                yield from _file(file, entry, start, column)
        elif "#" in here.typed:
            yield from _anchors(library, entry, here, column)
        else:
            yield from _documents(library, entry, start, column)


# ---------------------------------------------------------------------------------------------- front matter


def _values(library: Library, keys: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The values of a key, and what stands beside each."""
    config, languages = library.config, library.config.languages
    fixed = schema.values(keys)
    if fixed:
        yield from ((value, "") for value in fixed)
    elif keys in (("owner",), ("roles",), ("approved", "by")):
        yield from ((name, role.title.get(*languages)) for name, role in config.roles.items())
    elif keys == ("branches",):
        yield from ((name, branch.name.get(*languages)) for name, branch in config.branches.items())
    elif keys == ("product",):
        yield from ((name, product.name.get(*languages)) for name, product in config.products.items())
    elif keys == ("stage",):
        yield from ((name, text.get(*languages)) for name, text in config.journey.items())
    elif keys == ("tags",):
        yield from ((tag, "") for tag in sorted({tag for entry in library.entries for tag in entry.meta.tags}))
    elif keys in (("related",), ("successor",)):
        yield from ((id, _title(library, id)) for id in sorted(library.ids))
    elif keys == ("language",):
        yield from ((code, "") for code in languages)
    elif keys == ("review_every",):
        yield from ((span, "") for span in ("12 months", "6 months", "24 months", "3 months"))
    elif keys and keys[-1] in ("date", "effective", "reviewed"):
        yield config.as_of.isoformat(), "today"


def _title(library: Library, id: str) -> str:
    entry = library.in_language(library.ids[id], library.config.source_language)
    return entry.meta.title if entry else ""


def _quoted(value: str) -> str:
    """A value as YAML takes it."""
    plain = re.fullmatch(r"[^\W_][^:#\[\]{},&*!|>%@`\"'\n]*", value)
    return value if plain else json.dumps(value, ensure_ascii=False)


# -------------------------------------------------------------------------------------------------- links


def _documents(library: Library, entry: Entry, start: int, column: int) -> Iterator[Suggestion]:
    """The documents that this one's readers may see: as paths from here, then by id, then other files."""
    here = posixpath.dirname(entry.record.path)
    shown = [other for other in _linkable(library, entry) if other.record.path != entry.record.path]
    for other in sorted(shown, key=lambda other: _distance(here, other.record.path)):
        name = posixpath.relpath(other.record.path, here)
        yield Suggestion("document", name, _address(name), start, column, other.meta.title, _beside(other))
    for other in shown:
        if other.meta.id:
            id = other.meta.id
            yield Suggestion("document", id, _address(id), start, column, other.meta.title, _beside(other))
    for file in sorted(library.files):
        yield from _file(file, entry, start, column)


def _linkable(library: Library, entry: Entry) -> Iterator[Entry]:
    readers = set(entry.meta.audience)
    for key in library.by_key:
        other = library.in_language(key, entry.language)
        if other is None or other.meta.status == "retired":
            continue
        if len(readers) > 1 or entry.record.snippet or readers & set(other.meta.audience):
            yield other


def _distance(here: str, path: str) -> tuple[int, str]:
    name = posixpath.relpath(path, here)
    return name.count("/") + 2 * name.count("../"), name


def _beside(entry: Entry) -> str:
    return ", ".join(part for part in (entry.meta.id, entry.meta.type, entry.meta.status) if part)


def _file(file: str, entry: Entry, start: int, column: int) -> Iterator[Suggestion]:
    name = posixpath.relpath(file, posixpath.dirname(entry.record.path))
    yield Suggestion("file", name, _address(name), start, column)


def _address(name: str) -> str:
    """A path as it can stand between the brackets of a link."""
    return name.replace(" ", "%20").replace("(", "%28").replace(")", "%29")


def _anchors(library: Library, entry: Entry, here: Spot, column: int) -> Iterator[Suggestion]:
    """The headings and steps of the document that the link names; of this one where it names none."""
    path, _, _ = here.typed.partition("#")
    target = find_entry(path, entry.record, library, entry.language) if path else entry
    if target is None:
        return
    for anchor, words in _named(library, target, _readers(entry)).items():
        whole = f"{path}#{anchor}"
        yield Suggestion("anchor", whole, whole, here.start, column, words)


def _readers(entry: Entry) -> Iterable[Audience]:
    return AUDIENCES if entry.record.snippet else entry.meta.audience


def _named(library: Library, target: Entry, audiences: Iterable[Audience]) -> dict[str, str]:
    """The ids of a document's page and the words of their headings."""
    found: dict[str, str] = {}
    for audience in audiences:
        for _, outline in library.outlines(target.record, audience, target.language):
            words = {heading.anchor: heading.text for heading in outline.headings}
            found |= {anchor: words.get(anchor, "") for anchor, _ in outline.anchors}
    return found
