"""Publishes and is killed, at every step there is: run by test_killed.py, prints one JSON line a kill.

A step is one call that changes something on disk. The n-th child of this process is killed at the n-th step, before or
after the system did it; the parent then looks at what stands, publishes again, and looks once more.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import sopgen.publish.spare as spare
import sopgen.publish.workshop as workshop
from sopgen.model import Output
from sopgen.publish import publish, recover, standing

STEPS = ("mkdir", "open", "link", "rename", "unlink", "rmdir", "fsync", "chmod")
OLDER = {"help": {"index.html": b"older", "same.html": b"same", "once/index.html": b"once", "it/more.html": b"more"}}
OLD = {
    "help": {"index.html": b"old", "same.html": b"same", "gone/index.html": b"gone", "assets/a.11111111.css": b"a"},
    "handbook": {"index.html": b"old book"},
}
NEW = {
    "help": {"index.html": b"new", "same.html": b"same", "it/index.html": b"nuovo", "assets/a.22222222.css": b"A"},
    "handbook": {"index.html": b"new book"},
}
"""Both sites are of one build, whatever happens: one new beside one old is torn."""


def build(output: Path, sites: dict[str, dict[str, bytes]]) -> None:
    """Publishes; whatever stands already as it shall be is left."""
    notes = output.with_name("notes")
    stands = standing(output, notes)

    def outputs(site: str) -> Iterator[Output]:
        for path, data in sites[site].items():
            digest = hashlib.sha256(data).hexdigest()
            left = stands.get(f"{site}/{path}") == digest
            lasting = path.startswith("assets/")
            yield Output(path, b"" if left else data, sha256=digest if left else "", lasting=lasting)

    publish(output, {site: outputs(site) for site in sites}, "1", notes=notes)


def honest(output: Path) -> bool:
    """Whether all that is said to stand does."""
    told = standing(output, output.with_name("notes"))
    return all(hashlib.sha256((output / path).read_bytes()).hexdigest() == digest for path, digest in told.items())


def tree(folder: Path) -> dict[str, bytes] | None:
    """What a reader finds: {path: bytes}, None where the folder itself is missing."""
    if not folder.is_dir():
        return None
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".sopgen-manifest.json")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def files(sites: dict[str, dict[str, bytes]]) -> dict[str, bytes]:
    return {f"{site}/{path}": data for site, pages in sites.items() for path, data in pages.items()}


def die_at(step: int, when: str) -> None:
    """From here on this process dies at its n-th step."""
    left = [step]

    def deadly(call: Callable[..., Any]) -> Callable[..., Any]:
        def killed(*args: Any, **options: Any) -> Any:
            left[0] -= 1
            if left[0] == 0 and when == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            try:
                return call(*args, **options)
            finally:  # steps that fail count as well: a file that is gone already
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        return killed

    for name in STEPS:
        setattr(os, name, deadly(getattr(os, name)))
    workshop.exchange = deadly(workshop.exchange)


def one(folder: Path, step: int, when: str, times: str) -> bool:
    """Kills one build at one step and prints what came of it; False when the build ended before that step."""
    output, first = folder / f"{when}-{step}" / "build", times == "first"
    if times == "third":
        build(output, OLDER)
    if not first:
        build(output, OLD)
    child = os.fork()
    if not child:
        die_at(step, when)
        build(output, NEW)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    old, new = (None if first else files(OLD)), files(NEW)
    kept = {} if first else {"help/assets/a.11111111.css": b"a"}

    def state() -> str:
        found = tree(output)
        return "missing" if found is None else "old" if found == old else "new" if found == new | kept else "torn"

    after_kill, told = state(), honest(output)
    recover(output)
    after_recover, told = state(), told and honest(output)
    build(output, NEW)
    report = {"step": step, "when": when, "killed": after_kill, "recovered": after_recover, "next": state()}
    build(output, NEW)
    report["again"] = state()
    report["honest"] = told and honest(output)
    print(json.dumps(report | {"litter": sorted(set(os.listdir(output.parent)) - {"notes"})}))
    return os.WIFSIGNALED(status)


if __name__ == "__main__":
    place, way, times = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    if way == "renames":
        workshop.exchange = lambda one, other: False
    if way == "spare":
        spare.WORTH_SPARE = 0
    for moment in ("before", "after"):
        number = 1
        while one(place, number, moment, times):
            number += 1
