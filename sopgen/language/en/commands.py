"""Whether a command begins at a word: verb or noun, told from what comes after it."""

from __future__ import annotations

from enum import IntEnum

from sopgen.language.en.finite import find
from sopgen.language.en.lexicon import (
    ADJECTIVE,
    ADVERB,
    BASE,
    BE,
    COORDINATOR,
    DETERMINER,
    DO,
    GERUND,
    HAVE,
    LISTS,
    MARK,
    MODAL,
    MOSTLY_NOUN,
    MOSTLY_VERB,
    NAME,
    NOUN,
    OBJECT,
    PARTICIPLE,
    PAST,
    PLURAL,
    PREPOSITION,
    RELATIVE,
    SUBJECT,
    SUBORDINATOR,
    THIRD,
    TO,
)
from sopgen.language.en.line import Line

_HELPERS = MODAL | BE | HAVE | DO
_REPORTING = LISTS["reporting-verbs"]
PARTICLES = LISTS["particles"]
CLEAR_PARTICLES = frozenset(["up", "down", "out", "off", "back", "away"])
_QUESTIONS = frozenset(["how", "whether", "what", "why", "if"])


class Verdict(IntEnum):
    NO = 0
    UNSURE = 1
    YES = 2


NO, UNSURE, YES = Verdict.NO, Verdict.UNSURE, Verdict.YES


def negated(line: Line, index: int) -> int:
    """The verb of a prohibition that begins here ("do not open", "don't touch", "never mix"); -1 for none."""
    word = line.word(index)
    if word == "do" and line.word(index + 1) == "not":
        index += 2
    elif word in ("don't", "never"):
        index += 1
    else:
        return -1
    while line.bits(index) & ADVERB and not line.bits(index) & BASE:
        index += 1
    line.restore(index)
    return index if index < line.count else -1


def command_at(line: Line, index: int, end: int) -> Verdict:
    """Whether the clause that begins here is a command."""
    if index >= end:
        return NO
    bits, word = line.tags[index], line.lower[index]
    if word in ("don't", "let's", "never") or (word == "do" and line.word(index + 1) == "not"):
        return YES
    following = line.bits(index + 1) if index + 1 < end else 0
    if not bits & BASE:
        return _coined(line, index, bits, following)
    if word in ("have", "do"):
        asks = line.sentence.mark == "?" or line.word(index + 1) in ("you", "we", "they", "i")
        return YES if following & (DETERMINER | OBJECT | SUBJECT | NOUN | BASE | NAME | RELATIVE) and not asks else NO
    if word == "be":
        return YES
    if index + 1 >= end:
        return UNSURE if bits & MOSTLY_NOUN else YES
    next_word = line.lower[index + 1]
    if word == "make" and next_word in ("sure", "certain"):
        return YES
    if following & RELATIVE and next_word not in _QUESTIONS:
        after = line.bits(index + 2)
        if not bits & MOSTLY_VERB and after & (_HELPERS | THIRD) and not after & PLURAL:
            return NO
        return YES
    if following & (DETERMINER | OBJECT | SUBJECT) or next_word in _QUESTIONS:
        return YES
    if following & _HELPERS and not following & BASE:
        return NO
    if not bits & (NOUN | ADJECTIVE):
        return YES
    if following & MARK:
        return UNSURE if bits & MOSTLY_NOUN else YES
    if next_word == "of" and bits & NOUN:
        return NO
    if following & COORDINATOR and bits & NOUN and line.word(index + 3) == "of":
        return NO
    if next_word in PARTICLES and not bits & MOSTLY_NOUN and line.bits(index + 2) & (DETERMINER | NAME | OBJECT | TO):
        return YES
    return _noun_or_verb(line, index, end)


def _coined(line: Line, index: int, bits: int, following: int) -> Verdict:
    """A word that is not known as a verb: one all the same where an object follows at once ("Badge the visitor")."""
    if bits & (
        DETERMINER
        | PREPOSITION
        | ADVERB
        | GERUND
        | PAST
        | PARTICIPLE
        | THIRD
        | RELATIVE
        | SUBJECT
        | OBJECT
        | COORDINATOR
        | _HELPERS
        | SUBORDINATOR
    ):
        return NO
    if following & DETERMINER and (not bits or (bits & NOUN and not bits & (PLURAL | NAME))):
        return YES
    if not bits & NAME and following & OBJECT and line.word(index + 1) in ("it", "them"):
        return YES
    if not bits and following & COORDINATOR and command_at(line, index + 2, line.count) == YES:
        return YES if line.bits(index + 3) & (DETERMINER | OBJECT) else UNSURE
    return NO if bits else UNSURE


def _noun_or_verb(line: Line, index: int, end: int) -> Verdict:
    """A word that can be a noun or an adjective, with no sign right after it: is there a verb that it is subject of?"""
    bits = line.tags[index]
    found = find(line, index, end)
    if found.sure:
        helper = line.tags[found.verb] & _HELPERS
        if line.lower[index] in _REPORTING and helper:
            return YES
        return NO
    if bits & MOSTLY_NOUN:
        return UNSURE
    next_to_it = found.verb == index + 1 and line.tags[found.verb] & THIRD
    if next_to_it and not bits & MOSTLY_VERB and not line.bits(index + 2) & PREPOSITION:
        return UNSURE
    return YES
