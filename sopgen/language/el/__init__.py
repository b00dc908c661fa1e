"""Greek: what a step is made of."""

from __future__ import annotations

from sopgen.language.el import clauses, phrases
from sopgen.language.grammar import Clause, Hit
from sopgen.language.tokens import Sentence, Tokenizer

TOKENIZER = Tokenizer(
    elision=False,
    abbreviations=("π.χ.", "κ.λπ.", "κ.ά.", "κ.ο.κ.", "δηλ.", "βλ.", "αρ.", "τηλ.", "σελ.", "λ.χ.", "κ.", "ό,τι"),
    questions="?;\u037e",
)


def clause(sentence: Sentence, verbs: frozenset[str]) -> Clause:
    reading = clauses.read(sentence, verbs)
    return clauses.clause_of(reading, "")


def wording(sentence: Sentence) -> list[Hit]:
    return list(phrases.hits(sentence))
