"""What is remembered of finished pages: a build finishes those again that a change shows on, and no other."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sopgen.cli import main
from sopgen.edition import related
from sopgen.finish import Finisher, Together
from sopgen.model import Entry
from sopgen.outputs import codes
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


SECTIONS = {
    "procedures/index.md": DOCUMENT.format(title="Welcome", text="Read what you need."),
    **{
        f"procedures/{folder}/{name}.md": DOCUMENT.format(title=f"{name.title()} of {folder}", text=f"Read {name}.")
        for folder in ("tools", "rooms")
        for name in ("first", "second", "third")
    },
    "procedures/rooms/leads.md": DOCUMENT.format(title="What leads", text="[Read this](../tools/first.md#more)."),
    "procedures/tools/first.md": DOCUMENT.format(
        title="First of tools", text="Read first.\n\n## More {#more}\n\nMore."
    ),
}
OF_TOOLS = {"tools/first/", "tools/second/", "tools/third/"}
READERS = [
    ("a heading", "tools/first", "## More", "## Much more", {"tools/first/"}),
    ("another anchor", "tools/first", "\n## More", "\n## Next\n\nNext.\n\n## More", {"tools/first/"}),
    ("a link", "rooms/first", "Read first.", "[Read](../tools/third.md).", {"rooms/first/", "tools/third/"}),
    ("a title", "tools/first", "First of tools", "First of all", {"rooms/leads/", *OF_TOOLS}),
    (
        "a new version",
        "tools/first",
        "status:",
        "changes: [{version: '2', date: 2026-11-01, what: New}]\nstatus:",
        {"tools/first/"},
    ),
    (
        "another section",
        "rooms/leads",
        "What leads",
        "What follows",
        {"tools/first/", *(f"rooms/{name}/" for name in ("leads", "first", "second", "third"))},
    ),
]


@pytest.mark.parametrize(("what", "path", "old", "new", "pages"), READERS, ids=[case[0] for case in READERS])
def test_only_the_readers_of_what_changed_are_finished_again(
    what: str, path: str, old: str, new: str, pages: set[str], tmp_path: Path, finished: list[str]
) -> None:
    """Of the pages of documents; lists of all, on the first page too, are made again where any of them has changed."""
    project = write(tmp_path / "project", BASE, SECTIONS)
    build(project)
    documents = {f"handbook/{name.removeprefix('procedures/').removesuffix('.md')}/" for name in SECTIONS}
    documents |= {"handbook/", "handbook/greet/"}
    assert documents - {"handbook/index/"} <= {*finished}
    finished.clear()
    change(project / "procedures" / f"{path}.md", old, new)
    build(project)
    assert {url for url in finished if url in documents} == {f"handbook/{page}" for page in ("", *pages)}, what


def test_pages_that_no_document_gives_are_finished_again_where_they_show_it(
    tmp_path: Path, finished: list[str]
) -> None:
    project = write(tmp_path / "project", BASE, SECTIONS)
    document = project / "procedures" / "tools" / "second.md"
    build(project)
    for old, new in (("Second of tools", "Second of all"), ("Second of all", "Second of tools")):
        finished.clear()
        change(document, old, new)
        build(project)
        assert "handbook/a-z/" in finished
        assert not {f"handbook/{page}" for page in ("404.html", "contact/card/", "contact/large-print/")} & {*finished}


def test_a_title_for_staff_leaves_customers_pages(project: Path, finished: list[str]) -> None:
    """It is one of the strings that no page for customers may hold: they are searched for it, and stay."""
    build(project)
    finished.clear()
    change(project / "procedures" / "greet.md", "Greet a customer", "Greet a guest warmly")
    build(project)
    documents = {f"help/{way}{name}/" for way in ("", "it/") for name in ("hours", "keys", "lamps", "doors")}
    assert "handbook/greet/" in finished and documents & {*finished} == set()


def test_a_page_that_holds_a_new_title_for_staff_is_found(
    project: Path, finished: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    build(project)
    change(project / "procedures" / "keys.md", "Read this of keys.", "*Greet a guest warmly*")
    build(project)
    change(project / "procedures" / "greet.md", "Greet a customer", "Greet a guest warmly")
    finished.clear()
    with pytest.raises(AssertionError):
        build(project)
    assert re.search(r"help/keys/index.html .*holds “Greet a guest warmly”", capsys.readouterr().out)
    assert "help/keys/" in finished and "help/lamps/" not in finished


FIRST = "frame.navigation[-1].children[0].title"
ONCE = {
    "the first lines of a file of macros": {
        "tools.html": f"{{% set found = {FIRST} %}}\n{{% macro first() %}}<p>{{{{ found }}}}</p>{{% endmacro %}}\n",
        "document.html": "{% extends 'article.html' %}\n{% import 'tools.html' as tools %}\n"
        "{% block breadcrumbs %}{{ tools.first() }}{{ super() }}{% endblock %}\n",
    },
    "what is kept": {
        "document.html": "{% extends 'article.html' %}\n"
        f"{{% block breadcrumbs %}}{{% kept %}}<p>{{{{ {FIRST} }}}}</p>{{% endkept %}}{{% endblock %}}\n",
    },
}


@pytest.mark.parametrize("theme", ONCE.values(), ids=ONCE)
def test_what_a_theme_looks_at_once_is_read_by_all_its_pages(
    theme: dict[str, str], tmp_path: Path, finished: list[str]
) -> None:
    templates = {f"themes/handbook/templates/{name}": text for name, text in theme.items()}
    project = write(tmp_path / "project", BASE, SECTIONS, templates)
    build(project)
    finished.clear()
    change(project / "procedures" / "tools" / "first.md", "First of tools", "Ahead of all")
    build(project)
    page = (project / "build" / "handbook" / "rooms" / "second" / "index.html").read_text("utf-8")
    assert "<p>Ahead of all</p>" in page and "handbook/rooms/second/" in finished


def test_a_page_that_somebody_changed_is_finished_again(project: Path, finished: list[str]) -> None:
    build(project)
    page = project / "build" / "help" / "lamps" / "index.html"
    whole = page.read_bytes()
    page.write_bytes(whole[:-1] + b" ")
    finished.clear()
    build(project)
    assert finished == ["help/lamps/"] and page.read_bytes() == whole


@pytest.mark.parametrize(
    "change", ["path = NULL", "path = 7", "key = NULL", "key = 'text'", "page = NULL", "page = 3.5"]
)
def test_rows_that_damage_has_changed_are_no_pages(change: str, project: Path, finished: list[str]) -> None:
    build(project)
    (store,) = (project.parent / "cache").glob("*.sqlite")
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute(f"UPDATE pages SET {change} WHERE path = 'help/en/document/keys'")
    finished.clear()
    (project / "procedures" / "more.md").write_text(DOCUMENT.format(title="More", text="More."), "utf-8")
    build(project)
    assert "help/keys/" in finished


def test_where_texts_lead_is_asked_again_where_a_link_is_another(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of all documents at once; an edit that touches no link, title or heading asks none."""
    build(project)
    asked: list[str] = []
    links = related._links

    def noted(entry: Entry, *more: Any) -> related.Keys:
        asked.append(entry.record.key)
        return links(entry, *more)

    monkeypatch.setattr(related, "_links", noted)
    change(project / "procedures" / "keys.md", "Read this", "Look at this")
    build(project)
    assert asked == []
    change(project / "procedures" / "keys.md", "Look at this", "[Look](lamps.md)")
    build(project)
    assert {"keys", "lamps", "doors"} <= {*asked}


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [
        ("Read this", "Look at this", 0),
        ("Read this", "[Look](lamps.md)", 2),
        ("status: approved", "status: approved\nchanges: [{version: '2', date: 2026-11-01, what: New}]", 2),
        ("status: approved", "status: approved\naliases: [/old-keys/]", 2),
    ],
)
def test_what_is_made_of_all_pages_is_made_again_where_one_tells_something_else(
    old: str, new: str, again: int, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Feeds, sitemaps, headers, and where all links lead: of both sites."""
    build(project)
    made: list[str] = []
    together = Finisher.together

    def noted(self: Finisher, *given: Any) -> Together:
        made.append(self.site)
        return together(self, *given)

    monkeypatch.setattr(Finisher, "together", noted)
    change(project / "procedures" / "keys.md", old, new)
    build(project)
    assert len(made) == again
    made.clear()
    build(project)
    assert made == []


def test_a_link_that_leads_nowhere_is_found_again(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is a template's, and stands on all pages; an edit that touches no link does not hide it."""
    template = project / "themes" / "handbook" / "templates" / "changes.html"
    template.parent.mkdir(parents=True)
    template.write_text('{% extends "base.html" %}{% block main %}<a href="nowhere/">Lost</a>{% endblock %}', "utf-8")
    for text in ("Read this", "Look at this", "See this"):
        file = project / "procedures" / "keys.md"
        file.write_text(DOCUMENT.format(title="About keys", text=text), "utf-8")
        config, cache = project / "sopgen.yaml", project.parent / "cache"
        assert main(["build", "--config", str(config), "--cache", str(cache), "--as-of", "2026-11-21"]) == 1
        assert "nowhere/index.html, which is not in the site" in capsys.readouterr().out


def test_a_code_is_drawn_again_where_it_says_something_else(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    draw = codes.qr_code

    def noted(text: str) -> bytes:
        drawn.append(text)
        return draw(text)

    monkeypatch.setattr(codes, "qr_code", noted)
    card = project / "build" / "help" / "contact" / "card" / "qr.svg"
    build(project)
    assert drawn and card.is_file()
    first = card.read_bytes()
    drawn.clear()
    change(project / "procedures" / "keys.md", "About keys", "All about keys")
    build(project)
    assert not drawn and card.read_bytes() == first
    change(project / "contacts.yaml", "5550 0130", "5550 0131")
    build(project)
    assert drawn and card.read_bytes() != first
    drawn.clear()
    second = card.read_bytes()
    card.write_bytes(first)  # somebody else has been at it
    change(project / "procedures" / "keys.md", "All about keys", "About keys")
    build(project)
    assert drawn and card.read_bytes() == second
