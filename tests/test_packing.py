"""Values as bytes and back: the same values, and records that keep their bulk packed until somebody asks for it."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from sopgen import packing
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


@pytest.mark.parametrize("room", [0, 60, 1 << 20])
def test_what_stays_unpacked_changes_no_answer(room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "_room", [room])
    monkeypatch.setattr(packing, "_unpacked", {})
    values = [{"name": f"Number {number}", "more": "x" * number} for number in range(9)]
    packed = [packing.Packed(packing.pack(value)) for value in values]
    for _ in range(2):
        assert [dict(one) for one in packed] == values
    assert sum(map(len, packing._unpacked)) <= room
    assert len(packing._unpacked) == {0: 0, 60: 1, 1 << 20: 9}[room]


class Hostile:
    """What a pickle of strangers would be."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.file,)


def test_a_cache_of_strangers_runs_nothing(tmp_path: Path) -> None:
    """CI keeps caches between the runs of pull requests: whoever writes one must not run a program by it."""
    packed = pickle.dumps(Hostile(tmp_path / "run"))
    with pytest.raises(KeyError):
        unpack_model(packed)
    assert not (tmp_path / "run").exists()
    unpack(packed)
    assert (tmp_path / "run").exists(), "no straw man"
