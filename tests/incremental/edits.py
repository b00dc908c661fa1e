"""All edits, and one of them at random."""

from __future__ import annotations

from random import Random

from tests.incremental import edits_of_files, edits_of_settings, edits_of_text
from tests.incremental.editing import EDITS
from tests.incremental.world import World

__all__ = ["EDITS", "edits_of_files", "edits_of_settings", "edits_of_text", "one_edit"]


def one_edit(world: World, random: Random) -> str:
    """Make an edit that finds something to do; which, and what it did."""
    while True:
        if not world.documents():
            world.mend(random)
        chosen = random.choices(list(EDITS.values()), [each.often for each in EDITS.values()])[0]
        if note := chosen.do(world, random):
            return f"{chosen.name}: {note}"
