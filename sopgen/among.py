"""What a document among the others is judged by: its own files, and all that others can see."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from time import time_ns
from typing import get_args

from sopgen.footprint import young
from sopgen.keys import digest
from sopgen.library import Library
from sopgen.model import Audience, Entry, Record
from sopgen.said import state


def parts(entry: Entry, library: Library) -> list[Record]:
    """The files that a document is made of: its own, and those that it includes."""
    found = (library.parts(entry.record, audience, entry.language) for audience in get_args(Audience))
    return [record for parts in found for record in parts]


def around(library: Library, documents: bytes) -> tuple[bytes, bool]:
    """A digest of what is around all documents but for the settings: what they say but for words (`said.bare`),
    what the disk tells of all files that are no documents, and which there are in `static/`. And whether it can be
    believed later: a file as young as this might yet change with the same times to show."""
    root, moment = library.config.root, time_ns()
    static = sorted((path.relative_to(root).as_posix(), path.is_file()) for path in (root / "static").rglob("*"))
    files = [(path, state(root / path)) for path in sorted(library.files)]
    settled = not young(((found[2], path) for path, found in files if found), moment)
    return digest(documents, repr((static, files))), settled


def settings_key(library: Library) -> str:
    """The settings of a library, wherever the project is."""
    return repr(dataclasses.replace(library.config, root=Path(), files=(), digest=""))
