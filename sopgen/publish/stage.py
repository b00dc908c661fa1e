"""The stage: the next tree of sites, written or hard-linked file by file; nothing standing is opened for writing."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import BinaryIO

from sopgen.model import Output
from sopgen.publish.manifest import NAME, FileFacts, Manifest, Standing
from sopgen.publish.paths import Paths, disk_path
from sopgen.publish.workshop import failures

_HASHED_ASSET = re.compile(r"assets/(?:[^/]+/)*[^/]+\.[0-9a-f]{8,64}(?:\.\w+)*")
_PIECE = 1 << 20
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class Stage:
    """The tree in the making. files: what it holds so far, by path; written, unchanged: how many of each."""

    def __init__(self, folder: Path, output: Path, standing: Standing) -> None:
        self._new, self._old, self._standing = f"{folder}/", f"{output}/", standing
        self._paths = Paths()
        self._made: set[str] = set()
        self.files: dict[str, FileFacts] = {}
        self.written = self.unchanged = 0
        with failures(f"{folder} cannot be made"):
            os.mkdir(folder)
            self._mode = os.stat(folder).st_mode & 0o666  # what the umask leaves of it

    def site(self, site: str, outputs: Iterable[Output]) -> None:
        """Takes in all files of a site."""
        for output in outputs:
            path = f"{site}/{disk_path(output.path, site)}"
            self._paths.add(path)
            with failures(f"{path} cannot be written"):
                self.files[path] = self._copied(path, output) if output.copy_of else self._given(path, output.data)

    def keep_assets(self, site: str, old: Manifest) -> None:
        """Keeps the hashed assets that this build has superseded; the earlier ones while the assets are the same."""
        assets = {
            path: facts
            for path, facts in old.files.items()
            if path.startswith(f"{site}/") and _HASHED_ASSET.fullmatch(path, len(site) + 1)
        }
        current = {path for path, facts in assets.items() if not facts.superseded}
        mine = {
            path for path in self.files if path.startswith(f"{site}/") and _HASHED_ASSET.fullmatch(path, len(site) + 1)
        }
        for path in sorted(assets.keys() if current == mine else current):
            if path in self._standing.modes and not self._paths.meets(path):
                self._paths.add(path)
                self._keep(path, FileFacts(assets[path].size, assets[path].sha256, superseded=True))

    def keep_sites(self, old: Manifest, without: Collection[str]) -> None:
        """Keeps the files of all other sites as they stand."""
        for path, facts in sorted(old.files.items()):
            if path.partition("/")[0] not in without and path in self._standing.modes:
                self._keep(path, facts)

    def keep_foreign(self) -> None:
        """Carries along what file managers have left in the folder."""
        for path in self._standing.system:
            with failures(f"{path} cannot be kept"):
                self._make_folders(path)
                self._link(path)

    def finish(self, manifest: bytes) -> None:
        """Writes the manifest, to the disk itself: the tree is complete. Folders keep the permissions they had."""
        with failures(f"{NAME} cannot be written"):
            with self._open(self._new + NAME) as file:
                file.write(manifest)
                file.flush()
                os.fsync(file.fileno())
            for folder in ("", *{path.partition("/")[0] for path in self.files}):
                if os.path.isdir(self._old + folder):
                    shutil.copymode(self._old + folder, self._new + folder)

    def _given(self, path: str, data: bytes) -> FileFacts:
        facts = FileFacts(len(data), hashlib.sha256(data).hexdigest())
        self._make_folders(path)
        if self._standing.modes.get(path) == self._mode:
            with open(self._old + path, "rb", buffering=0) as standing:
                same = os.fstat(standing.fileno()).st_size == len(data) and standing.read() == data
            if same:
                self._link(path)
                self.unchanged += 1
                return facts
        with self._open(self._new + path) as file:
            file.write(data)
        self.written += 1
        return facts

    def _copied(self, path: str, output: Output) -> FileFacts:
        self._make_folders(path)
        with open(output.copy_of, "rb") as source:
            if self._standing.modes.get(path) == self._mode and (facts := self._same(path, source)):
                self._link(path)
                self.unchanged += 1
                return facts
            source.seek(0)
            digest, size = hashlib.sha256(), 0
            with self._open(self._new + path) as file:
                while piece := source.read(_PIECE):
                    file.write(piece)
                    digest.update(piece)
                    size += len(piece)
        self.written += 1
        return FileFacts(size, digest.hexdigest())

    def _same(self, path: str, source: BinaryIO) -> FileFacts | None:
        """What the standing file is, if it holds the same as the source."""
        digest, size = hashlib.sha256(), 0
        with open(self._old + path, "rb") as standing:
            while piece := source.read(_PIECE):
                if standing.read(_PIECE) != piece:
                    return None
                digest.update(piece)
                size += len(piece)
            return None if standing.read(1) else FileFacts(size, digest.hexdigest())

    def _keep(self, path: str, facts: FileFacts) -> None:
        with failures(f"{path} cannot be kept"):
            self._make_folders(path)
            self._link(path)
        self.files[path] = facts
        self.unchanged += 1

    def _link(self, path: str) -> None:
        try:
            os.link(self._old + path, self._new + path)
        except OSError:  # a disk without hard links, or a file with too many
            with open(self._old + path, "rb") as standing, self._open(self._new + path) as file:
                shutil.copyfileobj(standing, file, _PIECE)
            shutil.copystat(self._old + path, self._new + path)

    def _open(self, path: str) -> BinaryIO:
        """A new file: where one stands already, this fails rather than write into it."""
        return open(os.open(path, _NEW, 0o666), "wb")

    def _make_folders(self, path: str) -> None:
        folder = path.rpartition("/")[0]
        if folder and folder not in self._made:
            self._make_folders(folder)
            os.mkdir(self._new + folder)
            self._made.add(folder)
