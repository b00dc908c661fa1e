"""What a reading that stays, a server's say, does again when the rules are set otherwise, and that it says the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen import stages
from sopgen.build import open_project
from sopgen.check import of_one
from sopgen.config import Config
from sopgen.model import Body, Entry, Problem, Verdict
from sopgen.stages import Progress, Recent, quiet
from tests.projects import AS_OF, BASE, write

HEAD = "---\ntitle: {}\naudience: staff\n---\n\n"
FILES = {
    "procedures/long.md": HEAD.format("Long") + "Open the window of the room in order to begin the day.\n",
    "procedures/short.md": HEAD.format("Short") + "The day begins at nine. Utilize it.\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path, BASE, FILES)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """The documents that are judged, and by how many rules."""
    judged: list[tuple[str, int]] = []

    def judge(entry: Entry, body: Body, config: Config) -> Verdict:
        judged.append((entry.record.path, sum(setting.severity != "off" for setting in config.rules.values())))
        return of_one(entry, body, config)

    monkeypatch.setattr(stages, "of_one", judge)
    return judged


def read(project: Path, rules: str, by: Recent, progress: Progress = quiet) -> tuple[Problem, ...]:
    write(project, {"sopgen.yaml": BASE["sopgen.yaml"] + f"rules: {rules}\n"})
    return open_project(project / "sopgen.yaml", AS_OF, True, progress, by).problems


def anew(project: Path) -> tuple[Problem, ...]:
    return open_project(project / "sopgen.yaml", AS_OF, True).problems


def test_a_moved_limit_asks_again_only_where_it_may_count(project: Path, asked: list[tuple[str, int]]) -> None:
    recent = Recent()

    def judged(words: int) -> list[tuple[str, int]]:
        asked.clear()
        found = read(project, f"{{sentence-length: {{words: {words}}}}}", recent)
        again = [*asked]
        assert found == anew(project)
        return again

    assert {path for path, _ in judged(20)} >= FILES.keys()
    assert judged(13) == []
    assert judged(10) == judged(20) == [("procedures/long.md", 1)]


@pytest.mark.parametrize("rules", ["{sentence-length: {words: 2}}", "{wordy-phrase: off}", "{all: info}", "{all: off}"])
def test_reading_that_is_broken_off_goes_on_rightly(project: Path, rules: str) -> None:
    """Whoever saves again breaks the reading off: some documents are judged by the new settings then, some are not."""
    recent = Recent()
    read(project, "{sentence-length: {words: 20}}", recent)

    def stop(what: str, done: int, of: int) -> None:
        if what == "checking":
            raise InterruptedError

    with pytest.raises(InterruptedError):
        read(project, rules, recent, stop)
    more = rules[:-1] + ", paragraph-length: {sentences: 1}}"
    with pytest.raises(InterruptedError):
        read(project, more, recent, stop)
    assert read(project, more, recent) == anew(project)
    assert read(project, rules, recent) == anew(project)
    assert read(project, "{sentence-length: {words: 20}}", recent) == anew(project)
