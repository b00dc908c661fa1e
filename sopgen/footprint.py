"""What files and folders look like to the file system: a change shows without a byte being read. Quick to import."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from io import BufferedReader

FINE = 50_000_000
"""Nanoseconds: the clocks of most file systems go on every 4 to 16 milliseconds, not more often."""
COARSE = 2_000_000_000
"""Nanoseconds: those of some (FAT, HFS+, ext3) every one or two seconds."""

Recent = tuple[tuple[int, str], ...]


class Footprint:
    """A file, or a folder with all below it.

    digest: of every name, size, time of change (mtime and ctime) and inode. recent: (time, path) of what was changed
    not long before, or after, a given moment. folders: a digest of when anything last came into a folder or went,
    which tells of a file that was there for a while.
    """

    __slots__ = ("digest", "folders", "recent")

    def __init__(self, digest: bytes, recent: Recent, folders: bytes = b"") -> None:
        self.digest, self.recent, self.folders = digest, recent, folders


def footprint(path: str, moment: int, skip: tuple[str, ...] = ()) -> Footprint:
    """The footprint of what is at a path; also where nothing is, or what cannot be read. Links are followed.

    moment: nanoseconds since 1970. skip: beginnings of names that are left out below a folder.
    """
    seen = blake2b(os.fsencode(os.path.realpath(path)), digest_size=16)
    times = blake2b(digest_size=16)
    recent: list[tuple[int, str]] = []
    since = moment - COARSE
    followed: set[str] = set()
    folders = [path]
    while folders:
        here = folders.pop()
        lines: list[str] = []
        below: list[str] = []
        try:
            own = os.stat(here)
            times.update(f"{own.st_mtime_ns} {own.st_ctime_ns} {own.st_ino}\0".encode())
            with os.scandir(here) as entries:
                for entry in entries:
                    name = entry.name
                    if name.startswith(skip):
                        continue
                    if entry.is_symlink() and (real := os.path.realpath(entry.path)):
                        lines.append(f"{name}>{real}")
                        if os.path.isdir(entry.path) and real not in followed:  # `entry` raises in a loop
                            followed.add(real)
                            below.append(entry.path)
                    elif entry.is_dir():
                        lines.append(f"{name}/")
                        below.append(entry.path)
                        continue
                    try:
                        found = entry.stat()
                    except OSError as error:
                        lines.append(f"{name}!{error.errno}")
                        continue
                    changed, known = found.st_mtime_ns, found.st_ctime_ns
                    lines.append(f"{name}\0{found.st_size} {changed} {known} {found.st_ino}")
                    if changed >= since or known >= since:
                        recent.append((max(changed, known), entry.path))
        except NotADirectoryError:
            lines, recent = _of_file(path, since)
        except OSError as error:
            lines.append(f"!{error.errno}")
        folders += sorted(below)
        seen.update(_joined(lines))
    return Footprint(seen.digest(), tuple(recent), times.digest())


def written(path: str, files: Mapping[str, tuple[int, int, int, int]], folders: Iterable[str]) -> bytes:
    """The digest that the footprint of a folder has where this is all that is in it, without a look at it.

    files: by path below it, size, mtime and ctime in ns, inode. folders: the paths of those in it.
    """
    lines: dict[str, list[str]] = {"": []}
    below: dict[str, list[str]] = {}
    for folder in filter(None, folders):
        above, _, name = folder.rpartition("/")
        lines.setdefault(folder, [])
        lines.setdefault(above, []).append(f"{name}/")
        below.setdefault(above, []).append(folder)
    for file, (size, changed, known, inode) in files.items():
        above, _, name = file.rpartition("/")
        lines.setdefault(above, []).append(f"{name}\0{size} {changed} {known} {inode}")
    seen = blake2b(os.fsencode(os.path.realpath(path)), digest_size=16)
    left = [""]
    while left:
        here = left.pop()
        left += sorted(below.get(here, ()))
        seen.update(_joined(lines[here]))
    return seen.digest()


def _joined(lines: list[str]) -> bytes:
    """What the footprint tells of one folder."""
    return os.fsencode("\0\0".join(sorted(lines))) + b"\0\0\0"


def _of_file(path: str, since: int) -> tuple[list[str], list[tuple[int, str]]]:
    try:
        found = os.stat(path)
    except OSError as error:
        return [f"!{error.errno}"], []
    latest = max(found.st_mtime_ns, found.st_ctime_ns)
    line = f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"
    return [line], [(latest, path)] if latest >= since else []


def young(recent: Iterable[tuple[int, str]], moment: int) -> list[str]:
    """Of what is recent, the paths that might have been changed again after this moment with the same times to show:
    until the clock of their file system had gone on. Its times say how fine that is."""
    recent = list(recent)
    fine = any(time % 1_000_000 for time, _ in recent)
    return [path for time, path in recent if time >= moment - (FINE if fine else COARSE)]


def content(path: str) -> bytes:
    """A digest of what a file holds; of nothing where it cannot be read."""
    try:
        return blake2b(read_file(path), digest_size=16).digest()
    except OSError:
        return b""


def read_file(path: str | os.PathLike[str]) -> bytes:
    """What a file holds. Raises OSError where it cannot be read, and for a pipe or a device: these may have no end, and
    a project may come from strangers, with a link to one in the place of any file."""
    with open_file(path) as file:
        return file.read()


def open_file(path: str | os.PathLike[str]) -> BufferedReader:
    """The same, to read in pieces. Raises as `read_file`."""
    return open(path, "rb", opener=_with_an_end)


def _with_an_end(path: str, flags: int) -> int:
    """Opens a file, at once: nobody waits for somebody who writes into a pipe."""
    try:
        opened = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    except BlockingIOError:  # a file on which another program has a lease, as Samba does: it gives it back
        opened = os.open(path, flags)
    kind = os.fstat(opened).st_mode
    if stat.S_ISREG(kind) or stat.S_ISDIR(kind):  # `open` refuses a folder
        return opened
    os.close(opened)
    raise OSError(errno.EINVAL, "it is a pipe or a device", path)
