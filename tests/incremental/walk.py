"""A random walk: edits, then a build with all that is remembered, compared with one that knows nothing."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.incremental.edits import EDITS, one_edit
from tests.incremental.mishaps import MISHAPS, put_right
from tests.incremental.program import KILLED, Call, Program, Said
from tests.incremental.search import Differs
from tests.incremental.trees import Tree, changed, differences, foreign, tree
from tests.incremental.world import OTHER, World

DAY = ("--as-of", "2026-11-21")
COMMANDS: tuple[tuple[int, tuple[str, ...]], ...] = (
    (30, ("build", *DAY)),
    (3, ("build", *DAY, "--drafts")),
    (3, ("build", *DAY, "--strict")),
    (2, ("build", *DAY, "--site", "help")),
    (2, ("build", *DAY, "--site", "handbook")),
    (2, ("build", "--as-of", "2026-12-21")),
    (2, ("build", "--as-of", "2027-06-01")),
    (2, ("build",)),
    (2, ("build", *DAY, "--output", OTHER)),
    (3, ("check", *DAY)),
    (2, ("check", *DAY, "--format", "json")),
)
"""What is called, and how many times as often as others."""

EPOCHS = ("1795305600", "1798761600")
"""Seconds of `SOURCE_DATE_EPOCH` for a build that is told no day."""


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
        self._clean: dict[str, Clean] = {}
        self._prepare()

    def _prepare(self) -> None:
        """Translations are accepted, another project is known, and the first build is made."""
        accept = Call(("translate", "--accept", "--all"), self.world.project, self._environment(self.world.cache))
        assert self.program.run(accept)[0].code == 0
        other = World(self.world.folder / "another")
        other.write("procedures/lamps/index.md", "---\ntitle: Another\naudience: staff\n---\nNothing.\n", Random(1))
        cache = self.world.folder / "other-cache"
        said = self.program.run(Call(("build", *DAY), other.project, self._environment(cache)))[0]
        assert said.code == 0, said
        self.world.is_good()
        self._compared(("build", *DAY), {}, Random(0))
        assert self._built, "the company should build"

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
            name = random.choice([*MISHAPS, "another_sopgen", "cache_damaged", "cache_rolled_back"])
            self._tell(f"    {name}: {MISHAPS[name](self.world, random) or 'nothing to do'}")
        command = random.choices([words for _, words in COMMANDS], [often for often, _ in COMMANDS])[0]
        environment = {} if "--as-of" in command else {"SOURCE_DATE_EPOCH": random.choice(EPOCHS)}
        self._disturb(command, environment, random)
        self._compared(command, environment, random)
        if random.random() < 0.25:
            self._tell("    once more")
            self._compared(command, environment, random)

    def close(self) -> None:
        self.program.forget()

    # -------------------------------------------------------------------------------- builds

    def _disturb(self, command: tuple[str, ...], environment: dict[str, str], random: Random) -> None:
        """Sometimes a build that ends badly, or reads what changes under its hands, goes before."""
        call = self._call(command, environment)
        self._refresh()
        before = tree(self._output(command))
        match random.randrange(14):
            case 0:
                kill = random.random() * self._took
                self._tell(f"    killed after {kill:.3f} s")
                said = self.program.run(Call(call.arguments, call.folder, call.environment, kill))[0]
                if said.code == KILLED and list(changed(tree(self._output(command)), before)):
                    self._judge(command, environment, None, before)
            case 1:
                wait = random.random() * self._took
                self.program.start(call)
                time.sleep(wait)
                note = EDITS["same_length"].do(self.world, random) if self.world.documents() else ""
                self._tell(f"    while a build runs, after {wait:.3f} s: {note}")
                self.program.wait()

    def _compared(self, command: tuple[str, ...], environment: dict[str, str], random: Random) -> None:
        self._refresh()
        call, before = self._call(command, environment), tree(self._output(command))
        started = time.monotonic()
        way = random.randrange(12)
        if way == 0:
            self._tell(f"    {' '.join(command)}, twice at once")
            given = self.program.run(call, call)
        elif way == 1:
            self._tell(f"    {' '.join(command)}, and a check at once")
            check = self._call(("check", *DAY), {})
            given = self.program.run(call, check)[:1]
        elif way == 2:
            self._tell(f"    {' '.join(command)}, from a shell")
            given = [self.program.run_alone(call)]
        else:
            self._tell(f"    {' '.join(command)}")
            given = self.program.run(call)
            self._took = time.monotonic() - started
        for said in given:
            self._judge(command, environment, said, before)
        if command[0] == "build" and "--strict" not in command:
            self._built = self._last.said.code == 0
            if self._built and command == ("build", *DAY):
                self.world.is_good()

    def _judge(self, command: tuple[str, ...], environment: dict[str, str], said: Said | None, before: Tree) -> None:
        """Raises Differs. said: None for a build that was killed, but had published."""
        self._last = clean = self._made_clean(command, environment)
        after = tree(self._output(command))
        found = list(self._faults(command, clean, said, before, after))
        if found:
            more = f"\n    … and {len(found) - 12} more" if len(found) > 12 else ""
            raise Differs("\n".join(found[:12]) + more)

    def _faults(
        self, command: tuple[str, ...], clean: Clean, said: Said | None, before: Tree, after: Tree
    ) -> Iterator[str]:
        refused = command[0] == "build" and clean.said.code == 0 and foreign(before)
        if said is not None and refused:
            if said.code != 2:
                yield f"exit code {said.code} where foreign files stand in the output: {foreign(before)[:3]}"
            yield from changed(after, before)
            return
        if said is not None:
            yield from self._said_otherwise(said, clean.said)
        if command[0] == "build" and clean.said.code == 0:
            sites = tuple(word for at, word in enumerate(command) if command[at - 1] == "--site")
            yield from differences(after, clean.tree, before, sites)
        else:
            yield from changed(after, before)

    def _said_otherwise(self, given: Said, clean: Said) -> Iterator[str]:
        if given.code != clean.code:
            yield f"exit code {given.code}, clean: {clean.code}\n{given.err}\nclean:\n{clean.err}"
        for name, one, other in (("output", given.out, clean.out), ("error", given.err, clean.err)):
            lines, wanted = self._plain(one), self._plain(other)
            yield from (f"standard {name} has not: {line}" for line in wanted if line not in lines)
            yield from (f"standard {name} has: {line}" for line in lines if line not in wanted)
            if lines != wanted and sorted(lines) == sorted(wanted):
                yield f"standard {name} has another order"

    def _plain(self, text: str) -> list[str]:
        """Lines without what may differ: the time that it took, and where the output is."""
        text = re.sub(r"in [\d.]+ s\b", "in T s", text)
        for folder in (self.world.folder / "clean" / "output", self.world.output, Path(OTHER)):
            text = text.replace(str(folder), "OUTPUT")
        return text.splitlines()

    def _made_clean(self, command: tuple[str, ...], environment: dict[str, str]) -> Clean:
        """What comes of it without a cache and without an output; asked once for the same files."""
        key = json.dumps([self.world.digest(), str(self.world.project), command, environment])
        if key not in self._clean:
            folder = self.world.folder / "clean"
            shutil.rmtree(folder, ignore_errors=True)
            words = [word for at, word in enumerate(command) if "--output" not in (word, command[at - 1])]
            if command[0] == "build":
                words += ["--output", str(folder / "output")]
            call = Call(tuple(words), self.world.project, {**self._environment(folder / "cache"), **environment})
            said = self.program.run(call)[0]
            if said.code not in (0, 1, 2):
                raise Differs(f"a clean build ends with {said.code}\n{said.err}")
            self._clean = {key: Clean(said, tree(folder / "output"))}
        return self._clean[key]

    def _call(self, command: Sequence[str], environment: dict[str, str]) -> Call:
        return Call(tuple(command), self.world.project, {**self._environment(self.world.cache), **environment})

    def _environment(self, cache: Path) -> dict[str, str]:
        return {"SOPGEN_CACHE_DIR": str(cache)}

    def _output(self, command: Sequence[str]) -> Path:
        return self.world.project / OTHER if "--output" in command else self.world.output

    def _refresh(self) -> None:
        if self.world.stale_program:
            self.program.forget()
            self.world.stale_program = False
