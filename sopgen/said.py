"""What values say, as text and digests: of a file what other documents may show, of all documents together."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from msgspec import Struct
from pydantic import BaseModel

from sopgen.keys import digest
from sopgen.library import Library, unclear
from sopgen.links import Target
from sopgen.model import Entry, Record
from sopgen.translation import Freshness

PICTURES = (
    *(".apng", ".avif", ".bmp", ".gif", ".heic", ".heif", ".ico", ".jfif"),
    *(".jpe", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"),
)


class Said:
    """What records say, as digests; each made once as long as the record is the same object.

    before: what they said when somebody last asked.
    """

    def __init__(self, before: Said | None = None) -> None:
        self._before = before._of if before else {}
        self._of: dict[int, tuple[Record, bytes, bytes]] = {}

    def of(self, record: Record) -> bytes:
        """A digest of what other documents' pages may show of a file."""
        return self._both(record)[1]

    def bare(self, record: Record) -> bytes:
        """A digest of the same without how the document calls and describes itself."""
        return self._both(record)[2]

    def _both(self, record: Record) -> tuple[Record, bytes, bytes]:
        known = self._of.get(id(record)) or self._before.get(id(record))
        if known is None or known[0] is not record:
            bare, words = digest(repr(_bare(record))), repr(_words(record))
            known = record, digest(bare, words), bare
        self._of[id(record)] = known
        return known


def whole(library: Library, known: Said) -> bytes:
    """A digest of all that can stand in a table of any edition; with the settings it decides every row."""
    pictures = sorted(_pictures_of(library))
    fresh = sorted((path, said(one)) for path, one in library.fresh.items())
    return digest(repr((sorted(library.files), pictures, fresh)), *map(known.of, library.records.values()))


def bare(library: Library, known: Said) -> bytes:
    """A digest of the same but for words: it decides where links lead, and what a document is judged by that sees the
    others. No rule asks what another document is called."""
    return digest(repr(sorted(library.files)), *map(known.bare, library.records.values()))


def on_disk(library: Library) -> list[tuple[int, ...]]:
    """What the disk says of the pictures."""
    return [found for _, found in sorted(_pictures_of(library))]


def _pictures_of(library: Library) -> Iterator[tuple[str, tuple[int, ...]]]:
    for path in library.files:
        if path.lower().endswith(PICTURES):
            yield path, state(library.config.root / path)


def state(file: Path) -> tuple[int, ...]:
    """What tells that a file is another one, as far as its folder says: nothing of one that cannot be read."""
    try:
        found = os.stat(file)
    except OSError:
        return ()
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def said(value: object) -> object:
    """A value whose `repr` is the same in every process: sets have no order of their own. Of a file what other
    documents' pages may show: all but its text and the places in it."""
    if type(value) in _PLAIN:  # nearly all are
        return value
    if isinstance(value, Record):
        return _public(value)
    if isinstance(value, Entry):
        return _public(value.record), repr(value.meta), value.section, value.index, value.url, value.language
    if isinstance(value, Target):
        entry = value.entry
        return value.kind, value.url, value.anchor, value.anchor_found, entry and entry.language
    if isinstance(value, Freshness):
        return _public(value.source), value.blocks, value.changed
    if isinstance(value, BaseModel):
        return type(value).__name__, [(name, said(one)) for name, one in value]
    if isinstance(value, Struct) or (is_dataclass(value) and not isinstance(value, type)):
        return type(value).__name__, [(name, said(getattr(value, name))) for name in _names(type(value))]
    if isinstance(value, Mapping):
        return [(said(name), said(one)) for name, one in value.items()]
    if isinstance(value, (tuple, list)):
        return [said(one) for one in value]
    if isinstance(value, (set, frozenset)):
        return sorted(repr(said(one)) for one in value)
    return value


_PLAIN = frozenset({str, int, bool, type(None)})


@lru_cache(maxsize=256)
def _names(kind: type[Any]) -> tuple[str, ...]:
    if issubclass(kind, Struct):
        return kind.__struct_fields__
    return tuple(field.name for field in fields(kind))


def _public(record: Record) -> tuple[object, ...]:
    return (*_RECORD(record), record.written, record.heading, unclear(record))


def _bare(record: Record) -> tuple[object, ...]:
    written = {key: value for key, value in record.written.items() if key not in _WORDS}
    return (*_RECORD(record), written, unclear(record), sorted({finding.rule for finding in record.findings}))


def _words(record: Record) -> tuple[object, ...]:
    return [record.written.get(key) for key in _WORDS], record.heading


_RECORD = attrgetter("path", "key", "language", "snippet", "explicit", "index", "split", "empty", "outlined")
_WORDS = ("title", "nav_title", "description", "asked_as")
"""Front matter that nothing but pages look at, and the rules that judge a document by itself."""
