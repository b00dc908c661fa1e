"""What a second run is spared, and that it says the same: whatever is remembered, changed, damaged or not writable."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sopgen import keys, memory
from sopgen.build import open_project
from sopgen.cache import FOLDER_VARIABLE
from sopgen.check import of_one
from sopgen.config import Config
from sopgen.model import Body, Document, Entry, Problem, Source, Verdict
from sopgen.parse import ParseOptions, parse
from sopgen.store import release, squeeze
from tests.projects import AS_OF, BASE, write

BAD = {"procedures/bad.md": "---\ntitle: Bad\naudience: staff\n---\n\n## A\n\n##### B\n\n[nowhere](nowhere.md)\n"}


class Watched:
    """Counts the files that are parsed, and the documents that are judged."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.parsed: list[str] = []
        self.judged: list[str] = []
        self.asked: list[set[str]] = []
        monkeypatch.setattr(memory, "parse", self._parse)

        def judge(entry: Entry, body: Body, config: Config) -> Verdict:
            self.judged.append(entry.record.path)
            self.asked.append({name for name, setting in config.rules.items() if setting.severity != "off"})
            return of_one(entry, body, config)

        monkeypatch.setattr(memory, "of_one", judge)

    def _parse(self, source: Source, options: ParseOptions) -> Document:
        self.parsed.append(source.path)
        return parse(source, options)

    def clear(self) -> None:
        self.parsed.clear()
        self.judged.clear()


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "cache"))
    yield tmp_path / "cache"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path / "project", BASE, BAD)


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    return Watched(monkeypatch)


def run(project: Path, day: date = AS_OF) -> tuple[Problem, ...]:
    with memory.remembered(project) as stages:
        return open_project(project / "sopgen.yaml", day, drafts=True, stages=stages).problems


def anew(project: Path, day: date = AS_OF) -> tuple[Problem, ...]:
    return open_project(project / "sopgen.yaml", day, drafts=True).problems


def test_a_second_run_does_nothing_twice_and_says_the_same(project: Path, watched: Watched) -> None:
    assert {problem.rule for problem in run(project)} >= {"heading-level", "broken-link"}
    assert len(watched.parsed) == len(watched.judged) == 3
    watched.clear()
    assert run(project) == anew(project)
    assert (watched.parsed, watched.judged) == ([], [])


def test_what_changed_is_done_again_and_nothing_else(project: Path, watched: Watched) -> None:
    run(project)
    watched.clear()
    write(project, {"procedures/bad.md": BAD["procedures/bad.md"].replace("#####", "###")})
    assert "heading-level" not in {problem.rule for problem in run(project)}
    assert (watched.parsed, watched.judged) == (["procedures/bad.md"], ["procedures/bad.md"])


def test_a_deleted_file_is_forgotten(project: Path) -> None:
    run(project)
    (project / "procedures" / "bad.md").unlink()
    assert run(project) == anew(project) == ()
    write(project, BAD)
    assert run(project) == anew(project) != ()


HOURS = "hours: hours.yaml\n"
RULED = HOURS + "rules: {sentence-length: {words: 6}, wordy-phrase: warning}\n"
LONG = {"procedures/bad.md": BAD["procedures/bad.md"] + "\nOpen the window of the room in order to begin a day.\n"}


@pytest.mark.parametrize(
    "settings",
    [
        RULED + "defaults: {'**': {type: procedure}}\n",
        RULED.replace("6", "9"),
        RULED.replace("}, w", "}, heading-level: {words: 1}, w"),
        HOURS + "rules: {sentence-length: off, wordy-phrase: warning}\n",
        HOURS + "rules: {sentence-length: {words: 6}, wordy-phrase: off}\n",
        RULED.replace("warning", "error"),
        HOURS + "rules: {all: info, heading-level: off, duplicate-title: error}\n",
        HOURS,
    ],
)
def test_other_settings_say_the_same_as_anew(project: Path, settings: str) -> None:
    """And so do the settings that were there before."""
    write(project, {**LONG, "sopgen.yaml": BASE["sopgen.yaml"].replace(HOURS, RULED)})
    before = run(project)
    assert {problem.rule for problem in before} >= {"sentence-length", "wordy-phrase", "heading-level"}
    write(project, {"sopgen.yaml": BASE["sopgen.yaml"].replace(HOURS, settings)})
    assert run(project) == anew(project) != before
    write(project, {"sopgen.yaml": BASE["sopgen.yaml"].replace(HOURS, RULED)})
    assert run(project) == before


