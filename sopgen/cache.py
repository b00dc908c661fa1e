"""Where sopgen keeps what it can make again: which folder, and which of its files are a project's. Quick to import."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from hashlib import blake2b

FOLDER_VARIABLE = "SOPGEN_CACHE_DIR"
"""The environment variable that names another folder, such as one that CI keeps between runs."""

_UNFINISHED = ".new"
_LONG = 3600.0  # seconds


def folder(named: str | None = None) -> str:
    """The folder that is named, else that of the variable, else the user's own cache folder: never one in a project
    that nobody named, for its files may come from strangers."""
    if chosen := named or os.environ.get(FOLDER_VARIABLE):
        return os.path.abspath(chosen)
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local"), "sopgen", "Cache")
    if not os.path.isabs(home):
        home = os.devnull
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches", "sopgen")
    named_by_desktop = os.environ.get("XDG_CACHE_HOME", "")
    kept = named_by_desktop if os.path.isabs(named_by_desktop) else os.path.join(home, ".cache")
    return os.path.join(kept, "sopgen")


def stem(cache: str, root: str) -> str:
    """What the names of a project's files begin with: the way from the cache to the project.

    So a cache that lies beside or in a checkout is still the project's where both stand on another machine.
    """
    root, cache = os.path.realpath(root), os.path.realpath(cache)
    try:
        way = os.path.relpath(root, cache)
    except ValueError:  # Windows: another drive
        way = root
    return blake2b(os.fsencode(way), digest_size=12).hexdigest()


def files(cache: str, root: str) -> list[str]:
    """The paths of all that is kept of a project."""
    name = stem(cache, root)
    try:
        return sorted(os.path.join(cache, each) for each in os.listdir(cache) if each.startswith(name))
    except OSError:
        return []


def make(cache: str) -> None:
    """Make the folder, the user's own; git leaves it alone, wherever it is. Raises OSError."""
    if not os.path.isdir(cache):
        os.makedirs(cache, mode=0o700, exist_ok=True)
        write(os.path.join(cache, ".gitignore"), b"*\n")


def write(path: str, data: bytes) -> None:
    """Write a file whole or not at all; where that cannot be, nothing happens: all in a cache can be made again."""
    new = f"{path}.{os.getpid()}{_UNFINISHED}"
    try:
        with open(new, "wb") as file:
            file.write(data)
        os.replace(new, path)
    except OSError:
        with suppress(OSError):
            os.unlink(new)
    _tidy(path)


def _tidy(path: str) -> None:
    """Removes what writers of a file have left that were killed long ago."""
    folder, name = os.path.split(path)
    with suppress(OSError):
        left = [one for one in os.scandir(folder) if one.name.startswith(f"{name}.") and one.name.endswith(_UNFINISHED)]
        for one in left:
            if one.stat().st_mtime < time.time() - _LONG:
                os.unlink(one.path)
