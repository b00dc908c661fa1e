"""Values of the model as bytes and back: as pickle does it, and what is seldom asked for stays packed."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any

from msgspec import Struct
from msgspec.structs import astuple, replace

from sopgen import model, view
from sopgen.model import Record

Reduced = tuple[type, tuple[Any, ...]]


def _reducer(kind: type) -> Callable[[Any], Reduced]:
    """How a value of a dataclass is taken apart: the class, and what to call it with."""
    names = [field.name for field in fields(kind)]
    get = attrgetter(*names)
    if len(names) == 1:
        return lambda value: (kind, (get(value),))
    return lambda value: (kind, get(value))


_MODEL = [
    kind
    for room in (model, view)
    for kind in vars(room).values()
    if isinstance(kind, type) and kind.__module__ == room.__name__ and (issubclass(kind, Struct) or is_dataclass(kind))
]
# Python's own way for slotted frozen dataclasses looks up the fields of the class again for every value.
_REDUCERS: dict[type, Callable[[Any], Reduced]] = {kind: _reducer(kind) for kind in _MODEL if is_dataclass(kind)}


class Packed(Mapping[str, Any]):
    """A mapping that stays packed until somebody asks it: unpacked, the outlines of records and the places in their
    front matter are four fifths of all that a library holds."""

    __slots__ = ("data",)

    def __init__(self, data: bytes) -> None:
        self.data = data

    def __getitem__(self, key: str) -> Any:
        return _mapping(self.data)[key]

    def __iter__(self) -> Iterator[str]:
        return iter(_mapping(self.data))

    def __len__(self) -> int:
        return len(_mapping(self.data))

    def __repr__(self) -> str:
        return repr(_mapping(self.data))


def _mapping(data: bytes) -> Mapping[str, Any]:
    """The first ones asked for stay unpacked, as long as there is room: the library is gone through from its beginning
    again and again, so that what was asked for last would never be the next. Of the others the last ones stay."""
    found = _unpacked.get(data)
    if found is None:
        if _room[0] < len(data):
            return _last(data)
        _room[0] -= len(data)
        found = _unpacked[data] = unpack_model(data)
    return found


_unpacked: dict[bytes, Mapping[str, Any]] = {}
_room = [1 << 25]
"""Bytes of packed mappings that may yet stay unpacked: some 10,000 documents'. Unpacked they take about six times as
much."""


@lru_cache(maxsize=4096)
def _last(data: bytes) -> Mapping[str, Any]:
    """A page asks for its own again and again, and for its neighbours'."""
    found: Mapping[str, Any] = unpack_model(data)
    return found


def _reduced_record(record: Record) -> Reduced:
    if not isinstance(record.outlines, Packed):
        outlines: Any = Packed(pack(dict(record.outlines)))  # of any keys
        record = replace(record, outlines=outlines, places=Packed(pack(dict(record.places))))
    return Record, astuple(record)


def _reduced_packed(packed: Packed) -> Reduced:
    return Packed, (packed.data,)


_REDUCERS |= {Record: _reduced_record, Packed: _reduced_packed}


def pack(value: object) -> bytes:
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    pickler.dispatch_table = _REDUCERS
    pickler.dump(value)
    return buffer.getvalue()


def unpack(data: bytes) -> Any:
    """What `pack` made these of. Raises whatever damaged data make of it: only for data of this very process and its
    workers."""
    return pickle.loads(data)


_KINDS: dict[tuple[str, str], type] = {(kind.__module__, kind.__name__): kind for kind in (*_MODEL, Packed, date)}


class _Model(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> type:
        return _KINDS[module, name]


def unpack_model(data: bytes) -> Any:
    """The same for values of the model and of the view alone, whoever wrote the data: a cache may come from strangers,
    and a pickle can else call whatever it likes."""
    return _Model(io.BytesIO(data)).load()
