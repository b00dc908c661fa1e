"""One project on machines that differ in what should not matter: the order in which a disk lists names, hash seeds,
locale, time zone, user, umask, clock, workers. Not a byte differs, be it built anew or over another edition.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.commands.repositories import ROOT
from tests.projects import BASE, write
from tests.publish.test_pictures import png

DAY = "2026-11-21"
MOMENT = 1_795_219_200
"""Seconds since 1970 on that day, for SOURCE_DATE_EPOCH."""
MACHINE = """\
import os, random, time

_list, _scan, _time = os.listdir, os.scandir, time.time
_shift = float(os.environ.get("TEST_CLOCK", "0"))


class _Scan:
    def __init__(self, path="."):
        self._entries = iter(_mixed(_scan(path)))

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    close = __exit__


def _mixed(names):
    names = sorted(names, key=lambda one: getattr(one, "name", one), reverse=True)
    return names[1::2] + names[::2]


if os.environ.get("TEST_ORDER"):
    os.listdir = lambda path=".": _mixed(_list(path))
    os.scandir = _Scan
if _shift:
    time.time = lambda: _time() + _shift
"""
"""A sitecustomize module: lists folders in another order, and has another clock."""
SETTINGS = (
    BASE["sopgen.yaml"]
    .replace("[en, it]", "[en, it, el]")
    .replace("audience: customer,", "audience: customer, colours: {accent: '#145a32'}, theme: own,")
)


def documents() -> Iterator[tuple[str, str | bytes]]:
    """Enough for workers to be worth it, in several folders, tied to each other, with pictures of their own."""
    for number in range(16):
        folder = ("rooms", "ämter", "ζ")[number % 3]
        yield (
            f"procedures/{folder}/n{number}.md",
            f"---\ntitle: Number {number}\ndescription: About {number}.\ntype: article\n"
            "audience: [customer, staff]\nstatus: approved\nversion: '1'\n"
            f"tags: [{'odd' if number % 2 else 'even'}, third-{number % 3}]\nasked_as: [what is {number}]\n"
            f"aliases: [/old/{number}/]\nchanges:\n  - {{version: '1', date: 2026-01-0{1 + number % 3}, what: New.}}\n"
            f"---\n\nA colleague says {{{{ facts.cancellation_fee }}}}.\n\n![Red square {number}](p{number % 5}.png)\n",
        )
        yield f"procedures/{folder}/p{number % 5}.png", png(1 + number, 2)


FILES: Mapping[str, str | bytes] = {
    **BASE,
    "sopgen.yaml": SETTINGS,
    "terms.yaml": "- {prefer: {en: colleague}, meaning: Who works here.}\n- {prefer: {en: fee}, meaning: Money.}\n",
    **dict(documents()),
    "static/help/b.txt": "b",
    "static/help/a.txt": "a",
    "static/help/deep/c.txt": "c",
    "themes/own/theme.yaml": "extends: help\n",
    **{f"themes/own/assets/site.css/9{at}-{name}.css": f".{name} {{order: {at}}}" for at, name in enumerate("xbqa")},
    **{f"themes/own/assets/more/{name}.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>" for name in "bca"},
}


def built(folder: Path, *arguments: str, umask: int = 0o022, **variables: str) -> dict[str, bytes]:
    """The output of a build of what is in a folder, with these variables around it."""
    machine = write(folder.parent / "machine", {"sitecustomize.py": MACHINE})
    around = {"PYTHONPATH": f"{machine}{os.pathsep}{ROOT}", "SOPGEN_CACHE_DIR": str(folder.parent / "cache")}
    done = subprocess.run(
        [sys.executable, "-m", "sopgen", "build", *arguments],
        cwd=folder,
        env={**os.environ, **around, **variables},
        umask=umask,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    files = (path for path in (folder / "build").rglob("*") if path.is_file())
    return {path.relative_to(folder / "build").as_posix(): path.read_bytes() for path in files}


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = write(tmp_path_factory.mktemp("first") / "project", FILES)
    return built(folder, "--as-of", DAY, "--jobs", "1", PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")


def test_order_of_folders_and_hashes(first: dict[str, bytes], tmp_path: Path) -> None:
    """Files are written in another order, and listed in yet another."""
    folder = write(tmp_path / "project", dict(reversed(FILES.items())))
    found = built(folder, "--as-of", DAY, "--jobs", "1", TEST_ORDER="1", PYTHONHASHSEED="77")
    assert differing(first, found) == []


def test_place_and_people(first: dict[str, bytes], tmp_path: Path) -> None:
    """Locale, time zone, user, home, umask, folder; the day is that of SOURCE_DATE_EPOCH."""
    folder = write(tmp_path / "Über all" / "x" / "project", FILES)
    odd = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LANGUAGE": "tr", "TZ": "Pacific/Kiritimati"}
    people = {"USER": "müller", "LOGNAME": "müller", "HOME": str(tmp_path / "home"), "SOURCE_DATE_EPOCH": str(MOMENT)}
    assert differing(first, built(folder, "--jobs", "1", umask=0o077, **odd, **people)) == []


def test_workers_clock_and_what_stood_before(first: dict[str, bytes], tmp_path: Path) -> None:
    """By several processes, years later, over another edition; then once more with nothing remembered."""
    folder = write(tmp_path / "project", FILES)
    changed = {path: str(text).replace("A colleague", "Nobody") for path, text in FILES.items() if "/n" in path}
    built(write(folder, changed), "--as-of", DAY, "--jobs", "3")
    write(folder, FILES)
    current = _current(built(folder, "--as-of", DAY, "--jobs", "3", TEST_CLOCK="90000000"))
    assert differing(_current(first), current) == []
    again = built(folder, "--as-of", DAY, "--jobs", "2", "--no-cache", TEST_CLOCK="-90000000")
    assert differing(_current(first), _current(again)) == []


def _current(found: Mapping[str, bytes]) -> dict[str, bytes]:
    """Without the manifest, which also names what stays for readers of the edition before."""
    return {path: data for path, data in found.items() if path != ".sopgen-manifest.json"}
