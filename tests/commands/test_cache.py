"""The memory of a project: where it is, on another machine too, and that it changes no result whatever befalls it."""

from __future__ import annotations

import os
import pickle
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from sopgen import memory
from sopgen.build import open_project
from sopgen.packing import pack, unpack_model
from tests.projects import AS_OF, BASE, write

ROOT = Path(__file__).parents[2]
WORDY = {"procedures/wordy.md": "---\ntitle: Wordy\naudience: staff\n---\n\nFirst, in order to begin.\n"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path / "here" / "project", BASE, WORDY)


def sopgen(*arguments: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SOPGEN_CACHE_DIR": str(cwd.parent / "usual"), **variables}
    command = [sys.executable, "-m", "sopgen", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120)


def parsed(project: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that a run with this cache has to parse."""
    real, seen = memory.parse, []
    monkeypatch.setattr(memory, "parse", lambda source, options: seen.append(source.path) or real(source, options))
    with memory.remembered(project, str(cache), 1) as stages:
        open_project(project / "sopgen.yaml", AS_OF, drafts=True, stages=stages)
    monkeypatch.setattr(memory, "parse", real)
    return seen


def test_it_goes_along_to_another_machine(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another checkout path, other dates, another hash seed; the cache in the checkout, as GitLab keeps it."""
    said = sopgen("check", "--cache", ".cache", cwd=project, PYTHONHASHSEED="1").stdout
    there = tmp_path / "there" / "handbook"
    shutil.copytree(project, there, copy_function=shutil.copyfile)
    assert sopgen("check", "--cache", ".cache", cwd=there, PYTHONHASHSEED="2").stdout == said != ""
    assert parsed(there, there / ".cache", monkeypatch) == []
    assert sopgen("cache", "--cache", ".cache", cwd=there).stdout.splitlines()[0] == str(there / ".cache")


def test_it_is_shown_and_cleared(project: Path) -> None:
    assert "nothing yet" in sopgen("cache", cwd=project).stdout
    assert sopgen("check", cwd=project).returncode == 0
    usual = project.parent / "usual"
    shown = sopgen("cache", cwd=project / "procedures", SOPGEN_CACHE_DIR=str(usual))
    assert shown.stdout.splitlines()[0] == str(usual) and " in 2 files: " in shown.stdout
    assert "SOPGEN_CACHE_DIR" in shown.stderr
    assert sopgen("cache", "--clear", cwd=project).stdout.startswith("Deleted ")
    assert [*usual.glob("*.sqlite"), *usual.glob("*.built")] == []
    assert sopgen("cache", "--clear", cwd=project).stdout.startswith("There is nothing")


def test_without_a_cache_nothing_is_kept(project: Path) -> None:
    for command in ("check", "build"):
        done = sopgen(command, "--no-cache", "--jobs", "1", cwd=project)
        assert done.returncode == 0 and "wordy.md:6:8" in done.stdout
    assert not (project.parent / "usual").exists()
    assert sopgen("check", "--jobs", "0", cwd=project).returncode == 2
    assert sopgen("check", "--cache", "sopgen.yaml", cwd=project).returncode == 2


def foreign(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE documents (path TEXT, mine INTEGER)")


def newer(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version = 12345")
        connection.execute("ALTER TABLE documents ADD COLUMN more")


def half(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def scratched(file: Path) -> None:
    whole = bytearray(file.read_bytes())
    whole[4096::97] = bytes(byte ^ 0x55 for byte in whole[4096::97])
    file.write_bytes(whole)


@pytest.mark.parametrize("damage", [foreign, newer, half, scratched])
def test_what_is_damaged_or_foreign_is_made_anew(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: object
) -> None:
    cache = tmp_path / "cache"
    assert len(parsed(project, cache, monkeypatch)) == 3
    (file,) = cache.glob("*.sqlite")
    damage(file)  # type: ignore[operator]
    with memory.remembered(project, str(cache), 1) as stages:
        found = open_project(project / "sopgen.yaml", AS_OF, drafts=True, stages=stages).problems
    assert found == open_project(project / "sopgen.yaml", AS_OF, drafts=True).problems
    parsed(project, cache, monkeypatch)
    assert parsed(project, cache, monkeypatch) == []


def test_two_at_once_say_the_same(project: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sopgen", "check", "--cache", str(tmp_path / "cache")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    runs = [
        subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    (first, _), (second, _) = (run.communicate(timeout=120) for run in runs)
    assert first == second and b"wordy.md:6:8" in first
    assert [run.returncode for run in runs] == [0, 0]


def test_what_strangers_put_there_is_not_run() -> None:
    with pytest.raises(KeyError):
        unpack_model(pickle.dumps(os.getcwd))
    assert unpack_model(pack((AS_OF, "x"))) == (AS_OF, "x")


@pytest.mark.parametrize("command", ["build", "check", "cache", "serve", "list", "new"])
def test_help_imports_no_heavy_library(command: str) -> None:
    code = (
        "import sys; from sopgen.cli import main; main([sys.argv[1], '--help']); "
        "print(*{'pydantic', 'yaml', 'jinja2', 'babel', 'markdown_it', 'phonenumbers', 'sqlite3'} & {*sys.modules})"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code, command], env=environment, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == ""
