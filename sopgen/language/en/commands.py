"""Whether a command begins at a word: verb or noun, told from what comes after it."""

from __future__ import annotations

from enum import IntEnum

from sopgen.language.en.finite import find
from sopgen.language.en.lexicon import (
    ADJECTIVE,
    ADVERB,
    BASE,
    BE,
    CHIEFLY_NOUN,
    CHIEFLY_VERB,
    COORDINATOR,
    DETERMINER,
    DO,
    FIGURE,
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
    tag,
)
from sopgen.language.en.line import Line

_HELPERS = MODAL | BE | HAVE | DO
_REPORTING = LISTS["reporting-verbs"]
PARTICLES = LISTS["particles"]
CLEAR_PARTICLES = frozenset(["up", "down", "out", "off", "back", "away"])
_COINED = LISTS["coined-verbs"]
_COMPOUNDS = LISTS["compounds"]
_NOUN_PREPOSITIONS = LISTS["noun-prepositions"]
LIKELY_VERB = MOSTLY_VERB | CHIEFLY_VERB
_LONGEST_LABEL = 5
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
    if word == "never" and line.bits(index) & (GERUND | PAST | THIRD) and not line.bits(index) & BASE:
        return -1
    return index if index < line.count else -1


def command_at(line: Line, index: int, end: int) -> Verdict:
    """Whether the clause that begins here is a command."""
    if index >= end:
        return NO
    bits, word = line.tags[index], line.lower[index]
    if word == "never":
        return YES if negated(line, index) >= 0 else NO
    if word in ("don't", "let's") or (word == "do" and line.word(index + 1) == "not"):
        return YES
    following = line.bits(index + 1) if index + 1 < end else 0
    if f"{word}:{line.word(index + 1)}" in _COINED:
        return YES
    if not bits & BASE:
        return _coined(line, index, bits, following)
    if word in ("have", "do"):
        asks = line.sentence.mark == "?" or line.word(index + 1) in ("you", "we", "they", "i")
        return YES if following & (DETERMINER | OBJECT | SUBJECT | NOUN | BASE | NAME | RELATIVE) and not asks else NO
    if word == "be":
        return YES
    if index + 1 >= end:
        return _alone(line, bits)
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
    if bits & NOUN and (verdict := _compound(line, index, end)) is not None:
        return verdict
    if following & MARK:
        return UNSURE if bits & MOSTLY_NOUN else YES
    if next_word == "of" and bits & NOUN:
        return NO
    if following & COORDINATOR and bits & NOUN and line.word(index + 3) == "of":
        return NO
    if next_word in PARTICLES and not bits & MOSTLY_NOUN and line.bits(index + 2) & (DETERMINER | NAME | OBJECT | TO):
        return YES
    return _noun_or_verb(line, index, end)


def _alone(line: Line, bits: int) -> Verdict:
    """A single word: "Stop" is a command, "Impact" a heading; what can be both as well stays open."""
    if bits & CHIEFLY_NOUN:
        return NO
    if bits & MOSTLY_NOUN:
        return UNSURE
    return YES if line.count > 1 or bits & LIKELY_VERB or not bits & NOUN else UNSURE


def _compound(line: Line, index: int, end: int) -> Verdict | None:
    """Whether a word that can be a noun makes one with the bare words after it: "Impact analysis", "Name and address".

    None: what comes after it does not tell.
    """
    bits, next_word = line.tags[index], line.lower[index + 1]
    following, after = line.tags[index + 1], line.bits(index + 2) if index + 2 < end else 0
    if f"{line.lower[index]}:{next_word}" in _NOUN_PREPOSITIONS or _is_listed(line, index, end):
        return NO
    joined = following & COORDINATOR and next_word in ("and", "or", "&")
    if joined and after and (verdict := _joined_nouns(line, index, end)) is not None:
        return verdict
    if joined and after & NOUN and not after & (BASE | ADVERB | DETERMINER | SUBJECT | NAME | GERUND):
        return NO
    if not bits & CHIEFLY_NOUN:
        return (
            UNSURE if not bits & LIKELY_VERB and _is_label(line, index, end) and _bare_noun(line, index + 1) else None
        )
    if f"{line.lower[index]}:{next_word}" in LISTS["verb-prepositions"]:
        return UNSURE
    if following & COORDINATOR:
        return UNSURE if after & BASE and line.bits(index + 3) & (DETERMINER | OBJECT) else NO
    if following & (MARK | PREPOSITION | TO) and next_word not in CLEAR_PARTICLES:
        return NO
    if following & (NOUN | NAME | PARTICIPLE | GERUND) and not following & (FIGURE | ADJECTIVE):
        return NO
    return UNSURE


def _joined_nouns(line: Line, index: int, end: int) -> Verdict | None:
    """What two words joined by "and" are, though both can be verbs: "Title and author", "Start and end date"."""
    first, second = line.tags[index], line.bits(index + 2)
    if index + 3 < end and second & NOUN and _is_listed(line, index + 2, end):
        return NO
    if index + 3 < end or not second & BASE or (first | second) & LIKELY_VERB:
        return None
    return NO if second & (CHIEFLY_NOUN | MOSTLY_NOUN) else UNSURE


def _is_listed(line: Line, index: int, end: int) -> bool:
    """Whether two words are known as one noun, and nothing after them is the object of a command."""
    second = line.lower[index + 1]
    if f"{line.lower[index]}:{second}" not in _COMPOUNDS:
        singular = second[:-1] if second.endswith("s") else second
        if f"{line.lower[index]}:{singular}" not in _COMPOUNDS:
            return False
    return index + 2 >= end or not line.tags[index + 2] & (DETERMINER | OBJECT)


def _is_label(line: Line, index: int, end: int) -> bool:
    """Whether a few words with a colon after them begin here."""
    if line.word(end) != ":":
        end -= 1
    return line.word(end) == ":" and end - index <= _LONGEST_LABEL and index == 0


def _bare_noun(line: Line, index: int) -> bool:
    """Whether a word is a noun in the singular, so that it would need an article to be the object of a command."""
    return bool(tag(line.lower[index]) & NOUN) and not tag(line.lower[index]) & (PLURAL | ADJECTIVE)


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
    last = line.lower[index].rpartition("-")[2]
    if last and last != line.lower[index] and tag(last) & BASE and not bits & NAME and following & DETERMINER:
        return YES
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
