"""Remembers finished pages between builds: one that stands as it was published is not made, rendered or read again.

A page is made of its texts, of what all pages of its edition may show (settings, theme, frame), and of what it has read
of the register of all documents. The first two are its key; what it has read is remembered with it. Where the key is
the same, nothing that it has read is different, and its files stand as they were published, they stay. Nothing here is
trusted further than its digest: without a memory the same pages are made, only later.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from pathlib import Path
from typing import Any

from sopgen.audience import Secret
from sopgen.edition import Anchors, Edition
from sopgen.edition.related import Arounds, Ways
from sopgen.finish import Anew, Finished, Finisher, Made, Together, Work, done
from sopgen.keys import code_key, digest
from sopgen.lean import KeptMade, as_standing, lean_of, sha256_of, told
from sopgen.library import settings
from sopgen.memory import Memory
from sopgen.model import Output
from sopgen.outputs.search import ENTRY, part_of_index, together
from sopgen.proof.audience import Search, audience_faults, make_search
from sopgen.reads import Row
from sopgen.register import Register, alone
from sopgen.said import Said, bare, on_disk, said, state, whole
from sopgen.view import Page, SectionPart

TABLE = "pages"
SITES = "sites"
"""What rows of a whole site are like: nothing that a page is like."""


@dataclass(frozen=True, slots=True)
class Known:
    """What came of a piece of work. stood: digests of what stood in the rows that it has read (`Register.stood`)."""

    made: Made
    stood: tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Before:
    """What there was when all that is known of a site was right. register, bare: digests of all documents, with words
    and without (`said.whole`, `said.bare`). secrets: of the site."""

    register: bytes
    bare: bytes
    secrets: frozenset[Secret]


NOTHING = Before(b"", b"", frozenset())


class Keyed(Anew, ABC):
    """Finishes each page under a name and a key, which others may know already."""

    def __init__(self, jobs: int = 1) -> None:
        super().__init__(jobs)
        self._grounds: dict[tuple[str, str], bytes] = {}
        self._said = Said()
        self._register = self._bare = b""

    def pages(self, finisher: Finisher) -> Iterator[tuple[Finished, ...]]:
        self._register = self._register or whole(finisher.library, self._said)  # the same for all sites
        self._bare = self._bare or bare(finisher.library, self._said)
        work = tuple(finisher.work())
        names = [f"{finisher.site}/{one.language}/{one.kind}/{one.key}" for one in work]
        keys = [self._key(finisher, finisher.editions[one.language], one) for one in work]
        before = self.before(finisher.site)
        same, search = before.register == self._register, make_search({*finisher.secrets} - before.secrets)
        found = [self.recall(finisher.site, name, key) for name, key in zip(names, keys, strict=True)]
        found = [
            known
            if known
            and (same or self._stands(finisher, one, known, before))
            and not self._leaks(finisher, known, search)
            else None
            for one, known in zip(work, found, strict=True)
        ]
        made = done(finisher, [one for one, pages in zip(work, found, strict=True) if pages is None], self._jobs)
        for one, name, key, known in zip(work, names, keys, found, strict=True):
            yield (known or self._made(finisher, one, name, key, next(made))).made.pages
        self.vouch(finisher.site, names, Before(self._register, self._bare, frozenset(finisher.secrets)))

    def other(self, finisher: Finisher, edition: Edition, page: Page) -> Finished:
        name = f"{finisher.site}/{edition.frame.language}/other/{page.url}"
        key = digest(self._ground(finisher, edition), self._register, repr((page.glossary, finisher.secrets)))
        found = self.recall(finisher.site, name, key)
        if found is None:
            found = Known(Made((super().other(finisher, edition, page),), ()), (b"", b""))
            self.remember(name, key, found)
        return found.made.pages[0]

    def used(self, finisher: Finisher) -> tuple[str, ...]:
        grounds = (self._ground(finisher, edition) for edition in finisher.editions.values())
        return self.used_known(finisher, digest(self._bare, *grounds))

    @abstractmethod
    def used_known(self, finisher: Finisher, key: bytes) -> tuple[str, ...]:
        """The files that a site uses, which are the same where the key is."""

    @abstractmethod
    def recall(self, site: str, name: str, key: bytes) -> Known | None:
        """What is known under this name and key."""

    @abstractmethod
    def remember(self, name: str, key: bytes, known: Known) -> None:
        """These pages, known from now on."""

    @abstractmethod
    def before(self, site: str) -> Before:
        """When all that is known of a site's documents was right."""

    @abstractmethod
    def vouch(self, site: str, names: Sequence[str], before: Before) -> None:
        """All that is known under these names is right, as things are."""

    def with_bytes(self, site: str, output: Output) -> Output:
        """A file that is known, with its bytes."""
        return output

    def _stands(self, finisher: Finisher, work: Work, known: Known, before: Before) -> bool:
        """Whether what a page has read says what it said. Where only words are others, links lead where they led."""
        register = finisher.registers[work.language]
        if before.bare == self._bare:
            return register.worded(known.made.reads) == known.stood[0]
        return register.stood(known.made.reads) == known.stood

    def _leaks(self, finisher: Finisher, known: Known, search: Search) -> bool:
        """Whether a page holds what is a secret only now."""
        if not search:
            return False
        files = [self.with_bytes(finisher.site, file) for page in known.made.pages for file in page.files]
        return any(page.findings for page in known.made.pages) or any(
            True for file in files for _ in audience_faults(finisher.site, file, search)
        )

    def _made(self, finisher: Finisher, work: Work, name: str, key: bytes, made: Made) -> Known:
        known = Known(made, finisher.registers[work.language].stood(made.reads))
        self.remember(name, key, known)
        return known

    def _key(self, finisher: Finisher, edition: Edition, work: Work) -> bytes:
        return digest(self._ground(finisher, edition), *_texts(edition, work))

    def _ground(self, finisher: Finisher, edition: Edition) -> bytes:
        """What all pages of an edition may show, but for the register."""
        name = (finisher.site, edition.frame.language)
        if name not in self._grounds:
            self._grounds[name] = _ground(finisher, edition)
        return self._grounds[name]


