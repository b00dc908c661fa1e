"""After any edit a build that stays leaves the very bytes that a clean build makes, and says the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from random import Random

import pytest

from sopgen import crew, load
from sopgen.build import Built, build, open_project
from sopgen.footprint import FINE
from sopgen.memory import remembered
from sopgen.model import SopgenError
from sopgen.publish import spare
from sopgen.said import state
from sopgen.server.rebuild import Rebuilder
from tests.incremental.edits import one_edit
from tests.incremental.mishaps import MISHAPS, put_right
from tests.incremental.search import SEED, Differs, steps_asked, walk
from tests.incremental.trees import Tree, changed, differences, foreign, tree
from tests.incremental.world import World

STEPS = 12
AS_OF = date(2026, 11, 21)
NOT_MEANWHILE = {"another_sopgen", "project_elsewhere", "cache_damaged", "cache_of_another"}
"""Mishaps that no program notices while it runs; and those that write into the files of an open database in place. Of
these SQLite maps one into memory: where it is cut short, the system ends the process."""


class Rebuilt:
    """One rebuilder for all steps, and a clean build after each."""

    def __init__(self, folder: Path, seed: str, tell: Callable[[str], None]) -> None:
        self._seed, self._tell = seed, tell
        self._world = World(folder)
        opened = partial(remembered, self._world.project, str(self._world.cache), 1)
        config = self._world.project / "sopgen.yaml"
        self._rebuilder = Rebuilder(config, self._world.output, opened, jobs=2, as_of=AS_OF)
        self._good = self._rebuilder.build().published is not None

    def step(self, index: int) -> None:
        random = Random(f"{self._seed}/{index}")
        self._tell(f"step {index}")
        for note in put_right(self._world):
            self._tell(f"    {note}")
        if not self._good and random.random() < 0.7:
            self._tell(f"    put back: {', '.join(self._world.mend(random))}")
        files = self._files()
        for _ in range(random.choice((0, 1, 1, 1, 2, 3))):
            self._tell(f"    {one_edit(self._world, random)}")
        if random.random() < 0.4:
            name = random.choice(sorted(MISHAPS.keys() - NOT_MEANWHILE))
            self._tell(f"    {name}: {MISHAPS[name](self._world, random) or 'nothing to do'}")
        paths = {path for path, _ in files ^ self._files()}
        if random.random() < 0.2:
            self._tell("    nobody knows what has changed")
            paths = set()
        before, built = tree(self._world.output), None
        try:
            built = self._rebuilder.build(paths)
        except SopgenError as error:
            self._tell(f"    refused: {error.message}")
            self._rebuilder.forget()
        self._tell(f"    {'held' if self._rebuilder._held else 'anew'}: {built and built.published}")
        if found := list(self._faults(built, before)):
            raise Differs("\n".join(found[:12]))
        after = tree(self._world.output)
        if random.random() < 0.7:
            self._rebuilder.settle()
            if found := list(changed(tree(self._world.output), after)):
                raise Differs("\n".join(["settling writes:", *found[:12]]))
        self._good = built is not None and built.published is not None
        if self._good:
            self._world.is_good()

    def close(self) -> None:
        self._rebuilder.forget()

    def _faults(self, built: Built | None, before: Tree) -> Iterator[str]:
        after, folder = tree(self._world.output), self._world.folder / "clean"
        shutil.rmtree(folder, ignore_errors=True)
        try:
            clean = build(open_project(self._world.project / "sopgen.yaml", AS_OF, False), folder)
        except SopgenError as error:  # of a theme
            if built is not None:
                yield f"not refused: {error.message}"
            yield from changed(after, before)
            return
        if clean.published and built is None:
            if not foreign(before):
                yield "refused, and nothing foreign stands in the output"
            yield from changed(after, before)
            return
        if built is not None:
            yield from (f"is not said: {one}" for one in clean.problems if one not in built.problems)
            yield from (f"is said: {one}" for one in built.problems if one not in clean.problems)
        if clean.published:
            yield from differences(after, tree(folder), before, ())
        else:
            yield from changed(after, before)

    def _files(self) -> set[tuple[Path, tuple[int, ...]]]:
        """All files of the project, and what tells that one is another."""
        found = (self._world.project / path for path in self._world.files())
        return {(path, state(path)) for path in found}


def test_a_build_that_stays_leaves_what_a_clean_one_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "COARSE", FINE)  # a step takes longer than this: files are believed unread
    monkeypatch.setattr(spare, "WORTH_SPARE", 0)  # two trees take turns, as in a large project
    monkeypatch.setattr(crew, "FEWEST", 2)
    print(f"SOPGEN_EDITS_SEED={SEED}")
    walk(Rebuilt, tmp_path, steps_asked(STEPS))
