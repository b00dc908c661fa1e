"""A release holds what was committed: the same bytes at another place and time, under another umask."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from collections import deque
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.supply import bill, licences, release
from tests.supply.locks import delivered, locks, pins

ROOT = release.ROOT
RELEASE = """\
import sys
from pathlib import Path
from tests.supply.release import release
sys.exit(release(*map(Path, sys.argv[1:])))
"""


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same release twice, from checkouts that differ in all that should not matter."""
    if not (ROOT / ".git").exists():
        pytest.skip("a release is made from a checkout of git")
    folder = tmp_path_factory.mktemp("release")
    places = (folder / "one", folder / "some where" / "else" / "ähnlich")
    for place, umask, extra in zip(places, (0o022, 0o077), ({}, {"TZ": "Asia/Tokyo", "LC_ALL": "C"}), strict=True):
        place.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(place)], umask=umask, check=True)
        if extra:  # what lies about: a file that nobody committed, a change, other times
            (place / "sopgen" / "left.py").write_text("SECRET = 1\n", "utf-8")
            (place / "README.md").write_text("Changed.\n", "utf-8")
            for path in place.rglob("*.md"):
                os.utime(path, (1, 1))
        out = folder / f"out-{place.name}"
        environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
        done = subprocess.run(
            [sys.executable, "-c", RELEASE, str(out), str(place)],
            cwd=ROOT,
            env={**environment, "PYTHONPATH": str(ROOT), **extra},
            umask=umask,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    return folder / "out-one", folder / f"out-{places[1].name}"


def test_two_checkouts_make_the_same_release(two: tuple[Path, Path]) -> None:
    one, other = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in two)
    kinds = {re.sub(r"sopgen-[\d.]+", "", name) for name in one}
    assert kinds == {"-py3-none-any.whl", "tar.gz", "cdx.json", "licences.txt", "SHA256SUMS"}
    assert [name for name in one.keys() | other.keys() if one.get(name) != other.get(name)] == []


def test_the_time_is_that_of_the_commit(two: tuple[Path, Path]) -> None:
    seconds = int(git(ROOT, "log", "-1", "--format=%ct"))
    with tarfile.open(next(two[0].glob("*.tar.gz"))) as archive:
        assert {int(member.mtime) for member in archive} == {seconds}
        assert {(member.uid, member.gid, member.uname, member.gname) for member in archive} == {(0, 0, "", "")}
        names = {member.name.partition("/")[2] for member in archive}
    assert "README.md" in names and "sopgen/left.py" not in names
    told = json.loads(next(two[0].glob("*.cdx.json")).read_text("utf-8"))["metadata"]["timestamp"]
    assert told.startswith(git(ROOT, "log", "-1", "--format=%cd", "--date=format-local:%Y-%m-%d"))


def test_no_machine_is_in_it(two: tuple[Path, Path]) -> None:
    """Neither the folder, nor who made it, nor git's name and address of them."""
    words = {str(two[0].parent), git(ROOT, "log", "-1", "--format=%ae"), str(Path.home()) + "/"} - {"/"}
    held: dict[str, bytes] = {path.name: path.read_bytes() for path in two[0].iterdir()}
    with zipfile.ZipFile(next(two[0].glob("*.whl"))) as wheel:
        held |= {name: wheel.read(name) for name in wheel.namelist()}
    with tarfile.open(next(two[0].glob("*.tar.gz"))) as archive:
        for member in archive:
            if file := archive.extractfile(member):
                held[member.name] = file.read()
    assert [
        (word, name) for word in words if len(word) > 6 for name, data in held.items() if word.encode() in data
    ] == []


def test_the_sums_are_those_of_the_files(two: tuple[Path, Path]) -> None:
    done = subprocess.run(["sha256sum", "--check", "SHA256SUMS"], cwd=two[0], capture_output=True, text=True)
    assert done.returncode == 0 and done.stdout.count("OK") == 4, done.stdout + done.stderr


# ------------------------------------------------------------------------------------------------ bill of materials


@pytest.fixture(scope="module")
def told() -> dict[str, dict[str, object]]:
    """The parts of the bill by name."""
    components = json.loads(bill.bill("1.0", "abc", 0))["components"]
    return {part["name"]: part for part in components}


def test_the_bill_names_all_that_pip_would_install(told: dict[str, dict[str, object]]) -> None:
    """Walked from what the installed packages say of themselves: another source than the lock."""
    needed, waiting = set(), deque([("sopgen", frozenset[str]())])
    while waiting:
        name, extras = waiting.popleft()
        try:
            wanted = [Requirement(line) for line in requires(name) or ()]
        except PackageNotFoundError:
            continue
        for one in wanted:
            if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in (*extras, "")):
                key = canonicalize_name(one.name)
                if key not in needed:
                    needed.add(key)
                    waiting.append((key, frozenset(one.extras)))
    found = {name for name, part in told.items() if part["scope"] == "required"}
    assert {"pyyaml", "pagefind-bin", "mdurl"} <= needed <= found
    assert {name for name, part in told.items() if part["scope"] == "excluded"} >= {"hatchling", "pluggy"}


def test_the_bill_has_the_digests_and_licences_of_the_lock(told: dict[str, dict[str, object]]) -> None:
    found = pins(locks()["run"])
    assert sorted(told) == sorted(pin.name for pin in found)
    for pin in found:
        part = told[pin.name]
        assert part["version"] == pin.version and part["licenses"]
        assert {one["content"] for one in part["hashes"]} == set(pin.digests)  # type: ignore[attr-defined]


def test_the_licences_of_all_that_users_get_are_listed() -> None:
    rows = {line.split()[0] for line in bill.licences().splitlines()[1:]}
    assert rows == {"sopgen", *delivered(pins(locks()["run"]))}
    assert "unknown" not in bill.licences()


# -------------------------------------------------------------------------------------------------------- licences


def test_every_licence_is_one_that_we_accept() -> None:
    assert list(licences.unaccepted()) == []


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("nobody-knows-it", None, "nobody-knows-it has no licence that we know"),
        ("closed", "Proprietary", "closed has no licence that we know"),
        ("copyleft", "GPL-3.0-only", "copyleft is under GPL-3.0-only: GPL-3.0-only is not accepted"),
        ("a-choice", "MIT OR GPL-3.0-only", "GPL-3.0-only is not accepted"),
        ("a-tool-of-ours", "GPL-2.0-only WITH Classpath-exception-2.0", "is not accepted"),
        ("empty", "", "empty has no licence that we know"),
    ],
)
def test_a_licence_that_nobody_accepted_stops_the_release(
    name: str,
    words: str | None,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lock = tmp_path / "run.lock"
    lock.write_text(f"{name}==1.0 \\\n    --hash=sha256:{'0' * 64}\n    # via sopgen (pyproject.toml)\n", "utf-8")
    monkeypatch.setattr(licences, "locks", lambda: {"run": lock})
    if words is not None:
        monkeypatch.setattr(licences, "metadata", lambda of: _Said({"License": words}))
    assert release.release(tmp_path / "out") == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


class _Said(dict[str, str]):
    def get_all(self, name: str, default: list[str]) -> list[str]:
        return default
