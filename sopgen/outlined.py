"""What is known of a file's outlines without them: which parts they hold, and a digest of what other pages may show."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter

from sopgen.keys import digest
from sopgen.model import Audience, Outline


def held(outlines: Mapping[Audience, Outline]) -> tuple[str, ...]:
    """The names of the parts that are not empty in all of them."""
    names = Outline.__struct_fields__
    return tuple(name for name in names if any(getattr(outline, name) for outline in outlines.values()))


def outlined(outlines: Mapping[Audience, Outline], split: bool) -> bytes:
    """A digest of all but the places. split: whether they differ by audience; else the first tells it all."""
    found = [*outlines.values()] if split else [*outlines.values()][:1]
    return digest(repr([_outline(outline) for outline in found]))


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
