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
from tests.torture.record import write


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="make guards", description=__doc__)
    parser.add_argument("only", nargs="*", help="words of the names of guards")
    parser.add_argument("--record", action="store_true", help="write what came of it for the manual")
    given = parser.parse_args(arguments)
    chosen = {
        chapter: [guard for guard in guards if not given.only or any(word in guard.name for word in given.only)]
        for chapter, guards in CHAPTERS.items()
    }
    with tempfile.TemporaryDirectory(prefix="guards-") as scratch:
        return _tried(Copy(Path(scratch) / "copy"), chosen, given.record)


def _tried(copy: Copy, chosen: dict[str, list[Guard]], record: bool) -> int:
    started = time.monotonic()
    tests = sorted({test for guards in chosen.values() for guard in guards for test in guard.tests})
    print(f"{len(tests)} tests as they stand …", flush=True)
    whole = copy.ask(tests, 1800)
    if whole.fault or any(whole.failed.values()) or not whole.ended:
        failing = [test for test, count in whole.failed.items() if count]
        print(f"They must pass before a guard is switched off: {failing or whole.fault or 'they do not end'}")
        return 2
    figures: dict[str, list[int]] = {}
    missed: list[str] = []
    for chapter, guards in chosen.items():
        print(f"\n{chapter}")
        for guard in guards:
            begun = time.monotonic()
            said = copy.without(guard)
            noticed = said.noticed(guard)
            figures.setdefault(chapter, []).append(int(noticed))
            missed += [] if noticed else [guard.name]
            print(f"  {_words(said, noticed):28} {time.monotonic() - begun:5.1f} s  {guard.name}", flush=True)
            if not noticed:
                print(f"    {said.fault or said.failed}")
    took = time.monotonic() - started
    count = sum(map(len, figures.values()))
    print(f"\n{count} guards switched off in {took / 60:.1f} minutes; unnoticed: {missed or 'none'}")
    if record:
        rows = {chapter: {"cases": len(found), "passed": sum(found)} for chapter, found in figures.items()}
        write("guards", {"chapters": rows, "minutes": round(took / 60, 1)})
    return 1 if missed else 0


def _words(said: Said, noticed: bool) -> str:
    if noticed:
        return f"noticed by {sum(said.failed.values())} cases" if said.ended else "noticed: it never ends"
    return "NO ANSWER" if said.fault else "NOT NOTICED"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
