"""`sopgen build --watch`: stays, builds again after each change, says what is new, keeps what stands."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from sopgen import build, publish
from sopgen.build import Built
from sopgen.commands.shared import progress_bar
from sopgen.finish import Finisher, Made, Work
from sopgen.memory import remembered
from sopgen.server.rebuild import Rebuilder, rebuild_on_change
from tests.incremental.trees import differences, tree
from tests.projects import AS_OF, BASE, write

ROOT = Path(__file__).parents[2]
GREET = BASE["procedures/greet.md"]
PAGE = Path("build/handbook/greet/index.html")
GREETING = {f"{language}greet/{page}index.html" for language in ("", "it/") for page in ("", "run-sheet/")}
"""The pages of a document: in both editions, each with its run sheet."""
LATEST = 60.0
"""Seconds for anything to happen."""


class Watching:
    """The command while it runs; what it has printed is asked for in parts."""

    def __init__(self, project: Path, *options: str) -> None:
        self._said, self._told = project.parent / "said.txt", 0
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "SOPGEN_CACHE_DIR": str(project.parent / "cache")}
        heard = signal.signal(signal.SIGINT, signal.SIG_IGN)  # as in the background of a script
        with self._said.open("wb") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "sopgen", "build", "--watch", "--as-of", AS_OF.isoformat(), *options],
                cwd=project,
                env=environment,
                stdout=said,
                stderr=said,
            )
        signal.signal(signal.SIGINT, heard)

    def until(self, pattern: str) -> str:
        """What it prints until something matches, since it was asked last."""
        latest = time.monotonic() + LATEST
        while time.monotonic() < latest:
            ended = self.process.poll() is not None
            text = self._said.read_text("utf-8")[self._told :]
            if found := re.search(pattern, text):
                self._told += found.end()
                return text[: found.end()]
            assert not ended, text
            time.sleep(0.02)
        raise AssertionError(f"no {pattern!r} in: {text}")

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(LATEST)


def in_time(holds: Callable[[], bool]) -> None:
    """Return when that holds: a save may be several changes, and several builds."""
    latest = time.monotonic() + LATEST
    while time.monotonic() < latest:
        with suppress(FileNotFoundError):  # the folder is just being exchanged
            if holds():
                return
        time.sleep(0.02)
    raise AssertionError("not in time")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path / "project", BASE)


@pytest.fixture
def watching(project: Path) -> Iterator[Watching]:
    running = Watching(project)
    try:
        yield running
    finally:
        running.process.kill()
        running.process.wait()


@pytest.mark.skipif(os.name != "posix", reason="sends SIGINT")
def test_each_change_is_published_and_told(project: Path, watching: Watching) -> None:
    assert "Built" in watching.until(r"Watching for changes \(Ctrl-C ends\)\n")
    page = project / PAGE
    assert "Smile at once." not in page.read_text("utf-8")
    write(project, {"procedures/greet.md": f"{GREET}\nSmile at once.\n"})
    watching.until(r"Rebuilt in \d+\.\d s, \d+ files? written(, \d+ removed)?: no problems\.\n")
    assert "Smile at once." in page.read_text("utf-8")

    write(project, {"procedures/greet.md": GREET.replace("owner:", "onwer:")})
    told = watching.until(r"`onwer`(?s:.*?)Nothing published: .*\n")
    assert "procedures/greet.md:9:1: error: the key `onwer` is not known here [unknown-key]" in told
    write(project, {"procedures/hours.md": f"{BASE['procedures/hours.md']}\nMore of it.\n"})
    assert "onwer" not in watching.until(r"Nothing published: .*\n")  # it is no news
    assert "Smile at once." in page.read_text("utf-8")

    write(project, {"procedures/greet.md": f"{GREET}\nSmile again.\n"})
    watching.until(r"Rebuilt in .*: no problems\.\n")
    assert "Smile again." in page.read_text("utf-8")
    write(project, {"contacts.yaml": BASE["contacts.yaml"].replace("5550 0130", "5550 0131")})
    in_time(lambda: "5550 0131" in page.read_text("utf-8"))

    (project / "build/help/mine.txt").write_text("mine")
    write(project, {"procedures/greet.md": GREET})
    told = watching.until(r"Still watching: it is tried again in \d+ seconds, and after each change\.\n")
    assert "sopgen: the output folder" in told and "help/mine.txt" in told
    (project / "build/help/mine.txt").unlink()
    write(project, {"sopgen.yaml": "organisation: [\n"})
    watching.until(r"sopgen\.yaml:\d(?s:.*?)Nothing published: .*\n")
    write(project, {"sopgen.yaml": BASE["sopgen.yaml"]})
    in_time(lambda: "Smile" not in page.read_text("utf-8"))
    assert watching.stop() == 130
    assert "Traceback" not in watching.until("Stopped.\n")


def test_what_is_asked_for_wrongly_ends_it(project: Path) -> None:
    running = Watching(project, "--site", "shop")
    assert running.process.wait(LATEST) == 2
    assert "there is no site `shop`" in running.until("\n")


def rebuilder_of(project: Path) -> Rebuilder:
    opened = partial(remembered, project, str(project.parent / "cache"), 1)
    return Rebuilder(project / "sopgen.yaml", project / "build", opened, 1, as_of=AS_OF)


def test_a_saved_text_makes_its_page_and_no_other(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[str, Work]] = []
    do = Finisher.do

    def noted(finisher: Finisher, work: Work) -> Made:
        made.append((finisher.site, work))
        return do(finisher, work)

    monkeypatch.setattr(Finisher, "do", noted)
    rebuilder = rebuilder_of(project)
    assert rebuilder.build().published and not rebuilder._held
    made.clear()
    (project / "build/help/mine.txt").write_text("mine")
    rebuilder.settle()
    assert not rebuilder._held and not made  # nobody knows what stands
    (project / "build/help/mine.txt").unlink()
    rebuilder.settle()
    same = rebuilder.build().published
    assert rebuilder._held and same and (same.written, same.removed, made) == (0, 0, [])

    file = project / "procedures/greet.md"
    index = {path: path.read_bytes() for path in (project / "build").rglob("pagefind/**/*.pf_*")}
    before = {path: path.stat().st_ino for path in (project / "build").rglob("*.html")}
    file.write_text(f"{GREET}\nSmile at once.\n")
    published = rebuilder.build([file]).published
    assert published and {site for site, _ in made} == {"handbook"}
    assert {work.key for _, work in made if work.kind == "document"} == {"greet"}
    after = {path: path.stat().st_ino for path in (project / "build").rglob("*.html")}
    changed = {path for path in after if after[path] != before.get(path)}
    assert {path.relative_to(project / "build/handbook").as_posix() for path in changed} == GREETING
    assert index != {path: path.read_bytes() for path in (project / "build").rglob("pagefind/**/*.pf_*")}

    made.clear()
    (project / PAGE).unlink()
    file.write_text(f"{GREET}\nSmile again.\n")
    mended = rebuilder.build([file]).published
    assert mended and "Smile again." in (project / PAGE).read_text("utf-8")
    assert {work.key for _, work in made if work.kind == "document"} == {"greet"}
    rebuilder.forget()


def test_what_was_not_published_is_not_held_for_what_stands(project: Path, tmp_path: Path) -> None:
    """A title changes together with an error; then the error alone goes."""
    rebuilder, file = rebuilder_of(project), project / "procedures/greet.md"
    rebuilder.build()
    titled = GREET.replace("Greet a customer", "Welcome a customer")
    file.write_text(titled.replace("owner:", "onwer:"))
    assert rebuilder.build([file]).published is None
    rebuilder.settle()
    file.write_text(titled)
    assert rebuilder.build([file]).published
    clean = tmp_path / "clean"
    assert build.build(build.open_project(project / "sopgen.yaml", AS_OF, False), clean).published
    assert list(differences(tree(project / "build"), tree(clean), {}, ())) == []
    rebuilder.forget()


def test_a_theme_that_changes_while_a_build_runs_is_not_held(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template is saved after the theme was looked at and before pages are made; then the change is undone."""
    page = project / "build/help/404.html"
    real = build._missing_texts

    def theme(word: str) -> None:
        write(
            project,
            {"themes/help/templates/404.html": f"{{% extends 'base.html' %}}{{% block main %}}{word}{{% endblock %}}"},
        )

    def saved(*given: object) -> object:
        yield from real(*given)  # type: ignore[arg-type]
        theme("Gone")

    theme("Lost")
    rebuilder = rebuilder_of(project)
    rebuilder.build()
    rebuilder.settle()
    theme("Left")
    with monkeypatch.context() as patch:
        patch.setattr(build, "_missing_texts", saved)
        assert rebuilder.build().published and rebuilder._held and "Gone" in page.read_text("utf-8")
    theme("Left")
    assert rebuilder.build().published and rebuilder._held and "Left" in page.read_text("utf-8")
    rebuilder.forget()


