"""Pages of documents with steps: times and roles, what is marked to be ticked, warnings, the run sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from sopgen.build import render
from sopgen.edition.steps import read
from tests.projects import BASE, problems, project
from tests.test_edition import doc, site, words

ROLES = BASE["sopgen.yaml"].replace(
    "roles: {manager: {title: Manager}",
    "rules: {all: warning}\nroles: {manager: {title: Manager}, leader: {title: Team leader},"
    " cleaner: {title: {en: Cleaner, it: Addetto}}",
)
KEYS = {"title": "Open the office", "type": "procedure", "id": "OF-001", "version": '"1.2"'}


def procedure(folder: Path, text: str, name: str = "handbook", **keys: str) -> dict[str, LexborHTMLParser]:
    audience = "[staff, customer]" if name == "help" else "staff"
    written = doc(text, **{**KEYS, "audience": audience, **keys})
    return site(folder, {"sopgen.yaml": ROLES, "procedures/open.md": written}, name)


def said(page: LexborHTMLParser) -> str:
    return words(page, ".steps-sum")


SUMS = {
    "no time": ("1. Ring.\n2. Wait.\n", "2 steps", ""),
    "each step": (
        '1. Ring. {time="5 minutes"}\n2. Wait. {time="1 hour"}\n',
        "2 steps · About 1 hour and 5 minutes",
        "",
    ),
    "some steps": ('1. Ring. {time="90 minutes"}\n2. Wait.\n', "2 steps · At least 1 hour and 30 minutes", ""),
    "another unit": (
        '1. Ring. {time="5 minutes"}\n2. Wait. {time="2 days"}',
        "2 steps · About 2 days and 5 minutes",
        "",
    ),
    "a part counts once, and for its steps": (
        '### In {time="10 minutes"}\n\n1. Ring. {time="5 minutes"}\n2. Wait.\n\n### Out\n\n1. Go. {time="1 minute"}\n',
        "3 steps · About 11 minutes",
        "",
    ),
    "the longest tab": (
        '::: tabs\n=== "A"\n\n1. Ring. {time="5 minutes"}\n\n=== "B"\n\n1. Ring. {time="1 minute"}\n'
        '2. Wait. {time="1 minute"}\n:::\n\n### Out\n\n1. Go. {time="1 minute"}\n',
        "3 steps · About 6 minutes",
        "",
    ),
    "a part around tabs": (
        '### In {time="10 minutes"}\n\n::: tabs\n=== "A"\n\n1. Ring.\n\n=== "B"\n\n1. Ring.\n:::\n\n'
        "### Out\n\n1. Go.\n",
        "2 steps · At least 10 minutes",
        "",
    ),
    "roles of a part and of a step": (
        '### In {role=leader}\n\n1. Ring. {time="5 minutes"}\n'
        '2. Wait. {time="1 hour" role="cleaner"}\n'
        '3. Go. {role="cleaner, leader" time="1 minute"}',
        "3 steps · About 1 hour and 6 minutes",
        "Team leader 6 minutes Cleaner 1 hour and 1 minute",
    ),
    "a role without a time": ("1. Ring. {role=leader}\n2. Wait.\n", "2 steps", "Team leader"),
    "smaller steps are not counted": ("1. Ring.\n   1. Look.\n   2. Wait.\n2. Go.\n", "2 steps", ""),
}


@pytest.mark.parametrize(("text", "sum_", "roles"), SUMS.values(), ids=SUMS)
def test_times_are_added_up(tmp_path: Path, text: str, sum_: str, roles: str) -> None:
    page = procedure(tmp_path, f"## Steps\n\n{text}\n\n## If it goes wrong\n\n1. Stop.\n")["open/index.html"]
    assert said(page) == sum_
    assert (words(page, ".steps-roles") if page.css_first(".steps-roles") else "") == roles


def test_time_and_role_stand_at_their_step_in_the_readers_language(tmp_path: Path) -> None:
    text = '## Passi\n\n1. Suona. {time="5 minutes" role=cleaner}\n2. Aspetta.\n'
    files = {"sopgen.yaml": ROLES, "procedures/open.it.md": doc(text, title="Aprire", type="procedure")}
    page = site(tmp_path, files)["it/open/index.html"]
    assert words(page, "#step-1 .step-facts") == "5 minuti Addetto"
    assert page.css_first("#step-1 .step-role").attributes["href"] == "../../it/roles/cleaner/"
    assert page.css_first("#step-1 time").attributes["datetime"] == "PT5M"


def test_customers_see_times_and_no_roles(tmp_path: Path) -> None:
    text = '## Steps\n\n1. Ring. {time="5 minutes" role=cleaner}\n2. Wait. {role=leader}\n'
    pages = procedure(tmp_path, text, "help")
    assert words(pages["open/index.html"], "#step-1 .step-facts") == "5 minutes"
    assert "Cleaner" not in pages["open/index.html"].html and "leader" not in pages["open/index.html"].html
    assert "open/run-sheet/index.html" not in pages


MARKED = {
    "all in the section for steps": ("## Steps\n\n1. A.\n2. B.\n\n## Records\n\n1. C.\n", "step-1 step-2"),
    "all where no section says": ("## How\n\n1. A.\n\n## Else\n\n1. B.\n", "step-1 else-step-1"),
    "of smaller steps the larger one": ("## Steps\n\n1. A.\n   1. B.\n2. C.\n", "step-1 step-2"),
    "bullets that are steps": ("## Steps\n\n:::steps\n- A.\n- B.\n:::\n", "step-1 step-2"),
    "no list of places, no quotation": ("## Steps\n\n{.list}\n1. A.\n\nText.\n\n> 1. B.\n\n1. C.\n", "steps-step-1-2"),
}


@pytest.mark.parametrize(("text", "ids"), MARKED.values(), ids=MARKED)
def test_steps_are_marked_to_be_ticked(tmp_path: Path, text: str, ids: str) -> None:
    page = procedure(tmp_path, text)["open/index.html"]
    assert [node.attributes["id"] for node in page.css(".to-tick")] == ids.split()


def test_what_is_needed_is_a_list_to_go_through(tmp_path: Path) -> None:
    page = procedure(tmp_path, "## You need\n\n- A key\n\n## Steps\n\n1. A.\n\n   - b\n\n- c\n")["open/index.html"]
    assert [node.text().strip() for node in page.css("ul.need")] == ["A key"]


def test_an_article_has_nothing_to_tick(tmp_path: Path) -> None:
    page = procedure(tmp_path, "## Steps\n\n1. A.\n", type="article")["open/index.html"]
    assert not page.css(".to-tick, .ticks")


def kept(folder: Path, text: str, **keys: str) -> str:
    return procedure(folder, text, **keys)["open/index.html"].css_first(".ticks").attributes["data-state"] or ""


def test_other_steps_are_another_state(tmp_path: Path) -> None:
    before = kept(tmp_path / "1", "## Steps\n\n1. Ring.\n2. Wait.\n\n## Records\n\nA.\n")
    assert before.startswith("1.2-")
    assert kept(tmp_path / "2", "## Steps\n\n1. Ring.\n2. Wait.\n\n## Records\n\nB.\n") == before
    assert kept(tmp_path / "3", "## Steps\n\n1. Ring.\n2. Go.\n\n## Records\n\nA.\n") != before
    assert kept(tmp_path / "4", "## Steps\n\n1. Wait.\n2. Ring.\n\n## Records\n\nA.\n") != before
    assert kept(tmp_path / "5", "## Steps\n\n1. Ring.\n2. Wait.\n\n## Records\n\nA.\n", version='"1.3"') != before


GUARDS = {
    "above the list": ("> [!WARNING] Hot\n> Wait.\n\n1. A.\n2. B.\n", [""]),
    "between two steps": ("1. A.\n\n   > [!CAUTION] Hot\n   > Wait.\n\n2. B.\n", ["Before step 2"]),
    "between smaller steps": ("1. A.\n   1. B.\n\n      > [!DANGER] Hot\n\n   2. C.\n2. D.\n", ["Before step 1.2"]),
    "two of them": ("1. A.\n\n   > [!WARNING] Hot\n\n   > [!DANGER] Hot\n\n2. B.\n", ["Before step 2"] * 2),
    "with a note": ("1. A.\n\n   > [!WARNING] Hot\n\n   > [!NOTE] Cold\n\n2. B.\n", ["Before step 2"]),
    "in a list that does not begin with 1": ("5. A.\n\n   > [!WARNING] Hot\n\n6. B.\n", ["Before step 6"]),
    "a note": ("> [!NOTE] Cold\n\n1. A.\n\n   > [!TIP] Cold\n\n2. B.\n", []),
    "after the last step": ("1. A.\n2. B.\n\n   > [!WARNING] Hot\n", []),
    "inside a step": ("1. A.\n\n   > [!WARNING] Hot\n\n   Then this.\n2. B.\n", []),
    "above a text": ("> [!WARNING] Hot\n\nThen:\n\n1. A.\n2. B.\n", []),
    "above no steps": ("> [!WARNING] Hot\n\n{.list}\n1. A.\n", []),
}


@pytest.mark.parametrize(("text", "words_"), GUARDS.values(), ids=GUARDS)
def test_a_warning_is_tied_to_the_step_that_it_guards(tmp_path: Path, text: str, words_: list[str]) -> None:
    page = procedure(tmp_path, f"## Steps\n\n{text}\n\nText.\n\n1. Z.\n")["open/index.html"]
    found = page.css(".guards")
    assert [(one.css_first(".guards-step").text() if one.css_first(".guards-step") else "") for one in found] == words_


SHEET = """\
> [!DANGER] Call 112
> Before all else.