@dataclass(frozen=True, slots=True)
class _Part:
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
    digest of all documents, where it is known already. finishers: by site, who has finished its pages."""

    def __init__(self, known: Held | None = None, register: bytes = b"") -> None:
        super().__init__()
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


class Recall(Keyed):
    """Pages remembered on disk, or made by several processes.

    output: where the sites stand. standing: by path below it ("help/index.html"), the SHA-256 in hex of each file that
    surely holds what was published. jobs: processes.
    """

    def __init__(self, memory: Memory, output: Path, standing: Mapping[str, str], jobs: int) -> None:
        super().__init__(jobs)
        self._memory, self._output, self._standing = memory, output, standing
        self._known = memory.rows(TABLE, "page")
        self._rows: dict[str, tuple[bytes, bytes]] = {}
        self._named: set[str] = set()
        self._sites: set[str] = set()
        self._seen: dict[Finisher, object] = {}

    def pages(self, finisher: Finisher) -> Iterator[tuple[Finished, ...]]:
        self._sites.add(finisher.site)
        self._see(finisher)
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
        self._see(finisher)
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
        self._named.add(name)
        found = self._unpacked(name, key, SITES)
        if not isinstance(found, tuple):
            found = make()
            self._rows[name] = key, self._memory.packed(SITES, found)
        return found

    def search(self, finisher: Finisher, pages: Mapping[str, Sequence[Output]]) -> Iterable[Output]:
        """The index of the site; of each language as it stands where its pages are the same."""
        return together([self._part_of_index(finisher, language, files) for language, files in pages.items()])

    def _part_of_index(self, finisher: Finisher, language: str, files: Iterable[Output]) -> tuple[Output, ...]:
        outputs = [file for file in files if file.html]
        site, name = finisher.site, f"{finisher.site}/{language}/search"
        self._named.add(name)
        said = ((output.path, output.sha256 or sha256_of(output.data)) for output in outputs)
        key = digest(code_key(), repr((finisher.links, sorted(said))))
        known = self._unpacked(name, key, SITES)
        if isinstance(known, tuple) and self._all_stand(site, (file for file in known if file.path != ENTRY)):
            return known
        index = part_of_index((self.with_bytes(site, output) for output in outputs), finisher.links)
        stands = tuple(file if file.path == ENTRY else as_standing(file) for file in index)
        self._rows[name] = key, self._memory.packed(SITES, stands)
        return index

    def together(
        self, finisher: Finisher, finished: Sequence[Finished], own: Sequence[str], paths: Sequence[str]
    ) -> Together:
        """As all do; as it stands where all pages tell the same, nothing was wrong, and all that links lead to is there
        yet."""
        site, name = finisher.site, f"{finisher.site}/together"
        self._named.add(name)
        grounds = (self._ground(finisher, edition) for edition in finisher.editions.values())
        key = digest(self._register, *grounds, repr((finisher.secrets, own)), *map(told, finished))
        known = self._unpacked(name, key, SITES)
        if isinstance(known, tuple) and self._all_stand(site, known[0]) and {*known[1]} <= {*paths}:
            return Together(known[0], (), known[1])
        made = super().together(finisher, finished, own, paths)
        if not made.findings:
            outputs = tuple(map(as_standing, made.outputs))
            self._rows[name] = key, self._memory.packed(SITES, (outputs, made.linked))
        return made

    def _see(self, finisher: Finisher) -> None:
        if finisher not in self._seen:
            self._seen[finisher] = _on_disk(finisher)

    def keep(self) -> None:
        """Remember what was finished; for when it stands where readers see it. Nothing where somebody has changed a
        theme or a picture meanwhile: nobody knows which pages have seen it."""
        if any(_on_disk(finisher) != seen for finisher, seen in self._seen.items()):
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
        return Known(made, stood) if all(self._all_stand(site, page.files) for page in made.pages) else None

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

    def with_bytes(self, site: str, output: Output) -> Output:
        if not output.sha256:
            return output
        return replace(output, data=(self._output / site / output.path).read_bytes(), sha256="")

    def _all(self, names: Iterable[str], packed: bytes) -> bytes:
        rows = (self._rows.get(name) or self._known.get(name) or (b"", b"") for name in sorted(names))
        return digest(code_key(), packed, *(part for row in rows for part in row))

    def _all_stand(self, site: str, files: Iterable[Output]) -> bool:
        return all(self._standing.get(f"{site}/{file.path}") == file.sha256 for file in files)

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


# ------------------------------------------------------------------------------------------------ keys


def _texts(edition: Edition, work: Work) -> Iterator[str]:
    """The files whose text is on the pages of a piece of work: digests, and what is new in what they translate."""
    library, routes = edition.library, edition.routes
    for key in edition.lists.whole[work.key] if work.kind == "print" else (work.key,):
        entry = routes.entries[key]
        for record in library.parts(entry.record, routes.audience, entry.language):
            yield f"{record.path} {record.digest} {library.fresh.get(record.path)}"


def _ground(finisher: Finisher, edition: Edition) -> bytes:
    """What all pages of an edition may show but for the register: settings, theme, frame, the top of the menu."""
    config, frame = finisher.library.config, replace(edition.frame, navigation=())
    menu = [alone(item) for item in edition.frame.navigation]
    static = config.root / "static" / finisher.site
    own = sorted(path.relative_to(static).as_posix() for path in static.rglob("*"))
    settings = [(one.name, said(getattr(config, one.name))) for one in fields(config) if one.name not in _NOT_SHOWN]
    seen = (settings, finisher.site, own, said(frame), menu, sorted(edition.words))
    return digest(code_key(), repr(seen), finisher.look.digest)


def _on_disk(finisher: Finisher) -> object:
    """What is read only when pages are made, as the disk tells of it: the theme, and how large pictures are."""
    files = (file for layer in finisher.look.layers for file in sorted(layer.rglob("*")))
    return [state(file) for file in files if file.is_file()], on_disk(finisher.library)


_NOT_SHOWN = frozenset({"root", "rules", "style", "baseline", "audience_lock", "places", "dropped", "files", "digest"})
"""Settings that no page shows: how documents are judged, where the project is."""
