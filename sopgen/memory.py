"""Remembers between runs what was parsed and found, in the user's cache folder, and uses all cores for the rest."""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sopgen import among, cache
from sopgen.check import judged_by, of_one, of_place, placed_by
from sopgen.config import Config
from sopgen.crew import end_with_parent, undisturbed
from sopgen.keys import code_key, digest
from sopgen.library import Library
from sopgen.model import Body, Entry, Finding, Record, Source, Verdict
from sopgen.packing import pack, unpack, unpack_model
from sopgen.parse import ParseOptions, parse
from sopgen.said import Said, bare, whole
from sopgen.stages import Documents, Parsed, Progress, Stages
from sopgen.store import LONGEST, Dictionary, Store, release, squeeze
from sopgen.verdicts import Verdicts, common, joined, mark

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

CHUNK = 25
"""Documents that a worker is given at a time."""

WORTH_WORKERS = 120
"""With fewer documents to do, starting workers takes longer than they save."""

WORTH_DICTIONARY = 60
"""With fewer documents, what they have in common is not written down apart."""
SAMPLES = 6
"""Documents that show what the others are like."""
_ENOUGH = 4 * LONGEST
"""Bytes: what comes first is like no other page. A dictionary of what comes next is worth waiting for."""
_SHARE = LONGEST // 3
"""Bytes: no value is more of a dictionary than that. A home page that knows every page would fill it alone."""

Given = TypeVar("Given")
Made = TypeVar("Made")


class Kept:
    """A document as remembered: its body is unpacked each time it is asked for, so that memory holds few at once.

    fetch: gives the packed body; again: parses it, where what was fetched is damaged.
    """

    __slots__ = ("_again", "_fetch", "record")

    def __init__(self, record: Record, fetch: Callable[[], bytes], again: Callable[[], bytes]) -> None:
        self.record, self._fetch, self._again = record, fetch, again

    @property
    def packed(self) -> bytes:
        try:
            return self._fetch()
        except (sqlite3.Error, zlib.error, TypeError):
            return self._again()

    @property
    def body(self) -> Body:
        body: Body = unpack_model(self.packed)
        return body


@contextmanager
def remembered(root: Path | None, folder: str | None = None, jobs: int | None = None) -> Iterator[Memory]:
    """The stages of the project in this folder, with what earlier runs remember of it; None: nothing is remembered.

    folder: where that is kept, where it is not the usual place. jobs: processes to work with; one for each core, where
    nobody says.
    """
    home = cache.folder(folder) if root else None
    store = _store(home, root) if home and root else None
    memory = Memory(store, jobs or os.cpu_count() or 1)
    try:
        yield memory
    finally:
        memory.close()


def _store(home: str, root: Path) -> Store | None:
    """The project's store; None where there can be none: a run without it is right too, only slower."""
    try:
        cache.make(home)
        return Store(os.path.join(home, f"{cache.stem(home, os.fspath(root))}.sqlite"))
    except (OSError, sqlite3.Error):
        return None