## Purpose

Why.[^a]

[^a]: A note.

## You need

- A key[^b]

[^b]: Another note.

## Steps

### In {time="10 minutes"}

1. Ring. See [what we keep](#records).
2. Wait.

## If it goes wrong

Call.

## Records

Paper.
"""


def test_run_sheet_holds_what_work_needs(tmp_path: Path) -> None:
    pages = procedure(tmp_path, SHEET)
    sheet = pages["open/run-sheet/index.html"]
    text = words(sheet, "main")
    for part in ("OF-001", "Version 1.2", "Call 112", "A key", "10 minutes", "Ring.", "Signature", "Notes", "Date"):
        assert part in text
    for part in ("Why.", "If it goes wrong", "Paper.", "A note", "Another note"):
        assert part not in text
    assert sheet.css_first("meta[name=robots]").attributes["content"] == "noindex"
    assert sheet.css_first(".text a").attributes["href"] == "../../open/#records"
    assert "Uncontrolled when printed" in words(sheet, ".print-line")
    assert pages["open/index.html"].css_first(".to-sheet a").attributes["href"] == "../open/run-sheet/"
    assert not pages["open/index.html"].css(".sheet-fields")


@pytest.mark.parametrize("keys", [{"type": "policy"}, {"type": "guide"}, {"status": "retired"}], ids=str)
def test_only_a_procedure_in_use_has_a_run_sheet(tmp_path: Path, keys: dict[str, str]) -> None:
    assert not [
        path for path in procedure(tmp_path, "## Steps\n\n1. A.\n", **keys) if path.startswith("open/run-sheet")
    ]


def test_a_procedure_without_steps_has_no_run_sheet(tmp_path: Path) -> None:
    pages = procedure(tmp_path, "Text.\n")
    assert "open/index.html" in pages and "open/run-sheet/index.html" not in pages


def test_run_sheets_of_all_languages_lead_to_each_other(tmp_path: Path) -> None:
    files = {
        "sopgen.yaml": ROLES,
        "procedures/open.md": doc("## Steps\n\n1. A.\n", **KEYS),
        "procedures/open.it.md": doc("Solo testo.\n", title="Aprire"),
    }
    pages = site(tmp_path, files)
    links = [node.attributes["href"] for node in pages["open/run-sheet/index.html"].css(".languages a")]
    assert links[:2] == ["../../open/run-sheet/", "../../it/open/"], "Italian has no steps, so it has no sheet"


def test_an_old_address_does_not_take_that_of_a_run_sheet(tmp_path: Path) -> None:
    steps = doc("## Steps\n\n1. Ring.\n2. Wait.\n", **KEYS)
    files = {"procedures/open.md": steps, "procedures/other.md": doc(title="Other", aliases="[open/run-sheet/]")}
    found = problems(tmp_path, {"sopgen.yaml": ROLES}, files)
    assert [problem.rule for problem in found if problem.place.path == "procedures/other.md"].count("url-clash") == 1


TWICE = '1. Ring. {time="5 minutes"}\n2. Wait. {role=leader}\n'
TRANSLATED = {
    "the same": ('1. Suona. {time="5 minutes"}\n2. Aspetta. {role="leader"}\n', []),
    "nothing of it": ("1. Suona.\n2. Aspetta.\n", ["below here", "below here"]),
    "another time": ('1. Suona. {time="6 minutes"}\n2. Aspetta. {role=leader}\n', ['`{time="5 minutes"}` here']),
    "one too few": ('1. Suona. {time="5 minutes"}\n2. Aspetta.\n', ['`{role="leader"}` below here']),
    "one too many": (
        '1. Suona. {time="5 minutes"}\n2. Aspetta. {role=leader}\n3. Vai. {time="1 hour"}\n',
        ['no `{time="1 hour"}`'],
    ),
}


@pytest.mark.parametrize(("text", "expected"), TRANSLATED.values(), ids=TRANSLATED)
def test_a_translation_says_what_its_source_says(tmp_path: Path, text: str, expected: list[str]) -> None:
    files = {
        "procedures/open.md": doc(f"## Steps\n\n{TWICE}", **KEYS),
        "procedures/open.it.md": doc(f"## Passi\n\n{text}", title="Aprire"),
    }
    found = problems(tmp_path, {"sopgen.yaml": ROLES}, files)
    said = [problem.message for problem in found if problem.rule == "translation-steps"]
    assert len(said) == len(expected)
    assert all(words_ in message for words_, message in zip(expected, said, strict=True)), said


def test_reading_costs_no_more_than_the_text_is_long() -> None:
    """Thousands of headings and lists are read in one go."""
    text = "".join(f'<h3 id="h{n}">H</h3>\n<ol>\n<li id="s{n}">A.</li>\n</ol>\n' for n in range(300))
    assert len(read(text, "en").steps) == 300


DECIDE = ":::decision Late?\n\nIs it late? {#late}\n: Yes -> Go home.\n: No -> #contact Ask first.\n:::\n"


def test_a_decision_that_ends_with_a_person_names_its_document(tmp_path: Path) -> None:
    contacts = BASE["contacts.yaml"].replace("  kind: phone", "  kind: whatsapp").replace("  hours: desk\n", "")
    files = {
        "sopgen.yaml": ROLES,
        "contacts.yaml": contacts,
        "procedures/open.md": doc(f"## Steps\n\n1. Ring.\n\n{DECIDE}", **KEYS | {"title": "Open", "audience": "staff"}),
    }
    outputs, _, _ = render(project(tmp_path, files), ("handbook",))
    pages = {one.path: LexborHTMLParser(one.data) for one in outputs["handbook"] if one.html}
    for path in ("open/index.html", "open/run-sheet/index.html"):
        channel, ways = [link.attributes["href"] or "" for link in pages[path].css(".decision-person a")]
        assert channel.startswith("https://wa.me/390255500130?text=Open%0A")
        assert ways.partition("?")[2] == "from=open/"
