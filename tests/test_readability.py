"""Readability: published worked values, and what is not measured."""

from __future__ import annotations

import pytest

from sopgen.language import language
from sopgen.model import Block, Place
from sopgen.prose import Passage
from sopgen.readability import measure, syllables


def passage(text: str, kind: str = "paragraph") -> Passage:
    return Passage(Block(kind, text, Place("x.md")), language("en"))  # type: ignore[arg-type]


# The worked values that encyclopaedias give for Flesch's formula.
@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("The cat sat on the mat.", 116),
        ("This sentence, taken as a reading passage unto itself, is being used to prove a point.", 69),
        ("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.", 37),
    ],
)
def test_flesch(text: str, score: int) -> None:
    found = measure("en", [passage(text)])
    assert found is not None and round(found.score) == score


def test_gulpease() -> None:
    """5 words of 18 letters in one sentence."""
    found = measure("it", [passage("Il cane mangia la cena.")])
    assert found is not None
    assert found.score == pytest.approx(89 + 60 - 10 * 18 / 5)


def test_lix() -> None:
    """Words of more than six letters count: two of five, and five words in a sentence."""
    found = measure("el", [passage("Πατήστε το κόκκινο κουμπί τώρα.")])
    assert found is not None
    assert found.score == pytest.approx(5 + 100 * 2 / 5)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1),
        ("make", 1),
        ("table", 2),
        ("asked", 1),
        ("wanted", 2),
        ("boxes", 2),
        ("receipt", 2),
        ("customer", 3),
        ("safely", 2),
        ("shhh", 1),
        ("co-operate", 4),
        ("don't", 1),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_fragments_headings_and_tables_are_not_measured() -> None:
    assert (
        measure("en", [passage("Kitchen and hall"), passage("We open.", "heading"), passage("We open.", "cell")])
        is None
    )


def test_a_language_without_a_formula_is_not_measured() -> None:
    assert measure("pt", [passage("A casa é branca.")]) is None
    assert measure("it-CH", [passage("La casa è bianca.")]) is not None
