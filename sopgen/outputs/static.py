"""The files of `static/<site>/`, copied as they are: CNAME, favicon, .well-known."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from sopgen.model import Output, SopgenError

# What file managers and git need in a folder and no reader does.
LEFT_OUT = frozenset({".DS_Store", ".gitkeep", "Thumbs.db", "desktop.ini"})


def static_files(root: Path, site: str) -> Iterator[Output]:
    """Every file below `static/<site>/` of the project at `root`, by name.

    Raises SopgenError for a link that leads out of the project, to a folder or nowhere, and for what is no file.
    """
    folder = root / "static" / site
    if not Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(root)):
        raise SopgenError(f"static/{site} leads out of the project", "Put a copy of the files there.")
    for here, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted([*names, *(each for each in folders if os.path.islink(os.path.join(here, each)))]):
            if name not in LEFT_OUT:
                file = Path(here, name)
                _judge(file, root)
                yield Output(unicodedata.normalize("NFC", file.relative_to(folder).as_posix()), copy_of=str(file))


def _judge(file: Path, root: Path) -> None:
    shown = file.relative_to(root).as_posix()
    try:
        mode = file.stat().st_mode
    except OSError as error:
        raise SopgenError(f"{shown} cannot be read: {error.strerror}", "Mend or delete it.") from error
    if not stat.S_ISREG(mode):
        raise SopgenError(f"{shown} is no file, so it cannot be published", "Put a copy of the files there.")
    if file.is_symlink() and not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(root)):
        raise SopgenError(f"{shown} is a link that leads out of the project", "Put a copy of the file there.")
