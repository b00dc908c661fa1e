"""What of a file's outlines other documents' pages may show, as a digest: all but the places in it."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter

from sopgen.keys import digest
from sopgen.model import Audience, Outline


def outlined(outlines: Mapping[Audience, Outline], split: bool) -> bytes:
    """split: whether they differ by audience; else the first tells it all."""
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
