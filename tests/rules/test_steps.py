"""What the rules about steps say, where they point, what they offer, and what a project may change about it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import pytest

from sopgen.model import Edit, Problem
from sopgen.rules import RULES
from tests.projects import BASE, FOUR_LANGUAGES, problems

PATH = {"en": "procedures/page.md", "it": "procedures/page.it.md", "el": "procedures/page.el.md"}
HEADING = {"en": "Steps", "it": "Passi", "el": "Βήματα"}


def page(text: str, kind: str = "procedure", language: str = "en") -> dict[str, str]:
    heading = HEADING[language]
    return {PATH[language]: f"---\ntitle: Page\ntype: {kind}\naudience: staff\n---\n\n## {heading}\n\n{text}\n"}


def said(
    folder: Path, text: str, kind: str = "procedure", language: str = "en", settings: str = ""
) -> tuple[Problem, ...]:
    """What the rules about steps say of a page; its text begins in line 9."""
    laid = {"sopgen.yaml": FOUR_LANGUAGES["sopgen.yaml"] + settings}
    found = problems(folder, laid, page(text, kind, language), render=False)
    own = ("step-", "warning-before", "procedure-length", "config", "unknown", "language-code")
    return tuple(one for one in found if one.rule.startswith(own))


def rules(found: tuple[Problem, ...]) -> list[str]:
    return [one.rule for one in found]


def mended(text: str, edits: tuple[Edit, ...]) -> str:
    """The text of a page below its heading with these edits made."""
    lines = text.split("\n")
    for edit in sorted(edits, reverse=True):
        row, first, last = edit.place.line - 9, edit.place.column - 1, edit.place.end_column - 1
        assert lines[row][first:last] == edit.old
        lines[row] = lines[row][:first] + edit.new + lines[row][last:]
    return "\n".join(lines)


# ------------------------------------------------------------------------------------------------- form


def test_what_is_wrong_where_and_how_to_write_it(tmp_path: Path) -> None:
    passive, past = said(tmp_path, "1. Open the till.\n2. The order was checked by the agent.")
    assert [passive.rule, past.rule] == ["step-passive-voice", "step-past-tense"]
    assert {passive.severity, past.severity} == {"error"}
    assert past.message == "“was checked” says what was done, not what to do"
    assert past.hint == passive.hint
    assert past.hint.startswith("write “Check the order.”") and "sopgen: ignore" not in past.hint
    assert (past.place.line, past.place.column, past.place.end_column) == (10, 14, 25)


OTHERS = "; if somebody else does it, say whom to ask"


@pytest.mark.parametrize(
    ("language", "text", "hint"),
    [
        ("en", "The request must be approved by the manager.", f"write “Approve the request.”{OTHERS}"),
        ("en", "The order was checked by the manager before noon.", f"write “Check the order before noon.”{OTHERS}"),
        ("it", "L'ordine è stato controllato.", "write “Controlla l'ordine.”"),
        ("it", "I documenti vanno controllati ogni giorno.", "write “Controlla i documenti ogni giorno.”"),
        (
            "it",
            "La richiesta sarà inviata dall'addetto al responsabile.",
            f"write “Invia la richiesta al responsabile.”{OTHERS}",
        ),
        ("el", "Η παραγγελία ελέγχεται από τον υπεύθυνο.", f"write “Ελέγξτε την παραγγελία.”{OTHERS}"),
    ],
)
def test_what_somebody_else_does_is_no_command_to_the_reader(
    language: str, text: str, hint: str, tmp_path: Path
) -> None:
    found = said(tmp_path, f"1. {text}", language=language)
    assert {one.hint for one in found} == {hint}


def test_a_hint_for_every_language_quotes_none() -> None:
    """What stands in quotation marks is to be written into the document, so it is never English by itself."""
    modules = [import_module(f"sopgen.rules.{name.replace('-', '_')}") for name in RULES]
    hints = [module.HINT for module in modules if module.SCOPE == "prose" and hasattr(module, "HINT")]
    assert len(hints) > 10
    assert not [hint for hint in hints if "“" in hint]


@pytest.mark.parametrize(
    ("status", "severity"),
    [("status: draft\n", "warning"), ("status: retired\n", "error"), ("", "error")],
)
def test_the_wording_of_a_draft_stops_nothing(status: str, severity: str, tmp_path: Path) -> None:
    files = {path: text.replace("audience", f"{status}audience") for path, text in page("1. You check it.").items()}
    found = problems(tmp_path, FOUR_LANGUAGES, files, render=False)
    assert {one.severity for one in found if one.rule == "step-second-person"} == {severity}


def test_a_comment_above_a_step_spares_this_step_alone(tmp_path: Path) -> None:
    comment = "<!-- sopgen: ignore step-second-person because it is quoted -->"
    kept = said(tmp_path, f"1. Go.\n\n{comment}\n2. You check it.\n   You write it.\n3. You close it.")
    assert [one.place.line for one in kept if one.rule == "step-second-person"] == [14]
    inside = said(tmp_path, f"1. Go.\n2. You check it. {comment}\n3. You close it.")
    assert [one.place.line for one in inside if one.rule == "step-second-person"] == [11]


def test_a_comment_that_covers_nothing_is_told_where_to_stand(tmp_path: Path) -> None:
    comment = "<!-- sopgen: ignore step-second-person because it is quoted -->"
    found = problems(tmp_path, FOUR_LANGUAGES, page(f"1. Go.\n\n   {comment}\n2. You check it."), render=False)
    (unneeded,) = [one for one in found if one.rule == "exemption"]
    assert unneeded.place.line == 11 and "at the end of the step" in unneeded.hint
    assert any(one.rule == "step-second-person" for one in found)


@pytest.mark.parametrize(
    ("text", "words", "hint"),
    [
        ("1. You check the order.", "You check", "write “Check the order.”"),
        ("1. You **check** the [order](greet.md).", "You check", "write “Check the order.”"),
        ("1. The amount", "The amount", "begin with the verb; if the whole list is no instruction"),
    ],
)
def test_the_words_are_quoted_and_the_correction_is_shown(text: str, words: str, hint: str, tmp_path: Path) -> None:
    found = said(tmp_path, text)
    assert found and all(f"“{words}”" in one.message and one.hint.startswith(hint) for one in found)
    assert all(one.place.line == 9 and one.place.column == 4 for one in found)


@pytest.mark.parametrize(
    ("text", "end"),
    [("1. You check the order.", 13), ("1. You **check** the order.", 15), ("1. You\n   check the order.", 7)],
)
def test_the_range_ends_with_the_words_or_with_the_line(text: str, end: int, tmp_path: Path) -> None:
    for one in said(tmp_path, text):
        assert (one.place.line, one.place.column, one.place.end_column) == (9, 4, end)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("1. You check the order.", "1. Check the order."),
        ("1. You check the **order** by `id`.", "1. Check the **order** by `id`."),
        ("1. You check\n   the order.", "1. Check\n   the order."),
    ],
)
def test_leaving_you_out_is_certain_and_keeps_the_markup(text: str, after: str, tmp_path: Path) -> None:
    (found,) = (one for one in said(tmp_path, text) if one.rule == "step-second-person")
    assert found.certain and mended(text, found.edits) == after


@pytest.mark.parametrize(
    "text",
    [
        "1. You should check the order.",
        "1. You must check the order.",
        "1. You will check the order.",
        "1. The order was checked.",
        "1. The agent checks the order.",
        "1. Checking the order.",
        "1. Call the manager if the light is red.",
    ],
)
def test_what_could_change_the_meaning_is_never_certain(text: str, tmp_path: Path) -> None:
    found = said(tmp_path, text)
    assert found and not any(one.certain for one in found)


def test_a_question_becomes_a_command_with_a_full_stop(tmp_path: Path) -> None:
    for one in said(tmp_path, "1. Open the till.\n2. Can you check the order?"):
        assert "?”" not in one.hint
        assert not one.edits or mended("1. Open the till.\n2. Can you check the order?", one.edits).endswith(".")


def test_errors_in_procedures_warnings_elsewhere(tmp_path: Path) -> None:
    text = "1. Open the till.\n2. You count the notes.\n3. Close the till and lock the door."
    for kind, severity in (("procedure", "error"), ("guide", "warning")):
        found = said(tmp_path / kind, text, kind)
        assert {"step-second-person", "step-multiple-actions"} <= set(rules(found))
        assert {one.severity for one in found} == {severity}


# ------------------------------------------------------------------------------------------------- policy

DESCRIBED = "1. The agent checks the receipt.\n2. The manager approves the refund."
DECLARATIVE = "style: {moods: {en: [declarative]}}\n"


def test_a_house_may_describe(tmp_path: Path) -> None:
    assert rules(said(tmp_path / "a", DESCRIBED)) == ["step-declarative"] * 2
    assert said(tmp_path / "b", DESCRIBED, settings=DECLARATIVE) == ()
    assert said(tmp_path / "c", "1. You check the receipt.", settings=DECLARATIVE) == ()
    assert said(tmp_path / "d", "1. Check the receipt.", settings=DECLARATIVE) == ()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("1. The agent checked the receipt.", "step-past-tense"),
        ("1. The agent will check the receipt.", "step-future-tense"),
        ("1. The receipt is checked by the agent.", "step-passive-voice"),
        ("1. The agent should check the receipt.", "step-modal"),
    ],
)
def test_who_may_describe_may_not_do_anything(text: str, rule: str, tmp_path: Path) -> None:
    assert rule in rules(said(tmp_path, text, settings=DECLARATIVE))


def test_infinitives_in_italian(tmp_path: Path) -> None:
    text = "1. Controllare lo scontrino.\n2. Aprire la cassa."
    only = "style: {moods: {it: [imperative]}}\n"
    assert said(tmp_path / "a", text, language="it") == ()
    assert rules(said(tmp_path / "b", text, language="it", settings=only)) == ["step-infinitive"] * 2


def test_na_clauses_in_greek(tmp_path: Path) -> None:
    text = "1. Να ελέγξετε την απόδειξη.\n2. Ανοίξτε το ταμείο."
    allowed = "style: {moods: {el: [imperative, na-clause]}}\n"
    assert rules(said(tmp_path / "a", text, language="el")) == ["step-na-clause"]
    assert said(tmp_path / "b", text, language="el", settings=allowed) == ()


def test_own_verbs(tmp_path: Path) -> None:
    text = "1. Open the till.\n2. Zorbed the receipt."
    own = "style: {verbs: {en: [zorb]}}\n"
    assert said(tmp_path / "a", text) == ()
    assert rules(said(tmp_path / "b", text, settings=own)) == ["step-past-tense"]


@pytest.mark.parametrize(
    ("line", "column", "rule", "message"),
    [
        ("style: {moods: {en: [past]}}", 22, "config", "`past` is not one of imperative, infinitive, declarative"),
        ("style: {moods: {en: imperative}}", 21, "config", "`en` should be a list"),
        ("style: {moods: {fr: [imperative]}}", 17, "unknown-setting", "`fr` is not one of the project's languages"),
        ("style: {verbs: {fr: [zorb]}}", 17, "unknown-setting", "`fr` is not one of the project's languages"),
        ("style: {verbs: {en: zorb}}", 21, "config", "`en` should be a list"),
        ("style: {mood: {en: [imperative]}}", 9, "unknown-key", "the key `mood` is not known here"),
        ("style: [imperative]", 8, "config", "`style` should be keys and values"),
        ("rules: {step-length: {words: many}}", 30, "unknown-setting", "`words` of `step-length` should be a number"),
        ("rules: {step-length: {word: 12}}", 23, "unknown-setting", "`step-length` has no option `word`"),
        ("rules: {step-length: {words: -1}}", 30, "unknown-setting", "`words` of `step-length` should be a number"),
        ("rules: {alt-text-useless: {words: {a: b}}}", 35, "unknown-setting", "should be a list"),
        ("rules: {step-modal: {options: {x: 1}}}", 32, "unknown-setting", "`step-modal` has no option `x`"),
    ],
)
def test_mistakes_in_the_policy(line: str, column: int, rule: str, message: str, tmp_path: Path) -> None:
    (found,) = said(tmp_path, "1. Open the till.", settings=line + "\n")
    row = FOUR_LANGUAGES["sopgen.yaml"].count("\n") + 1
    assert (found.place.line, found.place.column, found.rule) == (row, column, rule)
    assert message in found.message


# ------------------------------------------------------------------------------------------------- actions, length


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Open the till and count the notes.", "“Open” and “count” are two actions"),
        ("Open the till. Count the notes. Close it.", "“Open”, “Count” and “Close” are three actions"),
    ],
)
def test_several_actions(text: str, message: str, tmp_path: Path) -> None:
    (found,) = said(tmp_path, f"1. {text}")
    assert (found.rule, found.message) == ("step-multiple-actions", message)


def test_how_many_actions_a_project_allows(tmp_path: Path) -> None:
    settings = "rules: {step-multiple-actions: {most: 2}}\n"
    assert said(tmp_path / "a", "1. Open the till and count the notes.", settings=settings) == ()
    assert rules(said(tmp_path / "b", "1. Open the till. Count the notes. Close it.", settings=settings)) != []


TWENTY = "Write the name of the customer and the street and the floor and the name on the bell into **Our List**"


def test_twenty_words_and_not_one_more(tmp_path: Path) -> None:
    assert "step-length" not in rules(said(tmp_path / "a", f"1. {TWENTY}."))
    (found,) = (one for one in said(tmp_path / "b", f"1. {TWENTY} now please.") if one.rule == "step-length")
    assert found.message == "this sentence has 22 words, a step takes at most 20"
    assert (found.place.line, found.place.column) == (9, 4 + len(TWENTY) + 1)
    assert found.place.end_column == found.place.column + len("now please")


def test_each_sentence_counts_by_itself(tmp_path: Path) -> None:
    assert "step-length" not in rules(said(tmp_path, f"1. {TWENTY}. This is a list that only our colleagues can see."))


def test_length_needs_no_grammar(tmp_path: Path) -> None:
    settings = {"sopgen.yaml": BASE["sopgen.yaml"].replace("[en, it]", "[en, pt]")}
    text = "1. " + "palavra " * 21 + "fim."
    own: Mapping[str, str] = {"procedures/a.pt.md": f"---\ntitle: A\ntype: guide\n---\n\n{text}\n"}
    found = [one for one in problems(tmp_path, settings, own, render=False) if one.rule.startswith("step-")]
    assert [one.message for one in found] == ["this sentence has 22 words, a step takes at most 20"]


def test_too_many_steps_without_a_sub_heading(tmp_path: Path) -> None:
    ten = "\n".join(f"{n}. Open door {n}." for n in range(1, 11))
    assert said(tmp_path / "a", ten) == ()
    (found,) = said(tmp_path / "b", f"{ten}\n11. Close the door.")
    assert (found.rule, found.severity, found.place.line) == ("procedure-length", "info", 19)
    assert found.message == "this list has 11 steps without a sub-heading, more than 10"
    assert said(tmp_path / "c", f"{ten}\n\n### Then\n\n1. Close the door.") == ()
    assert said(tmp_path / "d", f"{ten}\n    1. Turn the key.\n    2. Pull the door.") == ()


# ------------------------------------------------------------------------------------------------- order


@pytest.mark.parametrize(
    "text",
    [
        "**Call the manager**: If the light is red, call the manager.",
        "**Find out:** Assess if the light is red.",
        "Do not call the manager unless the light is red.",
        "Call the manager if the light is red, or the clerk if it is green.",
        "**Restart the till**: Restart the till to see the light.",
        "**Close the door.** Turn the key twice.",
        "Find out when the shop closes.",
        "Say why, and they will read it when they decide.",
        "Press Yes, or No if the light is red.",
    ],
)
def test_labels_bans_and_cases_are_left_alone(text: str, tmp_path: Path) -> None:
    assert said(tmp_path, f"1. {text}") == ()


def test_what_may_happen_is_no_duty(tmp_path: Path) -> None:
    assert said(tmp_path / "a", "1. Open the till.\n2. A second drawer might open.") == ()
    (found,) = said(tmp_path / "b", "1. Open the till.\n2. The clerk must count the notes.")
    assert found.rule == "step-modal"


def test_a_long_name_may_hold_the_command(tmp_path: Path) -> None:
    assert said(tmp_path, "1. Open the till.\n2. In the window, *Choose the till to open now.*") == ()


def test_what_happens_by_itself_is_made_no_command(tmp_path: Path) -> None:
    (found,) = said(tmp_path, "1. Open the till.\n2. The drawer is closed automatically by the till.")
    assert found.rule == "step-passive-voice"
    assert found.edits == ()


@pytest.mark.parametrize(
    "text",
    [
        "On the new till:\n\n   Open the drawer.",
        "The new till:\n\n   ```\n   open\n   ```\n",
        "The new till:\n\n```\nopen\n```\n",
        "**The old till**\n    - Open it.\n    - Count the notes.",
    ],
)
def test_captions_and_titles_among_steps_are_left_alone(text: str, tmp_path: Path) -> None:
    assert said(tmp_path, f"1. Open the till.\n2. {text}\n3. Count the notes.") == ()


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Call the manager if the light is red.", "If the light is red, call the manager."),
        ("Call the **manager** if the light is red.", None),
        ("Call the manager and wait if the light is red.", None),
        ("Call the manager, the clerk or me if the light is red.", None),
        ("Call the manager, if the light is red", "If the light is red, call the manager"),
    ],
)
def test_the_condition_moves_in_front(text: str, after: str | None, tmp_path: Path) -> None:
    (found,) = (one for one in said(tmp_path, f"1. {text}") if one.rule == "step-condition-first")
    assert "“if the light is red” comes after" in found.message
    assert mended(f"1. {text}", found.edits) == f"1. {after or text}"


WARNING = "> [!{kind}] Hot steam\n   > Keep your face away from the lid."


@pytest.mark.parametrize("kind", ["WARNING", "CAUTION", "DANGER", "AVVISO"])
def test_a_warning_below_the_last_step_comes_too_late(kind: str, tmp_path: Path) -> None:
    (found,) = said(tmp_path, f"1. Fill the tank.\n2. Open the lid.\n\n   {WARNING.format(kind=kind)}")
    assert (found.rule, found.place.line, found.severity) == ("warning-before-step", 12, "warning")
    assert "“Hot steam” comes after the last step" in found.message


@pytest.mark.parametrize(
    "text",
    [
        "1. Fill the tank.\n\n   {warning}\n\n2. Open the lid.",
        "1. Fill the tank.\n\n> [!WARNING] Hot steam\n> Keep away.\n\n2. Open the lid.",
        "{warning}\n\n1. Open the lid.",
        "1. Open the lid.\n\n> [!WARNING] Codes stay in the app\n> Do not copy a code.\n\n### Then\n\n1. Wait.",
        "1. Open the lid.\n\n   > [!NOTE] Steam\n   > It is hot.",
        "1. Open the lid.\n\n   {warning}\n\n   1. Turn it to the left.\n   2. Lift it.",
        "1. Open the lid.\n   1. Turn it.\n\n      > [!WARNING] Hot steam\n      > Keep away.\n\n2. Wait.",
        "- Gloves\n- Steam\n\n  > [!WARNING] Hot steam\n  > Keep away.",
    ],
)
def test_warnings_where_they_may_stand(text: str, tmp_path: Path) -> None:
    assert "warning-before-step" not in rules(said(tmp_path, text.format(warning=WARNING.format(kind="WARNING"))))


# ------------------------------------------------------------------------------------------------- results


def test_results_are_looked_for_only_where_the_project_asks(tmp_path: Path) -> None:
    text = "1. Press **Start**. The window opens.\n2. Wait. This is what you see:.\n\n   The lamp goes on."
    assert said(tmp_path / "a", text) == ()
    (found,) = said(tmp_path / "b", text, settings="rules: {step-result: warning}\n")
    assert (found.rule, found.severity, found.place.line) == ("step-result", "warning", 9)
    assert "“The window opens”" in found.message


@pytest.mark.parametrize(
    ("first", "settings", "hint"),
    [
        ("Apri la cassa.", "", "write “Controlla lo scontrino.”"),
        ("Aprite la cassa.", "", "begin with the verb"),
        ("Aprire la cassa.", "style: {address: {it: tu}}\n", "write “Controlla lo scontrino.”"),
        ("Aprire la cassa.", "style: {address: {it: Lei}}\n", "begin with the verb"),
    ],
)
def test_a_corrected_step_speaks_to_the_reader_as_the_others_do(
    first: str, settings: str, hint: str, tmp_path: Path
) -> None:
    text = f"1. {first}\n2. L'addetto ha controllato lo scontrino."
    found = [one for one in said(tmp_path, text, settings=settings, language="it") if one.rule == "step-past-tense"]
    assert [hint in one.hint for one in found] == [True]
