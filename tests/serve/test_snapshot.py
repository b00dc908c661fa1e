"""A build that remembers the last one gives the same as a build that does not, and does less."""

from __future__ import annotations

import gc
import os
import shutil
import weakref
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sopgen import load, theme, view
from sopgen.cli import main
from sopgen.server import looks
from sopgen.server.snapshot import Snapshot, Workshop
from tests.conftest import REPOSITORY
from tests.projects import BASE, write

AS_OF = date(2026, 11, 21)
Edit = Callable[[Path], object]


def replaced(path: str, old: str, new: str) -> Edit:
    def edit(project: Path) -> None:
        text = (project / path).read_text("utf-8")
        assert old in text
        (project / path).write_text(text.replace(old, new), "utf-8")

    return edit


def written(path: str, text: str) -> Edit:
    def edit(project: Path) -> None:
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, "utf-8")

    return edit


EDITS: dict[str, Edit] = {
    "text": replaced("procedures/customers/give-a-refund.md", "Open the repair", "Find the repair"),
    "title": replaced("procedures/customers/give-a-refund.md", "title: Give a refund", "title: Refund"),
    "reader": replaced("procedures/shop/close-the-shop.md", "id: SH-001", "id: SH-001\naudience: customer"),
    "fact": replaced("sopgen.yaml", "value: 50 GBP", "value: 60 GBP"),
    "contact": replaced("sopgen.yaml", "020 7946 0123", "020 7946 0456"),
    "colours": replaced(
        "sopgen.yaml", "audience: customer\n    #", "audience: customer\n    colours: {accent: '#0a4b6d'}\n    #"
    ),
    "defaults": replaced(
        "sopgen.yaml",
        '  "**": {audience: staff, type: procedure}\n  "guides/**": {audience: customer, type: guide}\n',
        '  "guides/**": {audience: customer, type: guide}\n  "**": {audience: staff, type: procedure}\n',
    ),
    "template": written("themes/help/templates/404.html", "{% extends 'base.html' %}"),
    "words": written("procedures/shop/new.md", "---\ntitle: New\ntype: article\n---\nNew words.\n"),
    "gone": lambda project: (project / "procedures/guides/collect-your-repair.md").unlink(),
    "moved": lambda project: (project / "procedures/shop").rename(project / "procedures/store"),
    "nothing": lambda project: None,
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(load, "COARSE", 0)  # its files are old enough to be believed unread
    return Path(shutil.copytree(REPOSITORY / "sopgen" / "starter", tmp_path / "project"))


def build(project: Path) -> Snapshot:
    return Workshop(project / "sopgen.yaml", AS_OF).build(Snapshot())


def of_the_same_size_and_time(project: Path) -> None:
    """A template gets other words of the same length, and keeps its time: as `cp -p` and some editors leave it."""
    file = project / "themes/help/templates/404.html"
    text, stat = file.read_text("utf-8"), file.stat()
    file.write_text(text.replace("Lost", "Gone"), "utf-8")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


@pytest.mark.parametrize("name", EDITS)
def test_what_is_remembered_changes_nothing(project: Path, name: str) -> None:
    workshop = Workshop(project / "sopgen.yaml", AS_OF)
    before = workshop.build(Snapshot())
    EDITS[name](project)
    after = workshop.build(before)
    assert after == build(project)
    assert (after == before) is (name == "nothing")


def test_a_template_that_keeps_size_and_time_is_read_again(project: Path) -> None:
    written("themes/help/templates/404.html", "{% extends 'base.html' %}{% block main %}Lost{% endblock %}")(project)
    workshop = Workshop(project / "sopgen.yaml", AS_OF)
    before = workshop.build(Snapshot())
    of_the_same_size_and_time(project)
    assert workshop.build(before) == build(project) != before


def test_only_what_changed_is_rendered(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: list[str] = []
    render = theme.Theme.render

    def seen(self: theme.Theme, frame: view.Frame, page: view.Page) -> str:
        rendered.append(f"{frame.site}/{page.url}")
        return render(self, frame, page)

    monkeypatch.setattr(theme.Theme, "render", seen)
    workshop = Workshop(project / "sopgen.yaml", AS_OF)
    before = workshop.build(Snapshot())
    assert len(rendered) > 15
    rendered.clear()
    EDITS["text"](project)
    workshop.build(before)
    assert set(rendered) >= {"handbook/customers/give-a-refund/"} and len(rendered) <= 3


def test_colours_that_were_tried_out_are_forgotten(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each try made a theme that held all pages of the site as long as the server ran."""
    known = weakref.WeakSet[looks.Look]()

    class Noted(looks.Look):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            known.add(self)

    monkeypatch.setattr(looks, "Look", Noted)
    workshop = Workshop(project / "sopgen.yaml", AS_OF)
    snapshot = workshop.build(Snapshot())
    EDITS["colours"](project)
    shown = "#0a4b6d"
    for tries in range(10, 17):
        replaced("sopgen.yaml", shown, shown := f"#0a4b{tries}")(project)
        snapshot = workshop.build(snapshot)
        styles = [file.data for file in snapshot.sites["help"].files.values() if file.path.endswith(".css")]
        assert shown.encode() in b"".join(styles)
    gc.collect()
    assert len(known) == 2  # of the handbook and the help centre


def test_an_unreadable_file_is_shown_as_it_was_read_last(project: Path) -> None:
    workshop = Workshop(project / "sopgen.yaml", AS_OF)
    before = workshop.build(Snapshot())
    path = "customers/give-a-refund/index.html"
    broken = replaced("procedures/customers/give-a-refund.md", "title: Give a refund", "\tid:")
    broken(project)
    for _ in range(2):
        after = workshop.build(before)
        assert after.sites["handbook"].files[path] == before.sites["handbook"].files[path]
        assert {site: {*pages} for site, pages in after.wrong.items()} == {"handbook": {path}, "help": set()}
    assert all(problem in after.problems for problem in after.wrong["handbook"][path])


def test_an_error_in_a_snippet_is_an_error_of_its_pages(project: Path) -> None:
    written("procedures/_snippets/warm.md", "{{ facts.no_such_fact }}\n")(project)
    replaced("procedures/shop/close-the-shop.md", "## Records\n", '## Records\n\n{{ include "_snippets/warm.md" }}\n')(
        project
    )
    snapshot = build(project)
    assert [*snapshot.wrong["handbook"]] == ["shop/close-the-shop/index.html"]
    assert snapshot.wrong["help"] == {}


def test_a_page_that_is_the_same_still_depends_on_what_it_shows(tmp_path: Path) -> None:
    """A heading elsewhere changes nothing here; a document that is new in the menu is shown all the same."""
    page = "---\ntitle: {}\naudience: staff\nstatus: approved\n---\n\n{}\n"
    files = {
        "procedures/work/index.md": page.format("Work", "All work."),
        "procedures/work/a.md": page.format("First", "After [the second](b.md), see [all](index.md)."),
        "procedures/work/b.md": page.format("Second", "Slowly."),
    }
    workshop = Workshop(write(tmp_path, BASE, files) / "sopgen.yaml", AS_OF)
    snapshot = workshop.build(Snapshot())
    for name, title, text in (("index", "Work", "## All\n\nAll work."), ("b", "Second", "## How\n\nSlowly.")):
        write(tmp_path, {f"procedures/work/{name}.md": page.format(title, text)})
        snapshot = workshop.build(snapshot)
    write(tmp_path, {"procedures/work/c.md": page.format("Third", "Last.")})
    snapshot = workshop.build(snapshot)
    new = Workshop(tmp_path / "sopgen.yaml", AS_OF).build(Snapshot())
    path = "work/a/index.html"
    assert b"Third" in new.sites["handbook"].files[path].data
    assert snapshot.sites["handbook"].files[path].data == new.sites["handbook"].files[path].data


PAGE = "---\ntitle: {}\naudience: [staff, customer]\nstatus: approved\n{}---\n\n{}\n"
SECTION: dict[str, str | bytes] = {
    "procedures/work/index.md": PAGE.format("Work", "", "All work."),
    "procedures/work/a.md": PAGE.format("First", "", "After [the second](b.md#how), see [all](index.md)."),
    "procedures/work/b.md": PAGE.format(
        "Second", "id: B-1\n", '## How\n\n{{ include "_parts/care.md" }}\n\n![Box](x.png)'
    ),
    "procedures/work/b.it.md": PAGE.format("Secondo", "", "## Come\n\nPiano."),
    "procedures/work/c.md": PAGE.format("Third", "", "It costs {{ facts.cancellation_fee }}."),
    "procedures/work/_parts/care.md": "Take care.\n",
    "procedures/work/x.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\4\0\0\0\4\x08\2\0\0\0",
}
"""A section that has a page to print, on which each document is a part."""
CHANGES: dict[str, dict[str, str | bytes | None]] = {
    "text": {"work/a.md": PAGE.format("First", "", "Before [the second](b.md#how), see [all](index.md).")},
    "an own address": {"work/b.md": PAGE.format("Second", "slug: next\n", "## How\n\nQuickly.")},
    "another heading": {"work/b.md": PAGE.format("Second", "", "## Why\n\nSlowly.")},
    "a title": {"work/c.md": PAGE.format("Last", "", "It costs {{ facts.cancellation_fee }}.")},
    "an included text": {"work/_parts/care.md": "Take great care.\n"},
    "a translation": {"work/b.it.md": PAGE.format("Secondo", "", "## Come\n\nPiano, piano.")},
    "a new translation": {"work/c.it.md": PAGE.format("Terzo", "", "Costa.")},
    "another order": {"work/c.md": PAGE.format("Third", "order: 1\n", "It costs {{ facts.cancellation_fee }}.")},
    "one part more": {"work/aa.md": PAGE.format("One more", "", "See [the second](b.md).")},
    "one part less": {"work/c.md": None},
    "a source that goes": {"work/b.md": None},
    "for staff only": {"work/c.md": PAGE.format("Third", "", "Free.").replace("[staff, customer]", "staff")},
    "another size": {"work/x.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x09\0\0\0\4\x08\2\0\0\0"},
    "a fact": {"../facts.yaml": "cancellation_fee: {type: money, value: 25.00 EUR}\n"},
    "a link that leads nowhere": {"work/c.md": PAGE.format("Third", "", "See [the fourth](d.md).")},
}


@pytest.mark.parametrize("first", ["text", "an own address"])
@pytest.mark.parametrize("then", CHANGES)
def test_parts_of_a_section_are_as_if_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: str, then: str
) -> None:
    monkeypatch.setattr(load, "COARSE", 0)
    workshop = Workshop(write(tmp_path, BASE, SECTION) / "sopgen.yaml", AS_OF)
    snapshot = workshop.build(Snapshot())
    assert "work/print/index.html" in snapshot.sites["handbook"].files
    for change in (first, then):
        for name, content in CHANGES[change].items():
            file = tmp_path / "procedures" / name
            if content is None:
                file.unlink()
            else:
                write(tmp_path, {f"procedures/{name}": content})
        snapshot = workshop.build(snapshot)
        assert snapshot == Workshop(tmp_path / "sopgen.yaml", AS_OF).build(Snapshot()), change


CLASH = PAGE.format("Fourth", "slug: same\n", "Late.")
LATER = CLASH.replace("slug:", "# Why we call it so.\nslug:")
"""The same front matter, whose `slug` stands a line further down."""


def test_what_was_found_of_all_documents_is_found_again(tmp_path: Path) -> None:
    """Places change with a text that says the same to others; so does what a translation still has to follow."""
    files = {"procedures/work/d.md": CLASH, "procedures/work/e.md": CLASH.replace("Fourth", "Fifth")}
    config = write(tmp_path, BASE, SECTION, files) / "sopgen.yaml"
    assert main(["translate", "--accept", "--all", "--config", str(config)]) == 0
    workshop = Workshop(config, AS_OF)
    snapshot = workshop.build(Snapshot())
    assert any(problem.rule == "url-clash" for problem in snapshot.problems)
    for name, text in {
        "e.md": LATER.replace("Fourth", "Fifth"),
        "d.md": LATER,
        "b.md": PAGE.format("Second", "", "## How\n\nAt once."),
        "b.it.md": PAGE.format("Secondo", "", "## Come\n\nSubito."),
    }.items():
        write(tmp_path, {f"procedures/work/{name}": text})
        snapshot = workshop.build(snapshot)
        assert snapshot == Workshop(config, AS_OF).build(Snapshot()), name