def stays(rebuilder: Rebuilder, steps: list[Callable[[Built], object]], told: list[str]) -> None:
    """Build and stay until there have been so many builds; after each of them a step is made."""
    steps = [*steps]

    def report(built: Built, took: float) -> None:
        if not steps:
            raise KeyboardInterrupt
        steps.pop(0)(built)

    with pytest.raises(KeyboardInterrupt):
        rebuild_on_change(rebuilder, report, lambda error, again: told.append(f"{error} {again}"), progress_bar)


def test_it_builds_again_when_another_day_begins(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sopgen.server.watch.HEARD", 0.05)
    write(
        project,
        {"sopgen.yaml": f"{BASE['sopgen.yaml']}notices: [{{text: Closed., until: 2026-11-21, audience: customer}}]\n"},
    )
    home = project / "build/help/index.html"

    def midnight(day: date) -> None:
        seconds = datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp()
        monkeypatch.setenv("SOURCE_DATE_EPOCH", f"{seconds:.0f}")

    def over(built: Built) -> None:
        assert "Closed." in home.read_text("utf-8")
        midnight(AS_OF + timedelta(days=1))

    midnight(AS_OF)
    told: list[str] = []
    opened = partial(remembered, project, str(project.parent / "cache"), 1)
    stays(Rebuilder(project / "sopgen.yaml", project / "build", opened, 1), [over], told)
    assert "Closed." not in home.read_text("utf-8") and not told


def test_what_the_system_refuses_is_tried_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told once, and published without another change as soon as it can be."""
    monkeypatch.setattr("sopgen.server.watch.HEARD", 0.05)
    monkeypatch.setattr("sopgen.server.rebuild.RETRY", 0.1)
    monkeypatch.setattr("sopgen.server.rebuild.SPARING", 0)
    foreign, tries, told = project / "build/help/mine.txt", list[int](), list[str]()
    standing = publish.standing

    def tried(output: Path, notes: Path | None) -> Mapping[str, str]:
        tries.append(1)
        if len(tries) == 4:
            foreign.unlink()
        return standing(output, notes)

    def refuse(built: Built) -> None:
        foreign.write_text("mine")
        write(project, {"procedures/greet.md": f"{GREET}\nSmile at once.\n"})
        monkeypatch.setattr(publish, "standing", tried)

    def again(built: Built) -> None:
        tries.clear()
        refuse(built)

    stays(rebuilder_of(project), [refuse, again], told)
    assert "Smile at once." in (project / PAGE).read_text("utf-8")
    assert len(told) == 2 and all("help/mine.txt" in one for one in told), told


def test_a_fault_is_not_tried_again_without_a_change(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sopgen.server.watch.HEARD", 0.05)
    monkeypatch.setattr("sopgen.server.rebuild.RETRY", 0.01)
    rebuilder, told = rebuilder_of(project), list[str]()
    do = rebuilder.build

    def fails(*given: Any) -> Built:
        raise ValueError("no")

    def fault(built: Built) -> None:
        write(project, {"procedures/greet.md": f"{GREET}\nSmile at once.\n"})
        monkeypatch.setattr(rebuilder, "build", fails)
        timer.start()

    def mend() -> None:
        monkeypatch.setattr(rebuilder, "build", do)
        write(project, {"procedures/greet.md": f"{GREET}\nSmile again.\n"})

    timer = threading.Timer(1.0, mend)
    stays(rebuilder, [fault], told)
    timer.join()
    assert told == ["no inf"]
