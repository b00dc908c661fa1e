"""What somebody still saves while a build runs is shown with the rest, not by halves; but nobody waits for ever."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from time import process_time
from typing import cast

import pytest
from msgspec.structs import replace
from watchdog.events import FileModifiedEvent

from sopgen.commands.shared import news
from sopgen.model import Place, Problem
from sopgen.server import run
from sopgen.server.app import App
from sopgen.server.first import First
from sopgen.server.snapshot import Snapshot, Workshop
from sopgen.server.watch import Watcher
from sopgen.stages import Progress


class Builds:
    """A workshop in whose project something is saved so many times: as a build begins, or as it ends."""

    def __init__(self, watcher: Watcher, saves: int, early: bool) -> None:
        self.path, self.number, self.firsts = watcher.config, 0, list[set[str]]()
        self._watcher, self._saves, self._early = watcher, saves, early

    def first(self, before: Snapshot, paths: Collection[Path]) -> None:
        self.firsts.append({path.name for path in paths})

    def build(
        self,
        before: Snapshot,
        looked: Collection[str],
        ahead: Callable[[First], None],
        progress: Progress,
    ) -> Snapshot:
        self.number += 1
        if self._early:
            self._save()
            progress("building", 1, 2)
        problem = Problem(Place("a.md", self.number), "build", "error", f"build {self.number}")
        if not self._early:
            self._save()
        ahead(First(Snapshot(problems=(replace(problem, message=f"first of {self.number}"),)), frozenset()))
        return Snapshot(problems=(problem,))

    def _save(self) -> None:
        if self.number <= self._saves:
            self._watcher.on_any_event(FileModifiedEvent(str(self.path)))


class Shows(App):
    """Notes what is shown."""

    def __init__(self, folder: Path) -> None:
        super().__init__("localhost", folder)
        self.said: list[str] = []

    def show(self, snapshot: Snapshot) -> None:
        self.said.append(snapshot.problems[0].message)
        super().show(snapshot)

    def show_first(self, first: First) -> None:
        self.said.append(first.snapshot.problems[0].message)
        super().show_first(first)


def shown(folder: Path, saves: int, early: bool = False) -> list[str]:
    """What is shown, one after the other; the last of it is said."""
    config = folder / "sopgen.yaml"
    config.write_text("organisation: {name: A}\n")
    watcher, app, found = Watcher(config), Shows(folder), list[str]()
    watcher.follow()
    watcher.wait()
    builds = Builds(watcher, saves, early)
    run._rebuild(
        app, cast(Workshop, builds), lambda now, before, seconds: found.append(now.problems[0].message), watcher
    )
    assert found == app.said[-1:]
    assert builds.firsts == [{"sopgen.yaml"}] * (builds.number - 1)
    return app.said


@pytest.mark.parametrize("early", [True, False])
@pytest.mark.parametrize("saves", [1, 3])
def test_only_the_last_is_shown(tmp_path: Path, saves: int, early: bool) -> None:
    """Nor is anything shown first that may be half saved."""
    assert shown(tmp_path, saves, early) == [f"first of {saves + 1}", f"build {saves + 1}"]


def test_what_is_saved_whole_is_shown_first(tmp_path: Path) -> None:
    assert shown(tmp_path, 0) == ["first of 1", "build 1"]


def test_nobody_waits_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that has ended is shown after a second, though more is saved; one that is broken off begins anew for a
    minute at the longest."""
    monkeypatch.setattr(run, "PATIENCE", 0.0)
    assert shown(tmp_path, 9) == ["build 1"]
    assert shown(tmp_path, 3, early=True) == ["first of 4", "build 4"]
    monkeypatch.setattr(run, "LONGEST", 0.0)
    assert shown(tmp_path, 9, early=True) == ["build 1"]


def test_what_is_new_among_many_problems_is_found_at_once() -> None:
    """A handbook of 10,000 documents may have as many notes, each of which was there before."""
    problems = [Problem(Place("a.md", line), "review-due", "info", "a review is due") for line in range(20_000)]
    started = process_time()
    assert news(problems[1:], problems[:-1]) == problems[-1:]
    assert process_time() - started < 2, "some hundredths of a second; beside one another a minute"
