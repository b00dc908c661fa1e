"""Remembers between runs what was parsed and found, in the user's cache folder, and uses all cores for the rest."""

from __future__ import annotations

import os
import sqlite3
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from hashlib import blake2b
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Any, TypeVar

from sopgen import cache
from sopgen.check import of_one
from sopgen.config import Config
from sopgen.crew import end_with_parent
from sopgen.model import Body, Entry, Finding, Record, Source
from sopgen.packing import pack, unpack, unpack_model
from sopgen.parse import ParseOptions, parse
from sopgen.stages import Documents, Parsed, Progress, Stages, timeless
from sopgen.unchanged import libraries

CHUNK = 25
"""Documents that a worker is given at a time."""

WORTH_WORKERS = 120
"""With fewer documents to do, starting workers takes longer than they save."""

_TABLES = {"documents": ("record", "body"), "findings": ("findings",), "pages": ("page",)}
"""By table, what it holds beside path and key. All is compressed, so that damage shows."""

_SCHEMA = "".join(
    f"CREATE TABLE IF NOT EXISTS {name} (path TEXT PRIMARY KEY, key BLOB, {' BLOB, '.join(columns)} BLOB);"
    for name, columns in _TABLES.items()
)
_FORMAT = zlib.crc32(_SCHEMA.encode()) >> 1

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
            packed = self._fetch()
            zlib.decompress(packed)  # holds a checksum
        except (sqlite3.Error, zlib.error, TypeError):
            return self._again()
        return packed

    @property
    def body(self) -> Body:
        return _unpacked_body(self.packed)


class Store:
    """The file of one project's memory. What cannot be read is forgotten; nothing depends on it."""

    def __init__(self, path: str) -> None:
        self.path, self._process = path, os.getpid()
        self._connection = self._opened()

    def _opened(self) -> sqlite3.Connection:
        """The file, made anew where it is damaged or another sopgen's. Raises OSError or sqlite3.Error."""
        try:
            return _connected(self.path)
        except sqlite3.DatabaseError as error:
            if _busy(error):
                raise
            for ending in ("", "-wal", "-shm"):
                with suppress(FileNotFoundError):
                    os.unlink(self.path + ending)
            return _connected(self.path)

    def rows(self, table: str, value: str) -> dict[str, tuple[bytes, bytes]]:
        """By path, the key and the value of every row."""
        try:
            found = self._connection.execute(f"SELECT path, key, {value} FROM {table}")
            return {path: (key, held) for path, key, held in found}
        except sqlite3.DatabaseError as error:
            if not _busy(error):
                self._begin_again()
            return {}

    def body(self, path: str, key: bytes) -> bytes:
        """The packed body of a document that has this key. Raises TypeError where another run has put another there."""
        if self._process != os.getpid():  # a worker: a connection must not be used by two processes
            self._inherited = self._connection  # nor closed by the other
            self._process, self._connection = os.getpid(), _connected(self.path)
        found = self._connection.execute("SELECT body FROM documents WHERE path = ? AND key = ?", (path, key))
        return bytes(found.fetchone()[0])

    def write(self, table: str, rows: Iterable[tuple[Any, ...]], gone: Iterable[str]) -> None:
        """Put rows (path, key, values) in place of those of the same paths, and forget other paths; all or nothing."""
        with suppress(sqlite3.Error):  # another run writes, or the disk is full: the next run parses again
            cursor = self._connection.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            try:
                places = ", ".join("?" * (2 + len(_TABLES[table])))
                cursor.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({places})", rows)
                cursor.executemany(f"DELETE FROM {table} WHERE path = ?", ((path,) for path in gone))
                cursor.execute("COMMIT")
            except BaseException:
                cursor.execute("ROLLBACK")
                raise

    def close(self) -> None:
        self._connection.close()

    def _begin_again(self) -> None:
        self._connection.close()
        with suppress(OSError, sqlite3.Error):
            os.unlink(self.path)
            self._connection = self._opened()


