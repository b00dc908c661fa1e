"""Pages held in memory from build to build, without their bytes: those stand in the output folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sopgen.by_digest import ByDigest
from sopgen.keyed import Before, Known
from sopgen.lean import KeptMade, lean_of
from sopgen.recall import Recall
from sopgen.server.held import Held


class HeldOutput(ByDigest, Held):
    """Pages held by the digests of their files.

    output, standing: see `ByDigest`. known: those of the build before; or what is remembered of it on disk, which is
    asked for each page once. register, jobs: see `Held`.
    """

    def __init__(
        self, output: Path, standing: Mapping[str, str], known: HeldOutput | Recall, register: bytes, jobs: int
    ) -> None:
        held = known if isinstance(known, HeldOutput) else None
        super().__init__(output, standing, held, register, jobs)
        self._recall = known if isinstance(known, Recall) else None
        self._wholes: dict[str, tuple[bytes, tuple[Any, ...]]] = {**held._wholes} if held else {}

    def let_go(self) -> None:
        """Ask the disk for nothing more: all that it knows of these sites is held."""
        self._recall = None

    def recall(self, site: str, name: str, key: bytes) -> Known | None:
        if self._recall and (recalled := self._recall.recall(site, name, key)):
            super().remember(name, key, recalled)
            return recalled
        known = super().recall(site, name, key)
        return known if known and all(self.all_stand(site, page.files) for page in known.made.pages) else None

    def remember(self, name: str, key: bytes, known: Known) -> None:
        own = name.split("/", 3)[3]
        super().remember(name, key, Known(KeptMade(own, *lean_of(known.made, own)), known.stood))

    def before(self, site: str) -> Before:
        return self._recall.before(site) if self._recall else super().before(site)

    def recall_whole(self, name: str, key: bytes) -> tuple[Any, ...] | None:
        if self._recall and (recalled := self._recall.recall_whole(name, key)):
            self.remember_whole(name, key, recalled)
        known = self._wholes.get(name)
        return known[1] if known and known[0] == key else None

    def remember_whole(self, name: str, key: bytes, known: tuple[Any, ...]) -> None:
        self._wholes[name] = key, known
