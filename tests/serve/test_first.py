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


# ------------------------------------------------------------------------------------- pages that are looked at

SHEET = "handbook/customers/give-a-refund/run-sheet/index.html"
STAFF = "handbook/customers/give-a-refund/index.html"
CUSTOMER = "help/guides/collect-your-repair/index.html"
HOME = "handbook/index.html"
ANY = [STAFF, CUSTOMER, HOME, "help/contact/index.html", "help/404.html"]
NEW = "---\ntitle: New\ntype: article\nstatus: approved\naudience: [staff, customer]\n---\n"
LOOKED: dict[str, tuple[list[str], list[str], Edit]] = {
    "a title": ([STAFF], [STAFF], WAITS["a title"][1]),
    "its run sheet": ([SHEET], [SHEET], WAITS["a title"][1]),
    "a heading": ([STAFF], [STAFF], WAITS["a heading"][1]),
    "a link": ([STAFF], [STAFF], WAITS["a link"][1]),
    "a fact": ([STAFF], [STAFF], replaced("sopgen.yaml", "value: 50 GBP", "value: 60 GBP")),
    "the organisation": (ANY, ANY, replaced("sopgen.yaml", "name: Example Repairs", "name: Example Repair Shops")),
    "a colour": ([CUSTOMER, STAFF], [CUSTOMER], EDITS["colours"]),
    "a template": (["help/404.html", STAFF], ["help/404.html"], EDITS["template"]),
    "a style sheet": ([CUSTOMER], [CUSTOMER], written("themes/help/assets/theme.css", "main { margin: 2em }")),
    "a new page": (["help/new/index.html"], ["help/new/index.html"], written("procedures/new.md", NEW)),
    "a mistake elsewhere": (
        [STAFF],
        [STAFF],
        both(WAITS["a title"][1], replaced("procedures/shop/close-the-shop.md", "1. ", "1. You must ")),
    ),
}
LATER: dict[str, tuple[list[str], Edit]] = {
    "nothing": (ANY, lambda project: None),
    "another page": ([CUSTOMER], written("procedures/shop/close-the-shop.md", NEW)),
    "an error": ([STAFF], WAITS["an error"][1]),
    "a broken link": ([STAFF], added(REFUND, "\nSee [how](none.md).\n")),
    "a link to a new page": (
        [STAFF],
        both(written("procedures/new.md", NEW), added(REFUND, "\nSee [it](../new.md).\n")),
    ),
    "a new page in a list": ([HOME], written("procedures/new.md", NEW)),
    "a picture that is new": (
        [STAFF],
        both(written("procedures/customers/till.svg", "<svg/>"), added(REFUND, "\n![A till](till.svg)\n")),
    ),
    "a broken template": ([STAFF], written("themes/handbook/templates/feedback.html", "{% if %}")),
    "a leak": ([CUSTOMER], WAITS["what is for staff only"][1]),
    "broken settings": ([STAFF], replaced("sopgen.yaml", "languages: [en]", "langauges: [en]")),
    "a page that is gone": ([STAFF], lambda project: (project / REFUND).unlink()),
    "a section to print": (["handbook/customers/print/index.html"], WAITS["a title"][1]),
    "no page": (["handbook/none/index.html", "handbook", "none/index.html", ""], WAITS["a title"][1]),
}


def looks(project: Path, files: list[str], edit: Edit) -> tuple[list[First], Snapshot, Snapshot]:
    """What those see first who look at these files, then; and what was shown before."""
    workshop, seen = Workshop(project / "sopgen.yaml", AS_OF), list[First]()
    before = workshop.build(Snapshot(), files, seen.append)
    assert before.sites and not before.errors and not seen
    edit(project)
    return seen, workshop.build(before, files, seen.append), before


def _nobody(first: First) -> None:
    raise AssertionError(f"shown first: {', '.join(first.files)}")


@pytest.mark.parametrize("name", LOOKED)
def test_who_looks_at_a_page_sees_it_first(project: Path, name: str) -> None:
    files, other, edit = LOOKED[name]
    (first,), then, before = looks(project, files, edit)
    assert first.files >= {*other}
    for site, shown in first.snapshot.sites.items():
        for path, output in shown.files.items():
            if f"{site}/{path}" in first.files:
                assert output == then.sites[site].files[path] != before.sites[site].files.get(path), path
            elif path in before.sites[site].files:
                assert output is before.sites[site].files[path], path
            else:
                assert output == then.sites[site].files[path] and path.startswith("assets/"), path
    assert then == Workshop(project / "sopgen.yaml", AS_OF).build(Snapshot())


@pytest.mark.parametrize("name", LATER)
def test_what_is_wrong_or_the_same_waits_for_the_whole(project: Path, name: str) -> None:
    seen, then, _ = looks(project, *LATER[name])
    assert not seen
    assert bool(then.errors or then.stopped) is any(word in name for word in ("error", "broken", "leak", "gone"))


def test_a_page_that_was_broken_waits_for_the_whole(project: Path) -> None:
    workshop = Workshop(project / "sopgen.yaml", AS_OF)
    WAITS["an error"][1](project)
    before = workshop.build(Snapshot())
    assert before.wrong["handbook"]
    replaced(REFUND, "You opened the repair", "Open the repair")(project)
    assert not workshop.build(before, [STAFF], _nobody).errors


def test_a_site_that_stands_still_waits_for_the_whole(project: Path) -> None:
    workshop = Workshop(project / "sopgen.yaml", AS_OF)
    good = workshop.build(Snapshot())
    replaced("sopgen.yaml", "languages: [en]", "langauges: [en]")(project)
    before = workshop.build(good)
    assert before.stopped
    both(replaced("sopgen.yaml", "langauges: [en]", "languages: [en]"), WAITS["a title"][1])(project)
    assert not workshop.build(before, [STAFF], _nobody).stopped


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


def test_what_is_shown_first_may_be_another_before_the_whole_is_built(tmp_path: Path) -> None:
    """Each has a name of its own; what is then the same is not loaded again, all else is."""
    app, names = App("localhost", tmp_path), list[str]()
    app.show(snapshot(a="one", b="one"))
    old = app.name(OTHER)
    for text in ("two", "three"):
        app.show_first(First(snapshot(a=text, b="one"), frozenset({PAGE})))
        names.append(app.name(PAGE))
    app.show_first(First(snapshot(a="one", b="four"), frozenset({OTHER})))
    ahead = app.name(OTHER)
    assert len({old, ahead, *names}) == 4 and app.name(PAGE) != names[0]
    app.show(snapshot(a="three", b="four"))
    assert app.name(OTHER) == ahead and app.name(PAGE) not in names


def test_it_is_loaded_again_where_the_whole_says_something_else(tmp_path: Path) -> None:
    app = App("localhost", tmp_path)
    app.show(snapshot(a="one", b="one"))
    app.show_first(First(snapshot(a="two", b="one"), frozenset({PAGE})))
    ahead = app.name(PAGE)
    app.show(snapshot(a="three", b="one"))
    assert app.name(PAGE) != ahead
