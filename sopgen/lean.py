"""Finished pages as they are remembered: what a build asks of a page that stands is at hand, the rest stays packed."""

from __future__ import annotations

from hashlib import sha256

from sopgen.finish import Finished, Made
from sopgen.model import Finding, Output
from sopgen.packing import pack, unpack_model
from sopgen.proof import PageLinks
from sopgen.proof.links import as_plain, page_links
from sopgen.reads import Row
from sopgen.view import Page

Lean = tuple[str, tuple[Output, ...], tuple[Finding, ...], bytes, bytes, bytes]
"""A page: its language, its files as they stand, what is wrong with it, what it tells, and packed the page and its
links."""


class KeptPage(Finished):
    """A page whose text and links are unpacked each time somebody asks for them."""

    __slots__ = ("_links", "_page")
    _links: bytes
    _page: bytes

    def __init__(self, lean: Lean) -> None:
        for name, value in zip(("language", "files", "findings", "told", "_page", "_links"), lean, strict=True):
            object.__setattr__(self, name, value)

    @property
    def page(self) -> Page:
        page: Page = unpack_model(self._page)
        return page

    @property
    def links(self) -> PageLinks:
        return page_links(self.files[0].path, *unpack_model(self._links))


class KeptMade(Made):
    """A piece of work whose rows are unpacked each time somebody asks what it has read. own: its key."""

    __slots__ = ("_own", "_reads")
    _own: str
    _reads: bytes

    def __init__(self, own: str, reads: bytes, pages: tuple[Lean, ...]) -> None:
        put = object.__setattr__
        put(self, "pages", tuple(map(KeptPage, pages)))
        put(self, "_own", own)
        put(self, "_reads", reads)

    @property
    def reads(self) -> tuple[Row, ...]:
        return tuple(Row(table, _far(key, self._own)) for table, key in unpack_model(self._reads))


def lean_of(made: Made, own: str) -> tuple[bytes, tuple[Lean, ...]]:
    """What makes a `KeptMade` of the same. own: the key of the piece of work."""
    reads = tuple((row.table, _near(row.key, own)) for row in made.reads)
    return pack(reads), tuple(map(_lean, made.pages))


def _lean(page: Finished) -> Lean:
    files = tuple(map(as_standing, page.files))
    return page.language, files, page.findings, page.told, pack(page.page), pack(as_plain(page.links))


def as_standing(output: Output) -> Output:
    """The same file, as it will stand."""
    return Output(
        output.path,
        sha256=output.sha256 or sha256_of(output.data),
        html=output.html,
        template=output.template,
        lasting=output.lasting,
    )


def sha256_of(data: bytes) -> str:
    return sha256(data).hexdigest()


def _near(key: object, own: str) -> object:
    """The key of a row as seen from a document: how many folders up for itself and those above it. So most documents
    have read the same, which packs well."""
    if isinstance(key, tuple):
        return tuple(_near(part, own) for part in key)
    if isinstance(key, str) and (key == own or (key and own.startswith(f"{key}/"))):
        return own.count("/") - key.count("/")
    return key


def _far(key: object, own: str) -> object:
    """The key of a row that was seen from a document."""
    if isinstance(key, tuple):
        return tuple(_far(part, own) for part in key)
    return own.rsplit("/", key)[0] if isinstance(key, int) else key
