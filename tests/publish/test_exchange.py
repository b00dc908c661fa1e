"""What the exchange of folders rests on: a lock that is still there, a manifest on the disk, files that are new."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import sopgen.publish.workshop as workshop
from sopgen.model import Output, SopgenError
from sopgen.publish import publish
from sopgen.publish.manifest import NAME
from tests.publish.test_publish import PAGES, flat, put, tree


def test_the_manifest_is_on_the_disk_before_the_exchange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a power cut it says which of the files are not what they were to be."""
    put(tmp_path / "build", PAGES)
    flushed: list[int] = []
    exchanged: list[bool] = []
    sync, exchange = os.fsync, workshop.exchange

    def noted_sync(descriptor: int) -> None:
        sync(descriptor)
        flushed.append(os.fstat(descriptor).st_ino)

    def noted_exchange(one: Path, other: Path) -> bool:
        exchanged.append((one / NAME).stat().st_ino in flushed)
        return exchange(one, other)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(workshop, "exchange", noted_exchange)
    put(tmp_path / "build", {"help": {"index.html": b"new"}})
    assert exchanged == [True]


def test_who_waited_for_a_lock_that_is_gone_asks_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between opening the lock and taking it, the build that held it may have ended and tidied up."""
    put(tmp_path / "build", PAGES)
    taken: list[int] = []
    take = workshop._take

    def late(descriptor: int) -> bool:
        taken.append(descriptor)
        if len(taken) == 1:
            os.unlink(tmp_path / ".build.sopgen" / "lock")
            os.rmdir(tmp_path / ".build.sopgen")
        return take(descriptor)

    monkeypatch.setattr(workshop, "_take", late)
    put(tmp_path / "build", {"help": {"index.html": b"new"}})
    assert len(taken) == 2
    assert tree(tmp_path / "build") == {"help/index.html": b"new"} and os.listdir(tmp_path) == ["build"]


def test_nothing_is_written_into_a_file_that_somebody_laid_there(tmp_path: Path) -> None:
    """A name in the staged tree may be a second name of a file elsewhere."""
    put(tmp_path / "build", PAGES)
    (tmp_path / "precious").write_bytes(b"precious")

    def outputs() -> Iterator[Output]:
        yield Output("index.html", b"new")
        os.link(tmp_path / "precious", tmp_path / ".build.sopgen/new/help/next.html")
        yield Output("next.html", b"of ours, and long enough")

    with pytest.raises(SopgenError, match="cannot be written"):
        publish(tmp_path / "build", {"help": outputs()}, "1.0")
    assert (tmp_path / "precious").read_bytes() == b"precious"
    assert tree(tmp_path / "build") == flat(PAGES)
