"""English: what a step is made of."""

from __future__ import annotations

from sopgen.language import wording as word_file
from sopgen.language.grammar import Clause, Hit
from sopgen.language.tokens import Sentence, Tokenizer

TOKENIZER = Tokenizer(elision=False, abbreviations=(), questions="?")
WORDS = word_file.read("en")
_UNKNOWN = Clause("unknown")


def clause(sentence: Sentence, verbs: frozenset[str]) -> Clause:
    return _UNKNOWN


def wording(sentence: Sentence) -> list[Hit]:
    return list(WORDS.hits(sentence))
