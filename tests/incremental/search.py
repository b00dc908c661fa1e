"""Walks the steps of a seed; where one fails, seeks fewer steps that fail as well."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from tests.tools import IN_CI

SEED = os.environ.get("SOPGEN_EDITS_SEED") or ("1" if IN_CI else secrets.token_hex(4))
LONGEST = 120.0
"""Seconds that a search takes, and the step under way."""


class Differs(AssertionError):
    """What remembers did otherwise than what does not."""


class Walker(Protocol):
    """Steps of a seed, each the same whichever steps went before it."""

    def step(self, index: int) -> None:
        """Edit, build, compare. Raises Differs."""

    def close(self) -> None: ...


Make = Callable[[Path, str, Callable[[str], None]], Walker]
"""Called with an empty folder, a seed, and what is told each line of what is done."""


def steps_asked(ordinary: int) -> int:
    """How many steps to walk: so many, or as the environment says."""
    return int(os.environ.get("SOPGEN_EDITS") or ordinary)


def walk(make: Make, folder: Path, steps: int) -> None:
    """Walk these steps of the seed; where one fails, fail with as few as can be found."""
    if failed := _failure(make, folder / "all", list(range(steps))):
        done, fault, told = _fewer(make, folder, failed)
        wrong = "\n".join((*told, "", fault))
        pytest.fail(f"SOPGEN_EDITS_SEED={SEED}, steps {done}:\n{wrong}", pytrace=False)


Failed = tuple[list[int], str, list[str]]
"""The steps until one failed, how, and what they did."""


def _failure(make: Make, folder: Path, steps: list[int]) -> Failed | None:
    told: list[str] = []
    walker = make(folder, SEED, told.append)
    try:
        for at, index in enumerate(steps):
            try:
                walker.step(index)
            except Differs as found:
                return steps[: at + 1], str(found), told
    finally:
        walker.close()
    return None


def _fewer(make: Make, folder: Path, failed: Failed) -> Failed:
    """The last steps alone, then without single ones of them, as long as there is time."""
    until, tries = time.monotonic() + LONGEST, 0

    def failing(steps: list[int]) -> Failed | None:
        nonlocal tries
        tries += 1
        return _failure(make, folder / str(tries), steps) if time.monotonic() < until else None

    length = 1
    while length < len(failed[0]):
        if shorter := failing(failed[0][-length:]):
            failed = shorter
            break
        length *= 4
    for step in failed[0][:-1]:
        failed = failing([each for each in failed[0] if each != step]) or failed
    return failed
