"""Finds the Markdown files of a project and reads them: paths, languages, bytes, digests. Decides nothing else."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import re
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import Literal

from sopgen.footprint import COARSE, read_file
from sopgen.model import Finding, Place, Source
from sopgen.stamps import Stamps, stamp

Layout = Literal["beside", "folders"]
ENDINGS = (".md", ".markdown")
LARGEST = 1_000_000
"""Bytes of the largest document that is read."""
_LOCK = re.compile(r"translations\.([\w-]+)\.lock")


@dataclass(frozen=True, slots=True)
class Loaded:
    """sources: in the order of their paths. files: every other file of the content folder, paths from the project.
    locks: by language, the path and the bytes of the file that says what translations were made from. stamps: of the
    sources, as they were read; none of a file that somebody was changing. names: of all Markdown files.
    """

    sources: tuple[Source, ...]
    files: Set[str]
    findings: tuple[Finding, ...]
    locks: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    stamps: Stamps = field(default_factory=dict, compare=False)
    names: Set[str] = frozenset()


def load(root: Path, content: str, languages: tuple[str, ...], layout: Layout, before: Loaded | None = None) -> Loaded:
    """Read all Markdown files below `root/content`; what cannot be read is a finding, never an exception.

    before: what was loaded of the same folder before: a file whose stamp is the same is not read again.
    """
    markdown: list[str] = []
    others: set[str] = set()
    locks: dict[str, str] = {}
    findings: list[Finding] = []
    base = root / content
    if not os.path.isdir(base):
        hint = "make the folder, or set `content` in sopgen.yaml"
        return Loaded(
            (), frozenset(), (Finding(Place(content), "unreadable-file", "the content folder does not exist", hint),)
        )
    top = os.path.realpath(base)
    for folder, entries in _folders(base, lambda error: findings.append(_unreadable(error, root))):
        within = _shown(folder, root)
        for entry in entries:
            shown = entry.name if within == "." else f"{within}/{entry.name}"
            if wrong := _no_document(entry, shown):
                findings.append(wrong)
            elif entry.is_symlink() and os.path.commonpath([top, os.path.realpath(entry.path)]) != top:
                hint = "copy the file into the content folder"
                message = "this link leads out of the content folder"
                findings.append(Finding(Place(shown), "unreadable-file", message, hint))
            elif entry.name.lower().endswith(ENDINGS):
                markdown.append(shown)
            elif (lock := _LOCK.fullmatch(entry.name)) and folder == os.fspath(base):
                locks[lock[1]] = shown
            else:
                others.add(shown)
    sources: list[Source] = []
    stamps: dict[str, bytes] = {}
    known = set(markdown)
    standing = before.stamps if before and before.names == known else {}
    held = {source.path: source for source in before.sources} if before and standing else {}
    moment = time.time_ns() - COARSE
    for path in sorted(markdown):
        file = os.path.join(root, path)
        try:
            found = os.stat(file)
            if found.st_size > LARGEST:
                findings.append(_too_large(path, found.st_size))
                continue
            if max(found.st_mtime_ns, found.st_ctime_ns) < moment:
                stamps[path] = stamp(found)
            if path in standing and stamps.get(path) == standing[path]:
                sources.append(held[path])
                continue
            data = read_file(file)
        except OSError as error:
            findings.append(_unreadable(error, root, path))
            continue
        sources.append(source(path, data, content, languages, layout, known))
    kept: dict[str, tuple[str, bytes]] = {}
    for language, path in locks.items():
        try:
            kept[language] = (path, read_file(root / path))
        except OSError as error:
            findings.append(_unreadable(error, root, path))
    return Loaded(tuple(sources), frozenset(others), tuple(findings), kept, stamps, known)


def again(
    loaded: Loaded, root: Path, path: Path, content: str, languages: tuple[str, ...], layout: Layout
) -> Source | None:
    """One of the files that were loaded, as it is now; None of a file that came and went since: so some programs save.

    Raises KeyError where it is none of them, OSError where it cannot be read.
    """
    shown = _shown(os.path.abspath(path), root)
    known = any(found.path == shown for found in loaded.sources)
    if not known and shown not in loaded.files and not os.path.lexists(path):
        return None
    if path.is_symlink() or not known:
        raise KeyError(shown)
    data = read_file(path)
    if len(data) > LARGEST:
        raise KeyError(shown)
    return source(shown, data, content, languages, layout, loaded.names)


def with_unsaved(
    loaded: Loaded, unsaved: Mapping[str, bytes], content: str, languages: tuple[str, ...], layout: Layout
) -> Loaded:
    """What was loaded, with these texts (by path from the project) in the place of what their files say."""
    by_path = {found.path: found for found in loaded.sources}
    known = by_path.keys() | unsaved.keys()
    for path, data in unsaved.items():
        by_path[path] = source(path, data, content, languages, layout, known)
    return dataclasses.replace(loaded, sources=tuple(by_path[path] for path in sorted(by_path)))


class OnDisk(Set[str]):
    """The files of a folder, asked one by one: for single files that belong to no project."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and os.path.exists(self.root / path)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def load_paths(root: Path, paths: tuple[Path, ...], languages: tuple[str, ...]) -> Loaded:
    """Read these files, and all Markdown files below these folders, where there is no project around them."""
    sources: dict[str, Source] = {}
    findings: list[Finding] = []
    for path in paths:
        shown = _shown(os.path.abspath(path), root)
        if os.path.isdir(path):
            below = load(root, shown, languages, "beside")
            findings.extend(below.findings)
            sources.update({found.path: found for found in below.sources})
        else:
            try:
                if (size := path.stat().st_size) > LARGEST:
                    findings.append(_too_large(shown, size))
                    continue
                sources[shown] = source(shown, path.read_bytes(), ".", languages, "beside", frozenset(sources))
            except OSError as error:
                findings.append(_unreadable(error, root, shown))
    return Loaded(tuple(sources[path] for path in sorted(sources)), OnDisk(root), tuple(findings))


