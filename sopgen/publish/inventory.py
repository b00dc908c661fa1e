"""What stands in the output folder: which files are ours, and which of them surely hold what was published."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from sopgen.footprint import open_file
from sopgen.model import SopgenError
from sopgen.publish.manifest import NAME, SYSTEM_FILES, Manifest, read_manifest
from sopgen.stamps import Notes, Stamps, as_noted, mode, permissions, read_notes, survey

_PIECE = 1 << 20


class NotStanding(SopgenError):
    """A file that was to be left as it stands is not what it was thought to be: give its bytes."""


class Standing(Struct, frozen=True):
    """Our files in a published folder. manifest: what they should be. found: the stamps of those that stand there.
    noted: what is known of the last publishing; as_left: nothing has changed since. system: the stamps of what file
    managers have left."""

    folder: str
    manifest: Manifest = field(default_factory=Manifest)
    found: Stamps = field(default_factory=dict)
    system: Stamps = field(default_factory=dict)
    noted: Notes = field(default_factory=Notes)
    as_left: bool = False

    def permissions(self, path: str) -> int | None:
        """The permission bits of a file of ours, None where none stands."""
        found = self.found.get(path)
        return None if found is None else permissions(found)

    def holds(self, path: str, sha256: str) -> bool:
        """Whether a file of ours stands there with these bytes. It is read where its stamp is not the noted one."""
        found, facts = self.found.get(path), self.manifest.files.get(path)
        if found is None or facts is None or facts.sha256 != sha256:
            return False
        return found == self.noted.files.get(path) or _digest(f"{self.folder}/{path}") == sha256

    def digests(self) -> Mapping[str, str]:
        """By path, the SHA-256 in hex of each file that surely holds what was published."""
        files = self.manifest.files
        return {path: files[path].sha256 for path in self.found if self.holds(path, files[path].sha256)}


def look(folder: Path, notes: Path | None = None) -> Standing:
    """What stands in the folder (nothing where it is missing). Raises SopgenError for files that are not ours."""
    noted = read_notes(notes)
    as_left = as_noted(folder, noted)
    files = noted.files if as_left else survey(folder)[0]
    manifest = read_manifest(folder)
    ours, rest = manifest.files, files.keys() - manifest.files.keys() - {NAME}
    odd = [path for path, stamped in files.items() if not stat.S_ISREG(mode(stamped))] if not as_left else []
    foreign = {path for path in rest if path.rpartition("/")[2] not in SYSTEM_FILES}.union(odd) - {NAME}
    if foreign:
        raise _refused(folder, sorted(foreign))
    found = {path: stamped for path, stamped in files.items() if path in ours}
    system = {path: files[path] for path in sorted(rest)}
    # Stamps say that a file is as published; what was published, the manifest says: both or nothing.
    if noted.files.get(NAME) != files.get(NAME):
        noted = Notes()
    return Standing(str(folder), manifest, found, system, noted, as_left)


def _digest(path: str) -> str:
    """The SHA-256 of a file in hex, "" where it cannot be read."""
    digest = hashlib.sha256()
    try:
        with open_file(path) as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
    except OSError:
        return ""
    return digest.hexdigest()


def _refused(folder: Path, foreign: list[str]) -> SopgenError:
    named = ", ".join(foreign[:3]) + (f" and {len(foreign) - 3} more" if len(foreign) > 3 else "")
    return SopgenError(
        f"the output folder {folder} holds files that sopgen did not make: {named}",
        "Move them away, or name another folder: --output DIR. Files that a site shall carry belong into "
        "static/<site>/. If the folder is an old build and nothing else, delete it.",
    )
