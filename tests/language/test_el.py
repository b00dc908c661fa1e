"""Greek steps and phrases: what they are, what is wrong with them, and what to write instead."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sopgen import prose
from sopgen.language import el
from sopgen.language.grammar import Clause

HERE = Path(__file__).parent
NONE: frozenset[str] = frozenset()


def lines(name: str) -> list[tuple[str, str]]:
    text = (HERE / name).read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return [(expected, step) for expected, step in pairs]


def clauses(step: str) -> tuple[Clause, ...]:
    return tuple(el.clause(sentence, NONE) for sentence in el.TOKENIZER.sentences(step))


def one(step: str) -> Clause:
    (clause,) = clauses(step)
    return clause


def kinds(text: str) -> set[str]:
    return {hit.kind for sentence in el.TOKENIZER.sentences(text) for hit in el.wording(sentence)}


@pytest.mark.parametrize(("expected", "step"), lines("el.txt"))
def test_step(expected: str, step: str) -> None:
    what, _, count = expected.partition(" ")
    told = prose.telling(clauses(step))
    found = "-" if told is None else ",".join(told.faults) or "ok"
    commands = sum(len(clause.commands) for clause in clauses(step))
    assert (found, commands) == (what, int(count or 1))
