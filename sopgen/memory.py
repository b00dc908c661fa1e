"""Remembers between runs what was parsed and found, in the user's cache folder, and uses all cores for the rest."""

from __future__ import annotations

import os
import sqlite3
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

from sopgen.check import of_one
from sopgen.config import Config
from sopgen.model import Body, Entry, Finding, Record, Source
from sopgen.packing import pack, unpack
from sopgen.parse import ParseOptions, parse
from sopgen.stages import Documents, Parsed, Progress, Stages, timeless

FOLDER_VARIABLE = "SOPGEN_CACHE_DIR"
"""The environment variable that names another folder, such as one that CI keeps between runs."""

CHUNK = 25
"""Documents that a worker is given at a time."""

WORTH_WORKERS = 120
"""With fewer documents to do, starting workers takes longer than they save."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (path TEXT PRIMARY KEY, key BLOB, record BLOB, body BLOB);
CREATE TABLE IF NOT EXISTS findings (path TEXT PRIMARY KEY, key BLOB, findings BLOB);
CREATE TABLE IF NOT EXISTS pages (path TEXT PRIMARY KEY, key BLOB, page BLOB);
"""

Given = TypeVar("Given")
Made = TypeVar("Made")


def folder() -> Path:
    """Where memories are kept: never inside a project, whose files can come from strangers."""
    if named := os.environ.get(FOLDER_VARIABLE):
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("sopgen", appauthor=False)


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

    def __init__(self, path: Path) -> None:
        self._path, self._process = path, os.getpid()
        self._connection = self._connected()

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=1, isolation_level=None)
        connection.executescript(f"PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; {_SCHEMA}")
        return connection

    def rows(self, table: str, value: str) -> dict[str, tuple[bytes, bytes]]:
        """By path, the key and the value of every row."""
        found = self._connection.execute(f"SELECT path, key, {value} FROM {table}")
        return {path: (key, held) for path, key, held in found}

    def body(self, path: str) -> bytes:
        if self._process != os.getpid():  # a worker: a connection must not be used by two processes
            self._inherited = self._connection  # nor closed by the other
            self._process, self._connection = os.getpid(), self._connected()
        row = self._connection.execute("SELECT body FROM documents WHERE path = ?", (path,)).fetchone()
        return bytes(row[0])

    def write(self, table: str, rows: Iterable[tuple[Any, ...]], gone: Iterable[str]) -> None:
        """Put rows in place of those of the same paths, and forget other paths; all or nothing."""
        with suppress(sqlite3.Error):  # another run writes, or the disk is full: the next run parses again
            cursor = self._connection.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            try:
                places = ", ".join("?" * {"documents": 4, "findings": 3, "pages": 3}[table])
                cursor.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({places})", rows)
                cursor.executemany(f"DELETE FROM {table} WHERE path = ?", ((path,) for path in gone))
                cursor.execute("COMMIT")
            except BaseException:
                cursor.execute("ROLLBACK")
                raise

    def close(self) -> None:
        self._connection.close()


@contextmanager
def remembered(root: Path | None) -> Iterator[Memory]:
    """The stages of the project in this folder, with what earlier runs remember of it; None: only on all cores."""
    store = _opened(root.resolve()) if root else None
    memory = Memory(store)
    try:
        yield memory
    finally:
        memory.close()


def _opened(root: Path) -> Store | None:
    """The project's store; None where there can be none: a run without it is right too, only slower."""
    name = f"{blake2b(os.fsencode(root), digest_size=12).hexdigest()}.sqlite"
    try:
        home = folder()
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = home / name
        try:
            return Store(path)
        except sqlite3.DatabaseError:
            path.unlink()
            return Store(path)
    except (OSError, sqlite3.Error):
        return None


class Memory(Stages):
    """Stages that ask the store first and give the rest to worker processes."""

    def __init__(self, store: Store | None) -> None:
        self._store = store
        self._pool: ProcessPoolExecutor | None = None
        self._keys: dict[str, bytes] = {}

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
                    record, partial(self._store.body, source.path), partial(_packed_again, options, source)
                )
            else:
                missing.append(source)
        shown = _shift(progress, "reading", len(sources) - len(missing), len(sources))
        made = self._each(partial(_parsed, options), missing, shown)
        for source, (record, packed) in zip(missing, made, strict=True):
            documents[source.path] = Kept(unpack(record), partial(bytes, packed), partial(bytes, packed))
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
                (entry.record.path, keys[entry.record.path], pack(findings) if findings else b"")
                for entry, findings in zip(missing, made, strict=True)
            )
            self._store.write("findings", rows, known.keys() - keys.keys())
        return {entry.record.path: found[entry.record.path] for entry in entries}

    def write(self, table: str, rows: Iterable[tuple[Any, ...]], gone: Iterable[str]) -> None:
        """As `Store.write`."""
        if self._store:
            self._store.write(table, rows, gone)

    def rows(self, table: str, value: str) -> dict[str, tuple[bytes, bytes]]:
        """As `Store.rows`; nothing where it cannot be read."""
        try:
            return self._store.rows(table, value) if self._store else {}
        except sqlite3.Error:
            return {}

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
        if not many or (os.cpu_count() or 1) == 1:
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
            self._pool = ProcessPoolExecutor(os.cpu_count(), mp_context=context)
        return self._pool


# ------------------------------------------------------------------------------------------------ work


def _parsed(options: ParseOptions, sources: list[Source]) -> list[tuple[bytes, bytes]]:
    """Each source as a packed record and a packed body."""
    documents = (parse(source, options) for source in sources)
    return [(pack(one.record), zlib.compress(pack(one.body), 1)) for one in documents]


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
    return document.packed if isinstance(document, Kept) else zlib.compress(pack(document.body), 1)


def _unpacked_body(packed: bytes) -> Body:
    body: Body = unpack(zlib.decompress(packed))
    return body


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
        return unpack(row[1]) if row[1] else ()
    except Exception:  # whatever a damaged file makes of it
        return None


def _source_key(source: Source, options: ParseOptions) -> bytes:
    parts = (source.digest, source.key, source.language, source.explicit, source.snippet, source.index, options)
    return _key(code_key(), repr(parts))


def _entry_key(entry: Entry, source_key: bytes, basis: bytes) -> bytes:
    return _key(source_key, basis, repr((entry.meta, entry.language, entry.section, entry.index)))


def settings_key(config: Config) -> bytes:
    """What of the settings a document by itself is judged by: the files they are in, and what a command adds."""
    files = sorted({"sopgen.yaml", *(place.path for place in config.places.values.values())})
    written = [(config.root / name).read_bytes() for name in files if (config.root / name).is_file()]
    return _key(
        code_key(), repr((files, config.languages, config.content, config.found, sorted(config.dropped))), *written
    )


@lru_cache(maxsize=1)
def code_key() -> bytes:
    """What made the answers: every file of the package, by size and time of its last change."""
    package = Path(__file__).parent
    parts: list[tuple[str, int, int]] = []
    for above, folders, names in os.walk(package):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            state = os.stat(os.path.join(above, name))
            parts.append((os.path.join(above, name), state.st_size, state.st_mtime_ns))
    return _key(repr(parts))


def _key(*parts: bytes | str) -> bytes:
    digest = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.digest()
