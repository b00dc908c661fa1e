"""The register of all documents as tables: what a page has read of them is noted, and each row has a digest.

The rows that a page has read, and a digest of what stood in them, say whether a remembered page is still right. The
text of a document is no row: its page has it, and every page that includes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any, TypeVar

from msgspec.msgpack import encode
from msgspec.structs import replace

from sopgen.edition import Edition
from sopgen.edition.lists import Lists
from sopgen.edition.related import Around, Arounds
from sopgen.keys import digest
from sopgen.library import Library, Routes
from sopgen.model import Entry, Record
from sopgen.reads import NAVIGATION, Branch, Reader, Row, Watched, WatchedList
from sopgen.said import PICTURES, said, state
from sopgen.view import NavItem

_LEADS = " leads"
Key = TypeVar("Key")
Value = TypeVar("Value")


class Register:
    """The tables of an edition. edition: the same one, but that `reader` notes what is read of it; what no page reads
    is not in it."""

    def __init__(self, edition: Edition, twins: Iterable[str], reader: Reader) -> None:
        self._reader = reader
        self._tables: dict[str, Mapping[Any, object]] = {}
        self._around = edition.around
        self._said: dict[int, bytes] = {}
        self._digests: dict[Row, bytes] = {}
        library, navigation = edition.library, edition.frame.navigation
        self._tables[NAVIGATION] = _lists(navigation)
        self.twins = self._watched("twins", dict.fromkeys(twins, True))
        watched = replace(
            library,
            records=self._watched("records", library.records),
            files=self._watched("files", _Files(library)),
            ids=self._watched("ids", library.ids),
            by_key=self._watched("by_key", library.by_key),
            languages=self._watched("languages", library.languages),
            sources=self._watched("sources", library.sources),
            fresh=self._watched("fresh", library.fresh),
            entries=(),
            snippets=(),
            findings=(),
            routes={name: self._routes(routes, "/".join(name)) for name, routes in library.routes.items()},
        )
        self.edition = replace(
            edition,
            library=watched,
            routes=self._routes(edition.routes, "own"),
            frame=replace(edition.frame, navigation=tuple(Branch(item, reader) for item in navigation)),
            lists=self._lists(edition.lists),
            around=self._watched("around", edition.around),
        )

    def digest(self, rows: Iterable[Row]) -> bytes:
        """What stands in these rows, in this order."""
        return digest(*map(self._digest, rows))

    def stood(self, rows: Iterable[Row]) -> tuple[bytes, bytes]:
        """The same apart: of rows that may hold words of other documents, and of those that hold none, where links
        lead."""
        rows = tuple(rows)
        return self.worded(rows), self.digest(row for row in rows if row.table.endswith(_LEADS))

    def worded(self, rows: Iterable[Row]) -> bytes:
        """What stands in those of these rows that may hold words of other documents."""
        return self.digest(row for row in rows if not row.table.endswith(_LEADS))

    def learn(self, same: Register) -> None:
        """What another register has found out already. same: one whose rows all say the same."""
        self._digests.update(same._digests)
        if isinstance(self._around, Arounds) and isinstance(same._around, Arounds):
            self._around.found.update(same._around.found)

    def _watched(self, name: str, rows: Mapping[Key, Value]) -> Watched[Key, Value]:
        self._tables[name] = rows
        return Watched(name, rows, self._reader)

    def _routes(self, routes: Routes, name: str) -> Routes:
        return replace(
            routes,
            entries=self._watched(f"{name} entries", routes.entries),
            urls=self._watched(f"{name} urls", routes.urls),
            sections=self._watched(f"{name} sections", routes.sections),
            pages=self._watched(f"{name} pages", routes.pages),
            keys=self._watched(f"{name} keys", routes.keys),
            leads=self._watched(f"{name}{_LEADS}", routes.leads),
        )

    def _lists(self, lists: Lists) -> Lists:
        self._tables["shown"] = dict(enumerate(lists.shown))
        return replace(
            lists,
            shown=WatchedList("shown", lists.shown, self._reader),
            order=(),
            place=self._watched("place", lists.place),
            whole=self._watched("whole", lists.whole),
        )

    def _digest(self, row: Row) -> bytes:
        found = self._digests.get(row)
        if found is None:
            table = self._tables.get(row.table, {})
            if row.key is None:
                found = digest(*(self._of(part) for pair in table.items() for part in pair))
            else:
                found = self._of(table[row.key]) if row.key in table else b"none"
            self._digests[row] = found
        return found

    def _of(self, value: object) -> bytes:
        """A digest of a value. Of an entry or a record made once: they stand in several tables."""
        if isinstance(value, (Entry, Record)):
            found = self._said.get(id(value))
            if found is None:
                found = self._said[id(value)] = digest(repr(said(value)))
            return found
        if isinstance(value, Around):
            return digest(encode(value))
        if isinstance(value, Mapping):
            return digest(*(self._of(part) for pair in value.items() for part in pair))
        return digest(repr(said(value)))


class _Files(Mapping[str, object]):
    """The files of the content folder, each with what the disk says of it where it is a picture: pages tell how large
    a picture is."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __getitem__(self, path: str) -> object:
        if path not in self._library.files:
            raise KeyError(path)
        return state(self._library.config.root / path) if path.lower().endswith(PICTURES) else ()

    def __contains__(self, path: object) -> bool:
        return path in self._library.files

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._library.files))

    def __len__(self) -> int:
        return len(self._library.files)


def _lists(items: tuple[NavItem, ...]) -> dict[str, tuple[object, ...]]:
    """What is below each item of the navigation, as one sees it without looking further down."""
    found: dict[str, tuple[object, ...]] = {}
    for item in items:
        found[item.key] = (*found.get(item.key, ()), tuple(map(alone, item.children)))
        found.update(_lists(item.children))
    return found


alone: Callable[[NavItem], tuple[object, ...]] = attrgetter("title", "url", "key", "description", "language")
"""An item of the navigation without what is below it."""
