"""Values as bytes and back: the same values, and records that keep their bulk packed until somebody asks for it."""

from __future__ import annotations

from sopgen.model import Record, Source
from sopgen.packing import Packed, pack, unpack, unpack_model
from sopgen.parse import ParseOptions, parse

TEXT = "---\ntitle: Wash\ntags: [a, b]\n---\n\n# Wash\n\n## Steps\n\n1. Press [Start](a.md).\n\n:::staff\nUs.\n:::\n"


def record() -> Record:
    return parse(Source("a/wash.md", "a/wash", "en", TEXT.encode(), "digest"), ParseOptions()).record


def test_a_record_is_the_same_when_it_was_packed() -> None:
    before = record()
    for read in (unpack, unpack_model):
        after = read(pack(before))
        assert after == before
        assert repr(after) == repr(before)
        assert list(after.outlines) == ["staff", "customer"]
        assert after.places.get("title") == before.places["title"]
        assert after.places.get("owner") is None


def test_its_outlines_and_places_stay_packed() -> None:
    once = unpack(pack(record()))
    assert isinstance(once.outlines, Packed)
    assert isinstance(once.places, Packed)
    twice = unpack(pack(once))
    assert twice.outlines.data == once.outlines.data
    assert pack(twice) == pack(once)
