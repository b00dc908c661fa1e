"""After any edit a server that remembers shows what one that has just been started shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

from sopgen import load
from sopgen.footprint import FINE
from sopgen.model import Output, Problem
from sopgen.rules import RULES
from sopgen.said import state
from sopgen.server.snapshot import Overtaken, Snapshot, Workshop
from tests.incremental.edits import one_edit
from tests.incremental.search import SEED, Differs, steps_asked, walk
from tests.incremental.world import World

STEPS = 8
AS_OF = date(2026, 11, 21)


class Served:
    """One workshop for all steps, and a new one after each."""

    def __init__(self, folder: Path, seed: str, tell: Callable[[str], None]) -> None:
        self._seed, self._tell = seed, tell
        self._world = World(folder)
        self._workshop = self._new()
        self._shown = self._workshop.build(Snapshot())

    def step(self, index: int) -> None:
        random = Random(f"{self._seed}/{index}")
        self._tell(f"step {index}")
        if self._shown.stopped and random.random() < 0.7:
            self._tell(f"    put back: {', '.join(self._world.mend(random))}")
        files = self._files()
        self._edit(random)
        if random.random() < 0.4:
            done = self._broken_off(random)
            files = self._files() if done else files
            self._edit(random)
        paths = {path for path, _ in files ^ self._files()}
        first = self._workshop.first(self._shown, paths)
        shown = [first] if first else []
        before, self._shown = self._shown, self._workshop.build(self._shown, self._looked(random), shown.append)
        for first in shown if not self._shown.stopped else ():
            if found := [file for file in first.files if _file(first.snapshot, file) != _file(self._shown, file)]:
                raise Differs(f"shown first, and another then: {', '.join(sorted(found))}")
        if found := list(differences(self._shown, self._new().build(Snapshot()), before)):
            raise Differs("\n".join(found[:12]))
        if not self._shown.stopped:
            self._world.is_good()

    def close(self) -> None: ...

    def _edit(self, random: Random) -> None:
        for _ in range(random.choice((0, 1, 1, 1, 2, 3))):
            self._tell(f"    {one_edit(self._world, random)}")

    def _broken_off(self, random: Random) -> bool:
        """Something is saved while a build runs. Whether that came too late, and all was built."""
        left = random.randrange(300)

        def progress(what: str, done: int, of: int) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                self._tell(f"    broken off: {what} {done} of {of}")
                raise Overtaken

        with suppress(Overtaken):
            return not self._workshop.build(self._shown, self._looked(random), progress=progress).stopped
        return False

    def _looked(self, random: Random) -> list[str]:
        """Some pages, and one of them that nobody has made."""
        pages = [f"{name}/{path}" for name, site in self._shown.sites.items() for path in site.files if ".html" in path]
        return [*random.sample(pages, min(4, len(pages))), "handbook/none/index.html"]

    def _files(self) -> set[tuple[Path, tuple[int, ...]]]:
        """All files of the project, and what tells that one is another."""
        return {(path, state(path)) for path in self._world.project.rglob("*") if not path.is_dir()}

    def _new(self) -> Workshop:
        return Workshop(self._world.project / "sopgen.yaml", AS_OF)


def differences(shown: Snapshot, new: Snapshot, before: Snapshot) -> Iterator[str]:
    """In what a snapshot is another than that of a workshop that knew nothing.

    Files that cannot be read are shown as they last could be, so then only what is said of them is the same.
    """
    if unreadable := {problem.place.path for problem in new.problems if _unreadable(problem)}:
        one, other = ([each for each in some.problems if each.place.path in unreadable] for some in (shown, new))
        yield from _differs("problems of what cannot be read", one, other)
        return
    yield from _differs("problems", shown.problems, new.problems)
    yield from _differs("stopped", shown.stopped, new.stopped)
    yield from _differs("lines", shown.lines, new.lines)
    if shown.stopped:
        yield from _differs("sites", shown.sites, before.sites)
        return
    yield from _differs("wrong", shown.wrong, new.wrong)
    yield from _differs("names of sites", list(shown.sites), list(new.sites))
    for name in shown.sites.keys() & new.sites.keys():
        given, wanted = shown.sites[name], new.sites[name]
        yield from _differs(name, replace(given, files={}), replace(wanted, files={}))
        yield from _differs(f"{name}: order", list(given.files), list(wanted.files))
        for path in given.files.keys() & wanted.files.keys():
            yield from _differs(f"{name}: {path}", _plain(given.files[path]), _plain(wanted.files[path]))


def _differs(what: str, one: Any, other: Any) -> Iterator[str]:
    if one == other:
        return
    if isinstance(one, Mapping):
        one, other = list(one.items()), list(other.items())
    if isinstance(one, list | tuple):
        one, other = [each for each in one if each not in other], [each for each in other if each not in one]
    yield f"{what}: {one} is not {other}"


def _plain(output: Output) -> tuple[bytes, str]:
    return (b"" if output.copy_of else output.data, output.copy_of)


def _file(snapshot: Snapshot, file: str) -> Output:
    site, _, path = file.partition("/")
    return snapshot.sites[site].files[path]


def _unreadable(problem: Problem) -> bool:
    """Whether it is of a document; a baseline that is gone is a fault of sopgen.yaml."""
    reading = problem.rule in RULES and RULES[problem.rule].scope == "reading"
    return reading and problem.severity == "error" and problem.place.path.endswith(".md")


def test_what_a_server_remembers_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "COARSE", FINE)  # a step takes longer than this: files are believed unread
    print(f"SOPGEN_EDITS_SEED={SEED}")
    walk(Served, tmp_path, steps_asked(STEPS))
