"""The file of one project's memory: rows by path and key, small. What cannot be read is forgotten."""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

TABLES = {
    "documents": ("record", "body"),
    "findings": ("findings", "silences"),
    "placed": ("findings",),
    "pages": ("page",),
}
"""By table, what it holds beside path and key. All is squeezed, so that damage shows."""
Dictionary = bytes
"""What values of one kind are like: zlib says of each only in what it differs. At most 32,768 bytes."""

LONGEST = 1 << 15
"""Bytes: zlib looks back no further."""
_TYPES = (str, bytes, bytes)
_PAGE = 1 << 15  # bytes: rows of some kilobytes leave little room unused
_SMALL = {"findings", "placed"}
"""Tables whose rows are mostly path and key: an index of the paths would be nearly as large again."""
_SCHEMA = "".join(
    f"CREATE TABLE IF NOT EXISTS {name} (path TEXT PRIMARY KEY, key BLOB, {' BLOB, '.join(columns)} BLOB)"
    f"{' WITHOUT ROWID' if name in _SMALL else ''};"
    for name, columns in {**TABLES, "dictionaries": ("dictionary",)}.items()
)
_FORMAT = zlib.crc32(f"1 {_SCHEMA}".encode()) >> 1
"""Files of another format are made anew. The number goes on where the schema does not show a change."""


def squeeze(data: bytes, dictionary: Dictionary = b"") -> bytes:
    """Data as few bytes, with a checksum."""
    press = zlib.compressobj(6, zdict=dictionary)
    return press.compress(data) + press.flush()


def release(squeezed: bytes, dictionary: Dictionary = b"") -> bytes:
    """What was squeezed. Raises zlib.error where it is damaged or was squeezed with another dictionary."""
    press = zlib.decompressobj(zdict=dictionary)
    data = press.decompress(squeezed)
    if not press.eof:
        raise zlib.error("cut short")
    return data


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
        """By path, the key and the value of every row; damage can make rows without one."""
        try:
            found = self._connection.execute(f"SELECT path, key, {value} FROM {table}")
            return {path: (key, held) for path, key, held in found if (type(path), type(key), type(held)) == _TYPES}
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
                places = ", ".join("?" * (2 + len(TABLES[table])))
                cursor.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({places})", rows)
                cursor.executemany(f"DELETE FROM {table} WHERE path = ?", ((path,) for path in gone))
                cursor.execute("COMMIT")
            except BaseException:
                cursor.execute("ROLLBACK")
                raise

    def dictionary(self, name: str, sample: Callable[[], bytes]) -> Dictionary:
        """The dictionary of this name; where there is none yet, it is a sample, if there is one; else empty."""
        try:
            held = self.rows("dictionaries", "dictionary").get(name)
            if held is None and (new := sample()):
                made = (name, b"", zlib.compress(new[-LONGEST:]))
                self._connection.execute("INSERT OR IGNORE INTO dictionaries VALUES (?, ?, ?)", made)
                held = self.rows("dictionaries", "dictionary")[name]  # where two make one, the first counts
            return zlib.decompress(held[1]) if held else b""
        except (sqlite3.Error, zlib.error, KeyError, TypeError):
            return b""

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
        connection.executescript(f"PRAGMA page_size = {_PAGE}; PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;")
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
