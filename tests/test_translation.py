"""Translations and their sources: what counts as a change, where it is said, and what a file of pairs survives."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sopgen.build import Project, build, open_project
from sopgen.cli import main
from sopgen.translation import file_name, pairs, read, written
from tests.projects import AS_OF, BASE, problems, project, write

SOURCE = """\
---
title: Give a refund
description: Who may give back how much.
type: procedure
audience: [staff, customer]
status: approved
approved: {by: manager, date: 2026-03-01}
---

Money goes back **within** five days.

## Steps

1. Open the [bill](https://bank.example/).
2. Pay {{ facts.cancellation_fee }} back.

:::staff
Ask the manager above 100 euros.
:::

| Sum | Who |
| --- | --- |
| 50 | you |
"""
ITALIAN = """\
---
title: Fare un rimborso
description: Chi può restituire quanto.
---

Il denaro torna **entro** cinque giorni.

## Passi

1. Apri il [conto](https://bank.example/).
2. Restituisci {{ facts.cancellation_fee }}.

:::staff
Chiedi al responsabile oltre 100 euro.
:::

| Somma | Chi |
| --- | --- |
| 50 | tu |
"""
FILES = {"procedures/refund.md": SOURCE, "procedures/refund.it.md": ITALIAN}
ENGLISH = "procedures/refund.md"
OWN = "procedures/refund.it.md"


@pytest.fixture
def accepted(tmp_path: Path) -> Path:
    """A project with a translation that was accepted."""
    write(tmp_path, BASE, FILES)
    assert translate(tmp_path, "--accept", "--all") == 0
    return tmp_path


def translate(folder: Path, *arguments: str) -> int:
    return main(["translate", "--config", str(folder / "sopgen.yaml"), *arguments])


def as_it_stands(folder: Path) -> Project:
    return open_project(folder / "sopgen.yaml", AS_OF, drafts=True)


def stale(folder: Path) -> list[tuple[int, str]]:
    """Line and message of each warning about the translation, without what every message says."""
    found = [one for one in as_it_stands(folder).problems if one.rule == "stale-translation"]
    return [(one.place.line, one.message.partition(" of procedures")[0]) for one in found]


def edit(folder: Path, old: str, new: str, name: str = ENGLISH) -> None:
    file = folder / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


SAME = {
    "nothing": ("five days", "five days"),
    "another line break": ("Money goes back", "Money\ngoes  back"),
    "no bold letters": ("**within**", "within"),
    "a comment": ("## Steps", "<!-- to do -->\n\n## Steps"),
    "another key of the front matter": ("status: approved", "status: approved\nversion: 1.1"),
    "an id of its own": ("## Steps", "## Steps {#how}"),
}
CHANGES = {
    "a word": ("five days", "six days", [(6, "1 of 11 blocks")]),
    "the description": ("how much.", "what.", [(3, "1 of 11 blocks")]),
    "a fact": ("facts.cancellation_fee", "organisation.name", [(11, "1 of 11 blocks")]),
    "where a link leads": ("(https://bank.example/)", "(https://post.example/)", [(10, "1 of 11 blocks")]),
    "a block for staff": ("100 euros", "50 euros", [(14, "1 of 11 blocks")]),
    "a cell": ("| 50 |", "| 60 |", [(19, "1 of 11 blocks")]),
    "a new step does not count for those below it": ("2. Pay", "2. Ask why.\n3. Pay", [(10, "1 of 12 blocks")]),
    "a step that is gone": ("1. Open the [bill](https://bank.example/).\n2.", "1.", [(10, "1 of 10 blocks")]),
    "two blocks, one warning": ("back **within** five days.\n\n## Steps", "late.\n\n## Do it", [(6, "2 of 11 blocks")]),
}


@pytest.mark.parametrize(("old", "new"), SAME.values(), ids=SAME)
def test_what_readers_do_not_see_is_no_change(accepted: Path, old: str, new: str) -> None:
    edit(accepted, old, new)
    assert stale(accepted) == []


@pytest.mark.parametrize(("old", "new", "expected"), CHANGES.values(), ids=CHANGES)
def test_a_change_is_found_at_its_block(accepted: Path, old: str, new: str, expected: list[tuple[int, str]]) -> None:
    edit(accepted, old, new)
    assert stale(accepted) == expected


def test_a_translation_that_was_never_accepted_is_left_alone(tmp_path: Path) -> None:
    assert [one for one in problems(tmp_path, FILES) if one.rule == "stale-translation"] == []


def test_a_translation_may_change_without_its_source(accepted: Path) -> None:
    edit(accepted, "Apri il", "Prima ti presenti.\n\nApri il", OWN)
    edit(accepted, "cinque", "5", OWN)
    assert stale(accepted) == []


def test_the_place_is_right_though_the_translation_has_changed_too(accepted: Path) -> None:
    edit(accepted, "## Passi\n", "Una frase in più.\n\n## Passi\n", OWN)
    edit(accepted, "100 euros", "50 euros")
    assert stale(accepted) == [(16, "1 of 11 blocks")]


def test_accepting_again_makes_it_fresh_and_leaves_others_alone(accepted: Path) -> None:
    other = {"procedures/hours.it.md": "---\ntitle: Orari\n---\n\nDa lunedì a sabato.\n"}
    write(accepted, other)
    assert translate(accepted, "--accept", str(accepted / "procedures/hours.it.md")) == 0
    edit(accepted, "five days", "six days")
    edit(accepted, "Saturday", "Sunday", "procedures/hours.md")
    assert translate(accepted, "--accept", str(accepted / OWN)) == 0
    assert [one[1] for one in stale(accepted)] == ["1 of 3 blocks"]
    lock = accepted / "procedures" / file_name("it")
    assert [line for line in lock.read_text("utf-8").splitlines() if line[0] not in "# "] == [
        "hours.it.md",
        "refund.it.md",
    ]


def test_a_renamed_document_keeps_what_was_accepted(accepted: Path) -> None:
    for ending in ("md", "it.md"):
        (accepted / f"procedures/refund.{ending}").rename(accepted / f"procedures/pay-back.{ending}")
    edit(accepted, "five days", "six days", "procedures/pay-back.md")
    assert stale(accepted) == [(6, "1 of 11 blocks")]
    assert translate(accepted, "--accept", str(accepted / "procedures/pay-back.it.md")) == 0
    assert "refund.it.md" not in (accepted / "procedures" / file_name("it")).read_text("utf-8")


def test_the_file_is_written_as_it_is_read(accepted: Path) -> None:
    library = project(accepted, FILES).library
    assert library is not None
    kept = {"refund.it.md": pairs(library.records[ENGLISH], library.records[OWN])}
    assert read(written(kept).encode(), "x") == (kept, ())
    assert (accepted / "procedures" / file_name("it")).read_text("utf-8") == written(kept)


def test_what_git_leaves_in_the_file_is_said_and_nothing_is_written_over_it(
    accepted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = accepted / "procedures" / file_name("it")
    before = lock.read_text("utf-8")
    lock.write_text(before.replace("  ", "<<<<<<< ours\n  ", 1) + "  nonsense\n", "utf-8")
    found = [one.message for one in problems(accepted, FILES, render=False) if one.rule == "stale-translation"]
    assert found == ["a merge conflict is left here", "this line is no pair of digests"]
    assert translate(accepted, "--accept", "--all") == 2
    assert "merge conflict" in capsys.readouterr().err
    assert "<<<<<<<" in lock.read_text("utf-8")


def test_status_and_what_changed_are_printed(accepted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert translate(accepted, "--status") == 0
    edit(accepted, "five days", "six days")
    assert translate(accepted) == 1
    rows = [line.split(maxsplit=2) for line in capsys.readouterr().out.splitlines()]
    assert [ENGLISH, "it", "1 of 11 blocks changed"] in rows
    assert ["procedures/hours.md", "it", "missing"] in rows
    assert translate(accepted, "--status", "--format", "json") == 1
    states = {one["source"]: one["state"] for one in json.loads(capsys.readouterr().out)}
    assert states[ENGLISH] == "changed" and states["procedures/greet.md"] == "missing"
    assert translate(accepted, str(accepted / ENGLISH)) == 1
    shown = capsys.readouterr().out
    assert "Money goes back within six days." in shown and "Il denaro torna entro cinque giorni." in shown
    assert "refund.md:10:1" in shown and "refund.it.md:6:1" in shown and "was" in shown


@pytest.mark.parametrize("given", [("--accept",), ("--accept", "--status", "--all"), ("--all",), ("nowhere.md",)])
def test_what_cannot_be_asked_is_refused(accepted: Path, given: tuple[str, ...]) -> None:
    assert translate(accepted, *given) == 2


# ---------------------------------------------------------------------------------------------------------- pages


def pages(folder: Path) -> dict[str, str]:
    """The Italian page of the refund on both sites."""
    assert build(as_it_stands(folder), folder / "build").published
    return {
        site: (folder / "build" / site / "it/refund/index.html").read_text("utf-8") for site in ("handbook", "help")
    }


def test_a_page_says_where_its_source_has_changed(accepted: Path) -> None:
    assert "changed_1" not in pages(accepted)["handbook"]
    edit(accepted, "five days", "six days")
    edit(accepted, "100 euros", "50 euros")
    found = pages(accepted)
    staff, customer = found["handbook"], found["help"]
    assert "in inglese è cambiato in 2 punti" in staff
    assert "in inglese è cambiato in 1 punto" in customer, "what staff alone read is no matter of customers"
    assert re.findall(r'<a href="(#changed_\d)">([^<]+)</a>', staff) == [
        ("#changed_1", "Il denaro torna entro cinque giorni."),
        ("#changed_2", "Chiedi al responsabile oltre 100 euro."),
    ]
    mark = re.search(
        r'entro</strong> cinque giorni. <a class="changed" id="changed_1" href="([^"]+)" hreflang="en">', staff
    )
    assert mark and mark[1].endswith("../refund/")
    assert re.search(r'id="changed_2" href="[^"]+#steps"', staff), "the link leads to the section of the source"


def test_a_snippet_that_changed_is_said_on_the_pages_that_include_it(tmp_path: Path) -> None:
    files = {
        ENGLISH: SOURCE + '\n{{ include "_snippets/call.md" }}\n',
        OWN: ITALIAN + '\n{{ include "_snippets/call.md" }}\n',
        "procedures/_snippets/call.md": "Call 112.\n",
        "procedures/_snippets/call.it.md": "Chiama il 112.\n",
    }
    write(tmp_path, BASE, files)
    assert translate(tmp_path, "--accept", "--all") == 0
    edit(tmp_path, "Call 112", "Call 118", "procedures/_snippets/call.md")
    assert re.search(r'Chiama il 112. <a class="changed" id="changed_1"', pages(tmp_path)["help"])


def test_statistics_count_translations_by_state(accepted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(accepted, "five days", "six days")
    main(["check", "--config", str(accepted / "sopgen.yaml"), str(accepted / "procedures"), "--statistics"])
    table = capsys.readouterr().out.partition("Translations\n\n")[2].splitlines()[:2]
    assert [line.split() for line in table] == [
        ["language", "changed", "missing", "not", "accepted", "up", "to", "date"],
        ["it", "1", "2", "0", "0"],
    ]


def test_a_mark_is_no_part_of_a_heading_and_is_on_what_is_printed(accepted: Path) -> None:
    edit(accepted, "## Steps", "## STEPS")
    edit(accepted, "1. Open", "1. Close")
    page = pages(accepted)["handbook"]
    assert ">Passi</h2>" in page and page.count('class="changed"') == 2
    sheets = [file.read_text("utf-8") for file in (accepted / "build/handbook/it").rglob("*.html")]
    sheet = next(text for text in sheets if 'class="document sheet"' in text)
    assert 'class="changed"' in sheet and "in inglese è cambiato in 2 punti" in sheet
