"""Finished pages held in memory from build to build: one that is the same is not made, rendered or read again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from msgspec import Struct

from sopgen.edition import Anchors, Edition
from sopgen.edition.related import Arounds, Ways
from sopgen.finish import Finisher, Work
from sopgen.keyed import NOTHING, Before, Keyed, Known
from sopgen.keys import digest
from sopgen.library import settings
from sopgen.reads import Row
from sopgen.register import Register
from sopgen.said import Said, bare, whole
from sopgen.view import Page, SectionPart


class _Part(Struct, frozen=True):
    """A part of a section's page. made_of: a digest of its texts and settings; the anchors of all parts. reads: the
    rows that it has read. stood: a digest of what stood in them."""

    part: SectionPart
    made_of: tuple[bytes, Anchors]
    reads: tuple[Row, ...]
    stood: bytes


_KeyOfWays = tuple[bytes, tuple[object, ...]]
"""A digest of all documents but for their words, and the settings that decide where links lead."""


class Held(Keyed):
    """Pages held in memory from build to build, as a server does. known: those of the build before. register: the
    digest of all documents, where it is known already. jobs: processes that make the others. finishers: by site, who
    has finished its pages."""

    def __init__(self, known: Held | None = None, register: bytes = b"", jobs: int = 1) -> None:
        super().__init__(jobs)
        self._register = register
        self._said = Said(known._said if known else None)
        self._used: dict[str, tuple[bytes, tuple[str, ...]]] = {**known._used} if known else {}
        self._rows: dict[tuple[str, str], tuple[bytes, Register]] = {**known._rows} if known else {}
        self._others: dict[tuple[str, str], tuple[bytes, tuple[Page, ...]]] = {**known._others} if known else {}
        self._ways: dict[tuple[str, str], tuple[_KeyOfWays, Ways]] = {**known._ways} if known else {}
        self._parts: dict[tuple[str, str, str, str], _Part] = known._parts if known else {}
        self._known = known._kept if known else {}
        self._kept: dict[str, tuple[bytes, Known]] = {}
        self._before = known._now if known else {}
        self._now: dict[str, Before] = {}
        self.finishers: dict[str, Finisher] = {}

    def others(self, finisher: Finisher, edition: Edition) -> tuple[Page, ...]:
        """As all do; the same where nothing that they can show is different."""
        self._register = self._register or whole(finisher.library, self._said)
        name, key = (finisher.site, edition.frame.language), digest(self._register, self._ground(finisher, edition))
        known = self._others.get(name)
        if known is None or known[0] != key:
            known = self._others[name] = key, super().others(finisher, edition)
        return known[1]

    def part(
        self, finisher: Finisher, work: Work, key: str, here: Anchors, make: Callable[[], SectionPart]
    ) -> SectionPart:
        """As all do; the same where its texts and all that it has read are."""
        register, reader = finisher.registers[work.language], finisher.look.reader
        own = self._key(finisher, finisher.editions[work.language], Work(work.language, "document", key))
        name = (finisher.site, work.language, work.key, key)
        known = self._parts.get(name)
        if known is None or known.made_of != (own, here) or register.digest(known.reads) != known.stood:
            with reader.noting() as rows:
                part = make()
            known = self._parts[name] = _Part(part, (own, here), tuple(rows), register.digest(rows))
        reader.rows.update(known.reads)
        return known.part

    def begin(self, finisher: Finisher) -> None:
        """Where nothing that a row can say is different, none is found or read again."""
        self.finishers[finisher.site] = finisher
        self._register = self._register or whole(finisher.library, self._said)
        self._bare = self._bare or bare(finisher.library, self._said)
        for language, register in finisher.registers.items():
            name, edition = (finisher.site, language), finisher.editions[language]
            key = digest(self._register, self._ground(finisher, edition))
            if name in self._rows and self._rows[name][0] == key:
                register.learn(self._rows[name][1])
            self._rows[name] = key, register
            if isinstance(edition.around, Arounds):
                key_of_ways = self._bare, settings(finisher.library.config)
                edition.around.ways = partial(self._ways_known, name, key_of_ways, edition.around.ways)

    def _ways_known(self, name: tuple[str, str], key: _KeyOfWays, find: Callable[[], Ways]) -> Ways:
        """Where the texts of an edition lead, found anew where a document leads elsewhere, or may."""
        known = self._ways.get(name)
        if known is None or known[0] != key:
            known = self._ways[name] = key, find()
        return known[1]

    def break_off(self) -> None:
        """What was finished until now is known beside what was known before; but nothing is vouched for as a whole,
        only that no page holds what has been a secret all the time."""
        self._kept = {**self._known, **self._kept}
        self._now = {
            site: Before(b"", b"", self.before(site).secrets.intersection(finisher.secrets))
            for site, finisher in self.finishers.items()
        }

    def used_known(self, finisher: Finisher, key: bytes) -> tuple[str, ...]:
        known = self._used.get(finisher.site)
        if known is None or known[0] != key:
            known = self._used[finisher.site] = key, super(Keyed, self).used(finisher)
        return known[1]

    def recall(self, site: str, name: str, key: bytes) -> Known | None:
        found = self._known.get(name)
        if found is None or found[0] != key:
            return None
        self._kept[name] = found
        return found[1]

    def remember(self, name: str, key: bytes, known: Known) -> None:
        self._kept[name] = (key, known)

    def before(self, site: str) -> Before:
        return self._before.get(site, NOTHING)

    def vouch(self, site: str, names: Sequence[str], before: Before) -> None:
        self._now[site] = before