def test_settings_that_no_document_is_judged_by_judge_none(project: Path, watched: Watched) -> None:
    write(project, {**LONG, "sopgen.yaml": BASE["sopgen.yaml"].replace(HOURS, RULED)})
    run(project)
    watched.clear()
    write(project, {"contacts.yaml": BASE["contacts.yaml"].replace("0130", "0131")})
    assert run(project) == anew(project)
    write(project, {"sopgen.yaml": BASE["sopgen.yaml"].replace(HOURS, RULED.replace("warning", "error"))})
    assert run(project) == anew(project)
    assert watched.judged == []


def test_only_the_rule_that_is_set_otherwise_judges_again(project: Path, watched: Watched) -> None:
    write(project, {**LONG, "sopgen.yaml": BASE["sopgen.yaml"].replace(HOURS, RULED)})
    run(project)
    watched.asked.clear()
    write(project, {"sopgen.yaml": BASE["sopgen.yaml"].replace(HOURS, RULED.replace("warning", "off"))})
    run(project)
    assert watched.asked == []
    write(project, {"sopgen.yaml": BASE["sopgen.yaml"].replace(HOURS, RULED)})
    assert run(project) == anew(project)
    assert watched.asked == [{"wordy-phrase"}] * 3
    watched.asked.clear()
    write(project, {"procedures/bad.md": BAD["procedures/bad.md"]})
    run(project)
    assert len(watched.asked) == 1
    assert watched.asked[0] > {"sentence-length", "wordy-phrase", "heading-level"}


def test_a_moved_limit_asks_again_only_where_it_may_count(project: Path, watched: Watched) -> None:
    """Of three documents one has a sentence of 11 words: the others say the same with each of these limits."""

    def judged(words: str) -> list[str]:
        watched.clear()
        write(project, {"sopgen.yaml": BASE["sopgen.yaml"].replace(HOURS, RULED.replace("6", words))})
        assert run(project) == anew(project)
        return watched.judged

    write(project, LONG)
    assert len(judged("20")) == 3
    assert judged("12") == []
    assert judged("9") == ["procedures/bad.md"]
    assert judged("8") == judged("30") == ["procedures/bad.md"]
    assert judged("15") == judged("30") == []


def test_settings_that_change_while_a_build_runs_are_not_taken_for_those_it_knew(project: Path) -> None:
    """Somebody saves the glossary after it was read, and before the documents are judged."""

    def save(what: str, done: int, of: int) -> None:
        write(project, {"terms.yaml": "- {prefer: {en: somewhere}, avoid: {en: [nowhere]}}\n"})

    with memory.remembered(project) as stages:
        open_project(project / "sopgen.yaml", AS_OF, True, save, stages)
    assert "terminology" in {problem.rule for problem in run(project)}
    assert run(project) == anew(project)


def test_the_day_makes_nothing_to_do_but_counts(project: Path, watched: Watched) -> None:
    run(project)
    watched.clear()
    later = run(project, date(2031, 1, 1))
    assert later == anew(project, date(2031, 1, 1))
    assert "review-overdue" in {problem.rule for problem in later}
    assert (watched.parsed, watched.judged) == ([], [])


