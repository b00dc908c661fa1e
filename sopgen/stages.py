"""The dear stages of reading a project: parsing each file, judging each document. Done anew here; others remember."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from sopgen import library, load
from sopgen.check import judged_by, of_one, of_place
from sopgen.config import Config
from sopgen.library import Library
from sopgen.load import Layout, Loaded
from sopgen.model import Body, Entry, Finding, Record, Source, Verdict
from sopgen.parse import ParseOptions, parse
from sopgen.verdicts import Verdicts, common, joined, told

Progress = Callable[[str, int, int], None]
"""Called as (what, done, of) while work goes on. What it raises breaks the work off."""


def quiet(what: str, done: int, of: int) -> None:
    """The progress of work that nobody watches."""


class Parsed(Protocol):
    """A document as parsed (`model.Document`), or one that fetches its body when it is asked for."""

    @property
    def record(self) -> Record: ...

    @property
    def body(self) -> Body: ...


Documents = Mapping[str, Parsed]
"""Documents by path."""


class Stages:
    """Each stage is a pure function of each document; how often it is called, and where, changes no result."""

    def load(self, config: Config) -> Loaded:
        """The files of the project."""
        return load.load(*_asked(config))

    def parse(self, sources: Sequence[Source], options: ParseOptions, progress: Progress) -> Documents:
        """Every source as a document, by path, in their order."""
        documents: dict[str, Parsed] = {}
        for source in sources:
            documents[source.path] = parse(source, options)
            progress("reading", len(documents), len(sources))
        return documents

    def together(self, config: Config, loaded: Loaded, records: Sequence[Record]) -> Library:
        """All files together."""
        return library.build(config, loaded, records)

    def check(
        self, entries: Sequence[Entry], documents: Documents, config: Config, progress: Progress
    ) -> Mapping[str, Verdict]:
        """What the rules say of each of these documents by itself, by path."""
        settings = judged_by(config)
        found: dict[str, Verdict] = {}
        for entry in entries:
            path = entry.record.path
            found[path] = of_one(entry, documents[path].body, settings)
            progress("checking", len(found), len(entries))
        return found

    def place(self, library: Library) -> Mapping[str, tuple[Finding, ...]]:
        """What the rules say of each document among the others, by path."""
        return {entry.record.path: of_place(entry, library) for entry in library.entries}


class Recent(Stages):
    """Remembers the last answer for each document: for what reads a project again and again, as a server does.

    first: does the first reading, of everything, where somebody can do that faster.
    """

    def __init__(self, first: Stages | None = None) -> None:
        self._first = first
        self._loaded: dict[tuple[object, ...], Loaded] = {}
        self._parsed: dict[str, tuple[Source, ParseOptions, Parsed]] = {}
        self._found: dict[str, _Judged] = {}
        self._settings: Config | None = None
        self._written = ""

    def load(self, config: Config) -> Loaded:
        """As all do; a file whose stamp is the same is not read again."""
        asked = _asked(config)
        self._loaded = {asked: load.load(*asked, before=self._loaded.get(asked))}
        return self._loaded[asked]

    def parse(self, sources: Sequence[Source], options: ParseOptions, progress: Progress) -> Documents:
        kept: dict[str, tuple[Source, ParseOptions, Parsed]] = {}
        if self._first and not self._parsed:
            documents = self._first.parse(sources, options, progress)
            self._parsed = {source.path: (source, options, documents[source.path]) for source in sources}
            return documents
        self._first = None  # it would answer for what it has read
        for source in sources:
            known = self._parsed.get(source.path)
            if known is None or known[:2] != (source, options):
                known = self._parsed[source.path] = (source, options, parse(source, options))
            kept[source.path] = known
            progress("reading", len(kept), len(sources))
        self._parsed = kept
        return {path: document for path, (_, _, document) in kept.items()}

    def parse_one(self, source: Source) -> Parsed:
        """A file that has been parsed, as it is now; the next reading knows it."""
        options = self._parsed[source.path][1]
        document = parse(source, options)
        self._parsed[source.path] = source, options, document
        return document

    def check_one(self, entry: Entry, document: Parsed) -> Verdict:
        """What the rules say of a document that has been judged, as it is now; the next reading knows it."""
        assert self._settings is not None
        found = self._found[entry.record.path] = _Judged(entry, self.judge(entry, document, self._settings))
        return found.said

    def check(
        self, entries: Sequence[Entry], documents: Documents, config: Config, progress: Progress
    ) -> Mapping[str, Verdict]:
        settings = judged_by(config)
        if (written := repr(settings)) != self._written:  # two mappings are equal in any order
            self._found = self._still(settings)
            self._settings, self._written = settings, written
        if self._first:
            found = self._first.check(entries, documents, config, progress)
            self._found = {entry.record.path: _Judged(entry, found[entry.record.path]) for entry in entries}
            return found
        judged: dict[str, _Judged] = {}
        for entry in entries:
            path = entry.record.path
            before = self._found.get(path)
            if before is None or not _same(before.entry, entry):
                before = self._found[path] = _Judged(entry, self.judge(entry, documents[path], settings))
            elif before.rest:
                more = self.judge(entry, documents[path], before.rest)
                before = self._found[path] = _Judged(entry, more and joined(before.said, more))
            judged[path] = before
            progress("checking", len(judged), len(entries))
        self._found = judged  # where nobody has broken that off
        return {path: one.said for path, one in judged.items()}

    def _still(self, settings: Config) -> dict[str, _Judged]:
        """What was found, as far as it stands under these settings."""
        if self._settings is None or common(self._settings) != common(settings):
            return {}
        verdicts = Verdicts(settings, told(self._settings))
        kept: dict[str, _Judged] = {}
        for path, one in self._found.items():
            if one.verdict and one.rest is None:
                right, settled = verdicts.still(one.verdict)
                kept[path] = _Judged(one.entry, right, None if settled else verdicts.rest)
        return kept

    def judge(self, entry: Entry, document: Parsed, settings: Config) -> Verdict | None:
        """What the rules say of one document; None where that cannot be known under these settings."""
        return of_one(entry, document.body, settings)


class _Judged(Struct, frozen=True):
    """A document as judged. verdict: None where it could not be. rest: the settings of the rules that are yet to be
    asked, because they have been set otherwise since; None where there are none."""

    entry: Entry
    verdict: Verdict | None
    rest: Config | None = None

    @property
    def said(self) -> Verdict:
        return self.verdict or Verdict()


def _asked(config: Config) -> tuple[Path, str, tuple[str, ...], Layout]:
    return config.root, config.content, config.languages, config.translations


def _same(before: Entry, entry: Entry) -> bool:
    """Whether nothing that a document is judged by has changed: records are the same object until the file changes."""
    return before.record is entry.record and (before.meta, before.language) == (entry.meta, entry.language)


class Given(Stages):
    """Documents that are parsed already, judged by other stages."""

    def __init__(self, documents: Documents, stages: Stages) -> None:
        self._documents, self._stages = documents, stages

    def parse(self, sources: Sequence[Source], options: ParseOptions, progress: Progress) -> Documents:
        return {source.path: self._documents[source.path] for source in sources}

    def together(self, config: Config, loaded: Loaded, records: Sequence[Record]) -> Library:
        return self._stages.together(config, loaded, records)

    def check(
        self, entries: Sequence[Entry], documents: Documents, config: Config, progress: Progress
    ) -> Mapping[str, Verdict]:
        return self._stages.check(entries, documents, config, progress)

    def place(self, library: Library) -> Mapping[str, tuple[Finding, ...]]:
        return self._stages.place(library)
