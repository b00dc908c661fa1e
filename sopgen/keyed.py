"""Which finished pages need not be made again: each has a name and a key, and is made of no more than its key says.

A page is made of its texts, of what all pages of its edition may show (settings, theme, frame), and of what it has read
of the register of all documents. The first two are its key; what it has read is remembered with it. Where the key is
the same, and nothing that it has read is different, it is the same page.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import fields

from msgspec import Struct
from msgspec.msgpack import encode
from msgspec.structs import replace

from sopgen.audience import Secret
from sopgen.edition import Edition
from sopgen.finish import Anew, Finished, Finisher, Made, Work, done
from sopgen.keys import code_key, digest
from sopgen.model import Output
from sopgen.proof.audience import Search, audience_faults, make_search
from sopgen.register import alone
from sopgen.said import Said, bare, said, whole
from sopgen.view import Page


class Known(Struct, frozen=True):
    """What came of a piece of work. stood: digests of what stood in the rows that it has read (`Register.stood`). Of a
    page that no document gives they are other two: of all documents, and of its texts together with those rows."""

    made: Made
    stood: tuple[bytes, bytes]


class Before(Struct, frozen=True):
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
        """A page that no document gives is made of the whole register, and shows little of it: it is the same where its
        texts are, and what was read while it was rendered."""
        language = edition.frame.language
        name, register = f"{finisher.site}/{language}/other/{page.url}", finisher.registers[language]
        key = digest(self._ground(finisher, edition), repr((page.glossary, finisher.secrets)))
        found = self.recall(finisher.site, name, key)
        if found and found.stood[0] == self._register:
            return found.made.pages[0]

        def shown(made: Made) -> bytes:
            return digest(encode(page), *register.stood(made.reads))

        made = found.made if found and found.stood[1] == shown(found.made) else None
        if made is None:
            with finisher.look.reader.noting() as rows:
                finished = super().other(finisher, edition, page)
            made = Made((finished,), tuple(sorted(rows, key=repr)))
        self.remember(name, key, Known(made, (self._register, shown(made))))
        return made.pages[0]

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


_NOT_SHOWN = frozenset({"root", "rules", "style", "baseline", "audience_lock", "places", "dropped", "files", "digest"})
"""Settings that no page shows: how documents are judged, where the project is."""
