"""Values of the model as bytes and back: as pickle does it, but some five times as quick for frozen dataclasses."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any

from sopgen import model

Reduced = tuple[type, tuple[Any, ...]]


def _reducer(kind: type) -> Callable[[Any], Reduced]:
    """How a value of a dataclass is taken apart: the class, and what to call it with."""
    names = [field.name for field in fields(kind)]
    get = attrgetter(*names)
    if len(names) == 1:
        return lambda value: (kind, (get(value),))
    return lambda value: (kind, get(value))


# Python's own way for slotted frozen dataclasses looks up the fields of the class again for every value.
_REDUCERS = {kind: _reducer(kind) for kind in vars(model).values() if isinstance(kind, type) and is_dataclass(kind)}


def pack(value: object) -> bytes:
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    pickler.dispatch_table = _REDUCERS
    pickler.dump(value)
    return buffer.getvalue()


def unpack(data: bytes) -> Any:
    """What `pack` made these of. Raises whatever damaged data make of it: only for data that sopgen itself wrote."""
    return pickle.loads(data)
