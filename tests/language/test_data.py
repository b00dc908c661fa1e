"""The word data: small, whole, with their source; and the labelled steps, judged as a user has them judged."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path

import pytest

from sopgen.build import read_sources
from sopgen.config import default_config
from sopgen.language import LANGUAGES
from sopgen.load import load_paths
from tests.projects import AS_OF, write

FOLDER = Path(__file__).parents[2] / "sopgen" / "language"
CHALLENGE = Path(__file__).parent / "challenge.jsonl"
LIMIT = 300_000
"""Bytes of word data that come with sopgen, for all languages together."""

# what the labels call the rules
CODES = {
    "step-past-tense": "past",
    "step-future-tense": "future",
    "step-passive-voice": "passive",
    "step-multiple-actions": "multi-action",
    "step-length": "too-long",
    "vague-wording": "vague",
    "wordy-phrase": "wordy",
} | {
    rule: rule.removeprefix("step-")
    for rule in [
        "step-modal",
        "step-second-person",
        "step-declarative",
        "step-gerund",
        "step-infinitive",
        "step-na-clause",
        "step-no-verb",
        "step-question",
        "nominalisation",
        "noun-cluster",
        "please",
    ]
}


def test_all_word_data_are_small() -> None:
    sizes = {str(file.relative_to(FOLDER)): file.stat().st_size for file in sorted(FOLDER.rglob("*.txt"))}
    assert sum(sizes.values()) <= LIMIT, sizes


@pytest.mark.parametrize("code", LANGUAGES)
def test_verbs_name_their_source_and_their_recipe(code: str) -> None:
    (file,) = (file for file in (FOLDER / code).glob("*.txt") if file.name != "words.txt")
    head = "".join(line for line in file.read_text("utf-8").splitlines(keepends=True)[:12] if line.startswith("#"))
    assert f"tests/language/recipes/{code}.py" in head
    assert re.search(r"licen[cs]e|CC0|our own", head)
    assert (Path(__file__).parent / "recipes" / f"{code}.py").exists()


@pytest.mark.parametrize("code", LANGUAGES)
def test_labelled_steps_through_the_whole_of_a_check(tmp_path: Path, code: str) -> None:
    """Every hand-written step has the problems of its label and no other, but for one in fifty."""
    rows = [row for row in map(json.loads, CHALLENGE.read_text("utf-8").splitlines()) if row["lang"] == code]
    head = f"---\ntitle: T\ntype: procedure\naudience: staff\nlanguage: {code}\n---\n\n:::steps\n\n"
    escaped = [re.sub(r"([\\`*_{}\[\]<>#|~!&:])", r"\\\1", row["text"]) for row in rows]
    items = "".join(f"{number}. {text}\n" for number, text in enumerate(escaped, 1))
    write(tmp_path, {"a.md": f"{head}{items}\n:::\n"})
    config = default_config(tmp_path, ".", AS_OF, None)
    project = read_sources(config, load_paths(tmp_path, (tmp_path / "a.md",), config.languages))
    found = defaultdict(set)
    first = head.count("\n") + 1
    for problem in project.problems:
        if problem.rule in CODES:
            found[problem.place.line - first].add(CODES[problem.rule])
    accepted = {"infinitive"} if code in ("it", "ca") else set()
    wrong = [
        (row["text"], sorted(found[number]), row["labels"]["violations"])
        for number, row in enumerate(rows)
        if found[number] - accepted != set(row["labels"]["violations"]) - accepted
    ]
    assert len(wrong) * 50 <= len(rows), wrong
