"""The sample, built on machines that differ in all that should not matter: not a byte may differ.

`PYTHONS` may name more interpreters that have sopgen's libraries, parted by colons: `make torture PYTHONS=…`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.conftest import AS_OF, REPOSITORY

PARTS = ("audience.lock", "procedures", "static", "themes", *(path.name for path in REPOSITORY.glob("*.yaml")))
PYTHONS = (sys.executable, *filter(None, os.environ.get("PYTHONS", "").split(":")))
_SECONDS = "1795219200"  # the day of AS_OF, for SOURCE_DATE_EPOCH


def test_not_a_byte_differs(
    tmp_path: Path, seed: int, seconds: float, record_property: Callable[[str, object], None]
) -> None:
    random, until, builds = Random(seed), time.monotonic() + seconds, 0
    first = tree(built(tmp_path / "first", {}, ("--as-of", AS_OF, "--jobs", "1"), sys.executable))
    project = None
    while time.monotonic() < until or builds < len(PYTHONS):
        builds += 1
        python = PYTHONS[builds % len(PYTHONS)]
        project = tmp_path / random.choice(("with space", "mit Ümläut", "a/deep/er/place", "x" * 200)) / str(builds)
        environment = _environment(random, tmp_path)
        day = () if "SOURCE_DATE_EPOCH" in environment else ("--as-of", AS_OF)
        arguments = (*day, "--jobs", random.choice("1234"), *random.choice(((), ("--no-cache",))))
        told = f"build {builds} by {python}: {arguments} {environment}"
        output = built(project, environment, arguments, python, random)
        assert differing(first, tree(output)) == [], told
        for path in random.sample(sorted(output.rglob("*.html")), 3):  # incrementally, after other text and a mishap
            path.unlink()
        changed = random.choice(sorted((project / "procedures").rglob("*.md")))
        kept = changed.read_bytes()
        changed.write_bytes(kept + b"\nOther words.\n")
        _build(project, environment, arguments, python, 0o022, check=False)
        changed.write_bytes(kept)
        _build(project, environment, arguments, python, 0o022)
        assert differing(first, tree(output)) == [], f"incrementally, {changed}, {told}"
        shutil.rmtree(project)
    record_property("cases", 2 * builds)
    print(f"{builds} builds anew and as many incremental ones, by {', '.join(PYTHONS)}")


def _environment(random: Random, folder: Path) -> dict[str, str]:
    environment = {
        "PYTHONHASHSEED": str(random.randrange(1 << 32)),
        "TZ": random.choice(("UTC", "Asia/Tokyo", "America/St_Johns", "Pacific/Kiritimati", "nonsense", "")),
        "LC_ALL": random.choice(("C", "POSIX", "C.UTF-8", "tr_TR.UTF-8", "xx_YY", "")),
        "LANGUAGE": random.choice(("tr", "de:en", "")),
        "PYTHONUTF8": random.choice("01"),
        "PYTHONCOERCECLOCALE": random.choice("01"),
        "USER": random.choice(("root", "müller", "")),
        "HOME": str(folder / "home"),
        "SOPGEN_CACHE_DIR": str(folder / f"cache-{random.randrange(3)}"),
        "COLUMNS": random.choice(("20", "200")),
    }
    return environment | random.choice(({}, {"SOURCE_DATE_EPOCH": _SECONDS}))


def built(
    project: Path, environment: dict[str, str], arguments: tuple[str, ...], python: str, random: Random | None = None
) -> Path:
    """A copy of the sample, its files written in any order, built under any umask."""
    files = [
        file for part in PARTS for file in ((REPOSITORY / part), *(REPOSITORY / part).rglob("*")) if file.is_file()
    ]
    if random:
        random.shuffle(files)
    for file in files:
        copy = project / file.relative_to(REPOSITORY)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
    _build(project, environment, arguments, python, random.choice((0o022, 0o077, 0o002)) if random else 0o022)
    return project / "build"


def _build(
    project: Path, environment: dict[str, str], arguments: tuple[str, ...], python: str, umask: int, check: bool = True
) -> None:
    done = subprocess.run(
        [python, "-m", "sopgen", "build", *arguments, "--config", str(project / "sopgen.yaml")],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), **environment},
        cwd=REPOSITORY if umask == 0o022 else project,
        umask=umask,
        capture_output=True,
        text=True,
    )
    if check and done.returncode:
        pytest.fail(done.stdout + done.stderr)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
