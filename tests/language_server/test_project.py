"""A project that is being written: unsaved texts count, and only what is saved is remembered for other runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen import stages
from sopgen.check import of_one
from sopgen.config import Config
from sopgen.language_server.project import Project
from sopgen.model import Body, Entry, Verdict
from tests.projects import BASE, write

HEAD = "---\ntitle: Refund\naudience: staff\nstatus: draft\n---\n\n"


@pytest.fixture(autouse=True)
def _own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOPGEN_CACHE_DIR", str(tmp_path / "memory"))


def rules(project: Project, texts: dict[Path, bytes], path: str) -> set[str]:
    return {problem.rule for problem in project.read(texts).problems.get(path, ())}


def opened(root: Path) -> Project:
    return Project(root, root / "sopgen.yaml")


def test_what_is_remembered_and_what_is_typed_say_the_same(tmp_path: Path) -> None:
    root = write(tmp_path / "project", BASE, {"procedures/refund.md": HEAD + "[x](nowhere.md) ![](a.png)\n"})
    first = opened(root).read({})
    again = opened(root)
    assert again.read({}).problems == first.problems
    file = root / "procedures/refund.md"
    assert rules(again, {file: (HEAD + "Fine.\n").encode()}, "procedures/refund.md") == set()
    assert again.read({}).problems == first.problems
    again.close()


def test_settings_that_are_not_saved_are_remembered_by_nobody(tmp_path: Path) -> None:
    text = HEAD + "![](a.png)\n"
    root = write(tmp_path / "project", BASE, {"procedures/refund.md": text, "procedures/a.png": ""})
    settings = (BASE["sopgen.yaml"] + "rules: {alt-text: off}\n").encode()
    assert "alt-text" not in rules(opened(root), {root / "sopgen.yaml": settings}, "procedures/refund.md")
    assert "alt-text" in rules(opened(root), {}, "procedures/refund.md")


def test_a_file_that_was_never_saved_is_a_document(tmp_path: Path) -> None:
    root = write(tmp_path / "project", BASE)
    greet, new = root / "procedures/greet.md", root / "procedures/new/one.md"
    link = (HEAD + "See [it](new/one.md).\n").encode()
    assert "broken-link" in rules(opened(root), {greet: link}, "procedures/greet.md")
    assert "broken-link" not in rules(opened(root), {greet: link, new: HEAD.encode()}, "procedures/greet.md")


@pytest.mark.parametrize("name", ["README.md", "procedures/.hidden/x.md", "procedures/x.txt", "themes/x/y.md"])
def test_other_files_of_the_folder_are_no_documents(tmp_path: Path, name: str) -> None:
    root = write(tmp_path / "project", BASE)
    draft = opened(root).read({root / name: b"![](a.png)\n"})
    assert name not in draft.documents
    assert draft.problems.get(name, ()) == ()


def test_a_fault_in_one_document_leaves_the_others_their_problems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(tmp_path / "project", BASE)
    one, other = root / "procedures/one.md", root / "procedures/other.md"
    project = opened(root)
    project.read({})

    def stumble(entry: Entry, body: Body, config: Config) -> Verdict:
        if entry.record.path == "procedures/one.md":
            raise IndexError
        return of_one(entry, body, config)

    monkeypatch.setattr(stages, "of_one", stumble)
    text = (HEAD + "![](a.png) [x](nowhere.md)\n").encode()
    problems = project.read({one: text, other: text}).problems
    assert {problem.rule for problem in problems["procedures/other.md"]} >= {"alt-text", "broken-link"}
    assert "broken-link" in {problem.rule for problem in problems["procedures/one.md"]}
    monkeypatch.setattr(stages, "of_one", of_one)  # the fault has to do with a rule that is off now
    write(root, {"sopgen.yaml": BASE["sopgen.yaml"] + "rules: {please: off}\n"})
    problems = project.read({one: text, other: text}).problems
    assert "alt-text" in {problem.rule for problem in problems["procedures/one.md"]}
