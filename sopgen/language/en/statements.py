"""What a statement says: its verb, tense, voice and person; also a verb form without its subject."""

from __future__ import annotations

from sopgen.language.en.actions import actions, condition
from sopgen.language.en.finite import group
from sopgen.language.en.lexicon import (
    BASE,
    DETERMINER,
    FIGURE,
    LISTS,
    NAME,
    OBJECT,
    PAST,
    PLURAL,
    SUBJECT,
)
from sopgen.language.en.line import Line
from sopgen.language.en.rewrite import from_group, from_verb, is_action, is_actor, joined_verbs
from sopgen.language.grammar import Clause, Span

UNKNOWN = Clause("unknown")
OBJECT_SIGNS = DETERMINER | OBJECT | NAME | FIGURE
"""What begins the object of a verb before it."""

_PERSONS = {
    "i": 1,
    "we": 1,
    "you": 2,
    "i'll": 1,
    "we'll": 1,
    "you'll": 2,
    "you'd": 2,
    "you've": 2,
    "we've": 1,
    "i've": 1,
}


def _may_be_noun(line: Line, start: int) -> bool:
    """Whether a form like "orders" is followed by nothing that makes it a verb for certain."""
    return bool(line.tags[start] & PLURAL and not line.bits(start + 1) & DETERMINER)


def bare(line: Line, index: int, start: int) -> Clause:
    """A verb in the past or the third person without its subject: "Checked the oil", "Opens the valve"."""
    past = line.tags[start] & PAST
    unsure = _may_be_noun(line, start)
    return Clause(
        "declarative",
        tense="past" if past else "present",
        person=0 if past else 3,
        verb=line.span(start, start),
        commands=() if unsure else told(line, start, line.count),
        better="" if unsure else from_verb(line, index, start),
    )


def told(line: Line, main: int, end: int) -> tuple[Span, ...]:
    """The verbs that tell the reader to do something in the form of a statement, gerund or report."""
    verbs = actions(line, main, end) if line.tags[main] & BASE else [main, *(joined_verbs(line, main) or ())]
    return tuple(line.span(verb, verb) for verb in verbs)


def declared(line: Line, index: int, start: int, verb: int) -> Clause:
    said = group(line, verb)
    orders = not said.passive and not said.negative and (said.form == "declarative" or said.duty)
    orders = orders and said.main >= 0 and is_actor(line, start, verb) and is_action(line, said.main)
    return Clause(
        said.form,
        tense=said.tense,
        passive=said.passive,
        person=_PERSONS.get(line.lower[start], 3),
        verb=line.span(line.pronoun_before(verb), said.last),
        commands=told(line, said.main, line.count) if orders else (),
        condition=condition(line, said.main, line.count) if orders else None,
        better=from_group(line, index, start, verb, said),
    )


def is_subject(line: Line, start: int) -> bool:
    """Whether a noun phrase that can only be a subject begins here."""
    return bool(line.tags[start] & (DETERMINER | SUBJECT)) or line.lower[start] in LISTS["persons"]
