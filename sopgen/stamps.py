"""What a disk tells of published files unread: size, times, inode. Noted when a build ends, compared by the next.

A file whose stamp is the noted one holds the bytes that were published: whoever writes to it changes its `ctime`, which
no program can set; and a folder whose stamp is the noted one has the same entries. This room imports little, so that a
build that has nothing to do can ask here first.
"""

from __future__ import annotations

import os
import struct
import time
import unicodedata
import zlib
from collections.abc import Collection, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from stat import S_IMODE

from sopgen.footprint import written

Stamps = Mapping[str, bytes]
"""By path below a folder ("" is the folder itself), 36 bytes: type and mode, size in bytes, mtime in ns, inode, ctime
in ns."""

_FIELDS = struct.Struct("<IQqQq")
_CTIME = 8  # bytes, at the end
_COUNTS = struct.Struct("<4Q")
_HEAD = b"sopgen notes 3\n"
_QUICKEST = 1  # a level of zlib: others save a tenth more and take several times as long
# The clock of a file system ticks every 4 to 16 ms: what is written twice within a tick has the same time twice.
_TICK = 0.02
_COARSE = 1_000_000  # a disk whose times are whole milliseconds, or seconds, has too slow a clock to be believed


class Notes:
    """What a build left behind. files, folders: the stamps of all that it published; no folders where somebody else's
    file is among them. spare: the folders of the tree that stood before, where that was kept; differ: the paths at
    which it has another file than the published one, or none, or one too many."""

    __slots__ = ("differ", "files", "folders", "spare")

    def __init__(
        self,
        files: Stamps | None = None,
        folders: Stamps | None = None,
        spare: Stamps | None = None,
        differ: Collection[str] = (),
    ) -> None:
        self.files, self.folders, self.spare, self.differ = files or {}, folders or {}, spare or {}, differ


def stamp(found: os.stat_result) -> bytes:
    """The stamp of a file or folder, 36 bytes."""
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


def inode(stamped: bytes) -> bytes:
    """What is the same for two names of one file."""
    return stamped[20:28]


def same_file(one: bytes, other: bytes) -> bool:
    """Whether both tell of one file with one content, whatever names it was given or lost in between."""
    return one[:-_CTIME] == other[:-_CTIME]


def survey(folder: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The stamps of all files below a folder, and of all folders; links are not followed. Raises OSError.

    A folder's stamp is from before it was read, so that it tells of what comes later.
    """
    files: dict[str, bytes] = {}
    folders: dict[str, bytes] = {}
    below = [("", str(folder))]
    while below:
        path, here = below.pop()
        try:
            folders[path] = stamp(os.lstat(here))
            entries = list(os.scandir(here))
        except FileNotFoundError:
            folders.pop(path, None)
            continue
        prefix = f"{path}/" if path else ""
        for entry in entries:
            name = entry.name if entry.name.isascii() else unicodedata.normalize("NFC", entry.name)
            if entry.is_dir(follow_symlinks=False):
                below.append((prefix + name, entry.path))
            else:
                with suppress(FileNotFoundError):
                    files[prefix + name] = stamp(entry.stat(follow_symlinks=False))
    return files, folders


def as_stamped(folder: Path, stamps: Stamps) -> bool:
    """Whether everything with these paths below a folder has these stamps."""
    below, lstat, pack = f"{folder}/", os.lstat, _FIELDS.pack
    try:
        for path, stamped in stamps.items():
            if path:
                found = lstat(below + path)
                now = pack(found.st_mode, found.st_size, found.st_mtime_ns, found.st_ino, found.st_ctime_ns)
                if now != stamped:
                    return False
            elif not same_file(stamp(lstat(folder)), stamped):  # moved to another place, it has another ctime
                return False
    except OSError:
        return False
    return bool(stamps)


def as_noted(folder: Path, noted: Notes) -> bool:
    """Whether a published folder holds the files that the notes tell of, as they were left, and no other."""
    return as_stamped(folder, noted.folders) and as_stamped(folder, noted.files)


def noted_footprint(folder: Path, notes: Path | None) -> bytes:
    """The digest of the footprint that a published folder has as long as it is as the build left it that wrote these
    notes; b"" where that cannot be said."""
    noted = read_notes(notes)
    if not noted.folders:
        return b""
    fields = {path: _FIELDS.unpack(stamped) for path, stamped in noted.files.items()}
    files = {path: (size, changed, known, inode) for path, (_, size, changed, inode, known) in fields.items()}
    return written(str(folder), files, noted.folders)


def read_notes(notes: Path | None) -> Notes:
    """What was noted last; nothing where there are no notes, or they are damaged or of another format."""
    if notes is None:
        return Notes()
    try:
        written = notes.read_bytes()
    except OSError:
        return Notes()
    start = len(_HEAD) + 4
    squeezed = written[start:]
    if written[: len(_HEAD)] != _HEAD or not squeezed:  # cut off where the sum of nothing would be right
        return Notes()
    if zlib.crc32(squeezed) != int.from_bytes(written[len(_HEAD) : start], "little"):
        return Notes()
    body = zlib.decompress(squeezed)
    counts = _COUNTS.unpack_from(body)
    end = _COUNTS.size + sum(counts[:3]) * _FIELDS.size
    stamps = (body[at : at + _FIELDS.size] for at in range(_COUNTS.size, end, _FIELDS.size))
    paths = iter(body[end:].decode().split("\n"))
    files, folders, spare = (dict(zip(islice(paths, count), stamps, strict=False)) for count in counts[:3])
    return Notes(files, folders, spare, list(islice(paths, counts[3])))


def write_notes(notes: Path, noted: Notes) -> None:
    """Notes what was left. Where that fails, files are read next time; half a note is known by its checksum."""
    parts = noted.files, noted.folders, noted.spare, noted.differ
    with suppress(OSError, UnicodeEncodeError):
        stamps = b"".join(held for part in (noted.files, noted.folders, noted.spare) for held in part.values())
        paths = "\n".join(path for part in parts for path in part).encode()
        body = zlib.compress(_COUNTS.pack(*map(len, parts)) + stamps + paths, _QUICKEST)
        notes.write_bytes(_HEAD + zlib.crc32(body).to_bytes(4, "little") + body)


def as_published(folder: Path, published: Stamps) -> Notes:
    """What stands in a folder now: of its files, those that are still the ones that were published."""
    found, folders = survey(folder)
    files = {path: found[path] for path in published if path in found and same_file(found[path], published[path])}
    return Notes(files, folders if files.keys() == found.keys() and not empty(files, folders) else {})


def empty(files: Collection[str], folders: Collection[str]) -> bool:
    """Whether one of these folders holds none of these files."""
    filled = {""}
    for path in files:
        folder = path.rpartition("/")[0]
        while folder not in filled:
            filled.add(folder)
            folder = folder.rpartition("/")[0]
    return not filled.issuperset(folders)


def wait_for_tick(last: bytes) -> bool:
    """Waits until whoever writes to a file gives it another time than any has that was written before this one.

    last: the stamp of the file written last. False where the clock of the disk is too slow to wait for.
    """
    written = _FIELDS.unpack(last)[2]
    if written % _COARSE == 0:
        return False
    time.sleep(min(max(0.0, _TICK - (time.time_ns() - written) / 1e9), _TICK))
    return True