def source(
    path: str, data: bytes, content: str, languages: tuple[str, ...], layout: Layout, known: Set[str] = frozenset()
) -> Source:
    """The Source of one file: which document and which language its path says it is."""
    inner = path.removeprefix(content).lstrip("/") if content not in ("", ".") else path
    parts = unicodedata.normalize("NFC", inner).split("/")
    language, explicit = languages[0], False
    stem = parts.pop().rsplit(".", 1)[0]
    if layout == "folders" and parts and parts[0] in languages:
        language, explicit = parts.pop(0), True
    elif layout == "beside" and "." in stem and stem.rsplit(".", 1)[1] in languages:
        stem, language = stem.rsplit(".", 1)
        explicit = True
    folder = path.rpartition("/")[0]
    is_index = stem == "index" or (stem == "README" and f"{folder}/index.md".lstrip("/") not in known)
    key = "/".join(parts if is_index else [*parts, stem])
    return Source(
        path=path,
        key=key,
        language=language,
        data=data,
        digest=hashlib.blake2b(data, digest_size=16).hexdigest(),
        explicit=explicit,
        snippet=any(part.startswith("_") for part in [*parts, stem]),
        index=is_index,
    )


def _folders(base: Path, unreadable: Callable[[OSError], None]) -> Iterator[tuple[str, list[os.DirEntry[str]]]]:
    """A folder and those below it, each with what is in it but folders; hidden ones are left out, links to folders not
    followed."""
    below = [os.fspath(base)]
    while below:
        folder = below.pop()
        try:
            with os.scandir(folder) as found:
                entries = sorted((entry for entry in found if entry.name[0] != "."), key=attrgetter("name"))
        except OSError as error:
            unreadable(error)
            continue
        yield folder, [entry for entry in entries if not _is_folder(entry)]
        inner = [entry.path for entry in entries if entry.is_dir(follow_symlinks=False)]
        below.extend(reversed(inner))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Asked of the path where it is a link: of one that leads to itself the entry would raise."""
    return os.path.isdir(entry.path) if entry.is_symlink() else entry.is_dir()


def _no_document(entry: os.DirEntry[str], shown: str) -> Finding | None:
    """What keeps a name in the content folder from being read at all."""
    try:
        shown.encode()
    except UnicodeEncodeError:
        place = Place(shown.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
        return Finding(place, "unreadable-file", "the file's name is not UTF-8", "rename the file")
    if not entry.is_file(follow_symlinks=False) and os.path.exists(entry.path) and not os.path.isfile(entry.path):
        return Finding(Place(shown), "unreadable-file", "this is not a file that can be read", "move it elsewhere")
    return None


def _too_large(path: str, size: int) -> Finding:
    message = f"this document of {size / 1e6:.1f} MB is not read: {LARGEST / 1e6:.0f} MB is the most"
    return Finding(Place(path), "limits", message, "part it, or give a file that is no document another ending")


def _shown(path: str, root: Path) -> str:
    return os.path.relpath(path, root).replace(os.sep, "/")


def _unreadable(error: OSError, root: Path, path: str = "") -> Finding:
    shown = path or (_shown(os.fsdecode(error.filename), root) if error.filename else ".")
    return Finding(Place(shown), "unreadable-file", f"cannot be read: {error.strerror}", "check the file's permissions")
