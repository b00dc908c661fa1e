"""Which lists are steps: a table of lists, first those that must be left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen.prose import Prose
from tests.projects import BASE, project

LEFT_ALONE = {
    "fragments": "1. First floor: kitchen\n2. Second floor: office\n3. Third floor: archive",
    "options after a colon": "Choose one:\n\n1. Cash\n2. Card\n3. Voucher",
    "titles": "1. Refunds\n2. Complaints\n3. Lost property",
    "topics": "1. Opening the shop\n2. Counting the notes\n3. Closing the shop",
    "links": "1. [Give a refund](greet.md)\n2. [Handle a complaint](greet.md)",
    "links that read like commands or not": "1. [Opening hours](hours.md)\n2. [The till](greet.md).",
    "rules": "1. Refunds must be approved by the manager.\n2. Receipts must be kept for ten years.",
    "facts": "1. The shop opens at nine.\n2. The shop closes at six.",
    "conditions": "There are three cases:\n\n1. The customer has a receipt.\n2. The customer has no receipt.",
    "questions": "1. Is the lamp green?\n2. Is the door closed?",
    "what the reader has": "1. You are a manager.\n2. You have a key.",
    "one fragment": "1. Only the receipt",
    "one fact among fragments": "1. Kitchen\n2. The office is on the second floor.\n3. Archive",
    "its owner says so": "{.list}\n1. Open the till.\n2. Count the notes.",
    "below a list whose owner says so": "{.list}\n1. Open the till:\n   1. Turn the key.\n   2. Pull.",
    "bullets": "- Open the till.\n- Count the notes.",
    "quoted": "> 1. Open the till.\n> 2. Count the notes.",
    "notes with an order among them": (
        "1. The agent should use a tablet.\n2. It is suggested to use the large one.\n"
        "3. Each form will require a name.\n4. Restart the tablet.\n"
        "5. The forms will have numbers.\n6. The list can be found in the office."
    ),
    "phases": "1. Qualify\n2. Estimate\n3. Internal review\n4. Contract\n5. Close",
    "causes, by their title": "Common causes:\n\n1. Slow down of the disk.\n2. Check valves fail.\n3. Network latency.",
    "reasons, by their heading": "### Reasons\n\n1. Call us early.\n2. The shop is near.\n3. The till was new.",
    "what things are": "1. Name: your full name\n2. Till: the number of the till\n3. Role: choose one",
    "what we do, and you": "1. You apply.\n2. We call you. Click here for more.\n3. We make you an offer.",
    "a fact and an order": "1. Open the till.\n2. The shop has two of them.\n3. Notes are green.",
    "the past": "1. The shop opened in 1990.\n2. The second shop opened in 2001.",
}

STEPS = {
    "commands": ("1. Open the till.\n2. Count the notes.", 2),
    "one word and a full stop": ("1. Stop.\n2. Wait.", 2),
    "one command": ("1. Open the till.", 1),
    "a fragment among commands": ("1. Open the till.\n2. Receipt check.\n3. Count the notes.", 3),
    "a passive among commands": ("1. Open the till.\n2. The notes are counted.", 2),
    "a duty among passives": ("1. You must open the till.\n2. The notes are counted.\n3. The till is closed.", 3),
    "duties of the reader": ("1. You should open the till.\n2. You must count the notes.", 2),
    "the reader, told": ("1. You open the till.\n2. You count the notes.", 2),
    "steps with labels": ("1. **Till**: open it.\n2. **Notes** – count them.\n3. **Door.** Close it.", 3),
    "tips that are orders": ("Tips:\n\n1. Open the till.\n2. Count the notes.", 2),
    "steps in such cases": ("In these cases, follow the steps:\n\n1. Open the till.\n2. The notes are counted.", 2),
    "a link among commands": ("1. Open the till.\n2. [Opening hours](hours.md)\n3. Count the notes.", 3),
    "sub-steps": ("1. Open the till.\n   1. Turn the key.\n   2. Pull the drawer.\n2. Count the notes.", 4),
    "options below a step": ("1. Choose how to pay:\n   1. Cash\n   2. Card\n2. Print the receipt.", 2),
    "titles of floors below a step": ("1. Clean every room.\n   1. Kitchen\n   2. Office\n2. Close the door.", 2),
    "a list and another": ("1. Open the till.\n\nThe rooms are:\n\n1) Kitchen\n2) Office", 1),
    "every item, as the author says": (":::steps\n- Kitchen\n- The shop opens.\n:::", 2),
}

IN_THE_SECTION = {
    "descriptions": ("1. The agent checks the receipt.\n2. The manager approves the refund.", 2),
    "passives": ("1. The receipt is checked.\n2. The refund is approved.", 2),
    "titles, right below the heading": ("1. Receipt check.\n2. Approval of the refund.", 2),
    "titles of parts": ("### Rooms\n\n1. Kitchen\n2. Office", 0),
    "descriptions in a part": ("### Check\n\n1. The agent checks the receipt.\n2. The manager approves it.", 2),
    "announced cases": ("There are two cases:\n\n1. The customer has a receipt.\n2. The customer has none.", 0),
    "links": ("1. [Give a refund](greet.md)\n2. [Handle a complaint](greet.md)", 0),
    "cases below a step": ("1. Check the lamp:\n   1. The lamp is green.\n   2. The lamp is red.", 1),
    "questions": ("1. Is the receipt valid?\n2. Is the amount right?", 2),
    "its owner says so": ("{.list}\n1. The agent checks the receipt.", 0),
    "after the section": ("1. Check the lamp.\n\n## Records\n\n1. The shop keeps the receipt.", 1),
}


def prose(folder: Path, text: str, kind: str = "procedure", language: str = "", languages: str = "[en, it]") -> Prose:
    suffix = f".{language}" if language else ""
    page = {f"procedures/page{suffix}.md": f"---\ntitle: Page\ntype: {kind}\naudience: staff\n---\n\n{text}\n"}
    settings = {"sopgen.yaml": BASE["sopgen.yaml"].replace("[en, it]", languages)}
    made = project(folder, settings, page)
    assert made.library is not None and made.config is not None
    path = f"procedures/page{suffix}.md"
    entry = next(entry for entry in made.library.entries if entry.record.path == path)
    body = made.documents[path].body
    return Prose(body, entry.language, entry.meta.type, made.config.style, made.config.profiles[entry.meta.type])


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
@pytest.mark.parametrize("kind", ["procedure", "guide"])
def test_what_is_no_list_of_steps(text: str, kind: str, tmp_path: Path) -> None:
    assert [step.block.text for step in prose(tmp_path, f"## Good to know\n\n{text}", kind).steps] == []


@pytest.mark.parametrize(("text", "count"), STEPS.values(), ids=STEPS)
@pytest.mark.parametrize("kind", ["procedure", "guide"])
def test_what_is_a_list_of_steps(text: str, count: int, kind: str, tmp_path: Path) -> None:
    assert len(prose(tmp_path, f"## How it goes\n\n{text}", kind).steps) == count


@pytest.mark.parametrize(("text", "count"), IN_THE_SECTION.values(), ids=IN_THE_SECTION)
def test_the_section_of_steps_of_a_procedure(text: str, count: int, tmp_path: Path) -> None:
    assert len(prose(tmp_path, f"## Steps\n\n{text}").steps) == count


def test_the_section_may_have_the_name_that_the_project_gave_it(tmp_path: Path) -> None:
    own = "profiles: {procedure: [{id: steps, title: Do this, required: true}]}\n"
    text = "## {}\n\n1. The agent checks the receipt.\n2. The manager approves the refund."
    languages = f"[en, it]\n{own}"
    assert len(prose(tmp_path / "a", text.format("Do this"), languages=languages).steps) == 2
    assert len(prose(tmp_path / "b", text.format("Steps"), languages=languages).steps) == 0


@pytest.mark.parametrize("kind", ["article", "policy", "service"])
def test_other_documents_have_steps_only_where_they_say_so(kind: str, tmp_path: Path) -> None:
    text = "## How it goes\n\n1. Open the till.\n\n:::steps\n1. Count the notes.\n:::"
    assert [step.block.text for step in prose(tmp_path, text, kind).steps] == ["Count the notes."]


def test_a_link_is_no_fragment(tmp_path: Path) -> None:
    text = "## How it goes\n\n1. Open the till.\n2. [Opening hours](hours.md)\n3. [Open the door](greet.md)"
    first, link, command = prose(tmp_path, text).steps
    assert first.told and link.clause is None and command.told


def test_a_language_without_grammar_has_steps_to_count(tmp_path: Path) -> None:
    steps = prose(tmp_path, "1. Abra a caixa.\n2. Conte as notas.", language="pt", languages="[en, pt]").steps
    assert [step.clause for step in steps] == [None, None]
