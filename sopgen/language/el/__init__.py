"""Greek: what a step is made of."""

from __future__ import annotations

from sopgen.language.el import phrases
from sopgen.language.el.clauses import clause_of
from sopgen.language.el.reading import Reading
from sopgen.language.grammar import Clause, Hit
from sopgen.language.tokens import Sentence, Tokenizer

TOKENIZER = Tokenizer(
    elision=False,
    abbreviations=("π.χ.", "κ.λπ.", "κ.ά.", "κ.ο.κ.", "δηλ.", "βλ.", "αρ.", "τηλ.", "σελ.", "λ.χ.", "κ.", "ό,τι"),
    questions="?;\u037e",
)


def clause(sentence: Sentence, verbs: frozenset[str]) -> Clause:
    """What the sentence is. verbs: the project's own verbs, as a dictionary lists them."""
    return clause_of(Reading(sentence, verbs))


def wording(sentence: Sentence) -> list[Hit]:
    """Wording that the rules about words are for."""
    return list(phrases.hits(sentence))
