"""What a page has read: rows of tables, noted while it is made and rendered.

A page that is remembered is still right where all the rows that it has read are the same.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, KeysView, Mapping, Sequence, ValuesView
from contextlib import contextmanager
from typing import NamedTuple, TypeVar, overload

from sopgen.view import NavItem

Key = TypeVar("Key")
Value = TypeVar("Value")
Default = TypeVar("Default")


class Row(NamedTuple):
    """A row of a table by its key, whether it is there or not; with key None all rows, and which there are."""

    table: str
    key: object


class Reader:
    """Notes the rows that are read. rows: those read since it was last asked to note them."""

    def __init__(self) -> None:
        self.rows: set[Row] = set()

    @contextmanager
    def noting(self) -> Iterator[set[Row]]:
        """The rows that are read until the end; who notes around this notes them too."""
        around, self.rows = self.rows, set()
        try:
            yield self.rows
        finally:
            around |= self.rows
            self.rows = around


class Watched(Mapping[Key, Value]):
    """A table whose reader notes what is read of it."""

    __slots__ = ("_name", "_reader", "_rows")

    def __init__(self, name: str, rows: Mapping[Key, Value], reader: Reader) -> None:
        self._name, self._rows, self._reader = name, rows, reader

    def __getitem__(self, key: Key) -> Value:
        self._reader.rows.add(Row(self._name, key))
        return self._rows[key]

    @overload
    def get(self, key: Key, default: None = None, /) -> Value | None: ...

    @overload
    def get(self, key: Key, default: Value | Default, /) -> Value | Default: ...

    def get(self, key: Key, default: Default | None = None, /) -> Value | Default | None:
        self._reader.rows.add(Row(self._name, key))
        return self._rows.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._reader.rows.add(Row(self._name, key))
        return key in self._rows

    def __iter__(self) -> Iterator[Key]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def keys(self) -> KeysView[Key]:
        return self._all().keys()

    def values(self) -> ValuesView[Value]:
        return self._all().values()

    def items(self) -> ItemsView[Key, Value]:
        return self._all().items()

    def _all(self) -> Mapping[Key, Value]:
        self._reader.rows.add(Row(self._name, None))
        return self._rows


class WatchedList(Sequence[Value]):
    """A list whose reader notes when one looks into it: at all of it."""

    __slots__ = ("_reader", "_row", "_values")

    def __init__(self, name: str, values: Sequence[Value], reader: Reader) -> None:
        self._row, self._values, self._reader = Row(name, None), values, reader

    @overload
    def __getitem__(self, at: int, /) -> Value: ...

    @overload
    def __getitem__(self, at: slice, /) -> Sequence[Value]: ...

    def __getitem__(self, at: int | slice, /) -> Value | Sequence[Value]:
        self._reader.rows.add(self._row)
        return self._values[at]

    def __len__(self) -> int:
        self._reader.rows.add(self._row)
        return len(self._values)


NAVIGATION = "navigation"
"""The table of the lists of navigation, by the key of the item that they are below."""


class Branch(NavItem):
    """An item of the navigation whose reader notes when one looks at what is below it."""

    __slots__ = ("_below", "_reader")
    _below: tuple[NavItem, ...]
    _reader: Reader

    def __init__(self, item: NavItem, reader: Reader) -> None:
        put = object.__setattr__
        for name in ("title", "url", "key", "description", "language"):
            put(self, name, getattr(item, name))
        put(self, "_below", tuple(Branch(child, reader) for child in item.children))
        put(self, "_reader", reader)

    @property
    def children(self) -> tuple[NavItem, ...]:
        self._reader.rows.add(Row(NAVIGATION, self.key))
        return self._below
