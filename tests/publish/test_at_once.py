"""Others at work while sopgen publishes: one round of each attack that `make torture` goes on with."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

import sopgen.publish.spare as spare
from tests.torture.test_at_once import build_at_once, edit_while_it_builds, read_in_a_loop, set_the_clock


@pytest.mark.parametrize("worth", [0, 250])
def test_readers(tmp_path: Path, worth: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spare, "WORTH_SPARE", worth)
    pages, times = read_in_a_loop(tmp_path, 1)
    assert pages > 100 and times > 5


def test_other_builds(tmp_path: Path) -> None:
    assert build_at_once(tmp_path, Random(1), 0) == 3


def test_editors(tmp_path: Path) -> None:
    assert edit_while_it_builds(tmp_path, Random(1), 0) == 3


def test_clocks(tmp_path: Path) -> None:
    assert set_the_clock(tmp_path, Random(1), 0) == 2
