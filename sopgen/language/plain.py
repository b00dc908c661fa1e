"""A language whose grammar is not known: words and sentences can be counted, nothing is said about them."""

from __future__ import annotations

from sopgen.language.grammar import Clause, Hit
from sopgen.language.tokens import Sentence, Tokenizer

TOKENIZER = Tokenizer(elision=False, abbreviations=(), questions="?;\u037e")
_UNKNOWN = Clause("unknown")


def clause(sentence: Sentence, verbs: frozenset[str]) -> Clause:
    return _UNKNOWN


def wording(sentence: Sentence) -> list[Hit]:
    return []
