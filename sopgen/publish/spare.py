"""The spare: the tree that stood before the last build, kept in the workshop, which becomes the next one.

To make twenty thousand folders and remove as many takes seconds even where one page has changed. So a large output has
two trees that take turns: what differs is put right in the spare, then the two are exchanged. What has not changed is
one file with a name in both. A spare is used only where every stamp in it and in the output is the one that was noted;
else, or where its names get in the way, a new tree is staged.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO

from sopgen.model import SopgenError
from sopgen.publish.inventory import Standing
from sopgen.publish.manifest import NAME, FileFacts
from sopgen.publish.paths import Paths
from sopgen.publish.stage import Stage
from sopgen.publish.workshop import Workshop, clear, failures
from sopgen.stamps import Notes, Stamps, as_published, as_stamped, empty, inode, mode, same_file, stamp, survey

WORTH_SPARE = 250
"""With fewer files in the output none is kept: nothing is left beside it."""


def open_stage(workshop: Workshop, standing: Standing) -> Stage:
    """Where the next tree is staged: on the spare, or from nothing. A spare that cannot be used is removed."""
    noted, differ = standing.noted, _apart(standing.noted.differ)
    if differ and standing.as_left and not standing.system and as_stamped(workshop.spare, noted.spare):
        with failures(f"{workshop.spare} cannot be used"):
            os.rename(workshop.spare, workshop.new)
        return SpareStage(workshop, standing, differ)
    if os.path.lexists(workshop.spare):
        with failures(f"{workshop.spare} cannot be removed"):
            shutil.rmtree(workshop.spare)
    return Stage(workshop.new, standing)


class SpareStage(Stage):
    """A tree in the making that was one already. While it is made, it is an unfinished tree like any other."""

    def __init__(self, workshop: Workshop, standing: Standing, differ: Paths) -> None:
        self._spare = workshop.spare
        self._known, self._differ = differ, frozenset(standing.noted.differ)
        self._names: Paths | None = None
        self._linked: set[str] = set()
        self._wrote_at: set[str] = set()
        self._folders: dict[str, bytes] = {}
        self.renewed = True
        super().__init__(workshop.new, standing)

    def _begin(self, folder: Path) -> int:
        self._made.update(self._standing.noted.spare)
        os.unlink(self._new + NAME)
        descriptor = os.open(self._new + NAME, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            return os.fstat(descriptor).st_mode & 0o666
        finally:
            os.close(descriptor)

    def _stay(self, path: str, facts: FileFacts) -> FileFacts:
        if not self.renewed:
            return super()._stay(path, facts)
        if path in self._differ:
            self._clear(path)
            self._linked.add(path)
            return super()._stay(path, facts)
        self.stamps[path] = self._standing.found[path]
        self.unchanged += 1
        return facts

    def _open(self, path: str) -> BinaryIO:
        if self.renewed:
            if self._in_the_way(path):
                self._stage_anew()
            else:
                self._clear(path)
                self._wrote_at.add(path)
        return super()._open(path)

    def finish(self, manifest: bytes) -> bytes:
        if self.renewed:
            with failures("what is no longer published cannot be removed"):
                stirred = self._drop()
        last = super().finish(manifest)
        if self.renewed:
            with failures(f"{self._new} cannot be read"):
                self._stamp_again(stirred)
        return last

    def notes(self, spare: Stamps) -> Notes:
        """What is to be noted when the tree stands. spare: the folders of the one that stood before, if it is kept."""
        whole = self.stamps.keys() == {*self.files, NAME}
        differ = (self._wrote_at | (self._standing.found.keys() - self.files.keys())) - {NAME}
        return Notes(self.stamps, self._folders if whole else {}, spare, sorted(differ))

    def _in_the_way(self, path: str) -> bool:
        """Whether a name that is there already, and perhaps goes, cannot stand beside a new one."""
        if path == NAME or path in self._standing.found or path in self._differ:
            return False
        if self._names is None:
            self._names = Paths()
            for old in self._standing.found:
                self._names.add(old)
        return bool(self._names.meets(path) or self._known.meets(path))

    def _stage_anew(self) -> None:
        """Stages what was taken in so far in a new folder, and goes on there as if there had been no spare."""
        os.rename(self._new, self._spare)
        os.mkdir(self._new)
        self.renewed = False
        self._made.clear()
        for path in self.files:
            self._make_folders(path)
            os.link(f"{self._spare}/{path}", self._new + path)
        shutil.rmtree(self._spare)

    def _clear(self, path: str) -> None:
        with suppress(FileNotFoundError):
            os.unlink(self._new + path)

    def _drop(self) -> set[str]:
        """Removes files that this build has not made, and folders that are empty then. Gives the folders it touched."""
        gone = (self._standing.found.keys() | self._differ) - self.files.keys()
        stirred = {_above(path) for path in gone}
        for path in gone:
            self._clear(path)
        for folder in sorted(stirred, key=len, reverse=True):
            while folder in self._made and folder and not os.listdir(self._new + folder):
                os.rmdir(self._new + folder)
                self._made.remove(folder)
                folder = _above(folder)
                stirred.add(folder)
        return stirred

    def _stamp_again(self, stirred: set[str]) -> None:
        """Stamps what this build has touched; nobody else can, as long as it is not published."""
        before, touched = self._standing.noted.spare, self._linked | self._wrote_at
        made = self._made - before.keys()
        sites = {path.partition("/")[0] for path in self.files}
        stirred = stirred | sites | made | {_above(path) for path in made | touched} | {""}
        self._folders = {path: stamped for path, stamped in before.items() if path in self._made}
        for path in stirred & self._made:
            self._folders[path] = stamp(os.lstat(self._new + path))
        for path in touched:
            now, then = stamp(os.lstat(self._new + path)), self.stamps.pop(path, b"")
            if same_file(now, then):
                self.stamps[path] = now


def close_stage(workshop: Workshop, output: Path, stage: Stage, before: Standing) -> Notes:
    """Keeps the tree that stood before the exchange as a spare, where that is worth it, and removes what else is left.

    Gives what is to be noted of the tree that stands now.
    """
    worth = len(stage.files) >= WORTH_SPARE and workshop.new.exists()
    if isinstance(stage, SpareStage) and stage.renewed:
        folders = before.noted.folders
        kept = worth and as_stamped(workshop.new, folders) and _keep(workshop)
        clear(workshop, output)
        return stage.notes(folders if kept else {})
    files, folders = survey(workshop.new) if worth else ({}, {})
    kept = worth and _ours(files, before) and not empty(files, folders) and _keep(workshop)
    clear(workshop, output)
    noted = as_published(output, stage.stamps)
    if not kept:
        return noted
    names = (files.keys() | noted.files.keys()) - {NAME}
    differ = [path for path in names if inode(files.get(path, b"")) != inode(noted.files.get(path, b""))]
    return Notes(noted.files, noted.folders, folders, sorted(differ))


def _apart(names: Iterable[str]) -> Paths | None:
    """These paths, if all of them can stand beside one another."""
    paths = Paths()
    try:
        for path in names:
            paths.add(path)
    except SopgenError:
        return None
    return paths


def _ours(files: Stamps, before: Standing) -> bool:
    return all(S_ISREG(mode(files[path])) and path in before.manifest.files for path in files.keys() - {NAME})


def _keep(workshop: Workshop) -> bool:
    try:
        os.rename(workshop.new, workshop.spare)
    except OSError:
        return False
    return True


def _above(path: str) -> str:
    return path.rpartition("/")[0]