def _busy(error: sqlite3.Error) -> bool:
    """Whether another process has the file just now, which is no damage."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _connected(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=1, isolation_level=None)
    try:
        connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;")
        ((held,),) = connection.execute("PRAGMA user_version")
        ((tables,),) = connection.execute("SELECT count(*) FROM sqlite_schema")
        if held != _FORMAT:
            if held or tables:
                raise sqlite3.DatabaseError("made by something else")
            connection.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {_FORMAT}; COMMIT;")
    except BaseException:
        connection.close()
        raise
    return connection


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
        keys = {source.path: _source_key(source, options) for source in sources}
        known = self.rows("documents", "record")
        documents: dict[str, Parsed] = {}
        missing: list[Source] = []
        for source in sources:
            record = _recalled(known.get(source.path), keys[source.path])
            if isinstance(record, Record):
                assert self._store is not None
                documents[source.path] = Kept(
                    record,
                    partial(self._store.body, source.path, keys[source.path]),
                    partial(_packed_again, options, source),
                )
            else:
                missing.append(source)
        shown = _shift(progress, "reading", len(sources) - len(missing), len(sources))
        made = self._each(partial(_parsed, options), missing, shown)
        for source, (record, packed) in zip(missing, made, strict=True):
            documents[source.path] = Kept(_unpacked(record), partial(bytes, packed), partial(bytes, packed))
        if self._store:
            rows = (
                (source.path, keys[source.path], record, packed)
                for source, (record, packed) in zip(missing, made, strict=True)
            )
            self._store.write("documents", rows, known.keys() - keys.keys())
        self._keys = keys
        return {source.path: documents[source.path] for source in sources}

    def check(
        self, entries: Sequence[Entry], documents: Documents, config: Config, progress: Progress
    ) -> Mapping[str, tuple[Finding, ...]]:
        settings = timeless(config)
        basis = settings_key(config)
        keys = {entry.record.path: _entry_key(entry, self._keys[entry.record.path], basis) for entry in entries}
        known = self.rows("findings", "findings")
        found: dict[str, tuple[Finding, ...]] = {}
        missing: list[Entry] = []
        for entry in entries:
            path = entry.record.path
            recalled = _recalled(known.get(path), keys[path])
            if isinstance(recalled, tuple):
                found[path] = recalled
            else:
                missing.append(entry)
        shown = _shift(progress, "checking", len(found), len(entries))
        work = ((pack(entry), _packed_body(documents[entry.record.path])) for entry in missing)
        made = self._each(partial(_judged, pack(settings)), work, shown, len(missing))
        found.update((entry.record.path, findings) for entry, findings in zip(missing, made, strict=True))
        if self._store:
            rows = (
                (entry.record.path, keys[entry.record.path], _squeezed(findings) if findings else b"")
                for entry, findings in zip(missing, made, strict=True)
            )
            self._store.write("findings", rows, known.keys() - keys.keys())
        return {entry.record.path: found[entry.record.path] for entry in entries}

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
        pieces = list(chunks)
        try:
            return _collected(self._workers().map(work, pieces), progress)
        except BrokenProcessPool:  # the system stopped a worker: without them it only takes longer
            self._pool = None
            return _collected((work(chunk) for chunk in pieces), progress)

    def _workers(self) -> ProcessPoolExecutor:
        if self._pool is None:
            method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
            context = get_context(method)
            if method == "forkserver":
                context.set_forkserver_preload([__name__])
            self._pool = ProcessPoolExecutor(self._jobs, context, end_with_parent)
        return self._pool


# ------------------------------------------------------------------------------------------------ work


def _parsed(options: ParseOptions, sources: list[Source]) -> list[tuple[bytes, bytes]]:
    """Each source as a packed record and a packed body."""
    documents = (parse(source, options) for source in sources)
    return [(_squeezed(one.record), _squeezed(one.body)) for one in documents]


def _packed_again(options: ParseOptions, source: Source) -> bytes:
    return _parsed(options, [source])[0][1]


def _judged(settings: bytes, work: list[tuple[bytes, bytes]]) -> list[tuple[Finding, ...]]:
    config = _settings(settings)
    return [of_one(unpack(entry), _unpacked_body(packed), config) for entry, packed in work]


@lru_cache(maxsize=1)
def _settings(packed: bytes) -> Config:
    config: Config = unpack(packed)
    return config


def _packed_body(document: Parsed) -> bytes:
    return document.packed if isinstance(document, Kept) else _squeezed(document.body)


def _unpacked_body(packed: bytes) -> Body:
    body: Body = _unpacked(packed)
    return body


def _squeezed(value: object) -> bytes:
    """A value of the model as few bytes, with a checksum."""
    return zlib.compress(pack(value), 1)


def _unpacked(packed: bytes) -> Any:
    return unpack_model(zlib.decompress(packed))


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


def _recalled(row: tuple[bytes, bytes] | None, key: bytes) -> object:
    """What a row holds, where its key is this one and it can be read; else None. Nothing is the empty tuple."""
    if row is None or row[0] != key:
        return None
    try:
        return _unpacked(row[1]) if row[1] else ()
    except Exception:  # whatever a damaged file makes of it
        return None


def _source_key(source: Source, options: ParseOptions) -> bytes:
    parts = (source.digest, source.key, source.language, source.explicit, source.snippet, source.index, options)
    return _key(code_key(), repr(parts))


def _entry_key(entry: Entry, source_key: bytes, basis: bytes) -> bytes:
    return _key(source_key, basis, repr((entry.meta, entry.language, entry.section, entry.index)))


def settings_key(config: Config) -> bytes:
    """What of the settings a document by itself is judged by: the files they were read from, what a command adds."""
    return _key(
        code_key(), repr((config.digest, config.languages, config.content, config.found, sorted(config.dropped)))
    )


@lru_cache(maxsize=1)
def code_key() -> bytes:
    """What made the answers: sopgen's code, Python and the libraries; the same on every machine that has the same."""
    package = os.path.dirname(__file__)
    parts: list[bytes] = []
    for above, folders, names in os.walk(package):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            path = os.path.join(above, name)
            parts += [os.fsencode(os.path.relpath(path, package).replace(os.sep, "/")), Path(path).read_bytes()]
    return _key(repr((sys.implementation.name, sys.version_info[:3], libraries())), *parts)


def _key(*parts: bytes | str) -> bytes:
    digest = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.digest()
