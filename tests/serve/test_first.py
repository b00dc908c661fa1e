"""The page of a saved text is shown first, as the whole build then shows it, where no more can have changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sopgen import stages
from sopgen.model import Output
from sopgen.server.app import App
from sopgen.server.first import First
from sopgen.server.snapshot import SiteFiles, Snapshot, Workshop
from tests.conftest import REPOSITORY
from tests.serve.test_snapshot import EDITS, Edit, replaced, written

AS_OF = date(2026, 11, 21)
REFUND = "procedures/customers/give-a-refund.md"
REPAIR = "procedures/guides/collect-your-repair.md"
STARTER = REPOSITORY / "sopgen" / "starter"


def both(*edits: Edit) -> Edit:
    def edit(project: Path) -> None:
        for one in edits:
            one(project)

    return edit


def added(path: str, text: str) -> Edit:
    def edit(project: Path) -> None:
        with (project / path).open("a", encoding="utf-8") as file:
            file.write(text)

    return edit


SHOWN: dict[str, tuple[list[str], Edit]] = {
    "a text for staff": ([REFUND], replaced(REFUND, "Open the repair", "Find the repair")),
    "a text for customers": ([REPAIR], added(REPAIR, "\nWe are glad to help.\n")),
    "a text with a translation": ([REFUND], replaced(REFUND, "Open the repair", "Find the repair")),
    "a text saved by way of another file": (
        [REFUND, "procedures/customers/sed1a2b3c"],
        replaced(REFUND, "Open the repair", "Find the repair"),
    ),
    "two texts": (
        [REFUND, REPAIR],
        both(replaced(REFUND, "Open the repair", "Find the repair"), added(REPAIR, "\nWe are glad to help.\n")),
    ),
}
WAITS: dict[str, tuple[list[str], Edit]] = {
    "a text as it was": ([REFUND], lambda project: None),
    "a comment": ([REFUND], added(REFUND, "\n<!-- Ask the manager. -->\n")),
    "a title": ([REFUND], replaced(REFUND, "title: Give a refund", "title: Refund")),
    "a heading": ([REFUND], added(REFUND, "\n## What else\n\nThank the customer.\n")),
    "a link": ([REFUND], added(REFUND, "\nSee [how to close](../shop/close-the-shop.md).\n")),
    "a picture": ([REFUND], added(REFUND, "\n![A till](till.png)\n")),
    "a fact": ([REFUND], added(REFUND, "\nWe pay back {{ facts.refund_limit }} at most.\n")),
    "an error": ([REFUND], replaced(REFUND, "Open the repair", "You opened the repair")),
    "what is for staff only": ([REPAIR], added(REPAIR, "\nOur colleagues read SH-001.\n")),
    "no text any more": ([REFUND], written(REFUND, "")),
    "gone": ([REFUND], lambda project: (project / REFUND).unlink()),
    "a link in its place": (
        [REFUND],
        lambda project: (
            (project / REFUND).rename(project / "elsewhere.md"),
            (project / REFUND).symlink_to(project / "elsewhere.md"),
        ),
    ),
    "too large": ([REFUND], added(REFUND, "Open it.\n" * 200_000)),
    "a new file": (["procedures/shop/new.md"], written("procedures/shop/new.md", "---\ntitle: New\n---\nNew.\n")),
    "a text and the settings": (
        [REFUND, "sopgen.yaml"],
        both(replaced(REFUND, "Open", "Find"), replaced("sopgen.yaml", "020 7946 0123", "020 7946 0456")),
    ),
    "a file elsewhere": (["../other.md"], lambda project: (project / "../other.md").write_text("Other.\n")),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(STARTER, tmp_path / "project"))


def firsts(project: Path, paths: list[str], edit: Callable[[Path], object]) -> tuple[First | None, Snapshot, Snapshot]:
    """What is shown first, then; and what was shown before."""
    workshop = Workshop(project / "sopgen.yaml", AS_OF)
    before = workshop.build(Snapshot())
    assert before.sites and not before.errors
    edit(project)
    first = workshop.first(before, [project / path for path in paths])
    return first, workshop.build(before), before


@pytest.mark.parametrize("name", SHOWN)
def test_a_text_is_shown_first(project: Path, name: str) -> None:
    if "translation" in name:
        replaced("sopgen.yaml", "languages: [en]", "languages: [en, it]")(project)
        shutil.copy(project / REFUND, project / REFUND.replace(".md", ".it.md"))
    first, then, before = firsts(project, *SHOWN[name])
    assert first is not None
    pages = {Path(path).stem for path in SHOWN[name][0] if path.endswith(".md")}
    assert pages == {Path(file).parent.name for file in first.files if file.endswith("index.html")} - {"run-sheet"}
    for site, files in before.sites.items():
        for path, output in first.snapshot.sites[site].files.items():
            if f"{site}/{path}" in first.files:
                assert output == then.sites[site].files[path], path
            else:
                assert output is files.files[path], path
    assert then == Workshop(project / "sopgen.yaml", AS_OF).build(Snapshot())


@pytest.mark.parametrize("name", WAITS)
def test_all_else_waits_for_the_whole(project: Path, name: str) -> None:
    first, then, _ = firsts(project, *WAITS[name])
    assert first is None
    new = Workshop(project / "sopgen.yaml", AS_OF).build(Snapshot())
    assert (then.problems, then.stopped) == (new.problems, new.stopped)
    assert ("error" in name or "staff" in name) <= bool(then.errors)


def test_a_mended_text_waits_for_the_whole(project: Path) -> None:
    """The page shows its errors until all is built: shown first it would show them once more."""
    workshop = Workshop(project / "sopgen.yaml", AS_OF)
    replaced(REFUND, "Open the repair", "You opened the repair")(project)
    before = workshop.build(Snapshot())
    assert before.wrong["handbook"]
    replaced(REFUND, "You opened the repair", "Open the repair")(project)
    assert workshop.first(before, [project / REFUND]) is None
    assert not workshop.build(before).errors


@pytest.mark.parametrize("name", EDITS)
def test_what_was_shown_first_is_seen_to_change_later(project: Path, name: str) -> None:
    """Its pages are remembered with all that they have read."""
    workshop = Workshop(project / "sopgen.yaml", AS_OF)
    now = workshop.build(Snapshot())
    for path in (REFUND, REPAIR):
        added(path, "\nThank you.\n")(project)
    assert workshop.first(now, [project / REFUND, project / REPAIR])
    now = workshop.build(now)
    EDITS[name](project)
    now, new = workshop.build(now), Workshop(project / "sopgen.yaml", AS_OF).build(Snapshot())
    assert (now.problems, now.stopped) == (new.problems, new.stopped)
    assert new.stopped or now.sites == new.sites


@pytest.mark.parametrize("path", ["procedures/large.md", "procedures/customers/give-a-refund/index.md"])
def test_a_file_that_was_no_document_waits_for_the_whole(project: Path, path: str) -> None:
    """Too large before, or another file had its address."""
    matter = "---\ntitle: Large\ntype: article\naudience: staff\n---\n"
    written(path, matter + "Open it.\n" * (200_000 if "large" in path else 1))(project)
    workshop = Workshop(project / "sopgen.yaml", AS_OF)
    before = workshop.build(Snapshot())
    written(path, matter + "Open it now.\n")(project)
    assert workshop.first(before, [project / path]) is None


def test_what_is_read_first_is_not_read_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop = Workshop(project / "sopgen.yaml", AS_OF)
    before = workshop.build(Snapshot())
    replaced(REFUND, "Open the repair", "Find the repair")(project)
    assert workshop.first(before, [project / REFUND])
    monkeypatch.setattr(stages, "parse", None)
    monkeypatch.setattr(stages, "of_one", None)
    assert "Find the repair" in str(
        workshop.build(before).sites["handbook"].files["customers/give-a-refund/index.html"]
    )


def test_nothing_is_shown_first_where_nothing_is_shown(project: Path) -> None:
    workshop = Workshop(project / "sopgen.yaml", AS_OF)
    assert workshop.first(Snapshot(), [project / REFUND]) is None
    before = workshop.build(Snapshot())
    replaced("sopgen.yaml", "languages: [en]", "langauges: [en]")(project)
    stopped = workshop.build(before)
    assert stopped.stopped and workshop.first(stopped, [project / REFUND]) is None


# ------------------------------------------------------------------------------------------------ names of builds

PAGE, OTHER = "help/a/index.html", "help/b/index.html"


def snapshot(**texts: str) -> Snapshot:
    files = {f"{name}/index.html": Output(f"{name}/index.html", text.encode()) for name, text in texts.items()}
    return Snapshot({"help": SiteFiles("Help", "", "customer", "en", "/", files, {})})


def test_a_page_that_was_shown_first_is_not_loaded_again(tmp_path: Path) -> None:
    app = App("localhost", tmp_path)
    app.show(snapshot(a="one", b="one"))
    old = app.name(PAGE), app.name(OTHER)
    app.show_first(First(snapshot(a="two", b="one"), frozenset({PAGE})))
    ahead = app.name(PAGE)
    assert ahead != old[0] and app.name(OTHER) == old[1]
    app.show(snapshot(a="two", b="two"))
    assert app.name(PAGE) == ahead and app.name(OTHER) != old[1]


def test_it_is_loaded_again_where_the_whole_says_something_else(tmp_path: Path) -> None:
    app = App("localhost", tmp_path)
    app.show(snapshot(a="one", b="one"))
    app.show_first(First(snapshot(a="two", b="one"), frozenset({PAGE})))
    ahead = app.name(PAGE)
    app.show(snapshot(a="three", b="one"))
    assert app.name(PAGE) != ahead
