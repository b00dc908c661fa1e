"""All that a server holds is searched for garbage while nobody waits for a page, and not after each small build."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest

from sopgen.server import garbage, run
from sopgen.server.app import App
from sopgen.server.garbage import Garbage
from sopgen.server.snapshot import Snapshot, Workshop
from sopgen.server.watch import Watcher


class Clock:
    """What happens one after the other, and how late it is then."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now, self.said = 0.0, list[str]()
        monkeypatch.setattr(garbage, "monotonic", lambda: self.now)
        monkeypatch.setattr(run, "monotonic", lambda: self.now)
        monkeypatch.setattr(gc, "collect", lambda: self.does("searched", 0.5))

    def does(self, what: str, seconds: float) -> None:
        self.said.append(what)
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


class Saves:
    """A project and its watcher. saves: the seconds until somebody saves, and how long that takes to build."""

    changed = False

    def __init__(self, clock: Clock, saves: Sequence[tuple[float, float]]) -> None:
        self.path = Path("sopgen.yaml")
        self._clock, self._saves = clock, iter(saves)
        self._build = 0.0
        self._at: float | None = None

    def rests(self, seconds: float) -> bool:
        at, until = self._next(), self._clock.now + seconds
        self._clock.now = min(at, until)
        return at > until

    def wait(self) -> frozenset[Path]:
        self._clock.now, self._at = self._next(), None
        return frozenset()

    def follow(self) -> None: ...

    def build(self, *_: object) -> Snapshot:
        self._clock.does("built", self._build)
        return Snapshot()

    def _next(self) -> float:
        """When somebody saves next. Raises KeyboardInterrupt where nobody does."""
        if self._at is None:
            found = next(self._saves, None)
            if found is None:
                raise KeyboardInterrupt
            self._at, self._build = self._clock.now + found[0], found[1]
        return self._at


def happens(clock: Clock, tmp_path: Path, *saves: tuple[float, float]) -> list[str]:
    """What a server that has been searched does.

    saves: after how many seconds somebody saves, and how long that takes to build.
    """
    project, garbage = Saves(clock, saves), Garbage()
    garbage.collect()
    with pytest.raises(KeyboardInterrupt):
        run._work(App("localhost", tmp_path), cast(Workshop, project), cast(Watcher, project), lambda *_: None, garbage)
    return clock.said[1:]


@pytest.mark.parametrize(
    ("saves", "said"),
    [
        ([(9, 1.0), (9, 3.9), (9, 0.2), (9, 1.0)], ["built", "built", "built", "searched", "built"]),
        ([(9, 6.0), (0.2, 0.1), (9, 0.1)], ["built", "built", "searched", "built"]),
        ([(9, 40.0), (0.2, 9.0), (0.2, 2.0), (0.2, 1.0)], ["built", "built", "built", "searched", "built"]),
    ],
    ids=["after some work", "when nobody saves", "after very much work"],
)
def test_garbage_is_sought_when_nobody_waits(
    clock: Clock, tmp_path: Path, saves: list[tuple[float, float]], said: list[str]
) -> None:
    assert happens(clock, tmp_path, *saves) == said


def test_what_was_built_is_forgotten_when_it_was_searched(clock: Clock) -> None:
    one = Garbage()
    one.collect()
    assert not one.much
    one.built(5.0)
    assert not one.much
    one.built(0.1)
    assert one.much and not one.too_much
    one.built(45.0)
    assert one.too_much
    one.collect()
    assert not one.much
