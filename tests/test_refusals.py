"""What the system refuses, from full streams to missing homes: said in a sentence, while what stood stands."""

from __future__ import annotations

import ctypes
import errno
import os
import pwd
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sopgen import cache, refusals
from tests.projects import BASE, write

ROOT = Path(__file__).parents[1]
AS_OF = ("--as-of", "2026-11-21")
OURS = {*(name.partition("/")[0] for name in BASE), "build"}
_DROP = 24  # prctl(PR_CAPBSET_DROP)
_OVERRIDES = (1, 2, 3)  # root may read and write whatever the permissions say

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="as Linux has them: /dev/full, limits, capabilities")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A project in English: some twenty pages."""
    write(tmp_path, BASE, {"sopgen.yaml": BASE["sopgen.yaml"].replace("[en, it]", "[en]")})
    return tmp_path


def sopgen(
    *arguments: str,
    cwd: Path,
    stdout: int | None = subprocess.PIPE,
    stderr: int | None = subprocess.PIPE,
    before: Callable[[], object] | None = None,
    **env: str,
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **env}
    environment = {name: value for name, value in environment.items() if value != "none"}
    command = [sys.executable, "-m", "sopgen", *arguments, *AS_OF * (arguments[0] == "build")]
    return subprocess.run(
        command, cwd=cwd, env=environment, stdout=stdout, stderr=stderr, text=True, preexec_fn=before, timeout=120
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def bound() -> None:
    """From here on permissions hold, for root too."""
    libc = ctypes.CDLL(None)
    for capability in _OVERRIDES:
        libc.prctl(_DROP, capability, 0, 0, 0)


def limited(what: int, to: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(what, (to, to))


def closed(*streams: int) -> Callable[[], None]:
    return lambda: [os.close(stream) for stream in streams] and None


@pytest.mark.parametrize("arguments", [("list",), ("rules",), ("build",)])
def test_a_full_disk_behind_standard_output_is_no_fault_of_ours(base: Path, arguments: tuple[str, ...]) -> None:
    write(base, {"procedures/hours.md": BASE["procedures/hours.md"] + "\nAsk a co-worker.\n"})
    for _ in range(2):  # the second build has its answer ready
        with open("/dev/full", "w") as full:
            done = sopgen(*arguments, cwd=base, stdout=full.fileno())
        assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr
        assert "No space left on device" in done.stderr and "make room" in done.stderr


def test_nobody_listens_on_standard_error(base: Path) -> None:
    for _ in range(2):
        with open("/dev/full", "w") as full:
            assert sopgen("build", cwd=base, stderr=full.fileno()).returncode == 2
    assert (base / "build/help/index.html").exists()


@pytest.mark.parametrize("streams", [(2,), (0, 1, 2)])
def test_closed_streams_do_no_harm(base: Path, streams: tuple[int, ...]) -> None:
    """What is said on a closed stream would be written into the first file that is opened instead."""
    assert sopgen("build", "--output", "open", cwd=base).returncode == 0
    assert sopgen("build", cwd=base, before=closed(*streams)).returncode == 0
    assert tree(base / "build") == tree(base / "open")


LIMITS = {
    "open files": (resource.RLIMIT_NOFILE, 11, "Too many open files", "ulimit -n"),
    "length of a file": (resource.RLIMIT_FSIZE, 10_000, "File too large", "ulimit -f"),
}


@pytest.mark.parametrize("name", LIMITS)
def test_limits_are_named_and_what_stood_stands(base: Path, name: str) -> None:
    what, to, said, hint = LIMITS[name]
    assert sopgen("build", cwd=base).returncode == 0
    before = tree(base / "build")
    write(base, {"procedures/new.md": BASE["procedures/hours.md"].replace("When we are open", "What is new")})
    done = sopgen("build", cwd=base, before=limited(what, to))
    assert done.returncode == 2, done.stderr
    assert said in done.stderr and hint in done.stderr and "Traceback" not in done.stderr
    assert tree(base / "build") == before
    assert sopgen("build", cwd=base).returncode == 0
    assert (base / "build/help/new/index.html").exists() and set(os.listdir(base)) == OURS


@pytest.mark.parametrize("locked", [".", "build", "procedures/hours.md", "themes/help"])
def test_what_may_not_be_touched_is_named(base: Path, locked: str) -> None:
    write(base, {"themes/help/theme.yaml": "extends: base\n"})
    assert sopgen("build", cwd=base).returncode == 0
    before = tree(base / "build")
    write(base, {"procedures/new.md": BASE["procedures/hours.md"].replace("When we are open", "What is new")})
    place = base / locked
    mode = place.stat().st_mode
    place.chmod(0o555 if "build" in locked or locked == "." else 0)
    try:
        done = sopgen("build", cwd=base, before=bound)
    finally:
        place.chmod(mode)
    assert done.returncode in (1, 2) and "ermission" in done.stderr + done.stdout, done.stderr
    assert "Traceback" not in done.stderr and "fault of sopgen" not in done.stderr
    assert tree(base / "build") == before
    assert sopgen("build", cwd=base).returncode == 0
    assert (base / "build/help/new/index.html").exists()


def test_a_cache_that_may_not_be_written_is_none(base: Path) -> None:
    kept = base.parent / f"{base.name}-cache"
    kept.mkdir(0o555)
    assert sopgen("build", cwd=base, before=bound, SOPGEN_CACHE_DIR=str(kept)).returncode == 0
    assert os.listdir(kept) == []


@pytest.mark.parametrize("home", ["none", ".", "/dev/null/home"])
def test_without_a_home_nothing_is_left_in_the_project(base: Path, home: str) -> None:
    done = sopgen("build", cwd=base, HOME=home, SOPGEN_CACHE_DIR="none", XDG_CACHE_HOME="here")
    assert done.returncode == 0, done.stderr
    assert set(os.listdir(base)) == OURS


def test_a_user_without_a_name_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a container with a user that nobody has entered, `~` is no folder but a name."""

    def unknown(user: int) -> None:
        raise KeyError(user)

    for name in ("HOME", "XDG_CACHE_HOME", cache.FOLDER_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", unknown)
    assert os.path.expanduser("~") == "~"
    folder = cache.folder()
    assert os.path.isabs(folder)
    with pytest.raises(OSError):
        cache.make(folder)


def test_a_fault_is_said_where_no_file_can_tell_of_it(base: Path) -> None:
    code = (
        "import sys; import sopgen.library as library\n"
        "def fault(*given): raise RuntimeError('planted')\n"
        "library.build = fault\n"
        "from sopgen.cli import main; sys.exit(main(['check']))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    limit = limited(resource.RLIMIT_FSIZE, 0)
    done = subprocess.run(command, cwd=base, env=environment, capture_output=True, text=True, preexec_fn=limit)
    assert (done.returncode, "planted" in done.stderr, "Traceback" in done.stderr) == (3, True, False), done.stderr


def test_what_writers_have_left_that_were_killed_goes(tmp_path: Path) -> None:
    old, young, other = (tmp_path / name for name in ("a.1.new", "a.2.new", "ab.1.new"))
    for file in (old, young, other):
        file.touch()
    for file in (old, other):
        os.utime(file, (1, 1))
    cache.write(str(tmp_path / "a"), b"data")
    assert sorted(os.listdir(tmp_path)) == ["a", "a.2.new", "ab.1.new"]


def test_refusals_are_parted_from_faults() -> None:
    assert refusals.is_refusal(OSError(errno.ENOSPC, "x")) and refusals.is_refusal(MemoryError())
    assert not refusals.is_refusal(OSError(errno.ENOENT, "x")) and not refusals.is_refusal(ValueError())
