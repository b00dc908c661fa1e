"""What is asked of sopgen, and from where: as people and their machines do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Literal

from tests.incremental.program import Call
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

WRITING = (("check", *DAY, "--fix"), ("check", *DAY, "--write-baseline"), ("translate", "--accept", "--all"))
"""What changes the project itself, and remembers as it does so."""

EPOCHS = ("1795305600", "1798761600")
"""Seconds of `SOURCE_DATE_EPOCH` for a build that is told no day."""

Place = Literal["here", "inside", "above", "link"]


@dataclass(frozen=True, slots=True)
class Ask:
    """words: the command. place: called in the project, in its content, above it, or by a link that leads to it.
    workers: whether what remembers works with several processes; a clean build never does."""

    words: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    place: Place = "here"
    umask: int = 0o022
    workers: bool = False

    @property
    def builds(self) -> bool:
        return self.words[0] == "build"

    @property
    def sites(self) -> tuple[str, ...]:
        """The sites that are asked for, none for all."""
        return tuple(word for at, word in enumerate(self.words) if at and self.words[at - 1] == "--site")

    def output(self, world: World) -> Path:
        return world.project / OTHER if "--output" in self.words else world.output

    def call(self, world: World, kill: float | None = None) -> Call:
        """The call that uses all that is remembered."""
        call = self._call(world, world.cache, self.words)
        return replace(call, kill=kill, workers=self.workers)

    def clean(self, world: World, folder: Path) -> Call:
        """The same without anything remembered, and with an output that is not there; both in this folder."""
        words = [word for at, word in enumerate(self.words) if "--output" not in (word, self.words[at - 1])]
        if self.builds:
            words += ["--output", str(folder / "output")]
        return self._call(world, folder / "cache", tuple(words))

    def _call(self, world: World, cache: Path, words: tuple[str, ...]) -> Call:
        place, inside = world.project, world.project / "procedures"
        if self.place == "inside" and inside.is_dir():
            place = inside
        elif self.place in ("above", "link"):
            place = world.folder
            name = world.link() if self.place == "link" else world.project.name
            words = (*words, "--config", f"{name}/sopgen.yaml")
        return Call(words, place, {"SOPGEN_CACHE_DIR": str(cache), **self.environment}, umask=self.umask)

    def __str__(self) -> str:
        place = "" if self.place == "here" else f", {self.place}"
        umask = "" if self.umask == 0o022 else f", umask {self.umask:03o}"
        return " ".join(self.words) + place + umask + (", workers" if self.workers else "")


PLAIN = Ask(("build", *DAY))


def ask(random: Random) -> Ask:
    """A command at random, mostly the plain one."""
    words = random.choices([words for _, words in COMMANDS], [often for often, _ in COMMANDS])[0]
    environment = {} if "--as-of" in words else {"SOURCE_DATE_EPOCH": random.choice(EPOCHS)}
    place: Place = "here"
    if "--output" not in words and random.random() < 0.15:
        place = random.choice(("inside", "above", "link"))
    umask = random.choice((0o077, 0o002)) if random.random() < 0.05 else 0o022
    return Ask(words, environment, place, umask, random.random() < 0.15)
