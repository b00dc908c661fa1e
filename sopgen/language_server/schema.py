"""What the schema says of a key of front matter: its meaning, its values, the keys below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from sopgen.front_matter import FrontMatter

Part = Mapping[str, Any]


@lru_cache(maxsize=1)
def _whole() -> Part:
    return FrontMatter.model_json_schema()


def keys(above: tuple[str, ...] = ()) -> Mapping[str, str]:
    """The keys that may stand here, each with what it means."""
    found: dict[str, str] = {}
    for part in _parts(above):
        found |= {key: meaning(below) for key, below in part.get("properties", {}).items()}
    return found


def about(way: tuple[str, ...]) -> str:
    """What a key means, "" where there is no such key."""
    return keys(way[:-1]).get(way[-1], "") if way else ""


def values(way: tuple[str, ...]) -> tuple[str, ...]:
    """The values that a key can have, none where it takes any text."""
    found: list[str] = []
    for part in _parts(way):
        found += [str(value) for value in part.get("enum", ())]
        if part.get("type") == "boolean":
            found += ["true", "false"]
    return tuple(dict.fromkeys(found))


def meaning(part: Part) -> str:
    return str(part.get("description", ""))


def _parts(way: tuple[str, ...]) -> Iterator[Part]:
    """The schema at the end of a way, every choice of it by itself; lists stand for what is in them."""
    if not way:
        yield _whole()
        return
    for part in _parts(way[:-1]):
        if below := part.get("properties", {}).get(way[-1]):
            yield from _choices(below)


def _choices(part: Part) -> Iterator[Part]:
    if "$ref" in part:
        part = _whole()["$defs"][str(part["$ref"]).rpartition("/")[2]]
    yield part
    for choice in (*part.get("anyOf", ()), *([part["items"]] if "items" in part else ())):
        yield from _choices(choice)
