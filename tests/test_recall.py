"""Pages that are remembered between builds are those that a build without a memory makes."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from sopgen import build, by_digest
from sopgen.address import LinkStyle
from sopgen.cache import FOLDER_VARIABLE
from sopgen.cli import main
from sopgen.model import Output
from sopgen.outputs.search import part_of_index
from tests.projects import BASE, write

LOST = "{% extends 'base.html' %}{% block main %}Lost{% endblock %}"
FILES = {
    "procedures/hours.md": BASE["procedures/hours.md"] + "\n![A lamp.](lamp.bmp)\n",
    "themes/help/templates/404.html": LOST,
}
Edit = Callable[[Path], object]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "cache"))
    return write(tmp_path / "project", BASE, FILES, {"procedures/lamp.bmp": bitmap(40)})


def bitmap(width: int) -> bytes:
    return b"BM" + struct.pack("<IHHIIii", 54, 0, 0, 54, 40, width, 30) + bytes(32)


def built(project: Path, *options: str) -> dict[str, bytes]:
    output = project / "build"
    assert main(["build", "--as-of", "2026-11-21", "--config", str(project / "sopgen.yaml"), *options]) == 0
    return {str(path.relative_to(output)): path.read_bytes() for path in output.rglob("*.html")}


def anew(project: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    with monkeypatch.context() as patch:
        patch.setenv(FOLDER_VARIABLE, str(project.parent / "no-cache"))
        return built(project)


def another_picture(project: Path) -> None:
    file = project / "procedures" / "lamp.bmp"
    time = file.stat().st_mtime_ns
    file.write_bytes(bitmap(41))
    os.utime(file, ns=(time, time))


EDITS: dict[str, Edit] = {
    "a theme set aside": lambda project: (project / "themes/help/templates").rename(project / "themes/help/off"),
    "a template in no place": lambda project: (project / "themes/help/templates/404.html").rename(
        project / "themes/help/404.html"
    ),
    "a picture of the same size and time": another_picture,
    "nothing": lambda project: None,
}


@pytest.mark.parametrize("name", EDITS)
def test_what_a_page_is_made_of_counts(project: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    before = built(project)
    EDITS[name](project)
    after = built(project)
    assert after == anew(project, monkeypatch)
    assert (after == before) is (name == "nothing")


def test_a_theme_that_changes_while_a_build_runs_is_not_remembered(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template is saved after the theme was looked at and before pages are made; then the change is undone."""
    file = project / "themes/help/templates/404.html"
    real = build._missing_texts

    def saved(*given: object) -> object:
        yield from real(*given)  # type: ignore[arg-type]
        file.write_text(LOST.replace("Lost", "Gone"), "utf-8")

    with monkeypatch.context() as patch:
        patch.setattr(build, "_missing_texts", saved)
        assert b"Gone" in built(project)["help/404.html"]
    file.write_text(LOST, "utf-8")
    after = built(project)
    assert b"Lost" in after["help/404.html"]
    assert after == anew(project, monkeypatch)


def index_of(project: Path) -> dict[str, bytes]:
    folder = project / "build" / "help" / "pagefind"
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def indexed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The languages of the help centre whose pages were indexed, in turn."""
    found: list[str] = []

    def noting(outputs: Iterable[Output], links: LinkStyle) -> tuple[Output, ...]:
        outputs = list(outputs)
        if any("help@serenetta.example" in file.data.decode() for file in outputs):
            found.append("it" if any(file.path.startswith("it/") for file in outputs) else "en")
        return part_of_index(outputs, links)

    monkeypatch.setattr(by_digest, "part_of_index", noting)
    return found


def test_only_the_language_that_says_something_else_is_indexed(
    project: Path, monkeypatch: pytest.MonkeyPatch, indexed: list[str]
) -> None:
    italian = project / "procedures/hours.it.md"
    italian.write_text("---\ntitle: Orari\ndescription: Quando siamo aperti.\n---\n\nDa martedì a sabato.\n", "utf-8")
    built(project)
    assert indexed == ["en", "it"]
    italian.write_text(italian.read_text("utf-8").replace("martedì", "mercoledì"), "utf-8")
    built(project)
    assert indexed == ["en", "it", "it"]
    now = index_of(project)
    anew(project, monkeypatch)
    assert index_of(project) == now and indexed == ["en", "it", "it", "en", "it"]
    (project / "build/help/pagefind/pagefind.js").write_text("// Somebody else's.", "utf-8")
    built(project)
    assert index_of(project) == now
