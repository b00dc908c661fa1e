"""A random walk: edits, then a build with all that is remembered, compared with one that knows nothing."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.incremental.asking import DAY, PLAIN, WRITING, Ask, ask
from tests.incremental.edits import one_edit
from tests.incremental.mishaps import MISHAPS, put_right
from tests.incremental.program import KILLED, Program, Said
from tests.incremental.search import Differs
from tests.incremental.trees import Tree, changed, differences, foreign, tree
from tests.incremental.world import World

MORE = ("another_sopgen",) * 5 + ("cache_damaged", "cache_rolled_back") * 2
"""Mishaps that come more often than others: what a build remembers is wrong after them."""
SHOWN = 12
"""So many differences are told."""


@dataclass(frozen=True, slots=True)
class Clean:
    """What a build without a memory said, and left in a folder that was not there."""

    said: Said
    tree: Tree


class Walk:
    """Steps of a seed, each the same whichever steps went before it: so a failure can be sought with fewer of them."""

    def __init__(self, folder: Path, seed: str, tell: Callable[[str], None]) -> None:
        self.seed, self._tell = seed, tell
        self.program = Program(folder)
        self.world = World(folder, self.program.folder)
        self.edits = 0
        self._built, self._took = True, 1.0
        self._clean: dict[object, Clean] = {}
        self._prepare()

    def _prepare(self) -> None:
        """Translations are accepted, another project is known, and the first build is made."""
        self._run(Ask(("translate", "--accept", "--all")), self.world)
        other = World(self.world.folder / "another")
        other.write("procedures/lamps/index.md", "---\ntitle: Another\naudience: staff\n---\nNothing.\n", Random(1))
        other.cache = self.world.folder / "other-cache"
        self._run(PLAIN, other)
        self.world.is_good()
        self._compared(PLAIN, Random(0))
        assert self._built, "the company should build"

    def _run(self, asked: Ask, world: World) -> None:
        said = self.program.run(asked.call(world))[0]
        assert said.code == 0, said

    def step(self, index: int) -> None:
        """Edit, build, compare. Raises Differs."""
        random = Random(f"{self.seed}/{index}")
        self._tell(f"step {index}")
        for note in put_right(self.world):
            self._tell(f"    {note}")
        if not self._built and random.random() < 0.7:
            self._tell(f"    put back: {', '.join(self.world.mend(random))}")
        for _ in range(random.choice((0, 1, 1, 1, 2, 3, 5))):
            self._tell(f"    {one_edit(self.world, random)}")
            self.edits += 1
        if random.random() < 0.35:
            name = random.choice([*MISHAPS, *MORE])
            self._tell(f"    {name}: {MISHAPS[name](self.world, random) or 'nothing to do'}")
        asked = ask(random)
        self._disturb(asked, random)
        self._compared(asked, random)
        if random.random() < 0.25:
            self._tell("    once more")
            self._compared(asked, random)

    def close(self) -> None:
        self.program.forget()

    # -------------------------------------------------------------------------------- builds

    def _disturb(self, asked: Ask, random: Random) -> None:
        """Sometimes something else is called before: a build that ends badly or reads what changes under its hands."""
        self._refresh()
        before = tree(asked.output(self.world))
        match random.randrange(16):
            case 0 | 1:
                kill = random.random() * self._took
                self._tell(f"    {asked}, killed after {kill:.3f} s")
                said = self.program.run(asked.call(self.world, kill))[0]
                if said.code == KILLED and list(changed(tree(asked.output(self.world)), before)):
                    self._judge(asked, None, before)
            case 2 | 3:
                wait = random.random() * self._took
                self.program.start(asked.call(self.world))
                time.sleep(wait)
                self._tell(f"    {asked}, and after {wait:.3f} s: {one_edit(self.world, random)}")
                self.program.wait()
                if random.random() < 0.3:
                    self._tell(f"    put back: {', '.join(self.world.mend(random))}")
            case 4:
                writing = Ask(random.choice(WRITING))
                self._tell(f"    {writing}")
                self.program.run(writing.call(self.world))

    def _compared(self, asked: Ask, random: Random) -> None:
        self._refresh()
        call, before = asked.call(self.world), tree(asked.output(self.world))
        started = time.monotonic()
        match random.randrange(12):
            case 0:
                self._tell(f"    {asked}, twice at once")
                given = self.program.run(call, call)
            case 1:
                self._tell(f"    {asked}, and a check at once")
                given = self.program.run(call, Ask(("check", *DAY)).call(self.world))[:1]
            case 2:
                self._tell(f"    {asked}, from a shell")
                given = [self.program.run_alone(call)]
            case _:
                self._tell(f"    {asked}")
                given = self.program.run(call)
                self._took = time.monotonic() - started
        for said in given:
            self._judge(asked, said, before)
        if asked.builds and "--strict" not in asked.words:
            self._built = self._made_clean(asked).said.code == 0
            if self._built and asked.words == PLAIN.words:
                self.world.is_good()

    def _judge(self, asked: Ask, said: Said | None, before: Tree) -> None:
        """Raises Differs. said: None for a build that was killed, but had published."""
        found = list(self._faults(asked, said, before))
        if found:
            more = f"\n    … and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
            raise Differs("\n".join(found[:SHOWN]) + more)

    def _faults(self, asked: Ask, said: Said | None, before: Tree) -> Iterator[str]:
        clean, after = self._made_clean(asked), tree(asked.output(self.world))
        publishes = asked.builds and clean.said.code == 0
        if said is not None and publishes and foreign(before):
            if said.code != 2:
                yield f"exit code {said.code} where foreign files stand in the output: {foreign(before)[:3]}"
            yield from changed(after, before)
            return
        if said is not None:
            yield from self._said_otherwise(said, clean.said)
        if publishes:
            yield from differences(after, clean.tree, before, asked.sites)
        else:
            yield from changed(after, before)

    def _said_otherwise(self, given: Said, clean: Said) -> Iterator[str]:
        if given.code != clean.code:
            yield f"exit code {given.code}, clean: {clean.code}\n{given.err}\nclean:\n{clean.err}"
        for name, one, other in (("output", given.out, clean.out), ("error", given.err, clean.err)):
            lines, wanted = _plain(one), _plain(other)
            yield from (f"standard {name} has not: {line}" for line in wanted if line not in lines)
            yield from (f"standard {name} has: {line}" for line in lines if line not in wanted)
            if lines != wanted and sorted(lines) == sorted(wanted):
                yield f"standard {name} has another order"

    def _made_clean(self, asked: Ask) -> Clean:
        """What comes of it without a cache and without an output; asked once for the same files."""
        key = (self.world.digest(), self.world.project, repr(asked))
        if key not in self._clean:
            folder = self.world.folder / "clean"
            shutil.rmtree(folder, ignore_errors=True)
            said = self.program.run(asked.clean(self.world, folder))[0]
            if said.code not in (0, 1, 2) or "Traceback" in said.err:
                raise Differs(f"a clean build ends with {said.code}\n{said.err}")
            self._clean = {key: Clean(said, tree(folder / "output"))}
        return self._clean[key]

    def _refresh(self) -> None:
        if self.world.stale_program:
            self.program.forget()
            self.world.stale_program = False


def _plain(text: str) -> list[str]:
    """Lines without what may differ: the time that it took, how little there was to do, and where the output is."""
    text = re.sub(r"(?:Built|Kept) (\d+) pages in [\d.]+ s(?:, nothing changed)?", r"Built \1 pages", text)
    return re.sub(r"(?<=  )(\w+): \S+(/\1/index\.html)| What stood in \S+ still stands\.", r"\1\2", text).splitlines()
