"""Remembers finished pages on disk: one that stands as it was published is not made, rendered or read again.

Nothing here is trusted further than its digest: without a memory the same pages are made, only later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from sopgen.audience import Secret
from sopgen.by_digest import ByDigest
from sopgen.edition import Edition
from sopgen.edition.related import Arounds, Ways
from sopgen.finish import Finished, Finisher
from sopgen.keyed import NOTHING, Before, Keyed, Known
from sopgen.keys import code_key, digest
from sopgen.lean import KeptMade, lean_of
from sopgen.memory import Memory
from sopgen.view import Page

TABLE = "pages"
SITES = "sites"
"""What rows of a whole site are like: nothing that a page is like."""


class Recall(ByDigest):
    """Pages remembered on disk, or made by several processes.

    output, standing: see `ByDigest`. jobs: processes.
    """

    def __init__(self, memory: Memory, output: Path, standing: Mapping[str, str], jobs: int) -> None:
        super().__init__(output, standing, jobs)
        self._memory = memory
        self._known = memory.rows(TABLE, "page")
        self._rows: dict[str, tuple[bytes, bytes]] = {}
        self._named: set[str] = set()
        self._sites: set[str] = set()

    def pages(self, finisher: Finisher) -> Iterator[tuple[Finished, ...]]:
        self._sites.add(finisher.site)
        self._register, self._bare = self._memory.register(finisher.library)
        for language, edition in finisher.editions.items():
            self._named.add(_ways(finisher, language))
            if isinstance(edition.around, Arounds):
                edition.around.ways = partial(self._ways, finisher, language, edition.around.ways)
        return super().pages(finisher)

    def _ways(self, finisher: Finisher, language: str, find: Callable[[], Ways]) -> Ways:
        """Where the texts of an edition lead, found anew where a document leads elsewhere, or may."""
        key = digest(self._bare, self._ground(finisher, finisher.editions[language]))
        pairs = self._once(
            _ways(finisher, language), key, lambda: tuple((one, tuple(sorted(to))) for one, to in find().items())
        )
        return {one: frozenset(to) for one, to in pairs}

    def missing(self, finisher: Finisher, language: str) -> tuple[str, ...]:
        name, key = f"{finisher.site}/{language}/missing", digest(code_key(), finisher.look.digest)
        return self._once(name, key, partial(super().missing, finisher, language))

    def used_known(self, finisher: Finisher, key: bytes) -> tuple[str, ...]:
        return self._once(f"{finisher.site}/used", key, partial(super(Keyed, self).used, finisher))

    def others(self, finisher: Finisher, edition: Edition) -> tuple[Page, ...]:
        """As all do; the same where nothing that they can show is different."""
        self._register, self._bare = self._memory.register(finisher.library)
        key = digest(self._register, self._ground(finisher, edition))
        return self._once(
            f"{finisher.site}/{edition.frame.language}/others", key, partial(super().others, finisher, edition)
        )

    def _once(self, name: str, key: bytes, make: Callable[[], tuple[Any, ...]]) -> tuple[Any, ...]:
        """What is remembered under this name and key, else made and remembered."""
        found = self.recall_whole(name, key)
        if found is None:
            found = make()
            self.remember_whole(name, key, found)
        return found

    def recall_whole(self, name: str, key: bytes) -> tuple[Any, ...] | None:
        self._named.add(name)
        found = self._unpacked(name, key, SITES)
        return found if isinstance(found, tuple) else None

    def remember_whole(self, name: str, key: bytes, known: tuple[Any, ...]) -> None:
        self._rows[name] = key, self._memory.packed(SITES, known)

    def keep(self) -> None:
        """Remember what was finished; for when it stands where readers see it, and nobody has disturbed it."""
        if not self.undisturbed:
            return
        gone = {name for name in self._known if name.partition("/")[0] in self._sites} - self._named
        self._memory.write(TABLE, [(name, *row) for name, row in self._rows.items()], gone)

    def remember(self, name: str, key: bytes, known: Known) -> None:
        lean = lean_of(known.made, name.split("/", 3)[3])
        self._rows[name] = key, self._memory.packed(TABLE, (known.stood, *lean))

    def recall(self, site: str, name: str, key: bytes) -> Known | None:
        """What is remembered under a name, where all its files still stand; else None."""
        self._named.add(name)
        found = self._unpacked(name, key, TABLE)
        if not isinstance(found, tuple):
            return None
        stood, *lean = found
        made = KeptMade(name.split("/", 3)[3], *lean)
        return Known(made, stood) if all(self.all_stand(site, page.files) for page in made.pages) else None

    def before(self, site: str) -> Before:
        """Of the rows as they are: another build may have written some since."""
        names = [name for name in self._known if name.startswith(f"{site}/") and name.split("/", 3)[2:3] in _WORK]
        name, row = _register(site), self._known.get(_register(site))
        found = self._unpacked(name, row[0], SITES) if row and row[0] == self._all(names, row[1]) else None
        if not isinstance(found, tuple):
            return NOTHING
        return Before(found[0], found[1], frozenset(map(Secret._make, found[2])))

    def vouch(self, site: str, names: Sequence[str], before: Before) -> None:
        name = _register(site)
        self._named.add(name)
        packed = self._memory.packed(SITES, (before.register, before.bare, sorted(map(tuple, before.secrets))))
        self._rows[name] = self._all(names, packed), packed

    def _all(self, names: Iterable[str], packed: bytes) -> bytes:
        rows = (self._rows.get(name) or self._known.get(name) or (b"", b"") for name in sorted(names))
        return digest(code_key(), packed, *(part for row in rows for part in row))

    def _unpacked(self, name: str, key: bytes, like: str) -> object:
        row = self._known.get(name)
        if row is None or row[0] != key:
            return None
        try:
            return self._memory.unpacked(like, row[1])
        except Exception:  # whatever a damaged file makes of it
            return None


def _register(site: str) -> str:
    """The name of the row that says when a site's rows were right."""
    return f"{site}/register"


def _ways(finisher: Finisher, language: str) -> str:
    """The name of the row that says where the texts of an edition lead."""
    return f"{finisher.site}/{language}/ways"


_WORK = (["document"], ["print"])
"""What the names of rows say behind site and language, where a site's documents are on the page."""
