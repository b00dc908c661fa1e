"""What a second run is spared of judging documents among the others: where links lead, what pictures are."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from sopgen import footprint, load, memory
from sopgen import library as library_of
from sopgen.build import open_project
from sopgen.cache import FOLDER_VARIABLE
from sopgen.check import of_place
from sopgen.config import read_config
from sopgen.library import Library
from sopgen.model import Entry, Finding, Problem, Record
from sopgen.parse import ParseOptions, parse
from tests.conftest import REPOSITORY
from tests.projects import AS_OF, BASE, write

MATTER = "---\ntitle: {}\naudience: staff\n---\n\n"
LAMP = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10" viewBox="0 0 20 10"></svg>\n'
FILES = {
    "procedures/a.md": MATTER.format("A") + "[Part](b.md#part), [menu](/menu.txt)\n\n![A lamp](lamp.svg)\n",
    "procedures/b.md": MATTER.format("B") + '## Part\n\n{{ include "_more.md" }}\n',
    "procedures/c.md": MATTER.format("C") + "[Nowhere](nowhere.md)\n",
    "procedures/_more.md": "More.\n",
    "procedures/lamp.svg": LAMP,
    "static/handbook/menu.txt": "Soup\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "cache"))
    made = write(tmp_path / "project", BASE, FILES)
    time.sleep(0.06)  # what was written this moment is not believed by its times
    return made


@pytest.fixture
def placed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []

    def place(entry: Entry, library: Library) -> tuple[Finding, ...]:
        found.append(Path(entry.record.path).stem)
        return of_place(entry, library)

    monkeypatch.setattr(memory, "of_place", place)
    return found


def run(folder: Path) -> tuple[Problem, ...]:
    with memory.remembered(folder) as stages:
        return open_project(folder / "sopgen.yaml", AS_OF, True, stages=stages).problems


def anew(folder: Path) -> tuple[Problem, ...]:
    return open_project(folder / "sopgen.yaml", AS_OF, True).problems


def change(name: str, old: str, new: str) -> Callable[[Path], object]:
    def made(folder: Path) -> None:
        written = (folder / name).read_text("utf-8")
        assert old in written
        write(folder, {name: written.replace(old, new)})

    return made


def test_nothing_is_placed_twice_and_the_same_is_said(folder: Path, placed: list[str]) -> None:
    first = run(folder)
    assert {problem.rule for problem in first} >= {"broken-link"}
    assert {"a", "b", "c"} <= {*placed}
    placed.clear()
    assert run(folder) == first == anew(folder)
    assert placed == []


@pytest.mark.parametrize(("name", "who"), [("a", ["a"]), ("c", ["c"]), ("_more", ["b"])])
def test_a_text_places_the_documents_that_hold_it(folder: Path, placed: list[str], name: str, who: list[str]) -> None:
    """The places of what was found are other lines now."""
    run(folder)
    placed.clear()
    file = folder / "procedures" / f"{name}.md"
    write(
        folder, {f"procedures/{name}.md": file.read_text("utf-8").replace("---\n\n", "---\n\nA word.\n\n") + "\nEnd.\n"}
    )
    assert run(folder) == anew(folder)
    assert placed == who


WORDS = "title: B\nnav_title: Bee\ndescription: What a bee does.\nasked_as: [Where is B?]\n"


def test_what_another_is_called_places_that_one_alone(folder: Path, placed: list[str]) -> None:
    write(folder, {"procedures/b.md": FILES["procedures/b.md"].replace("title: B\n", WORDS)})
    run(folder)
    placed.clear()
    for word in ("title: B\n", "Bee", "What a bee does", "Where is B"):
        change("procedures/b.md", word, word.replace("B", "D").replace("What", "All"))(folder)
        assert run(folder) == anew(folder)
    assert placed == ["b"] * 4


def test_a_document_that_cannot_be_read_any_more_is_no_draft(folder: Path) -> None:
    matter = "---\ntitle: E\naudience: staff\nstatus: approved\n---\n\n"
    write(folder, {"procedures/e.md": matter + "[C](c.md)\n"})
    before = run(folder)
    change("procedures/c.md", "title: C", "title: C\nnonsense: 1")(folder)
    after = run(folder)
    assert after == anew(folder)
    assert ["draft-link" in {problem.rule for problem in found} for found in (before, after)] == [True, False]


@pytest.mark.parametrize(
    "edit",
    [
        change("procedures/b.md", "## Part", "## Parts"),
        change("procedures/b.md", "audience: staff", "audience: customer"),
        change("procedures/_more.md", "More.", "[More](gone.md)"),
        change("procedures/lamp.svg", "<svg", "<sv "),
        change("sopgen.yaml", "languages: [en, it]", "languages: [en, it]\nrules: {broken-link: off}"),
        lambda folder: (folder / "static/handbook/menu.txt").unlink(),
        lambda folder: (folder / "procedures/lamp.svg").unlink(),
        lambda folder: (folder / "procedures/b.md").rename(folder / "procedures/d.md"),
        lambda folder: write(folder, {"procedures/nowhere.md": MATTER.format("Nowhere")}),
    ],
)
def test_what_others_are_counts(folder: Path, edit: Callable[[Path], object]) -> None:
    before = run(folder)
    edit(folder)
    assert run(folder) == anew(folder) != before


def test_other_rules_place_nothing_again(folder: Path, placed: list[str]) -> None:
    written = (folder / "sopgen.yaml").read_text("utf-8")
    write(folder, {"sopgen.yaml": written + "rules: {please: info, sentence-length: {words: 20}}\n"})
    run(folder)
    placed.clear()
    write(folder, {"sopgen.yaml": written + "rules: {please: info, sentence-length: {words: 21}}\n"})
    assert run(folder) == anew(folder)
    write(folder, {"sopgen.yaml": written + "rules: {broken-link: info, sentence-length: {words: 21}}\n"})
    assert {problem.severity for problem in run(folder) if problem.rule == "broken-link"} == {"info"}
    assert run(folder) == anew(folder)


def test_a_file_of_this_moment_is_not_believed_by_its_times(
    folder: Path, placed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, {"procedures/lamp.svg": LAMP + "\n"})
    monkeypatch.setattr(footprint, "FINE", 3_600_000_000_000)  # so that the run is surely quick enough
    run(folder)
    placed.clear()
    assert run(folder) == anew(folder)
    assert "a" in placed


def renamed(record: Record) -> Record:
    """A document that calls and describes itself otherwise."""
    words = {key: f"Other {key}" for key in ("title", "nav_title", "description")}
    return replace(record, written={**record.written, **words, "asked_as": ["Other?"]}, heading="Another heading")


def test_no_rule_asks_what_another_document_is_called() -> None:
    """What is remembered of a document among the others is believed where these have other titles (`said.bare`). Of the
    company's documents some are gone, some are drafts and some for staff, so that many links are wrong."""
    config, _ = read_config(REPOSITORY / "sopgen.yaml", AS_OF)
    assert config
    loaded = load.load(config.root, config.content, config.languages, config.translations)
    options = ParseOptions(languages=config.languages)
    records = [parse(source, options).record for source in loaded.sources]
    keys = sorted({record.key for record in records if not record.snippet})
    others = {key: {"status": "draft"} for key in keys[1::5]} | {key: {"audience": ["staff"]} for key in keys[2::5]}
    records = [
        replace(record, written={**record.written, **others.get(record.key, {})})
        for record in records
        if record.key not in keys[::5]
    ]
    whole = library_of.build(config, loaded, records)
    found = {entry.record.path: of_place(entry, whole) for entry in whole.entries}
    assert len({finding.rule for findings in found.values() for finding in findings}) > 2
    for half in (0, 1):
        kept = {entry.record.path for number, entry in enumerate(whole.entries) if number % 2 == half}
        other = library_of.build(
            config, loaded, [record if record.path in kept else renamed(record) for record in records]
        )
        for entry in other.entries:
            if entry.record.path in kept:
                assert of_place(entry, other) == found[entry.record.path]
