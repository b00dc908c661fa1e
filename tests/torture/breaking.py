"""Builds a small project again and again, each time with a fault at some call; looks at what stands, and at what was
said. Run by `test_faults.py` with the library preloaded; prints one JSON line a case.

Nothing is put right between two builds: what a dead one leaves is what the next one finds.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import time
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import NoReturn

import sopgen.cli
import sopgen.commands.build  # noqa: F401 # once for all children
import sopgen.publish.spare as spare
import sopgen.publish.workshop as workshop
from sopgen.__main__ import run
from tests.projects import BASE, write
from tests.torture.faults import Fault, Injector, any_fault

NAME = ".sopgen-manifest.json"
_SETTINGS = BASE["sopgen.yaml"].replace("[en, it]", "[en]")
_MORE = BASE["procedures/hours.md"].replace("When we are open", "Where we are")
EDITIONS: Mapping[str, Mapping[str, str | None]] = {
    "first": {
        "sopgen.yaml": _SETTINGS,
        "procedures/hours.md": BASE["procedures/hours.md"],
        "procedures/where.md": None,
        "static/help/note.txt": "one\n",
    },
    "second": {
        "sopgen.yaml": _SETTINGS,
        "procedures/hours.md": BASE["procedures/hours.md"].replace("Monday", "Tuesday"),
        "procedures/where.md": None,
        "static/help/note.txt": "another\n",
    },
    "third": {
        "sopgen.yaml": _SETTINGS.replace("audience: customer,", "audience: customer, colours: {accent: '#145a32'},"),
        "procedures/hours.md": BASE["procedures/hours.md"],
        "procedures/where.md": _MORE,
        "static/help/note.txt": None,
    },
}
"""The project in three states, by what differs: a text, a page more, colours and so all pages."""
ARGUMENTS = ("build", "--as-of", "2026-11-21", "--jobs", "1")


class Case:
    """A project with its output and cache, and builds of it."""

    def __init__(self, folder: Path, random: Random) -> None:
        self.project, self.cache = folder / "project", folder / "cache"
        self.output, self.random = self.project / "build", random
        self.injector = Injector()
        self.calls: dict[int, int] = {}
        write(self.project, BASE)
        os.environ.update(SOPGEN_CACHE_DIR=str(self.cache), HOME=str(folder))
        self.wanted = {name: self._built_alone(name) for name in EDITIONS}
        self.files = set(os.listdir(self.project)) - {"build"}

    def become(self, edition: str) -> None:
        for path, text in EDITIONS[edition].items():
            if text is None:
                (self.project / path).unlink(missing_ok=True)
            else:
                write(self.project, {path: text})

    def build(self, fault: Fault, at: int = -1, way: str = "exchange") -> tuple[int, str]:
        """Builds in a child: its exit code, minus the signal that ended it, and what it said on stderr."""
        said, counts = os.pipe(), os.pipe()
        child = os.fork()
        if not child:
            os.dup2(said[1], 2)
            self._build_here(fault, at, way, counts[1])
        os.close(said[1])
        os.close(counts[1])
        with os.fdopen(said[0], "rb") as file:
            words = file.read().decode("utf-8", "replace")
        with os.fdopen(counts[0], "rb") as file:
            self.calls[fault.kinds] = int(file.read() or b"0") or self.calls.get(fault.kinds, 0)
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status), words

    def _build_here(self, fault: Fault, at: int, way: str, counted: int) -> NoReturn:
        os.chdir(self.project)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        workshop.exchange = workshop.exchange if way != "renames" else _cannot
        spare.WORTH_SPARE = 0 if way == "spare" else spare.WORTH_SPARE
        sys.argv = ["sopgen", *ARGUMENTS]
        code, leave = 99, os._exit
        os._exit = sys.exit  # what is counted is still to be told
        self.injector.arm(fault, at)
        try:
            run()
            code = 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else code
        except BaseException as error:
            os.write(2, f"Traceback: {error!r}".encode())
        os.write(counted, str(self.injector.disarmed()).encode())
        leave(code)

    def state(self) -> str:
        """Which edition stands, whole; "missing", "none" or what is wrong with it."""
        if not self.output.exists():
            return "none"
        found = tree(self.output)
        try:
            told = json.loads(found.pop(NAME, b""))["files"]
        except ValueError:
            return "torn: no manifest"
        if told.keys() != found.keys():
            return f"torn: {sorted(told.keys() ^ found.keys())[:5]}"
        if wrong := [path for path, data in found.items() if sha256(data).hexdigest() != told[path]["sha256"]]:
            return f"torn: {wrong[:5]}"
        current = {path: data for path, data in found.items() if not told[path].get("superseded")}
        return next((name for name, wanted in self.wanted.items() if wanted == current), "torn: mixed")

    def _built_alone(self, edition: str) -> dict[str, bytes]:
        self.become(edition)
        code, said = self.build(Fault("none"))
        assert code == 0, said
        found = tree(self.output)
        told = json.loads(found.pop(NAME))["files"]
        return {path: data for path, data in found.items() if not told[path].get("superseded")}


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _cannot(one: object, other: object) -> bool:
    return False


def one(case: Case, standing: str) -> tuple[dict[str, object], str]:
    """One build with a fault, and sometimes one without; what came of it, and which edition stands."""
    random = case.random
    edition = random.choice(tuple(EDITIONS))
    fault, way = any_fault(random), random.choice(("exchange", "exchange", "spare", "renames"))
    at = 0 if fault.first else random.randrange(max(1, case.calls.get(fault.kinds) or case.calls[0] or 200))
    case.become(edition)
    code, said = case.build(fault, at, way)
    state = case.state()
    wrong = list(_wrong(fault, code, said, state, standing, edition, way))
    report: dict[str, object] = {"fault": fault.name, "at": at, "way": way, "code": code, "state": state}
    if wrong or random.random() < 0.5:
        again, words = case.build(Fault("none", kinds=fault.kinds), way=way)
        if again or case.state() != edition:
            wrong.append(f"the next build: {again} {case.state()} {words[-300:]}")
        kept = {"build", *([".build.sopgen"] if way == "spare" else [])}
        if litter := set(os.listdir(case.project)) - case.files - kept:
            wrong.append(f"litter: {sorted(litter)}")
        state = case.state()
    return report | {"wrong": wrong, "said": said[-600:] if wrong else ""}, state


def _wrong(fault: Fault, code: int, said: str, state: str, standing: str, edition: str, way: str) -> list[str]:
    # where folders cannot be exchanged there is a moment between two renames
    halved = way == "renames" and (fault.signal or "The next build puts them back" in said)
    allowed = {standing, edition} | ({"none"} if halved else set())
    wrong = [] if state in allowed else [f"{state} stands, not {standing} or {edition}"]
    if re.search(r"Traceback|Exception ignored|a fault of sopgen", said):
        wrong.append("a traceback, or what we call a fault of sopgen's own")
    if code == 0 and state != edition:
        wrong.append("it says that all is well")
    if code > 0 and not said.strip():
        wrong.append("it says nothing")
    if code not in ((0, 1, 2) if not fault.signal else (0, 130, -fault.signal)):
        wrong.append(f"ends with {code}")
    if re.search("stand as they were|still stands", said) and state != standing:
        wrong.append("what stood does not stand")
    return wrong


def main(folder: Path, seed: int, cases: int, seconds: float) -> None:
    until = time.monotonic() + seconds
    case = Case(folder, Random(seed))
    case.calls[0] = 400
    standing = case.state()
    for number in range(cases):
        if time.monotonic() > until:
            break
        report, standing = one(case, standing)
        print(json.dumps({"case": number, **report}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
