"""The manifest of a published folder: which of its files are ours."""

from __future__ import annotations

import errno
import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, field

from sopgen.footprint import read_file
from sopgen.model import SopgenError

NAME = ".sopgen-manifest.json"
FORMAT = 1
_quoted = json.JSONEncoder(ensure_ascii=False).encode
# What file managers leave wherever they look: nobody's work, so no reason to refuse a folder. It is carried along.
SYSTEM_FILES = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


class FileFacts(NamedTuple):
    """A published file: size in bytes, SHA-256 in hex, whether it may stay a while when nothing needs it any more, and
    whether it only stays so."""

    size: int
    sha256: str
    lasting: bool = False
    superseded: bool = False


class Manifest(Struct, frozen=True):
    """The files of a published folder by path below it; `found` is False where there is no manifest."""

    files: Mapping[str, FileFacts] = field(default_factory=dict)
    found: bool = False


def manifest_text(version: str, files: Mapping[str, FileFacts]) -> bytes:
    """The manifest as JSON, one file a line. The same files give the same bytes: it holds no date."""
    lines = [_line(path, *files[path]) for path in sorted(files)]
    head = f'{{"format": {FORMAT}, "sopgen": {json.dumps(version)}, "files": {{\n'
    return (head + ",\n".join(lines) + "\n}}\n").encode()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a published folder. Raises SopgenError where it cannot be understood."""
    try:
        written = json.loads(read_file(folder / NAME))
    except (FileNotFoundError, NotADirectoryError):
        return Manifest()
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        raise _unreadable(folder) from error  # it is none
    except ValueError as error:
        raise _unreadable(folder) from error
    try:
        if written["format"] != FORMAT:
            raise SopgenError(
                f"{folder / NAME} was written by sopgen {written['sopgen']}, which kept other notes",
                f"Build with that version, or delete {folder} and build again.",
            )
        files = {
            path: FileFacts(facts["size"], facts["sha256"], facts.get("lasting", False), facts.get("superseded", False))
            for path, facts in written["files"].items()
        }
    except (KeyError, TypeError, AttributeError) as error:
        raise _unreadable(folder) from error
    return Manifest(files, found=True)


def _line(path: str, size: int, sha256: str, lasting: bool, superseded: bool) -> str:
    more = (', "lasting": true' if lasting else "") + (', "superseded": true' if superseded else "")
    return f'{_quoted(path)}: {{"size": {size}, "sha256": "{sha256}"{more}}}'


def _unreadable(folder: Path) -> SopgenError:
    return SopgenError(
        f"{folder / NAME} cannot be read, so sopgen does not know which files there are its own",
        f"If {folder} is an old build and nothing else, delete it and build again.",
    )
