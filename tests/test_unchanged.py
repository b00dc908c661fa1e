"""A build or a check where nothing has changed says the same at once; nothing that they read is forgotten."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sopgen import unchanged
from sopgen.cli import main
from tests.projects import BASE, write

ROOT = Path(__file__).parents[1]
DAY = ("--as-of", "2026-11-21")
HEAVY = {"click", "yaml", "pydantic", "jinja2", "markdown_it", "babel", "dataclasses", "pathlib", "sqlite3", "json"}
REST = {
    "sopgen.yaml": BASE["sopgen.yaml"].replace(
        "facts: facts.yaml", "facts: ../shared/facts.yaml\nbaseline: old/baseline.txt"
    ),
    "../shared/facts.yaml": BASE["facts.yaml"],
    "old/baseline.txt": "",
    "static/help/security.txt": "User-agent: *\n",
    "procedures/wordy.md": "---\ntitle: Wordy\naudience: staff\n---\n\nFirst, in order to begin.\n",
    "themes/handbook/locales/it.po": "",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOPGEN_CACHE_DIR", str(tmp_path / "cache"))
    folder = write(tmp_path / "project", BASE, REST)
    monkeypatch.chdir(folder)
    return folder


def kept(*arguments: str) -> bool:
    """Build in this process as the front door does: whether the table had the answer."""
    question = unchanged.ask(["build", *arguments], False)
    look = unchanged.look(question) if question else None
    if look and look.answer is not None:
        return True
    assert main(["build", *arguments], look=look) == 0
    return False


def checked(*arguments: str) -> bool:
    """Check in this process as the front door does: whether the table had the answer."""
    question = unchanged.ask(["check", *arguments], False)
    look = unchanged.look(question) if question else None
    if look and look.answer is not None:
        return True
    assert main(["check", *arguments], look=look) in (0, 1)
    return False


def sopgen(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    command = [sys.executable, "-m", "sopgen", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)


def state(folder: Path) -> dict[str, tuple[int, int, int]]:
    found = {str(file): file.stat() for file in folder.rglob("*")}
    return {name: (one.st_mtime_ns, one.st_ctime_ns, one.st_ino) for name, one in found.items()}


def test_it_says_the_same_and_touches_nothing(project: Path) -> None:
    first = sopgen("build", *DAY)
    assert first.returncode == 0 and "Built" in first.stderr and "wordy.md:6:8" in first.stdout
    before = state(project)
    again = sopgen("build", *DAY)
    assert (again.returncode, again.stdout) == (0, first.stdout)
    assert again.stderr.startswith("Kept ") and ", nothing changed: 1 " in again.stderr.splitlines()[0]
    assert again.stderr.splitlines()[1:] == first.stderr.splitlines()[1:]
    assert state(project) == before


@pytest.mark.parametrize(
    "more", [[], ["--strict"], ["--format", "json"], ["--statistics"], ["--min-severity", "error"]]
)
def test_a_check_says_the_same_with_the_same_code(project: Path, more: list[str]) -> None:
    if more == ["--format", "json"]:
        write(project, {"procedures/broken.md": "---\ntitle: Broken\n---\n\n[Nowhere](nowhere.md)\n"})
    first = sopgen("check", *DAY, *more)
    assert first.returncode == (more in (["--strict"], ["--format", "json"])) and "Checked" in first.stderr
    question = unchanged.ask(["check", *DAY, *more], False)
    assert question and unchanged.look(question).answer == (first.stdout, first.stderr, first.returncode)
    again = sopgen("check", *DAY, *more)
    assert (again.returncode, again.stdout, again.stderr) == (first.returncode, first.stdout, first.stderr)


def test_a_check_looks_at_no_output_and_a_build_between_does_it_no_harm(project: Path) -> None:
    assert not checked(*DAY)
    assert checked(*DAY)
    assert not kept(*DAY)
    assert checked(*DAY)
    write(project, {"build/help/index.html": "mine\n"})
    assert checked(*DAY) and not kept(*DAY)


def test_a_check_with_mistakes_in_the_settings_is_made_each_time(project: Path) -> None:
    replaced("sopgen.yaml", "facts: ../shared/facts.yaml", "facts: gone.yaml")(project)
    assert not checked(*DAY)
    assert not checked(*DAY)


def test_a_spare_beside_the_output_is_no_change(project: Path) -> None:
    assert not kept(*DAY)
    write(project, {".build.sopgen/lock": "", ".build.sopgen/spare/x": ""})
    assert kept(*DAY)
    write(project, {".build.sopgen/new/x": ""})
    assert not kept(*DAY)


def test_it_imports_nothing_heavy(project: Path) -> None:
    assert not kept(*DAY)
    code = (
        "import atexit, json, sys; from sopgen.__main__ import run\n"
        "atexit.register(lambda: print(json.dumps([*sys.modules]))); sys.argv[0] = 'sopgen'; run()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "build", *DAY], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True
    )
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    ours = {name for name in loaded if name.startswith("sopgen")}
    assert ours == {"sopgen", "sopgen.__main__", "sopgen.cache", "sopgen.footprint", "sopgen.unchanged"}
    # what of these is there has come with the interpreter's own start
    started = subprocess.run([sys.executable, "-c", "import sys; print(*sys.modules)"], capture_output=True, text=True)
    assert loaded & (HEAVY - {"json"}) - set(started.stdout.split()) == set()


def at_the_same_time(file: Path, text: str) -> None:
    """As many bytes, and the time of change set back: only the time that nobody can set says that it is another."""
    before = file.stat()
    assert len(text.encode()) == before.st_size
    file.write_text(text)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda project: write(project, {name: (project / name).read_text().replace(old, new)}) and None


CHANGES: dict[str, Callable[[Path], object]] = {
    "a text": replaced("procedures/greet.md", "your name", "our name"),
    "a text of the same size and time": lambda project: at_the_same_time(
        project / "procedures" / "greet.md",
        (project / "procedures" / "greet.md").read_text().replace("our name", "his name"),
    ),
    "a new document": lambda project: write(project, {"procedures/new/one.md": REST["procedures/wordy.md"]}),
    "a deleted document": lambda project: (project / "procedures/new/one.md").unlink(),
    "a moved document": lambda project: (project / "procedures/hours.md").rename(project / "procedures/open.md"),
    "the settings": replaced("sopgen.yaml", "How we work.", "How to work."),
    "a part of them": replaced("contacts.yaml", "Call us", "Ring us"),
    "a part outside the project": replaced("../shared/facts.yaml", "15.00", "16.00"),
    "the baseline": lambda project: write(project, {"old/baseline.txt": "# nothing\n"}),
    "a file to copy": lambda project: write(project, {"static/help/security.txt": "User-agent: all\n"}),
    "a hidden file to copy": lambda project: write(project, {"static/handbook/.well-known/one.txt": "x\n"}),
    "a theme": lambda project: write(project, {"themes/handbook/assets/own.css": "p { color: red }\n"}),
    "a published page": lambda project: write(project, {"build/help/index.html": "mine\n"}),
    "a published page that is gone": lambda project: (project / "build/help/404.html").unlink(),
    "what a system leaves there": lambda project: write(project, {"build/help/.DS_Store": "x"}),
    "a dead build": lambda project: write(project, {".build.sopgen/lock": ""}),
}


def test_whatever_changes_is_built(project: Path) -> None:
    assert not kept(*DAY)
    assert kept(*DAY)
    for what, change in CHANGES.items():
        change(project)
        assert not kept(*DAY), what
        assert kept(*DAY), what


def test_whatever_changes_is_checked(project: Path) -> None:
    assert not kept(*DAY)
    assert not checked(*DAY)
    for what, change in CHANGES.items():
        change(project)
        published = what.startswith(("a published", "what a system", "a dead"))
        assert checked(*DAY) == published, what
        assert checked(*DAY), what


def test_what_is_asked_otherwise_is_built(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not kept(*DAY)
    assert not kept("--as-of", "2026-11-22")
    assert not kept(*DAY), "another build has published"
    assert not kept(*DAY, "--drafts")
    assert not kept(*DAY, "--output", "elsewhere")
    assert kept(*DAY, "--drafts") and kept(*DAY, "--output", "elsewhere")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    assert not kept()
    assert kept()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert not kept()
    mask = os.umask(0o077)
    try:
        assert not kept()
    finally:
        os.umask(mask)
    monkeypatch.chdir(project / "procedures")
    assert not kept()


def test_the_day_goes_on(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not kept()
    assert kept()
    real = unchanged.time.time_ns
    for days in (1, -1):
        monkeypatch.setattr(unchanged.time, "time_ns", lambda days=days: real() + days * 86_400_000_000_000)
        question = unchanged.ask(["build"], False)
        assert question and unchanged.look(question).answer is None


def test_a_change_while_it_builds_is_seen_by_the_next(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sopgen import build as corridor

    real = corridor.render

    def render(*given: object, **named: object) -> object:
        write(project, {"procedures/hours.md": BASE["procedures/hours.md"].replace("Saturday", "Tuesday!")})
        return real(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(corridor, "render", render)
    assert not kept(*DAY)
    monkeypatch.setattr(corridor, "render", real)
    assert not kept(*DAY)
    assert "Tuesday!" in (project / "build/help/hours/index.html").read_text()
    assert kept(*DAY)


def test_a_file_that_was_there_for_a_while_is_seen_to_be_gone(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It came when all had been looked at, was read, and went: the files are as they were at first."""
    from sopgen import load

    late = project / "procedures" / "late.md"
    real = load.load

    def read(*given: object) -> object:
        late.write_text("---\ntitle: Late\naudience: staff\nstatus: approved\n---\n\nText.\n", encoding="utf-8")
        return real(*given)  # type: ignore[arg-type]

    assert not kept(*DAY)
    write(project, {"procedures/hours.md": BASE["procedures/hours.md"].replace("Saturday", "Tuesday")})
    with monkeypatch.context() as patch:
        patch.setattr(load, "load", read)
        assert not kept(*DAY)
    assert (project / "build/handbook/late/index.html").exists()
    late.unlink()
    assert not kept(*DAY)
    assert not (project / "build/handbook/late").exists()
    assert kept(*DAY)


