"""The pages of the rules for steps are true in each language: every bad step is found, no good one by any of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen.rules import NAMES, RULES
from tests.projects import examples
from tests.rules.test_pages import found

STEPS = [name for name in NAMES if name.startswith("step-") or name in ("warning-before-step", "procedure-length")]
FORMS = [name for name in STEPS if RULES[name].error_in and name != "step-multiple-actions"]
FORMLESS = {
    "step-infinitive": {"el"},
    "step-na-clause": {"en", "it", "ca"},
    "step-role": {"it", "ca", "el"},
    "step-time": {"it", "ca", "el"},
}
"""The languages that have no such form, or are judged as English is."""

SOUND = ("Enter the amount.", "Inserire l'importo.", "Introduïu l'import.", "Καταχωρίστε το ποσό.")
"""What stands in bad lists without being bad."""


def language_of(path: str) -> str:
    return path.split(".")[1] if path.count(".") > 1 else "en"


@pytest.mark.parametrize("name", STEPS)
def test_each_language_is_found(name: str, tmp_path: Path) -> None:
    bad = examples(RULES[name].page, "Bad")
    pages = {path for path in bad if path.endswith(".md")}
    assert {language_of(path) for path in pages} == {"en", "it", "ca", "el"} - FORMLESS.get(name, set())
    assert {one.place.path for one in found(RULES[name], tmp_path, bad) if one.rule == name} == pages


@pytest.mark.parametrize("name", STEPS)
def test_good_steps_are_good_for_every_rule_for_steps(name: str, tmp_path: Path) -> None:
    good = examples(RULES[name].page, "Good")
    said = found(RULES[name], tmp_path, good)
    assert [f"{one.place.path}:{one.place.line} {one.message}" for one in said if one.rule in STEPS] == []


@pytest.mark.parametrize("name", FORMS)
def test_every_bad_step_is_found_at_its_words(name: str, tmp_path: Path) -> None:
    bad = examples(RULES[name].page, "Bad")
    places = [one.place for one in found(RULES[name], tmp_path, bad) if one.rule == name]
    missed = []
    for path, text in bad.items():
        for number, line in enumerate(text.splitlines(), 1):
            if line.startswith(("1. ", "2. ")) and line[3:] not in SOUND:
                here = [place for place in places if (place.path, place.line) == (path, number)]
                missed += [] if [p for p in here if 4 <= p.column < p.end_column <= len(line) + 1] else [line]
    assert missed == []
