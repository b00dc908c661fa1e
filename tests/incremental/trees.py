"""What stands in an output folder, and in what two of them differ."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sopgen.publish.manifest import NAME, SYSTEM_FILES

_HASHED = re.compile(r"[^/]+/assets/.+\.[0-9a-f]{8}(\.\w+)?")


@dataclass(frozen=True, slots=True)
class File:
    """A file of a tree: its bytes, for a link where it leads; its permission bits."""

    data: bytes
    mode: int
    link: bool = False


Tree = Mapping[str, File]
"""The files below a folder, by path."""


def tree(folder: Path) -> Tree:
    """What stands in a folder, without the names of folders; nothing where it is missing."""
    found: dict[str, File] = {}
    for here, folders, names in os.walk(folder):
        for name in (*names, *(each for each in folders if os.path.islink(os.path.join(here, each)))):
            path = os.path.join(here, name)
            state = os.lstat(path)
            link = stat.S_ISLNK(state.st_mode)
            data = os.fsencode(os.readlink(path)) if link else Path(path).read_bytes()
            found[os.path.relpath(path, folder)] = File(data, stat.S_IMODE(state.st_mode), link)
    return found


def listed(found: Tree) -> Mapping[str, Mapping[str, object]] | None:
    """The files that the manifest of a tree lists; None where it has none that can be read."""
    try:
        files = json.loads(found[NAME].data)["files"]
    except (KeyError, ValueError, TypeError):
        return None
    return files if isinstance(files, dict) else None


def foreign(found: Tree) -> list[str]:
    """What keeps sopgen from building into this folder: files that are not its own, as far as it knows."""
    own = listed(found)
    if own is None:
        return [path for path in found if not _of_system(path) or path == NAME]
    return [
        path for path, file in found.items() if path != NAME and (path not in own or file.link) and not _of_system(path)
    ]


def differences(given: Tree, clean: Tree, before: Tree, sites: tuple[str, ...]) -> Iterator[str]:
    """What a build left otherwise than a clean one does.

    before: what stood there. sites: that were asked for; of others all stays. What may be there beside the files of a
    clean build: superseded assets that stood there before, and files of the system.
    """
    files, wanted = listed(given), listed(clean)
    if files is None or wanted is None:
        yield "there is no manifest"
        return
    kept = {path for path, facts in files.items() if facts.get("superseded")}
    for path in sorted(kept):
        if path not in before or not _HASHED.fullmatch(path):
            yield f"{path} is said to be superseded, and never stood there"
    for path in sorted((given.keys() | clean.keys()) - {NAME}):
        if _asked(path, sites):
            yield from _differs(path, given.get(path), clean.get(path), path in kept or _of_system(path))
        elif not _of_system(path):
            yield from _differs(path, given.get(path), before.get(path), False)
    for path in sorted(files.keys() - kept):
        if _asked(path, sites) and files[path] != wanted.get(path):
            yield f"{path} is {files[path]} in the manifest, and {wanted.get(path)} in a clean one"
    for path, file in given.items():
        facts = files.get(path)
        if _asked(path, sites) and facts and facts["sha256"] != hashlib.sha256(file.data).hexdigest():
            yield f"{path} is not what the manifest says"
    for path in sorted(files.keys() - given.keys()):
        if _asked(path, sites):
            yield f"{path} is in the manifest, and not in the folder"


def changed(after: Tree, before: Tree) -> Iterator[str]:
    """What is not as it was."""
    for path in sorted(after.keys() | before.keys()):
        yield from _differs(path, after.get(path), before.get(path), False)


def _differs(path: str, given: File | None, wanted: File | None, may_be_more: bool) -> Iterator[str]:
    if given == wanted or (wanted is None and may_be_more):
        return
    if given is None or wanted is None:
        yield f"{path} {'is missing' if given is None else 'should not be there'}"
    elif given.data == wanted.data:
        yield f"{path} has mode {given.mode:o}, not {wanted.mode:o}"
    else:
        at = next((n for n, pair in enumerate(zip(given.data, wanted.data, strict=False)) if pair[0] != pair[1]), 0)
        near = slice(max(0, at - 60), at + 60)
        yield f"{path} differs at byte {at}: {given.data[near]!r} is not {wanted.data[near]!r}"


def _asked(path: str, sites: tuple[str, ...]) -> bool:
    return not sites or path.partition("/")[0] in sites


def _of_system(path: str) -> bool:
    return path.rpartition("/")[2] in SYSTEM_FILES
