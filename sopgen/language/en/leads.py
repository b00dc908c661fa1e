"""What stands before the main clause: adverbs, place, time, purpose and condition, with or without a comma."""

from __future__ import annotations

from sopgen.language.en.commands import CLEAR_PARTICLES, UNSURE, YES, command_at, negated
from sopgen.language.en.finite import find
from sopgen.language.en.lexicon import (
    ADJECTIVE,
    ADVERB,
    BASE,
    BE,
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
    NAME,
    NOUN,
    OBJECT,
    PARTICIPLE,
    PAST,
    PERSON,
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

NONE = -1
"""There is no main clause: all of it is a condition, a place or the like."""

_FINITE = MODAL | BE | HAVE | DO | PAST | PARTICIPLE
_NEEDS_VERB = LISTS["clause-openers"]
_INVERTED = frozenset(["should", "had", "were"])
_TIMES = LISTS["times"]
UNMISTAKABLE = frozenset(["go", "click", "log", "navigate", "press", "scroll", "select", "tap"])
"""Verbs that a step tells to do, and no text but a step."""
_MAX_DEPTH = 5


def main_clause(line: Line, index: int, end: int, depth: int = 0) -> int:
    """The first word of the main clause of what begins at a word; `NONE` where there is none."""
    tags, lower = line.tags, line.lower
    while index < end:
        bits, word = tags[index], lower[index]
        if bits & MARK:
            index += 1
        elif word == "do" or word == "don't":
            return index
        elif word == "never":
            if negated(line, index) >= 0:
                return index
            index += 1
        elif word == "either" and line.bits(index + 1) & BASE:
            index += 1
        elif word == "now" and line.word(index + 1) == "that":
            return _after_lead(line, index + 1, end, depth, True)
        elif bits & SUBORDINATOR and not _is_adverb(line, index):
            return _after_lead(line, index, end, depth, word in _NEEDS_VERB)
        elif word in _INVERTED and line.bits(index + 1) & (DETERMINER | SUBJECT | NOUN) and line.sentence.mark != "?":
            follows = _after_lead(line, index, end, depth, False)
            return index if follows == NONE else follows
        elif bits & TO:
            return _after_lead(line, index, end, depth, False)
        elif bits & ADVERB and not bits & (BASE | SUBJECT):
            index += 1
        elif bits & PREPOSITION and not bits & BASE:
            follows = _after_lead(line, index, end, depth, False)
            if follows == NONE and bits & (NOUN | GERUND) and depth == 0:
                return index
            return follows
        elif bits & GERUND or (bits & PARTICIPLE and not bits & BASE) or _is_time(line, index):
            follows = _after_comma(line, index, end, depth)
            return index if follows == NONE else follows
        else:
            return index
    return NONE


def _is_adverb(line: Line, index: int) -> bool:
    """ "Once", "so", "as" that begin no clause: "Once, press", "So check"."""
    return bool(line.bits(index + 1) & MARK) or (line.lower[index] == "so" and bool(line.bits(index + 1) & BASE))


def _is_time(line: Line, index: int) -> bool:
    """A time that begins with no preposition: "Every Monday, …", "The next morning, …"."""
    return not line.tags[index] & BASE and not _TIMES.isdisjoint(line.lower[index : index + 4])


def _after_comma(line: Line, index: int, end: int, depth: int) -> int:
    """The command after the first comma behind which one stands."""
    if depth > _MAX_DEPTH:
        return NONE
    for place in range(index + 1, end):
        if line.lower[place] == ",":
            start = main_clause(line, place + 1, end, depth + 1)
            if start != NONE and command_at(line, start, end) == YES:
                return start
    return NONE


def _after_lead(line: Line, index: int, end: int, depth: int, needs_verb: bool) -> int:
    """The main clause after a lead-in. needs_verb: the lead-in is a clause, so its own verb comes before that."""
    if depth > _MAX_DEPTH:
        return NONE
    tags, lower = line.tags, line.lower
    first = line.bits(index + 1)
    verb_seen = (
        not needs_verb or not first or bool(first & (ADJECTIVE | PARTICIPLE) and not first & (NOUN | DETERMINER))
    )
    loose = statement = unsure = NONE
    for place in range(index + 1, end):
        bits = tags[place]
        if bits & MARK:
            if lower[place] in ",;–—" and (verb_seen or _is_reduced(line, index, place)):
                start = _clause_follows(line, place + 1, end, depth)
                if start != NONE:
                    return loose if loose != NONE else start
                if unsure == NONE and place + 1 < end and command_at(line, place + 1, end) == UNSURE:
                    unsure = place + 1
            elif lower[place] == ":" and place + 1 < end and not within_name(line, place):
                line.restore(place + 1)
                start = main_clause(line, place + 1, end, depth + 1)
                return start if loose == NONE else loose
        elif not verb_seen:
            previous = tags[place - 1]
            if (
                bits & _FINITE
                or (bits & THIRD and not (previous & DETERMINER and bits & PLURAL))
                or (bits & BASE and previous & (SUBJECT | PLURAL | NAME | ADVERB))
            ):
                verb_seen = True
        elif (bits & SUBJECT and not bits & DETERMINER and line.bits(place + 1) & (MODAL | BE)) or (
            bits & SUBJECT and bits & MODAL
        ):
            if statement == NONE and not tags[place - 1] & (SUBORDINATOR | RELATIVE | COORDINATOR | MARK):
                statement = place
        elif loose == NONE and bits & BASE and not bits & MOSTLY_NOUN and _stands_loose(line, index, place, end):
            loose = place
    return next((start for start in (loose, statement, unsure) if start != NONE), NONE)


def within_name(line: Line, index: int) -> bool:
    """Whether a colon is part of a name: "the Quick Create: Unit page"."""
    if not line.tags[index - 1] & NAME or index + 1 >= line.count:
        return False
    other = BASE | ADVERB | DETERMINER | SUBJECT | OBJECT | SUBORDINATOR | PREPOSITION | RELATIVE | MODAL
    return line.words[index + 1][0].isupper() and not tag(line.lower[index + 1]) & other


def _is_reduced(line: Line, index: int, end: int) -> bool:
    """A condition without a verb: "If possible, …", "When on site, …"."""
    following = line.bits(index + 1)
    if end - index <= 3 and not following & (DETERMINER | SUBJECT | NOUN):
        return True
    return bool(line.bits(index + 1) & (PARTICIPLE | ADJECTIVE | GERUND | PREPOSITION | NAME))


def _clause_follows(line: Line, index: int, end: int, depth: int) -> int:
    """Where a main clause begins after a comma; `NONE` where the lead-in goes on."""
    start = main_clause(line, index, end, depth + 1)
    if start == NONE:
        return NONE
    if start > index and line.lower[index] == "then":
        return start
    line.restore(start) if line.word(index - 1) != "," or line.word(start) in ("select", "click") else None
    if command_at(line, start, end) == YES and not (line.tags[start - 1] & COORDINATOR):
        return start
    if line.tags[start] & (COORDINATOR | MARK):
        return NONE
    comma = next((place for place in range(start, end) if line.lower[place] == ","), end)
    if find(line, start, comma).sure:
        return start
    return NONE


def _stands_loose(line: Line, index: int, place: int, end: int) -> bool:
    """Whether a command begins in the middle, where the comma after the lead-in is missing."""
    previous = line.tags[place - 1]
    if place - index < 2 or (previous and not previous & (NOUN | NAME | ADVERB | PARTICIPLE | ADJECTIVE | FIGURE)):
        return False
    if previous & (DETERMINER | SUBJECT | COORDINATOR | PREPOSITION | RELATIVE | MODAL | DO | PERSON):
        return False
    done = line.lower[place - 1] == "left" and line.bits(place - 2) & HAVE
    if (previous & PLURAL and not line.tags[index] & TO) or (
        not done and previous & ADVERB and line.bits(place - 2) & (TO | SUBJECT | MODAL | DO | BE | HAVE)
    ):
        return False
    following = line.bits(place + 1) if place + 1 < end else 0
    if line.tags[place] & (HAVE | DO):
        return False
    if line.word(place + 1) in CLEAR_PARTICLES and line.bits(place + 2) & (DETERMINER | OBJECT | NAME):
        return True
    if following & (TO | PREPOSITION) and not following & BE:
        return line.lower[place] in UNMISTAKABLE
    if following & RELATIVE:
        return not line.tags[place] & (NOUN | ADJECTIVE)
    return bool(following & (DETERMINER | NAME | OBJECT)) and not following & (MODAL | BE | RELATIVE)
