"""English: what a sentence of a procedure is, and the wording that the rules are for."""

from __future__ import annotations

from sopgen.language.en.clauses import UNKNOWN, clause_of
from sopgen.language.en.line import Line
from sopgen.language.en.phrases import hits
from sopgen.language.grammar import Clause, Hit
from sopgen.language.tokens import Sentence, Tokenizer

TOKENIZER = Tokenizer(
    elision=False,
    abbreviations=(
        "e.g.", "i.e.", "etc.", "vs.", "approx.", "no.", "nos.", "fig.", "sec.", "dr.", "mr.", "mrs.", "ms.", "st.", "inc.",
        "ltd.", "co.", "a.m.", "p.m.", "min.", "max.", "ref.", "tel.", "ext.", "dept.", "est.", "incl.", "cf.", "p.", "pp.",
    ),
    questions="?",
)


def clause(sentence: Sentence, verbs: frozenset[str]) -> Clause:
    """What the sentence is. verbs: the project's own verbs, in their plain form."""
    return clause_of(Line(sentence, verbs)) if sentence.words else UNKNOWN


def wording(sentence: Sentence) -> list[Hit]:
    """Wording that the rules about words are for."""
    return hits(sentence)
