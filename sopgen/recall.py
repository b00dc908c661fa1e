"""Remembers finished pages between builds: one that stands as it was published is not made, rendered or read again.

A page of a document is made of its text, of what that includes, and of what all pages of its edition may show: the
settings, the register of all documents, the theme. The last is the edition's ground, one digest; with the digests of
the texts it is the page's key. Where the key is the one remembered, and its files stand as they were published, they
stay. Nothing here is trusted further than its digest: without a memory the same pages are made, only later.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from hashlib import blake2b, sha256
from operator import attrgetter
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from sopgen.edition import Edition
from sopgen.finish import Anew, Finished, Finisher, Work, done
from sopgen.library import Library, unclear
from sopgen.memory import Memory, code_key
from sopgen.model import Outline, Output, Record
from sopgen.proof.links import PageLinks, Target
from sopgen.view import Page

TABLE = "pages"
_PICTURES = (
    *(".apng", ".avif", ".bmp", ".gif", ".heic", ".heif", ".ico", ".jfif"),
    *(".jpe", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"),
)


class Keyed(Anew):
    """Finishes each page under a name and a key, which others may know already."""

    def __init__(self, jobs: int = 1) -> None:
        super().__init__(jobs)
        self._grounds: dict[tuple[str, str], bytes] = {}
        self._shared = b""

    def pages(self, finisher: Finisher) -> Iterator[tuple[Finished, ...]]:
        work = tuple(finisher.work())
        names = [f"{finisher.site}/{one.language}/{one.kind}/{one.key}" for one in work]
        keys = [self._key(finisher, finisher.editions[one.language], one) for one in work]
        found = [self.recall(finisher.site, name, key) for name, key in zip(names, keys, strict=True)]
        missing = [one for one, pages in zip(work, found, strict=True) if pages is None]
        made = done(finisher, missing, self._jobs)
        for name, key, pages in zip(names, keys, found, strict=True):
            yield self.remember(name, key, next(made)) if pages is None else pages

    def other(self, finisher: Finisher, edition: Edition, page: Page) -> Finished:
        name = f"{finisher.site}/{edition.frame.language}/other/{page.url}"
        key = _digest(self._ground(finisher, edition), repr(page.glossary))
        found = self.recall(finisher.site, name, key)
        return found[0] if found else self.remember(name, key, (super().other(finisher, edition, page),))[0]

    def recall(self, site: str, name: str, key: bytes) -> tuple[Finished, ...] | None:
        """What is known under this name and key."""
        raise NotImplementedError

    def remember(self, name: str, key: bytes, pages: tuple[Finished, ...]) -> tuple[Finished, ...]:
        """These pages, known from now on."""
        raise NotImplementedError

    def _key(self, finisher: Finisher, edition: Edition, work: Work) -> bytes:
        return _digest(self._ground(finisher, edition), *_texts(edition, work))

    def _ground(self, finisher: Finisher, edition: Edition) -> bytes:
        """What all pages of an edition may show."""
        self._shared = self._shared or _shared(finisher.library)  # the same for all sites
        name = (finisher.site, edition.frame.language)
        if name not in self._grounds:
            self._grounds[name] = _digest(self._shared, _site_ground(finisher, edition))
        return self._grounds[name]


class Held(Keyed):
    """Pages held in memory from build to build, as a server does. known: those of the build before."""

    def __init__(self, known: Held | None = None) -> None:
        super().__init__()
        self._known = known._made if known else {}
        self._made: dict[str, tuple[bytes, tuple[Finished, ...]]] = {}

    def recall(self, site: str, name: str, key: bytes) -> tuple[Finished, ...] | None:
        known = self._known.get(name)
        return self.remember(name, key, known[1]) if known and known[0] == key else None

    def remember(self, name: str, key: bytes, pages: tuple[Finished, ...]) -> tuple[Finished, ...]:
        self._made[name] = (key, pages)
        return pages


class Recall(Keyed):
    """Pages remembered on disk, or made by several processes.

    output: where the sites stand. standing: by path below it ("help/index.html"), the SHA-256 in hex of each file that
    surely holds what was published. jobs: processes.
    """

    def __init__(self, memory: Memory, output: Path, standing: Mapping[str, str], jobs: int) -> None:
        super().__init__(jobs)
        self._memory, self._output, self._standing = memory, output, standing
        self._known = memory.rows(TABLE, "page")
        self._rows: list[tuple[str, bytes, bytes]] = []
        self._named: set[str] = set()
        self._sites: set[str] = set()
        self._seen: dict[Finisher, object] = {}

    def pages(self, finisher: Finisher) -> Iterator[tuple[Finished, ...]]:
        self._sites.add(finisher.site)
        self._see(finisher)
        return super().pages(finisher)

    def missing(self, finisher: Finisher, language: str) -> tuple[str, ...]:
        self._see(finisher)
        name, key = (
            f"{finisher.site}/{language}/missing",
            _digest(code_key(), finisher.look.digest),
        )
        self._named.add(name)
        found = self._unpacked(name, key)
        if not isinstance(found, tuple):
            found = super().missing(finisher, language)
            self._rows.append((name, key, self._memory.packed(TABLE, found)))
        return found

    def search(self, finisher: Finisher, outputs: Iterable[Output]) -> Iterator[Output]:
        """The index of the site; as it stands where the pages are the same."""
        outputs = tuple(output for output in outputs if output.html)
        site, name = finisher.site, f"{finisher.site}/search"
        self._named.add(name)
        said = ((output.path, output.sha256 or _sha256(output.data)) for output in outputs)
        key = _digest(code_key(), repr((finisher.links, sorted(said))))
        known = self._unpacked(name, key)
        if isinstance(known, tuple) and self._all_stand(site, known):
            yield from known
            return
        index = tuple(super().search(finisher, (self._with_data(site, output) for output in outputs)))
        self._rows.append((name, key, self._memory.packed(TABLE, tuple(map(_standing, index)))))
        yield from index

    def _see(self, finisher: Finisher) -> None:
        if finisher not in self._seen:
            self._seen[finisher] = _on_disk(finisher)

    def keep(self) -> None:
        """Remember what was finished; for when it stands where readers see it. Nothing where somebody has changed a
        theme or a picture meanwhile: nobody knows which pages have seen it."""
        if any(_on_disk(finisher) != seen for finisher, seen in self._seen.items()):
            return
        gone = {name for name in self._known if name.partition("/")[0] in self._sites} - self._named
        self._memory.write(TABLE, self._rows, gone)

    def remember(self, name: str, key: bytes, pages: tuple[Finished, ...]) -> tuple[Finished, ...]:
        self._rows.append((name, key, self._memory.packed(TABLE, tuple(map(_lean, pages)))))
        return pages

    def recall(self, site: str, name: str, key: bytes) -> tuple[Finished, ...] | None:
        """What is remembered under a name, where all its files still stand; else None."""
        self._named.add(name)
        rows = self._unpacked(name, key)
        if not isinstance(rows, tuple):
            return None
        pages = tuple(map(_whole, rows))
        return pages if all(self._all_stand(site, page.files) for page in pages) else None

    def _all_stand(self, site: str, files: Iterable[Output]) -> bool:
        return all(self._standing.get(f"{site}/{file.path}") == file.sha256 for file in files)

    def _unpacked(self, name: str, key: bytes) -> object:
        row = self._known.get(name)
        if row is None or row[0] != key:
            return None
        try:
            return self._memory.unpacked(TABLE, row[1])
        except Exception:  # whatever a damaged file makes of it
            return None

    def _with_data(self, site: str, output: Output) -> Output:
        if not output.sha256:
            return output
        return replace(output, data=(self._output / site / output.path).read_bytes(), sha256="")


def _standing(output: Output) -> Output:
    """The same file, as it will stand."""
    return replace(output, data=b"", sha256=_sha256(output.data))


def _sha256(data: bytes) -> str:
    return sha256(data).hexdigest()


def _lean(page: Finished) -> tuple[object, ...]:
    """A page as it is remembered: digests of its files, links as plain texts in order, which pack well."""
    links, files = page.links, tuple(map(_standing, page.files))
    targets = sorted((to.path, to.anchor, to.fault) for to in links.targets)
    return page.language, page.page, files, links.template, sorted(links.anchors), targets, page.findings


def _whole(lean: tuple[Any, ...]) -> Finished:
    language, page, files, template, anchors, targets, findings = lean
    leads = frozenset(_target(*target) for target in targets)
    links = PageLinks(files[0].path, template, frozenset(anchors), leads)
    return Finished(language, page, files, links, findings)


@lru_cache(maxsize=1 << 16)
def _target(path: str, anchor: str, fault: str) -> Target:
    """Most pages lead to the same places."""
    return Target(path, anchor, fault)


# ------------------------------------------------------------------------------------------------ keys


def _texts(edition: Edition, work: Work) -> Iterator[str]:
    """The files whose text is on the pages of a piece of work: digests, and what is new in what they translate."""
    library, routes = edition.library, edition.routes
    for key in edition.lists.whole[work.key] if work.kind == "print" else (work.key,):
        entry = routes.entries[key]
        for record, _ in library.outlines(entry.record, routes.audience, entry.language):
            yield f"{record.path} {record.digest} {library.fresh.get(record.path)}"


def _site_ground(finisher: Finisher, edition: Edition) -> bytes:
    """What of a site all its pages in a language may show."""
    root = finisher.library.config.root
    static = root / "static" / finisher.site
    own = sorted(path.relative_to(static).as_posix() for path in static.rglob("*"))
    return _digest(repr((finisher.site, edition.frame.language, own)), finisher.look.digest)


def _shared(library: Library) -> bytes:
    """What pages may show of the project: settings, the register, which files there are, and how large pictures are."""
    config = library.config
    return _digest(
        code_key(),
        repr([(one.name, _plain(getattr(config, one.name))) for one in fields(config) if one.name not in _NOT_SHOWN]),
        repr((sorted(library.files), _pictures(library))),
        repr([_public(record) for record in library.records.values()]),
    )


def _on_disk(finisher: Finisher) -> object:
    """What is read only when pages are made, as the disk tells of it: the theme, and how large pictures are."""
    files = (file for layer in finisher.look.layers for file in sorted(layer.rglob("*")))
    return [_state(file) for file in files if file.is_file()], _pictures(finisher.library)


def _pictures(library: Library) -> list[tuple[int, ...]]:
    paths = (path for path in sorted(library.files) if path.lower().endswith(_PICTURES))
    return [_state(library.config.root / path) for path in paths]


_NOT_SHOWN = frozenset({"root", "rules", "style", "baseline", "places", "dropped", "files", "digest"})
"""Settings that no page shows: how documents are judged, where the project is."""


def _plain(value: object) -> object:
    """A setting whose `repr` is the same in every process: sets have no order of their own."""
    if isinstance(value, BaseModel):
        return type(value).__name__, [(name, _plain(one)) for name, one in value]
    if is_dataclass(value):
        return type(value).__name__, [(one.name, _plain(getattr(value, one.name))) for one in fields(value)]
    if isinstance(value, Mapping):
        return [(_plain(name), _plain(one)) for name, one in value.items()]
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    if isinstance(value, (set, frozenset)):
        return sorted(repr(_plain(one)) for one in value)
    return value


def _state(file: Path) -> tuple[int, ...]:
    try:
        found = os.stat(file)
    except OSError:
        return ()
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _public(record: Record) -> tuple[object, ...]:
    """What other documents' pages may show of a file: all but its text and the places in it."""
    outlines = [_outline(outline) for outline in record.outlines.values()]
    return (*_RECORD(record), unclear(record), outlines[:1] if not record.split else outlines)


_RECORD = attrgetter("path", "key", "language", "snippet", "explicit", "index", "written", "heading", "split", "empty")
_PARTS = (
    (attrgetter("headings"), attrgetter("level", "text", "anchor", "own_anchor")),
    (attrgetter("links"), attrgetter("target", "title", "text", "attributes")),
    (attrgetter("images"), attrgetter("target", "alt", "title", "attributes")),
    (attrgetter("videos"), attrgetter("source", "captions", "poster", "title")),
    (attrgetter("facts"), attrgetter("name")),
    (attrgetter("includes"), attrgetter("target")),
    (attrgetter("services"), attrgetter("names")),
    (attrgetter("steps"), attrgetter("roles", "count", "unit")),
)


def _outline(outline: Outline) -> tuple[object, ...]:
    parts = [tuple(map(about, part(outline))) for part, about in _PARTS]
    return (*parts, [anchor for anchor, _ in outline.anchors], outline.numbered)


def _digest(*parts: bytes | str) -> bytes:
    digest = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.digest()
