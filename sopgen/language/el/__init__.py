"""Greek: what a step is made of."""

from __future__ import annotations

from sopgen.language.el import phrases
from sopgen.language.el.clauses import clause_of
from sopgen.language.el.reading import Reading
from sopgen.language.el.writing import TOKENIZER
from sopgen.language.grammar import Clause, Hit
from sopgen.language.tokens import Sentence

__all__ = ["TOKENIZER", "clause", "wording"]


def clause(sentence: Sentence, verbs: frozenset[str]) -> Clause:
    """What the sentence is. verbs: the project's own verbs, as a dictionary lists them."""
    return clause_of(Reading(sentence, verbs))


def wording(sentence: Sentence) -> list[Hit]:
    """Wording that the rules about words are for."""
    return list(phrases.hits(sentence))
