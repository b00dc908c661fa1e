"""Others at work while sopgen publishes: readers, other builds, editors, and somebody who sets the clock."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path
from random import Random

import pytest

import sopgen.publish.spare as spare
from sopgen.model import Output
from sopgen.publish import publish
from tests.projects import BASE, write
from tests.torture.breaking import EDITIONS, NAME, tree
from tests.torture.faults import REPOSITORY, library

Said = subprocess.CompletedProcess[str]
Told = Callable[[str, object], None]
"""Tells how many cases a test had."""


# ------------------------------------------------------------------------------------------------ readers


def pages(number: int) -> dict[str, list[Output]]:
    """Two sites of one build: every page holds its number, and names the style sheet that it needs."""
    page = f"{number}".encode() * 999
    style = Output(f"assets/s.{number:08x}.css", page, lasting=True)
    paths = ("index.html", "a/b/c/d/e/index.html", f"only-{number % 2}.html")
    return {site: [style, Output("same.html", b"same"), *(Output(path, page) for path in paths)] for site in ("x", "y")}


def _read(output: Path, stop: Event, found: Queue[tuple[int, list[str]]]) -> None:
    count, wrong = 0, []
    while not stop.is_set():
        for page in (output / site / path for site in ("x", "y") for path in ("index.html", "a/b/c/d/e/index.html")):
            count += 1
            try:
                number = _number(page)
                wrong.extend(_without_style(output / page.relative_to(output).parts[0], page, number))
            except (OSError, ValueError) as error:
                wrong.append(f"{page}: {error}")
        wrong.extend(_of_two_builds(output))
    found.put((count, wrong[:5]))


def _of_two_builds(output: Path) -> list[str]:
    """A site of another build than the one that stands beside it, before and after."""
    before, beside, after = (_number(output / site / "index.html") for site in ("x", "y", "x"))
    return [f"x of build {before} beside y of build {beside}"] if before == after != beside else []


def _number(page: Path) -> int:
    """The build that a page or style sheet is of. Raises ValueError where it is of several."""
    said = page.read_bytes()
    one = said[: len(said) // 999]
    if one * 999 != said:
        raise ValueError("mixed")
    return int(one)


def _without_style(site: Path, page: Path, number: int) -> list[str]:
    """A page whose style sheet is gone, though no more than one build has come since it was read."""
    with suppress(FileNotFoundError):
        return [] if _number(site / f"assets/s.{number:08x}.css") == number else ["another style"]
    since = _number(page) - number
    return [f"{page}: no style, {since} builds later"] if since < 2 else []


def read_in_a_loop(folder: Path, seconds: float) -> tuple[int, int]:
    """Publishes again and again while others read. Gives how often each happened."""
    output, times = folder / "build", 0
    publish(output, pages(0), "1")
    context = multiprocessing.get_context("fork")
    stop, found = context.Event(), context.Queue()
    readers = [context.Process(target=_read, args=(output, stop, found)) for _ in range(2)]
    for reader in readers:
        reader.start()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        times += 1
        publish(output, pages(times), "1", notes=folder / "notes")
        time.sleep(0.02)  # as long as a page takes to name its style sheet and the next build to come
    stop.set()
    reports = [found.get() for _ in readers]
    assert [wrong for _, wrong in reports if wrong] == []
    return sum(count for count, _ in reports), times


@pytest.mark.parametrize("worth", [0, 250])
def test_who_reads_in_a_loop_finds_whole_pages(
    tmp_path: Path, seconds: float, worth: int, monkeypatch: pytest.MonkeyPatch, record_property: Told
) -> None:
    monkeypatch.setattr(spare, "WORTH_SPARE", worth)
    pages, times = read_in_a_loop(tmp_path, seconds / 2)
    record_property("cases", pages)
    print(f"{pages} pages read in {times} publishings")


# ------------------------------------------------------------------------------------------------ builds


def sopgen(project: Path, *arguments: str, **environment: str) -> Said:
    command = [sys.executable, "-m", "sopgen", "build", "--as-of", "2026-11-21", *arguments]
    given = {**os.environ, "PYTHONPATH": str(REPOSITORY), **environment}
    return subprocess.run(command, cwd=project, env=given, capture_output=True, text=True)


def whole(output: Path) -> list[str]:
    """What in an output is not as its manifest says."""
    found = tree(output)
    told = json.loads(found.pop(NAME))["files"]
    torn = [path for path in found if path in told and sha256(found[path]).hexdigest() != told[path]["sha256"]]
    return sorted({*(told.keys() ^ found.keys()), *torn})


def current(output: Path) -> dict[str, bytes]:
    """What stands, without what only superseded builds need."""
    found = tree(output)
    told = json.loads(found.pop(NAME))["files"]
    return {path: data for path, data in found.items() if not told[path].get("superseded")}


def anew(project: Path, folder: Path) -> dict[str, bytes]:
    """What a first build of the project gives."""
    done = sopgen(project, "--no-cache", "--output", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    return current(folder)


def become(project: Path, edition: str) -> None:
    for path, text in EDITIONS[edition].items():
        if text is None:
            (project / path).unlink(missing_ok=True)
        else:
            write(project, {path: text})


def build_at_once(folder: Path, random: Random, seconds: float) -> int:
    """Three builds at a time, of one project in one state or while it becomes another. Gives how many there were."""
    project, count, until = write(folder / "project", BASE), 0, time.monotonic() + seconds
    names = set(os.listdir(project)) | {"build", "static"}
    environment = {"SOPGEN_CACHE_DIR": str(folder / "cache")}
    while not count or time.monotonic() < until:
        become(project, random.choice(tuple(EDITIONS)))
        ways = [random.choice(((), (), ("--site", "help"), ("--no-cache",))) for _ in range(3)]
        with ThreadPoolExecutor(len(ways)) as pool:
            started = []
            for way in ways:
                started.append(pool.submit(sopgen, project, *way, **environment))
                time.sleep(random.random() / 5)
            if random.random() < 0.5:
                become(project, random.choice(tuple(EDITIONS)))
            done = [one.result() for one in started]
        count += len(done)
        assert [one.stdout + one.stderr for one in done if one.returncode] == []
        assert whole(project / "build") == []
        assert set(os.listdir(project)) <= names
    last = sopgen(project, **environment)
    assert last.returncode == 0 and current(project / "build") == anew(project, folder / "anew")
    return count


def test_builds_at_once_wait_for_one_another(tmp_path: Path, seed: int, seconds: float, record_property: Told) -> None:
    record_property("cases", build_at_once(tmp_path, Random(seed), seconds))


# ------------------------------------------------------------------------------------------------ editors

PLACES = (
    *("procedures/hours.md", "procedures/greet.md", "procedures/more.md", "procedures/picture.png", "facts.yaml"),
    *("terms.yaml", "contacts.yaml", "sopgen.yaml", "static/help/note.txt", "themes/help/templates/404.html"),
)


def _disturb(project: Path, random: Random) -> None:
    """Does to a file what editors, git and people do."""
    path = project / random.choice(PLACES)
    path.parent.mkdir(parents=True, exist_ok=True)
    deeds: tuple[Callable[[], object], ...] = (
        lambda: path.unlink(missing_ok=True),
        lambda: path.write_bytes(random.randbytes(random.randrange(99))),
        lambda: path.write_text(BASE.get(path.relative_to(project).as_posix(), "---\ntitle: More\n---\nText.\n")),
        lambda: path.rename(path.with_name("moved.md")),
        lambda: os.replace(write(project, {"procedures/.new": "half"}) / "procedures/.new", path),
        lambda: (path.unlink(missing_ok=True), path.symlink_to("nowhere")),
        lambda: (path.unlink(missing_ok=True), path.mkdir()),
        lambda: path.rmdir(),
    )
    with suppress(OSError):  # a folder where a file was, or nothing
        random.choice(deeds)()


def _mend(project: Path) -> None:
    for path in (*PLACES, "procedures/moved.md", "static/help/moved.md", "themes/help/templates/moved.md", "moved.md"):
        file = project / path
        if file.is_dir() and not file.is_symlink():
            file.rmdir()
        else:
            file.unlink(missing_ok=True)
    write(project, BASE)


def edit_while_it_builds(folder: Path, random: Random, seconds: float) -> int:
    """Builds while somebody edits everything at once; now and then all rests. Gives how many builds there were."""
    project, count, until = write(folder / "project", BASE), 0, time.monotonic() + seconds
    environment = {"SOPGEN_CACHE_DIR": str(folder / "cache"), "TMPDIR": str(folder)}
    assert sopgen(project, **environment).returncode == 0
    while not count or time.monotonic() < until:
        stop = threading.Event()

        def disturb(stop: threading.Event = stop) -> None:
            while not stop.is_set():
                _disturb(project, random)
                time.sleep(random.random() / 20)
                if random.random() < 0.3:
                    _mend(project)

        editor = threading.Thread(target=disturb)
        editor.start()
        done = [sopgen(project, **environment) for _ in range(3)]
        stop.set()
        editor.join()
        _mend(project)
        count += len(done)
        odd = [one.stdout + one.stderr for one in done if one.returncode not in (0, 1, 2) or "Traceback" in one.stderr]
        assert odd == [], [file.read_text() for file in folder.glob("sopgen-fault-*")]
        assert whole(project / "build") == []
        quiet = sopgen(project, **environment)
        assert quiet.returncode == 0, quiet.stdout + quiet.stderr
        assert current(project / "build") == anew(project, folder / f"anew-{count}")
    return count


def test_what_is_edited_while_it_is_built_is_built_next(
    tmp_path: Path, seed: int, seconds: float, record_property: Told
) -> None:
    record_property("cases", edit_while_it_builds(tmp_path, Random(seed), seconds))


# ------------------------------------------------------------------------------------------------ clocks


def set_the_clock(folder: Path, random: Random, seconds: float) -> int:
    """Builds by clocks years ahead or behind, with edits that keep the time of a file. Gives how many there were."""
    preloaded = library(folder)
    if preloaded is None:
        pytest.skip("needs Linux and a C compiler")
    project, count, until = write(folder / "project", BASE), 0, time.monotonic() + seconds
    while count < 2 or time.monotonic() < until:
        count += 1
        if random.random() < 0.8:
            kept = os.stat(project / "procedures/hours.md")
            become(project, random.choice(tuple(EDITIONS)))
            if random.random() < 0.5:
                os.utime(project / "procedures/hours.md", ns=(kept.st_atime_ns, kept.st_mtime_ns))
        ahead = random.choice((-400_000_000, -86_400, -1, 0, 1, 3600, 400_000_000))
        done = sopgen(
            project,
            SOPGEN_CACHE_DIR=str(folder / "cache"),
            TZ=random.choice(("UTC", "Asia/Tokyo", "Pacific/Kiritimati")),
            LD_PRELOAD=str(preloaded),
            FAULTS_CLOCK=str(ahead),
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert whole(project / "build") == []
        assert current(project / "build") == anew(project, folder / f"anew-{count}"), f"{ahead} seconds ahead"
    return count


def test_no_clock_keeps_an_edit_from_being_built(
    tmp_path: Path, seed: int, seconds: float, record_property: Told
) -> None:
    record_property("cases", set_the_clock(tmp_path, Random(seed), seconds))
