"""English: what a sentence of a procedure is, and the wording that the rules are for."""

from __future__ import annotations

from msgspec.structs import replace

from sopgen.language.en.clauses import clause_of
from sopgen.language.en.line import Line
from sopgen.language.en.phrases import hits
from sopgen.language.en.statements import UNKNOWN
from sopgen.language.grammar import Clause, Hit
from sopgen.language.tokens import Sentence, Tokenizer

_LOOKS_BACK = 600
"""How many characters before a prohibition are read again: a step, but not a whole page in one block."""

_PROHIBITS = frozenset(["do", "don't", "never"])

TOKENIZER = Tokenizer(
    elision=False,
    abbreviations=(
        "e.g.",
        "i.e.",
        "etc.",
        "vs.",
        "approx.",
        "no.",
        "nos.",
        "fig.",
        "sec.",
        "dr.",
        "mr.",
        "mrs.",
        "ms.",
        "st.",
        "inc.",
        "ltd.",
        "co.",
        "a.m.",
        "p.m.",
        "min.",
        "max.",
        "ref.",
        "tel.",
        "ext.",
        "dept.",
        "est.",
        "incl.",
        "cf.",
        "p.",
        "pp.",
    ),
    questions="?",
)


def clause(sentence: Sentence, verbs: frozenset[str]) -> Clause:
    """What the sentence is. verbs: the project's own verbs, in their plain form."""
    if not sentence.words:
        return UNKNOWN
    line = Line(sentence, verbs)
    found = clause_of(line)
    perhaps_no_action = not found.orders or sentence.lower[0] in _PROHIBITS
    if found.commands and sentence.start and perhaps_no_action and _has_command_before(sentence, verbs):
        return replace(found, commands=(), condition=found.condition if found.orders else None)
    return found


def _has_command_before(sentence: Sentence, verbs: frozenset[str]) -> bool:
    """Whether the step has told something before: a prohibition after that limits it, and a statement explains it."""
    before = TOKENIZER.sentences(sentence.text[max(0, sentence.start - _LOOKS_BACK) : sentence.start])
    return any(clause_of(Line(one, verbs)).orders for one in before)


def wording(sentence: Sentence) -> list[Hit]:
    """Wording that the rules about words are for."""
    return hits(sentence)