@pytest.mark.parametrize("damage", [b"", b"not a database at all", b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_damaged_memory_is_made_anew(project: Path, own_folder: Path, damage: bytes) -> None:
    before = run(project)
    (file,) = own_folder.glob("*.sqlite")
    file.write_bytes(damage)
    assert run(project) == before
    assert run(project) == before


def test_damaged_values_are_made_anew(project: Path, own_folder: Path) -> None:
    import sqlite3

    before = run(project)
    (file,) = own_folder.glob("*.sqlite")
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE documents SET record = x'80055d'")
        connection.execute("UPDATE findings SET findings = x'00ff'")
    assert run(project) == before
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE findings SET silences = x'00ff'")
    write(project, {"sopgen.yaml": BASE["sopgen.yaml"].replace(HOURS, RULED)})
    assert run(project) == anew(project)
    write(project, {"sopgen.yaml": BASE["sopgen.yaml"]})
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE documents SET body = x'00ff'")
        connection.execute("DELETE FROM findings")
    assert run(project) == before


def test_without_a_place_to_write_all_is_done_anew(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"file": "no folder"})
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "file" / "cache"))
    assert run(project) == anew(project)


def test_two_projects_do_not_share(tmp_path: Path, project: Path) -> None:
    other = write(tmp_path / "other", BASE)
    assert run(project) != ()
    assert run(other) == ()
    assert run(project) == anew(project)


def test_workers_find_the_same(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = {f"procedures/more/{n}.md": BAD["procedures/bad.md"].replace("Bad", f"Bad {n}") for n in range(60)}
    write(project, many)
    seen: list[tuple[str, int, int]] = []
    monkeypatch.setattr(memory, "WORTH_WORKERS", 10)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    with memory.remembered(project) as stages:
        found = open_project(
            project / "sopgen.yaml", AS_OF, True, lambda what, done, of: seen.append((what, done, of)), stages
        ).problems
    assert found == anew(project)
    assert seen[-1] == ("checking", 63, 63)
    assert run(project) == found


def test_no_worker_outlives_a_stop(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever presses Ctrl-C gets the prompt back, and the next run is right."""
    write(project, {f"procedures/more/{n}.md": BAD["procedures/bad.md"].replace("Bad", f"Bad {n}") for n in range(60)})
    monkeypatch.setattr(memory, "WORTH_WORKERS", 10)

    def stop(what: str, done: int, of: int) -> None:
        if done > 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), memory.remembered(project) as stages:
        open_project(project / "sopgen.yaml", AS_OF, True, stop, stages)
    assert run(project) == anew(project)


def test_what_other_code_has_remembered_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every key of what is remembered holds a digest of all of sopgen's code, by path and bytes."""
    write(tmp_path / "code", {"memory.py": "", "rules/a.py": "one", "__pycache__/a.pyc": "one"})
    monkeypatch.setattr(keys, "__file__", str(tmp_path / "code" / "keys.py"))
    made = {keys.code_key.__wrapped__()}
    write(tmp_path / "code", {"__pycache__/a.pyc": "other"})
    assert keys.code_key.__wrapped__() in made
    for change in ({"rules/a.py": "two"}, {"rules/b.py": "two"}, {"themes/x.html": ""}):
        write(tmp_path / "code", change)
        key = keys.code_key.__wrapped__()
        assert key not in made
        made.add(key)


def test_a_value_that_was_cut_short_is_damaged() -> None:
    squeezed = squeeze(bytes(range(256)) * 50)
    for end in range(len(squeezed)):
        with pytest.raises(zlib.error):
            release(squeezed[:end])


def test_one_long_value_does_not_decide_what_the_others_are_like(project: Path) -> None:
    """A home page that knows every page comes first and would fill a dictionary."""
    same = [f"{number * 7919:x}" for number in range(500)]
    with memory.remembered(project) as stages:
        stages.packed("pages", "x" * 200_000)
        rows = [stages.packed("pages", [key, *same]) for key in range(100)]
        assert stages.unpacked("pages", rows[-1]) == [99, *same]
    assert len(rows[-1]) < len(rows[0]) / 10
