"""What is said of documents among the others, remembered as long as nothing has changed that others can see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import is_

from msgspec.structs import replace

from sopgen import among
from sopgen.check import of_place
from sopgen.config import Config
from sopgen.library import Library, settings
from sopgen.load import Loaded
from sopgen.model import Entry, Finding, Record
from sopgen.said import Said, bare, whole
from sopgen.stages import Recent, Stages


class Steady(Recent):
    """Remembers where links lead, too: only a file whose text is another one is judged again, unless the register, the
    settings or another file has changed. register: the digest of the documents that were read last."""

    def __init__(self, first: Stages | None = None) -> None:
        super().__init__(first)
        self.register = b""
        self._said = Said()
        self._around = b""
        self._config: Config | None = None
        self._together: tuple[Loaded, Library] | None = None
        self._placed: dict[str, tuple[list[Record], tuple[Finding, ...]]] = {}

    def together(self, config: Config, loaded: Loaded, records: Sequence[Record]) -> Library:
        """As all do; with other texts in what was found last, where that is all that has changed."""
        self._said = Said(self._said)
        found = self._renewed(config, loaded, records) or super().together(config, loaded, records)
        self._together = loaded, found
        self.register = whole(found, self._said)
        return found

    def _renewed(self, config: Config, loaded: Loaded, records: Sequence[Record]) -> Library | None:
        if self._together is None:
            return None
        before, library = self._together
        if settings(config) != settings(library.config) or [record.path for record in records] != [*library.records]:
            return None
        if (loaded.files, loaded.findings, loaded.locks) != (before.files, before.findings, before.locks):
            return None
        changed = {record.path: record for record in records if record is not library.records[record.path]}
        own = {source.path for source in library.sources.values()} | {
            finding.place.path for finding in library.findings
        }
        if own & changed.keys() or not self.only_texts(library, changed):
            return None
        return replace(_with_texts(library, changed), config=config)

    def only_texts(self, library: Library, changed: Mapping[str, Record]) -> bool:
        """Whether these documents (by path) have another text, but say to others what those of the library do. What
        translates them may be outdated then."""
        for path, record in changed.items():
            if record.snippet or record.findings or path in library.sources:
                return False
            if self._said.of(record) != self._said.of(library.records[path]):
                return False
        return True

    def place(self, library: Library) -> Mapping[str, tuple[Finding, ...]]:
        around, _ = among.around(library, bare(library, self._said))
        known = self._placed if around == self._around and library.config == self._config else {}
        self._around, self._config, self._placed = around, library.config, {}
        first, self._first = self._first, None
        found = first.place(library) if first else {}
        for entry in library.entries:
            path, parts = entry.record.path, among.parts(entry, library)
            before = known.get(path)
            if before is None or len(before[0]) != len(parts) or not all(map(is_, before[0], parts)):
                before = parts, found[path] if path in found else of_place(entry, library)
            self._placed[path] = before
        return {path: findings for path, (_, findings) in self._placed.items()}


def _with_texts(library: Library, records: Mapping[str, Record]) -> Library:
    """The library with other texts (by path) of documents that say the same to others, and have no translation."""
    renewed = {
        entry.record.path: replace(entry, record=records[entry.record.path])
        for entry in library.entries
        if entry.record.path in records
    }

    def now(entry: Entry) -> Entry:
        return renewed.get(entry.record.path, entry)

    return replace(
        library,
        entries=tuple(map(now, library.entries)),
        records={**library.records, **records},
        by_key={key: {code: now(entry) for code, entry in found.items()} for key, found in library.by_key.items()},
        routes={
            name: replace(routes, entries={key: now(entry) for key, entry in routes.entries.items()})
            for name, routes in library.routes.items()
        },
    )
