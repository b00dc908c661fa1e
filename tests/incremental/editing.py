"""What people do to a project between two builds: each edit is a function that does one such thing at random.

It answers in words what it did, or "" where there was nothing to do it to. An edit may leave a project that cannot be
built: that is compared as well, and the walk mends it afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.incremental.world import World

Do = Callable[[World, Random], str]


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit with its name; often: how many times as often it is taken as another."""

    name: str
    do: Do
    often: int = 1


EDITS: dict[str, Edit] = {}
"""The edits of a project's files, by name; `edits_of_…` fill it."""


def edit(often: int = 1) -> Callable[[Do], Do]:
    def kept(do: Do) -> Do:
        EDITS[do.__name__] = Edit(do.__name__, do, often)
        return do

    return kept


def put(world: World, random: Random, path: str, content: str | bytes, what: str) -> str:
    """Write a file in one of the ways there are; the words for it."""
    return f"{path}: {what}, {world.write(path, content, random)}"
