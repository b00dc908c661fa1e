"""What is said of documents among the others, remembered as long as nothing has changed that others can see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import is_

from sopgen import among
from sopgen.check import of_place
from sopgen.config import Config
from sopgen.library import Library
from sopgen.load import Loaded
from sopgen.model import Finding, Record
from sopgen.said import Said, whole
from sopgen.stages import Recent


class Steady(Recent):
    """Remembers where links lead, too: only a file whose text is another one is judged again, unless the register, the
    settings or another file has changed. register: the digest of the documents that were judged last."""

    def __init__(self) -> None:
        super().__init__()
        self.register = b""
        self._said = Said()
        self._around = b""
        self._config: Config | None = None
        self._together: tuple[Config, Loaded, Library] | None = None
        self._placed: dict[str, tuple[list[Record], tuple[Finding, ...]]] = {}

    def together(self, config: Config, loaded: Loaded, records: Sequence[Record]) -> Library:
        """As all do; with other texts in what was found last, where that is all that has changed."""
        self._said = Said(self._said)
        found = self._renewed(config, loaded, records) or super().together(config, loaded, records)
        self._together = config, loaded, found
        return found

    def _renewed(self, config: Config, loaded: Loaded, records: Sequence[Record]) -> Library | None:
        if self._together is None:
            return None
        before, library = self._together[1:]
        if config != self._together[0] or [record.path for record in records] != [*library.records]:
            return None
        if (loaded.files, loaded.findings, loaded.locks) != (before.files, before.findings, before.locks):
            return None
        own = {source.path for source in library.sources.values()} | {
            finding.place.path for finding in library.findings
        }
        for record in records:
            old = library.records[record.path]
            if record is not old:
                if record.snippet or record.findings or record.path in own or record.path in library.sources:
                    return None
                if self._said.of(record) != self._said.of(old):
                    return None
                library = _with_text(library, record)
        return library

    def place(self, library: Library) -> Mapping[str, tuple[Finding, ...]]:
        self.register = whole(library, self._said)
        around, _ = among.around(library, self.register)
        known = self._placed if around == self._around and library.config == self._config else {}
        self._around, self._config, self._placed = around, library.config, {}
        for entry in library.entries:
            path, parts = entry.record.path, among.parts(entry, library)
            before = known.get(path)
            if before is None or len(before[0]) != len(parts) or not all(map(is_, before[0], parts)):
                before = parts, of_place(entry, library)
            self._placed[path] = before
        return {path: findings for path, (_, findings) in self._placed.items()}


def _with_text(library: Library, record: Record) -> Library:
    """The library with another text of a document that says the same to others, and has no translation."""
    key = record.key
    changed = {
        language: replace(entry, record=record) if entry.record.path == record.path else entry
        for language, entry in library.by_key[key].items()
    }
    by_path = {entry.record.path: entry for entry in changed.values()}
    return replace(
        library,
        entries=tuple(by_path.get(entry.record.path, entry) for entry in library.entries),
        records={**library.records, record.path: record},
        by_key={**library.by_key, key: changed},
        routes={
            name: replace(routes, entries={**routes.entries, key: by_path[routes.entries[key].record.path]})
            if key in routes.entries
            else routes
            for name, routes in library.routes.items()
        },
    )
