"""What is written at a position, and what can be written there: first what must be left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen.language_server.completion import complete
from sopgen.language_server.positions import characters, span, units
from sopgen.language_server.project import Project
from sopgen.language_server.spots import Spot, spot
from sopgen.model import Place
from tests.projects import BASE, write

HEAD = "---\ntitle: T\n---\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # plain text and what is closed already
        (HEAD + "Some owner: manager|", None),
        (HEAD + "Some {{ facts.x }} and|", None),
        (HEAD + "[x](y.md) and|", None),
        (HEAD + "<!-- sopgen: ignore please because it|", None),
        (HEAD + "A (note about|", None),
        ("title: T|\n\nText", None),
        ('---\ntitle: "T|\n---\n', None),
        ("---\ntitle: T # the|\n---\n", None),
        # front matter
        ("---\n|\n---\n", Spot("key", "", 0)),
        ("---\now|\n---\n", Spot("key", "ow", 0)),
        ("---\ntitle: T\nsta|", Spot("key", "sta", 0)),
        ("---\nowner: man|\n---\n", Spot("value", "man", 7, ("owner",))),
        ("---\nroles: [a, b|]\n---\n", Spot("value", "b", 11, ("roles",))),
        ("---\nroles:\n  - a|\n---\n", Spot("value", "a", 4, ("roles",))),
        ("---\nroles:\n- a|\n---\n", Spot("value", "a", 2, ("roles",))),
        ("---\napproved: {b|}\n---\n", Spot("key", "b", 11, ("approved",))),
        ("---\napproved: {by: a, date: 2|}\n---\n", Spot("value", "2", 24, ("approved", "date"))),
        ("---\napproved:\n  by: m|\n---\n", Spot("value", "m", 6, ("approved", "by"))),
        ("---\nchanges:\n  - version: 1\n    da|\n---\n", Spot("value", "da", 4, ("changes",))),
        # text
        (HEAD + "A {{ facts.x|", Spot("fact", "facts.x", 5)),
        (HEAD + "A {{|", Spot("fact", "", 4)),
        (HEAD + '{{ include "_s|', Spot("include", "_s", 12)),
        (HEAD + "See [this](../a|", Spot("link", "../a", 11)),
        (HEAD + "See ![this](a|", Spot("picture", "a", 12)),
        (HEAD + "[this]: a#b|", Spot("link", "a#b", 8)),
        (HEAD + "<!-- sopgen: ignore step-|", Spot("rule", "step-", 20)),
        (HEAD + "<!-- sopgen: ignore please, step-|", Spot("rule", "step-", 28)),
    ],
)
def test_spot(text: str, found: Spot | None) -> None:
    before, _, after = text.partition("|")
    lines = (before + after).split("\n")
    row = before.count("\n")
    assert spot(lines, row, len(before.rpartition("\n")[2])) == found


FILES = {
    "procedures/_snippets/note.md": "Note.\n",
    "procedures/_snippets/note.it.md": "Nota.\n",
    "procedures/shop/refund.md": "---\ntitle: Refund\naudience: staff\nid: SH-1\ntags: [money]\n---\n\n## Steps\n",
    "procedures/shop/refund.it.md": "---\ntitle: Rimborso\n---\n\n## Passi\n",
    "procedures/shop/a file.png": "",
    "procedures/old.md": "---\ntitle: Old\nstatus: retired\naudience: staff\n---\n\nOld.\n",
}


@pytest.mark.parametrize(
    ("text", "offered", "never"),
    [
        ("---\ntitle: T\n|\n---\n", {"owner", "changes"}, {"title", "by"}),
        ("---\ntype: |\n---\n", {"procedure", "service"}, {"draft"}),
        ("---\naudience: [staff, |]\n---\n", {"staff", "customer"}, set()),
        ("---\nowner: |\n---\n", {"manager", "agent"}, {"milan"}),
        ("---\napproved: {by: |}\n---\n", {"manager"}, {"by"}),
        ("---\nchanges:\n  - |\n---\n", {"version", "date", "what"}, {"title"}),
        ("---\nbranches: |\n---\n", {"milan"}, {"manager"}),
        ("---\nproduct: |\n---\n", {"dispenser"}, set()),
        ("---\ntags: [|]\n---\n", {"money"}, set()),
        ("---\nrelated: [|]\n---\n", {"SH-1", "CS-001"}, set()),
        ("---\nlanguage: |\n---\n", {"en", "it"}, {"fr"}),
        ("---\nsearch: |\n---\n", {"true", "false"}, set()),
        ("---\nreviewed: |\n---\n", {"2026-11-21"}, set()),
        (HEAD + "A [b](|)", {"greet.md", "shop/refund.md", "SH-1"}, {"old.md", "shop/refund.it.md", "new.md"}),
        (HEAD + "A [b](shop/refund.md#|)", {"shop/refund.md#steps"}, {"greet.md"}),
        (HEAD + "A {{ |", {"facts.cancellation_fee", "organisation.name", "contact.phone"}, set()),
        (HEAD + '{{ include "|', {"_snippets/note.md"}, {"_snippets/note.it.md"}),
        (HEAD + "<!-- sopgen: ignore |", {"placeholder"}, {"yaml"}),
    ],
)
def test_what_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, offered: set[str], never: set[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    write(tmp_path, BASE, FILES)
    before, _, after = text.partition("|")
    file = tmp_path / "procedures/new.md"
    draft = Project(tmp_path, tmp_path / "sopgen.yaml").read({file: (before + after).encode()})
    lines = (before + after).split("\n")
    found, more = complete(draft, "procedures/new.md", lines, before.count("\n"), len(before.rpartition("\n")[2]))
    labels = {one.label for one in found}
    assert offered <= labels
    assert not never & labels
    assert not more


def test_a_name_with_a_space_is_written_as_a_link_takes_it(tmp_path: Path) -> None:
    write(tmp_path, BASE, FILES)
    file = tmp_path / "procedures/new.md"
    draft = Project(tmp_path, tmp_path / "sopgen.yaml").read({file: b"![x](fi"})
    (found,) = complete(draft, "procedures/new.md", ["![x](fi"], 0, 7)[0]
    assert (found.text, found.start, found.end) == ("shop/a%20file.png", 5, 7)


@pytest.mark.parametrize(
    ("text", "label", "result"),
    [
        ("---\ntype: p|rocedure\n---\n", "policy", "---\ntype: policy\n---\n"),
        ("---\now|n: x\n---\n", "owner", "---\nowner: x\n---\n"),
        ("A {{ fac|ts.old }} b", "facts.cancellation_fee", "A {{ facts.cancellation_fee }} b"),
        ("A {{ fac|", "facts.cancellation_fee", "A {{ facts.cancellation_fee }}"),
        ("A [b](gr|oan.md) c", "greet.md", "A [b](greet.md) c"),
        ("A [b](shop/refund.md#s|ome) c", "shop/refund.md#steps", "A [b](shop/refund.md#steps) c"),
        ("<!-- sopgen: ignore please, pla| because it is -->", "placeholder", None),
    ],
)
def test_the_whole_word_is_replaced(tmp_path: Path, text: str, label: str, result: str | None) -> None:
    write(tmp_path, BASE, FILES)
    before, _, after = text.partition("|")
    file, lines = tmp_path / "procedures/new.md", (before + after).split("\n")
    draft = Project(tmp_path, tmp_path / "sopgen.yaml").read({file: (before + after).encode()})
    row = before.count("\n")
    found, _ = complete(draft, "procedures/new.md", lines, row, len(before.rpartition("\n")[2]))
    (one,) = [one for one in found if one.label == label]
    lines[row] = lines[row][: one.start] + one.text + lines[row][one.end :]
    assert "\n".join(lines) == (result or text.replace("pla|", label))


def test_an_italian_document_links_to_italian_ones(tmp_path: Path) -> None:
    write(tmp_path, BASE, FILES)
    file = tmp_path / "procedures/shop/new.it.md"
    draft = Project(tmp_path, tmp_path / "sopgen.yaml").read({file: b"[x]("})
    labels = [one.label for one in complete(draft, "procedures/shop/new.it.md", ["[x]("], 0, 4)[0]]
    assert labels[0] == "refund.it.md"
    assert "../greet.md" in labels


@pytest.mark.parametrize("unit", ["utf-8", "utf-16", "utf-32"])
def test_columns_there_and_back(unit: str) -> None:
    line = "a é Ω 😀 👩‍👧 z"
    for column in range(len(line) + 1):
        assert characters(line, units(line[:column], unit), unit) == column  # type: ignore[arg-type]
    assert characters(line, 10_000, unit) == len(line)  # type: ignore[arg-type]


def test_a_place_without_an_end_is_the_line_it_is_on() -> None:
    lines = ["  some words  ", ""]
    assert (span(Place("x", 1), lines).start, span(Place("x", 1), lines).end) == (2, 12)
    assert (span(Place("x", 1, 8), lines).start, span(Place("x", 1, 8), lines).end) == (7, 12)
    assert (span(Place("x", 2), lines).start, span(Place("x", 2), lines).end) == (0, 0)
    assert span(Place("x", 99, 5, 9), lines).row == 1
    assert span(Place("x", 1), []).row == 0
