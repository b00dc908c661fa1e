"""A build that is broken off loses nothing: the next one shows what a new server shows, and does only what is left."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sopgen.finish import Finisher, Made, Work
from sopgen.server.first import First
from sopgen.server.snapshot import Overtaken, Snapshot, Workshop
from sopgen.stages import Progress
from tests.conftest import REPOSITORY
from tests.serve.test_first import AS_OF, CUSTOMER, REFUND, REPAIR, STAFF, WAITS, added, both
from tests.serve.test_snapshot import EDITS, Edit, replaced

PLACES: dict[str, tuple[str, float]] = {
    "while files are read": ("reading", 0.5),
    "while they are checked": ("checking", 0.5),
    "among the pages": ("building", 0.5),
    "at the last page": ("building", 1),
}
"""Where a build is broken off: what it does then, and which part of that is done."""
FACT = replaced("sopgen.yaml", "value: 50 GBP", "value: 60 GBP")
PAIRS: dict[str, tuple[Edit, Edit]] = {
    "the same again": (EDITS["template"], lambda project: None),
    "a text": (EDITS["template"], added(REFUND, "\nThank you.\n")),
    "another text": (added(REPAIR, "\nThank you.\n"), added(REFUND, "\nThank you.\n")),
    "a title": (FACT, WAITS["a title"][1]),
    "as it was": (FACT, replaced("sopgen.yaml", "value: 60 GBP", "value: 50 GBP")),
    "a title as it was": (WAITS["a title"][1], replaced(REFUND, "title: Refund", "title: Give a refund")),
    "a page that is gone": (EDITS["contact"], EDITS["gone"]),
    "what is a secret from now on": (
        both(FACT, added(REPAIR, "\nWe call it SH-019.\n")),
        replaced("procedures/shop/close-the-shop.md", "id: SH-001", "id: SH-019"),
    ),
    "broken settings": (FACT, replaced("sopgen.yaml", "languages: [en]", "langauges: [en]")),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REPOSITORY / "sopgen" / "starter", tmp_path / "project"))


def broken_off(what: str, part: float) -> Progress:
    def progress(now: str, done: int, of: int) -> None:
        if now == what and done >= max(1, part * of):
            raise Overtaken

    return progress


def new(project: Path) -> Snapshot:
    return Workshop(project / "sopgen.yaml", AS_OF).build(Snapshot())


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("place", PLACES)
def test_what_comes_then_is_what_a_new_server_shows(project: Path, place: str, pair: str) -> None:
    workshop, (edit, other) = Workshop(project / "sopgen.yaml", AS_OF), PAIRS[pair]
    before = workshop.build(Snapshot())
    edit(project)
    with pytest.raises(Overtaken):
        workshop.build(before, progress=broken_off(*PLACES[place]))
    other(project)
    after, clean = workshop.build(before), new(project)
    assert (after.problems, after.stopped) == (clean.problems, clean.stopped)
    assert after.sites == (before.sites if clean.stopped else clean.sites)
    assert bool(clean.errors) is any(word in pair for word in ("secret", "broken", "gone"))


def test_no_page_is_made_twice(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop = Workshop(project / "sopgen.yaml", AS_OF)
    before = workshop.build(Snapshot())
    made: list[tuple[str, Work]] = []
    do = Finisher.do

    def noted(finisher: Finisher, work: Work) -> Made:
        made.append((finisher.site, work))
        return do(finisher, work)

    monkeypatch.setattr(Finisher, "do", noted)
    EDITS["contact"](project)
    for part in (0.3, 0.6):
        with pytest.raises(Overtaken):
            workshop.build(before, progress=broken_off("building", part))
    assert made
    workshop.build(before)
    assert len(made) == len({*made}) >= 10, "a contact is on every page"


def test_a_text_is_shown_first_beside_what_was_saved_before(project: Path) -> None:
    """The build of the first text is broken off by the second one; neither page is lost."""
    workshop = Workshop(project / "sopgen.yaml", AS_OF)
    before = workshop.build(Snapshot())
    added(REFUND, "\nThank you.\n")(project)
    one = workshop.first(before, [project / REFUND])
    assert one
    with pytest.raises(Overtaken):
        workshop.build(one.snapshot, progress=broken_off("building", 0.5))
    added(REPAIR, "\nThank you.\n")(project)
    two = workshop.first(one.snapshot, [project / REFUND, project / REPAIR])
    assert two and CUSTOMER in two.files and STAFF not in two.files
    after = workshop.build(two.snapshot)
    for file in (STAFF, CUSTOMER):
        site, _, path = file.partition("/")
        assert two.snapshot.sites[site].files[path] == after.sites[site].files[path] != before.sites[site].files[path]


def test_who_looks_at_a_page_sees_it_though_the_build_before_was_broken_off(project: Path) -> None:
    workshop, seen = Workshop(project / "sopgen.yaml", AS_OF), list[First]()
    before = workshop.build(Snapshot())
    EDITS["contact"](project)
    with pytest.raises(Overtaken):
        workshop.build(before, progress=broken_off("building", 0.5))
    added(REFUND, "\nThank you.\n")(project)
    assert workshop.first(before, [project / REFUND, project / "sopgen.yaml"]) is None
    after = workshop.build(before, [STAFF], seen.append)
    (first,) = seen
    path = STAFF.partition("/")[2]
    assert first.snapshot.sites["handbook"].files[path] == after.sites["handbook"].files[path]
    assert after == new(project)
