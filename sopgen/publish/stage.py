"""The stage: the next tree of sites, written or hard-linked file by file; nothing standing is opened for writing."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import BinaryIO

from sopgen.metadata import is_picture, published
from sopgen.model import Output
from sopgen.publish.inventory import NotStanding, Standing
from sopgen.publish.manifest import NAME, FileFacts
from sopgen.publish.paths import Paths, disk_path
from sopgen.publish.workshop import failures
from sopgen.stamps import size, stamp

_PIECE = 1 << 20
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class Stage:
    """The tree in the making. files: what it holds so far, by path; written, unchanged: how many of each; stamps: what
    the disk says of each file, as long as nobody but us has touched it."""

    def __init__(self, folder: Path, standing: Standing) -> None:
        self._new, self._old, self._standing = f"{folder}/", f"{standing.folder}/", standing
        self._paths: Paths | None = None
        self._made: set[str] = set()
        self.files: dict[str, FileFacts] = {}
        self.stamps: dict[str, bytes] = {}
        self.written = self.unchanged = 0
        with failures(f"{folder} cannot be made"):
            self._mode = self._begin(folder)

    def _begin(self, folder: Path) -> int:
        """Makes the folder. Gives the permission bits of new files."""
        os.mkdir(folder)
        return os.stat(folder).st_mode & 0o666  # what the umask leaves of it

    def site(self, site: str, outputs: Iterable[Output]) -> None:
        """Takes in all files of a site."""
        for output in outputs:
            path = f"{site}/{output.path}"
            if path not in self._standing.found or path in self.files:
                path = f"{site}/{disk_path(output.path, site)}"
                self._paths = self._paths or self._taken_in()
            if self._paths:
                self._paths.add(path)
            with failures(f"{path} cannot be written"):
                if output.sha256:
                    self.files[path] = self._left(path, output.sha256)
                elif output.copy_of and is_picture(output.copy_of):
                    self.files[path] = self._given(path, published(output.copy_of))
                elif output.copy_of:
                    self.files[path] = self._copied(path, output.copy_of)
                else:
                    self.files[path] = self._given(path, output.data)
            if output.lasting:
                self.files[path] = self.files[path]._replace(lasting=True)

    def keep_assets(self, site: str) -> None:
        """Keeps the lasting files that this build has superseded; the earlier ones while those are the same."""
        assets = _lasting(site, self._standing.manifest.files)
        current = {path for path, facts in assets.items() if not facts.superseded}
        mine = _lasting(site, self.files).keys()
        for path in sorted((assets.keys() if current == mine else current) - self.files.keys()):
            if self._standing.holds(path, assets[path].sha256) and not (self._paths and self._paths.meets(path)):
                if self._paths:
                    self._paths.add(path)
                self._keep(path, assets[path]._replace(superseded=True))

    def keep_sites(self, without: Collection[str]) -> None:
        """Keeps the files of all other sites as they stand."""
        for path, facts in sorted(self._standing.manifest.files.items()):
            if path.partition("/")[0] not in without and path in self._standing.found:
                self._keep(path, facts)

    def keep_foreign(self) -> None:
        """Carries along what file managers have left in the folder."""
        for path, stamped in self._standing.system.items():
            with failures(f"{path} cannot be kept"):
                self._make_folders(path)
                self._link(path)
            self.stamps[path] = stamped

    def finish(self, manifest: bytes) -> bytes:
        """Writes the manifest, to the disk itself: the tree is complete. Folders keep the permissions they had.

        Gives the stamp of the manifest, the file that was written last.
        """
        with failures(f"{NAME} cannot be written"):
            with self._open(NAME) as file:
                file.write(manifest)
                file.flush()
                os.fsync(file.fileno())
                self.stamps[NAME] = stamp(os.fstat(file.fileno()))
            for folder in ("", *{path.partition("/")[0] for path in self.files}):
                if os.path.isdir(self._old + folder):
                    shutil.copymode(self._old + folder, self._new + folder)
        return self.stamps[NAME]

    def _taken_in(self) -> Paths:
        """The paths so far. Those that stood there already can stand beside one another, so nobody looks at them before
        there is a new one."""
        paths = Paths()
        for path in self.files:
            paths.add(path)
        return paths

    def _left(self, path: str, sha256: str) -> FileFacts:
        """What stands stays. Only a file whose permissions are not those of a new one is written anew."""
        if self._standing.holds(path, sha256):
            if self._standing.permissions(path) == self._mode:
                return self._stay(path, FileFacts(size(self._standing.found[path]), sha256))
            facts = self._copied(path, self._old + path)
            if facts.sha256 == sha256:
                return facts
        raise NotStanding(f"{path} was changed by somebody while sopgen was building", "Build again.")

    def _given(self, path: str, data: bytes) -> FileFacts:
        facts = FileFacts(len(data), hashlib.sha256(data).hexdigest())
        if self._may_stay(path, facts):
            return self._stay(path, facts)
        with self._open(path) as file:
            file.write(data)
            self._wrote(path, file)
        return facts

    def _copied(self, path: str, of: str) -> FileFacts:
        """A copy of another file, piece by piece: a film can be longer than memory."""
        digest, length = hashlib.sha256(), 0
        with open(of, "rb") as source:
            found = self._standing.found.get(path)
            if found is not None and size(found) == os.fstat(source.fileno()).st_size:
                facts = FileFacts(size(found), hashlib.file_digest(source, "sha256").hexdigest())
                if self._may_stay(path, facts):
                    return self._stay(path, facts)
                source.seek(0)
            with self._open(path) as file:
                while piece := source.read(_PIECE):
                    file.write(piece)
                    digest.update(piece)
                    length += len(piece)
                self._wrote(path, file)
        return FileFacts(length, digest.hexdigest())

    def _may_stay(self, path: str, facts: FileFacts) -> bool:
        return self._standing.permissions(path) == self._mode and self._standing.holds(path, facts.sha256)

    def _stay(self, path: str, facts: FileFacts) -> FileFacts:
        self._make_folders(path)
        self._link(path)
        self.stamps[path] = self._standing.found[path]
        self.unchanged += 1
        return facts

    def _wrote(self, path: str, file: BinaryIO) -> None:
        file.flush()
        self.stamps[path] = stamp(os.fstat(file.fileno()))
        self.written += 1

    def _keep(self, path: str, facts: FileFacts) -> None:
        with failures(f"{path} cannot be kept"):
            self.files[path] = self._stay(path, facts)
            if not self._standing.holds(path, facts.sha256):
                del self.stamps[path]

    def _link(self, path: str) -> None:
        try:
            os.link(self._old + path, self._new + path)
        except OSError:  # a disk without hard links, or a file with too many
            with open(self._old + path, "rb") as standing, self._open(path) as file:
                shutil.copyfileobj(standing, file, _PIECE)
            shutil.copystat(self._old + path, self._new + path)

    def _open(self, path: str) -> BinaryIO:
        """A new file: where one stands already, this fails rather than write into it."""
        self._make_folders(path)
        return open(os.open(self._new + path, _NEW, 0o666), "wb")

    def _make_folders(self, path: str) -> None:
        folder = path.rpartition("/")[0]
        if folder and folder not in self._made:
            self._make_folders(folder)
            os.mkdir(self._new + folder)
            self._made.add(folder)


def _lasting(site: str, files: Mapping[str, FileFacts]) -> dict[str, FileFacts]:
    return {path: facts for path, facts in files.items() if facts.lasting and path.startswith(f"{site}/")}