def test_a_build_between_is_not_taken_for_ours(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = unchanged.keep

    def keep(*given: object) -> None:
        assert sopgen("build", *DAY, "--drafts", "--site", "help").returncode == 0
        (project / "build" / "help" / "index.html").unlink()
        assert sopgen("build", "--as-of", "2026-11-23").returncode == 0
        real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(unchanged, "keep", keep)
    assert not kept(*DAY)
    monkeypatch.setattr(unchanged, "keep", real)
    assert not kept(*DAY)


def test_a_page_changed_before_the_table_is_written_is_seen(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, real = project / "build" / "help" / "index.html", unchanged.keep

    def keep(*given: object) -> None:
        page.write_bytes(page.read_bytes() + b"<!-- mine -->")
        time.sleep(0.2)  # so that the page is no longer among those that are read for being young
        real(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(unchanged, "keep", keep)
        assert not kept(*DAY)
    assert not kept(*DAY)
    assert b"mine" not in page.read_bytes()


@pytest.mark.parametrize("damage", [b"", b"sopgen built 2\n", b"\0" * 400, None])
def test_a_damaged_table_is_not_believed(project: Path, tmp_path: Path, damage: bytes | None) -> None:
    assert not kept(*DAY)
    (table,) = (tmp_path / "cache").glob("*.built")
    whole = table.read_bytes()
    table.write_bytes(whole[:200] + bytes([whole[200] ^ 1]) + whole[201:] if damage is None else damage)
    assert not kept(*DAY)
    assert kept(*DAY)


def test_files_as_young_as_the_look_are_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a disk whose clock goes on only every few seconds, times say nothing of what happens meanwhile."""
    monkeypatch.setattr("sopgen.footprint.FINE", 10**15)
    monkeypatch.setattr("sopgen.footprint.COARSE", 10**15)
    assert not kept(*DAY)
    assert kept(*DAY)
    question = unchanged.ask(["build", *DAY], False)
    table = unchanged._read(question.table) if question else None
    assert question and table
    name = str(project / "procedures" / "greet.md")
    assert name in table.contents
    table.contents[name] = b"other"
    unchanged._write(question.table, table)
    assert not kept(*DAY)


@pytest.mark.parametrize(("asked", "least"), [(["build", *DAY, "--output", "../out"], 9), (["check", *DAY], 7)])
def test_nothing_that_is_read_is_forgotten(project: Path, asked: list[str], least: int) -> None:
    """Every file of the project that Python opens while it works lies in what is looked at."""
    write(
        project,
        {"sopgen.yaml": (project / "sopgen.yaml").read_text().replace("country: IT,", "country: IT, logo: l.svg,")},
    )
    write(project, {"l.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"})
    code = (
        "import json, os, sys; opened = set()\n"
        "def hear(event, given):\n"
        "    if event == 'open' and isinstance(given[0], str): opened.add(os.path.abspath(given[0]))\n"
        "sys.addaudithook(hear)\n"
        "from sopgen import unchanged; from sopgen.cli import main\n"
        "question = unchanged.ask(sys.argv[1:], False); look = unchanged.look(question); opened.clear()\n"
        "main(sys.argv[1:], look=look); table = unchanged._read(question.table)\n"
        "json.dump([sorted(opened), [path for _, path in table.roots]], sys.stdout)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *asked],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    opened, roots = json.loads(done.stdout.splitlines()[-1])
    within = [Path(os.path.normpath(path)) for path in roots]
    above = project.parent
    # a folder of pages for the index is cleared by names that are relative to it, not to the project
    ours = [Path(name) for name in opened if Path(name).is_relative_to(above) and os.path.isfile(name)]
    read = [path for path in ours if not path.relative_to(above).parts[0].startswith((".out", "out", "cache"))]
    assert len(read) >= least
    assert [path for path in read if not any(path.is_relative_to(root) for root in within)] == []


@pytest.mark.parametrize("arguments", [["--no-cache"], ["--nonsense"], ["--site"], ["--jobs"], ["here"], ["--help"]])
def test_what_is_unusual_goes_the_long_way(project: Path, arguments: list[str]) -> None:
    assert unchanged.ask(["build", *arguments], False) is None
    assert unchanged.ask(["check", *arguments], False) is None


@pytest.mark.parametrize(
    "option", ["--fix", "--diff", "--write-baseline", "--since=HEAD", "--output=x", "--baseline=x"]
)
def test_a_check_that_does_or_reads_more_goes_the_long_way(project: Path, option: str) -> None:
    assert unchanged.ask(["check", option], False) is None
