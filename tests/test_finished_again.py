"""What is remembered of finished pages: a build finishes those again that a change shows on, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sopgen.cli import main
from sopgen.finish import Finisher
from sopgen.view import Page
from tests.projects import BASE, write

DOCUMENT = "---\ntitle: {title}\nstatus: approved\naudience: [staff, customer]\n---\n{text}\n"


@pytest.fixture
def finished(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The addresses of the pages that are finished, "handbook/keys/", from now on."""
    urls: list[str] = []
    finish = Finisher.finish

    def noted(self: Finisher, *given: object) -> object:
        page = given[1]
        assert isinstance(page, Page)
        urls.append(f"{self.site}/{page.url}")
        return finish(self, *given)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(Finisher, "finish", noted)
    yield urls


@pytest.fixture
def project(tmp_path: Path) -> Path:
    documents = {
        f"procedures/{name}.md": DOCUMENT.format(title=f"About {name}", text=f"Read this of {name}.")
        for name in ("keys", "lamps", "doors")
    }
    documents["procedures/doors.md"] += '\n{{ include "_snippets/locks.md" }}\n'
    return write(tmp_path / "project", {**BASE, **documents, "procedures/_snippets/locks.md": "Locks are old.\n"})


def build(project: Path) -> None:
    config, cache = project / "sopgen.yaml", project.parent / "cache"
    assert main(["build", "--config", str(config), "--cache", str(cache), "--as-of", "2026-11-21", "--jobs", "1"]) == 0


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


CHANGES = [
    ("procedures/keys.md", "Read this", "Look at this", "keys/"),
    ("procedures/_snippets/locks.md", "old", "new", "doors/"),
    ("sopgen.yaml", "\n", "\nrules: {sentence-length: {words: 30}}\n", ""),
]


@pytest.mark.parametrize(("path", "old", "new", "page"), CHANGES)
def test_what_a_change_shows_on(path: str, old: str, new: str, page: str, project: Path, finished: list[str]) -> None:
    build(project)
    assert "handbook/lamps/" in finished
    finished.clear()
    file = project / path
    text = file.read_text("utf-8")
    file.write_text(text.replace(old, new, 1), "utf-8")
    build(project)
    # Italian falls back to the English text
    assert set(finished) == {f"{site}/{way}{page}" for site in ("handbook", "help") for way in ("", "it/") if page}


def test_a_title_shows_on_other_pages(project: Path, finished: list[str]) -> None:
    build(project)
    finished.clear()
    change(project / "procedures" / "keys.md", "About keys", "All about keys")
    build(project)
    assert {"handbook/keys/", "handbook/", "handbook/lamps/"} <= set(finished)


def test_a_page_that_somebody_changed_is_finished_again(project: Path, finished: list[str]) -> None:
    build(project)
    page = project / "build" / "help" / "lamps" / "index.html"
    whole = page.read_bytes()
    page.write_bytes(whole[:-1] + b" ")
    finished.clear()
    build(project)
    assert finished == ["help/lamps/"] and page.read_bytes() == whole
