"""What a disk tells of published files unread: size, times, inode. Noted when a build ends, compared by the next.

A file whose stamp is the noted one holds the bytes that were published: whoever writes to it changes its `ctime`, which
no program can set. It imports little, so that a build that has nothing to do can ask here first.
"""

from __future__ import annotations

import os
import struct
import time
import unicodedata
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE

Stamps = Mapping[str, bytes]
"""By path below the folder, 36 bytes for each file: type and mode, size in bytes, mtime in ns, inode, ctime in ns."""

_FIELDS = struct.Struct("<IQqQq")
_CTIME = 8  # bytes, at the end
_HEAD = b"sopgen notes 1\n"
# The clock of a file system ticks every 4 to 16 ms: what is written twice within a tick has the same time twice.
_TICK = 0.02
_COARSE = 1_000_000  # a disk whose times are whole milliseconds, or seconds, has too slow a clock to be believed


def stamp(found: os.stat_result) -> bytes:
    """A file's stamp, 36 bytes."""
    return _FIELDS.pack(found.st_mode, found.st_size, found.st_mtime_ns, found.st_ino, found.st_ctime_ns)


def mode(stamped: bytes) -> int:
    """Type and permissions, as in `st_mode`."""
    return int.from_bytes(stamped[:4], "little")


def permissions(stamped: bytes) -> int:
    """The permission bits."""
    return S_IMODE(mode(stamped))


def size(stamped: bytes) -> int:
    """The size in bytes."""
    return int.from_bytes(stamped[4:12], "little")


def same_file(one: bytes, other: bytes) -> bool:
    """Whether both tell of one file with one content, whatever names it was given or lost in between."""
    return one[:-_CTIME] == other[:-_CTIME]


def walk(folder: Path) -> dict[str, bytes]:
    """The stamps of everything below a folder but folders; links are not followed. Raises OSError."""
    found: dict[str, bytes] = {}
    below = [("", str(folder))]
    while below:
        prefix, here = below.pop()
        try:
            entries = list(os.scandir(here))
        except FileNotFoundError:
            continue
        for entry in entries:
            name = entry.name if entry.name.isascii() else unicodedata.normalize("NFC", entry.name)
            if entry.is_dir(follow_symlinks=False):
                below.append((f"{prefix}{name}/", entry.path))
            else:
                with suppress(FileNotFoundError):
                    found[prefix + name] = stamp(entry.stat(follow_symlinks=False))
    return found


def untouched(folder: Path, notes: Path) -> bool:
    """Whether the published folder holds the files that the notes tell of, as they were left, and no other."""
    noted = read_notes(notes)
    try:
        return bool(noted) and walk(folder) == noted
    except OSError:
        return False


def read_notes(notes: Path | None) -> dict[str, bytes]:
    """What was noted last; nothing where there are no notes, or they are damaged or of another format."""
    if notes is None:
        return {}
    try:
        written = notes.read_bytes()
        head, body = written[: len(_HEAD)], written[len(_HEAD) + 4 :]
        if head != _HEAD or zlib.crc32(body) != int.from_bytes(written[len(_HEAD) : len(_HEAD) + 4], "little"):
            return {}
    except OSError:
        return {}
    count = int.from_bytes(body[:8], "little")
    step = _FIELDS.size
    paths = body[8 + count * step :].decode().split("\n") if count else []
    return {path: body[8 + at * step : 8 + (at + 1) * step] for at, path in enumerate(paths)}


def note(notes: Path, folder: Path, published: Stamps) -> None:
    """Notes the stamps of the files in a folder as they are now, of each that is still the file that was published.

    Where nothing can be noted, files are read instead. Half a note is known by its checksum.
    """
    with suppress(OSError, UnicodeEncodeError):
        found = walk(folder)
        stamps = {path: found[path] for path in published if path in found and same_file(found[path], published[path])}
        body = len(stamps).to_bytes(8, "little") + b"".join(stamps.values()) + "\n".join(stamps).encode()
        notes.write_bytes(_HEAD + zlib.crc32(body).to_bytes(4, "little") + body)


def wait_for_tick(last: bytes) -> bool:
    """Waits until whoever writes to a file gives it another time than any has that was written before this one.

    last: the stamp of the file written last. False where the clock of the disk is too slow to wait for.
    """
    written = _FIELDS.unpack(last)[2]
    if written % _COARSE == 0:
        return False
    time.sleep(min(max(0.0, _TICK - (time.time_ns() - written) / 1e9), _TICK))
    return True
