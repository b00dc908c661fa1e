"""The project that is edited, with its output and its cache, and the ways in which a file comes to hold other bytes."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path
from random import Random

from tests.incremental.company import FILES
from tests.projects import write

OUTPUT, OTHER = "build", "other"
"""The output folders of a project."""
OURS = (OUTPUT, OTHER, f".{OUTPUT}.sopgen", f".{OTHER}.sopgen")
"""What is in a project's folder and not of it."""


class World:
    """All in one folder: `project/` with `build/` in it, `cache/`, and `program/` where sopgen itself is edited too."""

    def __init__(self, folder: Path, program: Path | None = None) -> None:
        self.folder, self.program = folder, program
        self.project = write(folder / "project", FILES)
        self.cache = folder / "cache"
        self.stale_program = False
        """Whether files of the program have changed since it was asked last."""
        self._good = self.files()

    @property
    def output(self) -> Path:
        return self.project / OUTPUT

    def link(self) -> str:
        """The name of a link beside the project that leads to it."""
        link = self.folder / "link"
        link.unlink(missing_ok=True)
        link.symlink_to(self.project)
        return link.name

    def files(self) -> dict[str, bytes | None]:
        """Everything in the project but its output, by path; None stands for what is no file."""
        found: dict[str, bytes | None] = {}
        for here, folders, names in os.walk(self.project):
            folders[:] = [name for name in folders if name not in OURS]
            for name in names:
                file = Path(here, name)
                found[file.relative_to(self.project).as_posix()] = file.read_bytes() if file.is_file() else None
            if not folders and not names:
                found[Path(here).relative_to(self.project).as_posix()] = None
        return found

    def digest(self) -> str:
        """What a clean build is made of: the project's files and the program's."""
        parts = hashlib.sha256(repr(sorted(self.files().items())).encode())
        if self.program:
            for file in sorted(self.program.rglob("*")):
                if file.is_file() and file.suffix != ".pyc":
                    parts.update(f"{file}{file.stat().st_mtime_ns}".encode() + file.read_bytes())
        return parts.hexdigest()

    def documents(self) -> list[str]:
        """Paths of all Markdown files that can be read."""
        return sorted(path for path, data in self.files().items() if path.endswith(".md") and readable(data))

    def text(self, path: str) -> str:
        data = (self.project / path).read_bytes()
        return data.decode("utf-8") if readable(data) else ""

    def write(self, path: str, content: str | bytes, random: Random) -> str:
        """Give a file these bytes, in one of the ways in which editors, git and copies do; says how."""
        return put(self.project / path, content.encode() if isinstance(content, str) else content, random)

    def remove(self, path: str) -> None:
        """Take a file, a link or a folder away; folders that are empty then go too."""
        take_away(self.project / path)
        folder = (self.project / path).parent
        while folder != self.project and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def is_good(self) -> None:
        """The project builds: `mend` comes back to it."""
        self._good = self.files()

    def mend(self, random: Random) -> list[str]:
        """Put back what is not as it was when the project built last; the paths that were touched."""
        now = self.files()
        touched = sorted(path for path in now.keys() | self._good.keys() if now.get(path) != self._good.get(path))
        for path in touched:
            if path in now:
                self.remove(path)
        for path in touched:
            data = self._good.get(path)
            if data is not None:
                (self.project / path).parent.mkdir(parents=True, exist_ok=True)
                self.write(path, data, random)
        return touched


def readable(data: bytes | None) -> bool:
    try:
        return data is not None and bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def put(file: Path, data: bytes, random: Random) -> str:
    """Write a file: into the one that is there or in its place, with the time of now or with the one that it had."""
    file.parent.mkdir(parents=True, exist_ok=True)
    old = file.stat() if file.is_file() else None
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)
    beside = random.random() < 0.5
    target = file.with_name(f".{file.name}.new") if beside else file
    target.write_bytes(data)
    how = "replaced" if beside else "written"
    if old and random.random() < 0.5:
        os.utime(target, ns=(old.st_atime_ns, old.st_mtime_ns))
        how += " with its old time"
    if beside:
        os.replace(target, file)
    return how


def take_away(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
