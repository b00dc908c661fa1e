"""Where we may write: which output folders are refused, and which paths may stand in a site."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from sopgen.model import SopgenError

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def guard_output(output: Path, root: Path | None = None, sources: Iterable[Path] = ()) -> Path:
    """The output folder as an absolute path, if sopgen may own it.

    root: the project's folder, which the output may lie in, but not be or hold. sources: folders and files that sopgen
    reads (content, static, themes), which the output may not be, hold or lie in.
    Raises SopgenError, also for a file, a symbolic link, a mount point, the home folder and whatever holds it.
    """
    output = Path(os.path.abspath(output))
    if output.is_symlink():
        raise SopgenError(
            f"the output folder {output} is a symbolic link",
            f"sopgen exchanges the folder, which would replace the link. Name the folder itself: {real(output)}",
        )
    if output.exists() and not output.is_dir():
        raise SopgenError(f"the output folder {output} is a file", "Name a folder: --output build")
    output = real(output.parent) / output.name
    own, above = _identity(output), _identities_above(output)
    for holds in (Path(os.path.expanduser("~")), Path.cwd(), *([root] if root else ())):
        if own in (_identity(holds), *_identities_above(holds)):
            raise SopgenError(
                f"the output folder {output} is or holds {real(holds)}",
                "sopgen exchanges the whole output folder: give it one of its own, for example --output build",
            )
    for source in sources:
        if _identity(source) in above:
            beside = os.path.relpath(real(source).parent / "build")
            raise SopgenError(
                f"the output folder {output} lies in {real(source)}, where sopgen reads documents or files",
                f"Give the output a folder outside, for example --output {beside}",
            )
        if own in (_identity(source), *_identities_above(source)):
            raise SopgenError(
                f"the output folder {output} is or holds {source}, which sopgen reads",
                "Give the output a folder of its own, for example --output build",
            )
    if ".git" in output.parts:
        raise SopgenError(f"the output folder {output} lies inside a git folder", "Name another: --output build")
    if os.path.ismount(output):
        raise SopgenError(
            f"the output folder {output} is a mount point, which cannot be exchanged",
            f"Name a folder in it: --output {output / 'sites'}",
        )
    return output


def site_name(site: str) -> str:
    """A site's name, which is its folder below the output. Raises SopgenError where it is none."""
    if not site or site.startswith(".") or disk_path(site, site) != site or "/" in site:
        raise SopgenError(f"{site!r} cannot be the name of a site", "Use a short word, as in `handbook` or `help`.")
    return site


def disk_path(path: str, site: str) -> str:
    """The path as it stands on disk (NFC), if it stays inside its site. Raises SopgenError where it does not."""
    parts = path.split("/")
    if (
        not _writable(path)
        or "\\" in path
        or _CONTROL.search(path)
        or any(part in ("", ".", "..") for part in parts)
        or ":" in parts[0]
    ):
        raise SopgenError(
            f"site {site}: {path!r} is no path inside the site", "Mend the slug, alias or file that it is made from."
        )
    return path if path.isascii() else unicodedata.normalize("NFC", path)


class Paths:
    """The paths of one tree as a disk that ignores case would see them."""

    def __init__(self) -> None:
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}

    def add(self, path: str) -> None:
        """Raises SopgenError where the path meets another, be it only on a disk that ignores case."""
        if other := self.meets(path):
            said = "is made twice" if other == path else f"and {other} are one path on a disk that ignores case"
            raise SopgenError(f"{path} {said}", "Rename one of the two: the slug, the alias or the file in static/.")
        folded = _folded(path)
        self._files[folded] = path
        while "/" in folded:
            folded, path = folded.rpartition("/")[0], path.rpartition("/")[0]
            if folded in self._folders:
                break
            self._folders[folded] = path

    def meets(self, path: str) -> str:
        """The path that this one cannot stand beside, "" where there is none."""
        folded = _folded(path)
        if folded in self._files or folded in self._folders:
            return self._files.get(folded) or self._folders[folded]
        while "/" in folded:
            folded, path = folded.rpartition("/")[0], path.rpartition("/")[0]
            if folded in self._files:
                return self._files[folded]
            if self._folders.get(folded, path) != path:
                return self._folders[folded]
            if folded in self._folders:
                break
        return ""


def _writable(path: str) -> bool:
    """A file name that is not UTF-8 arrives as half characters, which no URL can spell."""
    return path.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in path)


def _folded(path: str) -> str:
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path.casefold())


def real(path: Path) -> Path:
    """A path without links; `Path.resolve` raises for a link that leads to itself."""
    return Path(os.path.realpath(path))


def _identity(path: Path) -> tuple[int, int] | str:
    """The same for two spellings of one folder; a path that is not there yet stands for itself."""
    try:
        found = os.stat(path)
    except OSError:
        return os.path.realpath(path)
    return found.st_dev, found.st_ino


def _identities_above(path: Path) -> tuple[tuple[int, int] | str, ...]:
    return tuple(_identity(parent) for parent in real(Path(os.path.abspath(path))).parents)