class Memory(Stages):
    """Stages that ask the store first and give the rest to worker processes."""

    def __init__(self, store: Store | None, jobs: int) -> None:
        self._store, self._jobs = store, jobs
        self._pool: ProcessPoolExecutor | None = None
        self._keys: dict[str, bytes] = {}
        self._register: tuple[Library, bytes, bytes] | None = None
        self._dictionaries: dict[str, Dictionary] = {}
        self._samples: dict[str, bytes] = {}

    def beside(self, ending: str) -> Path | None:
        """A file beside the store for what is remembered in a form of its own; None where nothing is remembered."""
        return Path(self._store.path.removesuffix(".sqlite") + ending) if self._store else None

    def rest(self) -> None:
        """Let the workers go; what is remembered stays at hand."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def close(self) -> None:
        self.rest()
        if self._store is not None:
            self._store.close()

    def parse(self, sources: Sequence[Source], options: ParseOptions, progress: Progress) -> Documents:
        basis = digest(code_key(), repr(options))
        keys = {source.path: _source_key(source, basis) for source in sources}
        known = self.rows("documents", "record")
        many = len(sources) >= WORTH_DICTIONARY
        dictionary = self._dictionary("documents", partial(_sample, options, sources)) if many else b""
        documents: dict[str, Parsed] = {}
        missing: list[Source] = []
        for source in sources:
            record = _recalled(known.get(source.path), keys[source.path], dictionary)
            if isinstance(record, Record):
                fetch = partial(self._body, source.path, keys[source.path], dictionary)
                documents[source.path] = Kept(record, fetch, partial(_packed_again, options, source))
            else:
                missing.append(source)
        shown = _shift(progress, "reading", len(sources) - len(missing), len(sources))
        made = self._each(partial(_parsed, options, dictionary), missing, shown)
        for source, (record, body) in zip(missing, made, strict=True):
            fetch = partial(release, body, dictionary)
            documents[source.path] = Kept(unpack_model(release(record, dictionary)), fetch, fetch)
        if self._store:
            rows = (
                (source.path, keys[source.path], record, body)
                for source, (record, body) in zip(missing, made, strict=True)
            )
            self._store.write("documents", rows, known.keys() - keys.keys())
        self._keys = keys
        return {source.path: documents[source.path] for source in sources}

    def check(
        self, entries: Sequence[Entry], documents: Documents, config: Config, progress: Progress
    ) -> Mapping[str, Verdict]:
        settings = judged_by(config)
        basis = digest(code_key(), common(settings))
        keys = {_path(entry): _entry_key(entry, self._keys[_path(entry)], basis) for entry in entries}
        known = self.rows("findings", "findings")
        rules = known.pop(_RULES, (b"", b""))
        then = _recalled(rules, rules[0])
        verdicts = Verdicts(settings, then if isinstance(then, tuple) else ())
        now = mark(verdicts.told)
        silences = self.rows("findings", "silences") if now != rules[0] else {}
        found: dict[str, Verdict] = {}
        new: dict[str, Verdict] = {}
        part: list[Entry] = []
        missing: list[Entry] = []
        for (path, key), entry in zip(keys.items(), entries, strict=True):
            row = known.get(path)
            if isinstance(said := _recalled(row, key + now), tuple):
                found[path] = Verdict(said)
            elif isinstance(said := _recalled(row, key + rules[0]), tuple):
                silent = _recalled(silences.get(path), key + rules[0])
                new[path], settled = verdicts.still(Verdict(said, silent if isinstance(silent, tuple) else ()))
                if not settled:
                    part.append(entry)
            else:
                missing.append(entry)
        for left, by in ((missing, settings), (part, verdicts.rest)):
            shown = _shift(progress, "checking", len(entries) - len(left), len(entries))
            made = self._judged(left, documents, by, shown)
            new |= {path: joined(new.get(path, Verdict()), verdict) for path, verdict in made.items()}
        rows = [(path, keys[path] + now, _squeezed(one.findings), _squeezed(one.silences)) for path, one in new.items()]
        if now != rules[0]:
            rows.append((_RULES, now, _squeezed(verdicts.told), b""))
        self.write("findings", rows, known.keys() - keys.keys())
        return {path: found.get(path) or new[path] for path in keys}

    def register(self, library: Library) -> tuple[bytes, bytes]:
        """A digest of all documents (`said.whole`), and one but for words (`said.bare`), made once for a library."""
        if self._register is None or self._register[0] is not library:
            known = Said()
            self._register = library, whole(library, known), bare(library, known)
        return self._register[1:]

    def place(self, library: Library) -> Mapping[str, tuple[Finding, ...]]:
        around, settled = among.around(library, self.register(library)[1])
        library = placed_by(library)
        basis = digest(code_key(), among.settings_key(library), around)
        known = self.rows("placed", "findings")
        found: dict[str, tuple[Finding, ...]] = {}
        rows: list[tuple[str, bytes, bytes]] = []
        for path, entry in zip(map(_path, library.entries), library.entries, strict=True):
            key = digest(basis, *(f"{part.path} {part.digest}" for part in among.parts(entry, library)))
            recalled = _recalled(known.get(path), key)
            found[path] = recalled if isinstance(recalled, tuple) else of_place(entry, library)
            if not isinstance(recalled, tuple):
                rows.append((path, key, _squeezed(found[path])))
        if settled:
            self.write("placed", rows, known.keys() - found.keys())
        return found

    def _judged(
        self, entries: Sequence[Entry], documents: Documents, settings: Config, shown: Callable[[int], None]
    ) -> dict[str, Verdict]:
        """What is said of these documents, by path."""
        work = ((pack(entry), _packed_body(documents[_path(entry)])) for entry in entries)
        made = self._each(partial(_judged, pack(settings)), work, shown, len(entries))
        return dict(zip(map(_path, entries), made, strict=True))

    def packed(self, table: str, value: object) -> bytes:
        """A value of the model as few bytes, for a row of this table."""
        data = pack(value)
        dictionary = self._dictionary(table)
        if not dictionary:
            self._samples[table] = self._samples.get(table, b"") + data[:_SHARE]
            if len(self._samples[table]) >= _ENOUGH:
                dictionary = self._dictionary(table, partial(bytes, self._samples[table]))
        return squeeze(data, dictionary)

    def unpacked(self, table: str, packed: bytes) -> Any:
        """What was packed. Raises whatever damage makes of it."""
        return unpack_model(release(packed, self._dictionary(table)))

    def _dictionary(self, table: str, sample: Callable[[], bytes] = bytes) -> Dictionary:
        held = self._dictionaries.get(table, b"")
        if not held and self._store:
            held = self._dictionaries[table] = self._store.dictionary(table, sample)
        return held

    def _body(self, path: str, key: bytes, dictionary: Dictionary) -> bytes:
        assert self._store is not None
        return release(self._store.body(path, key), dictionary)

    def write(self, table: str, rows: Iterable[tuple[Any, ...]], gone: Iterable[str]) -> None:
        """As `Store.write`."""
        if self._store:
            self._store.write(table, rows, gone)

    def rows(self, table: str, value: str) -> dict[str, tuple[bytes, bytes]]:
        """As `Store.rows`; nothing where nothing is remembered."""
        return self._store.rows(table, value) if self._store else {}

    def _each(
        self,
        work: Callable[[list[Given]], list[Made]],
        given: Iterable[Given],
        progress: Callable[[int], None],
        count: int | None = None,
    ) -> list[Made]:
        """Each piece of work done, in order: by workers where there is enough of it."""
        chunks = _chunks(given)
        many = (len(given) if isinstance(given, Sequence) else count or 0) >= WORTH_WORKERS
        if not many or self._jobs == 1:
            return _collected((work(chunk) for chunk in chunks), progress)
        from concurrent.futures.process import BrokenProcessPool  # lazy: most runs have little to do

        pieces = list(chunks)
        try:
            workers = self._workers()
        except OSError:  # they cannot be spoken to: the name of the temporary folder is too long for a socket, say
            return _collected((work(chunk) for chunk in pieces), progress)
        try:
            with undisturbed():  # a worker that is left while it begins says so
                made = workers.map(work, pieces)
            return _collected(made, progress)
        except BrokenProcessPool:  # the system stopped a worker: without them it only takes longer
            self._pool = None
            return _collected((work(chunk) for chunk in pieces), progress)

    def _workers(self) -> ProcessPoolExecutor:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_all_start_methods, get_context

        if self._pool is None:
            method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
            context = get_context(method)
            if method == "forkserver":
                context.set_forkserver_preload([__name__])
                _start_forkserver()
            self._pool = ProcessPoolExecutor(self._jobs, context, end_with_parent)
        return self._pool


def _start_forkserver() -> None:
    """Starts what workers are forked from, before it is needed, so that no interrupt ends it while it imports."""
    from multiprocessing import forkserver, resource_tracker

    resource_tracker.ensure_running()  # it would let interrupts in again
    with undisturbed():
        forkserver.ensure_running()


# ------------------------------------------------------------------------------------------------ work


def _parsed(options: ParseOptions, dictionary: Dictionary, sources: list[Source]) -> list[tuple[bytes, bytes]]:
    """Each source as a record and a body, packed and squeezed."""
    documents = (parse(source, options) for source in sources)
    return [(squeeze(pack(one.record), dictionary), squeeze(pack(one.body), dictionary)) for one in documents]


def _packed_again(options: ParseOptions, source: Source) -> bytes:
    return pack(parse(source, options).body)


def _sample(options: ParseOptions, sources: Sequence[Source]) -> bytes:
    """What documents of this project are like: some of them, packed."""
    some = [parse(source, options) for source in sources[:: len(sources) // SAMPLES + 1]]
    return b"".join(pack(one.body) + pack(one.record) for one in some)


def _judged(settings: bytes, work: list[tuple[bytes, bytes]]) -> list[Verdict]:
    config = _settings(settings)
    return [of_one(unpack(entry), unpack_model(packed), config) for entry, packed in work]


@lru_cache(maxsize=1)
def _settings(packed: bytes) -> Config:
    config: Config = unpack(packed)
    return config


def _packed_body(document: Parsed) -> bytes:
    return document.packed if isinstance(document, Kept) else pack(document.body)


def _chunks(given: Iterable[Given]) -> Iterator[list[Given]]:
    chunk: list[Given] = []
    for one in given:
        chunk.append(one)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _collected(chunks: Iterable[list[Made]], progress: Callable[[int], None]) -> list[Made]:
    made: list[Made] = []
    for chunk in chunks:
        made.extend(chunk)
        progress(len(made))
    return made


def _shift(progress: Progress, what: str, before: int, of: int) -> Callable[[int], None]:
    """Progress as a count of what is done, after what need not be done."""
    return lambda done: progress(what, before + done, of)


# ------------------------------------------------------------------------------------------------ keys


_path: Callable[[Entry], str] = attrgetter("record.path")
_RULES = "rules"
"""The row among the findings that tells how the rules were set; no document is called so."""


def _squeezed(said: tuple[object, ...]) -> bytes:
    return squeeze(pack(said)) if said else b""


def _recalled(row: tuple[bytes, bytes] | None, key: bytes, dictionary: Dictionary = b"") -> object:
    """What a row holds, where its key is this one and it can be read; else None. Nothing is the empty tuple."""
    if row is None or row[0] != key:
        return None
    try:
        return unpack_model(release(row[1], dictionary)) if row[1] else ()
    except Exception:  # whatever a damaged file makes of it
        return None


def _source_key(source: Source, basis: bytes) -> bytes:
    parts = (source.digest, source.key, source.language, source.explicit, source.snippet, source.index)
    return digest(basis, repr(parts))


def _entry_key(entry: Entry, source_key: bytes, basis: bytes) -> bytes:
    return digest(source_key, basis, repr((entry.meta, entry.language, entry.section, entry.index)))
