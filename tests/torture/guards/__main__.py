"""`make guards`: switches off each guard in turn, prints what its tests say, and records it for the manual."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.torture.guards.guard import Guard
from tests.torture.guards.table import CHAPTERS
from tests.torture.guards.trial import Copy, Said
from tests.torture.record import read, write

WHOLE = 1800.0
"""Seconds that all tests together may take."""


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="make guards", description=__doc__)
    parser.add_argument("only", nargs="*", help="words of the names of guards, or of what they keep")
    parser.add_argument("--record", action="store_true", help="write what came of it for the manual")
    given = parser.parse_args(arguments)
    chosen = [
        (chapter, guard)
        for chapter, guards in CHAPTERS.items()
        for guard in guards
        if not given.only or any(word in f"{chapter}: {guard.name}" for word in given.only)
    ]
    with tempfile.TemporaryDirectory(prefix="guards-") as scratch:
        return _tried(Copy(Path(scratch) / "copy"), chosen, given.record)


def _tried(copy: Copy, chosen: Sequence[tuple[str, Guard]], record: bool) -> int:
    started = time.monotonic()
    tests = sorted({test for _, guard in chosen for test in guard.tests})
    print(f"{len(tests)} tests as they stand …", flush=True)
    whole = copy.ask(tests, WHOLE)
    if whole.fault or any(whole.failed.values()) or not whole.ended:
        failing = [test for test, count in whole.failed.items() if count]
        print(f"They must pass before a guard is switched off: {failing or whole.fault or 'they do not end'}")
        return 2
    missed: list[str] = []
    above = ""
    for chapter, guard in chosen:
        print(f"\n{chapter}" if chapter != above else "", end="\n" if chapter != above else "", flush=True)
        above, begun = chapter, time.monotonic()
        said = copy.without(guard)
        noticed, took = said.noticed(guard), time.monotonic() - begun
        print(f"  {_words(said, noticed):24} {took:5.1f} s  {guard.name}", flush=True)
        if not noticed:
            missed.append(guard.name)
            print(f"    {said.fault or said.failed}")
        if record:
            write("guards", read("guards") | {guard.name: {"noticed": noticed, "seconds": round(took, 1)}})
    took = time.monotonic() - started
    print(f"\n{len(chosen)} guards switched off in {took / 60:.1f} minutes; unnoticed: {missed or 'none'}")
    return 1 if missed else 0


def _words(said: Said, noticed: bool) -> str:
    if noticed:
        return f"noticed by {sum(said.failed.values())} cases" if said.ended else "noticed: it never ends"
    return "NO ANSWER" if said.fault else "NOT NOTICED"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
