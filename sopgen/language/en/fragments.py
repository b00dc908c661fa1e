"""What has no main clause: a condition, place or purpose alone, a noun phrase; where it may hold one after all."""

from __future__ import annotations

from sopgen.language.en.commands import NO, PARTICLES
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
    HAVE,
    MARK,
    MODAL,
    MOSTLY_NOUN,
    MOSTLY_VERB,
    NAME,
    NOUN,
    OBJECT,
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
from sopgen.language.en.rewrite import from_verb
from sopgen.language.en.statements import OBJECT_SIGNS, UNKNOWN, declared, told
from sopgen.language.grammar import Clause
from sopgen.language.tokens import OPAQUE


def without_main(line: Line, index: int, end: int) -> Clause:
    """A condition, a place or a purpose alone."""
    start = index
    while start < end and line.tags[start] & (MARK | ADVERB) and not line.tags[start] & (SUBORDINATOR | PREPOSITION):
        start += 1
    if start >= end:
        return UNKNOWN
    bits = line.tags[start]
    if bits & TO and line.bits(line.after_adverbs(start + 1)) & BASE:
        return infinitive(line, index, start, end)
    if line.lower[end - 1] == ":":
        place = bits & PREPOSITION and not bits & SUBORDINATOR and find(line, start + 1, end).verb < 0
        place = place and not may_hold_command(line, start + 1, end, False)
        return Clause("no-verb", verb=line.span(index, end - 1)) if place else UNKNOWN
    if bits & SUBORDINATOR and not bits & PREPOSITION:
        if may_hold_command(line, start + 1, end, True):
            return UNKNOWN
        return Clause("no-verb", verb=line.span(index, end - 1))
    found = find(line, start + 1, end)
    if found.sure and bits & SUBORDINATOR:
        return UNKNOWN
    if found.sure and line.tags[found.verb] & (MODAL | BE | HAVE):
        return declared(line, index, start, found.verb)
    if found.verb >= 0 or may_hold_command(line, start + 1, end, False):
        return UNKNOWN
    return Clause("no-verb", verb=line.span(index, end - 1))


def infinitive(line: Line, index: int, start: int, end: int) -> Clause:
    verb = line.after_adverbs(start + 1)
    if not line.bits(verb) & BASE:
        return UNKNOWN
    found = find(line, start, end)
    if found.sure:
        return declared(line, index, start, found.verb) if line.tags[found.verb] & (MODAL | BE) else UNKNOWN
    if line.lower[end - 1] == ":" or may_hold_command(line, verb + 1, end, False):
        return UNKNOWN
    return Clause(
        "infinitive",
        verb=line.span(start, verb),
        commands=told(line, verb, end),
        better=from_verb(line, index, verb, drop=start),
    )


def may_hold_command(line: Line, start: int, end: int, clause: bool) -> bool:
    """Whether a verb with an object stands somewhere that could be the command after all."""
    has_verb = False
    for place in range(start + 1, end - 1):
        bits, previous = line.tags[place], line.tags[place - 1]
        has_verb = has_verb or bool(previous & (HAVE | BE | MODAL | THIRD) or (previous & BASE and not previous & NOUN))
        if (
            bits & BASE
            and line.tags[place + 1] & OBJECT_SIGNS
            and line.lower[place + 1] != "that"
            and (not previous & (TO | SUBJECT | MODAL | DO | DETERMINER) or _is_object(line, place - 1))
        ):
            after_phrase = not previous & (PREPOSITION | (0 if clause else ADJECTIVE)) or line.lower[place - 1] in (
                "up",
                "down",
                "out",
                "on",
                "off",
                "outside",
                "inside",
            )
            if after_phrase and not (clause and previous & PLURAL and not has_verb):
                return True
        sure = bits & (MOSTLY_VERB | CHIEFLY_VERB) and bits & BASE and line.tags[place + 1] & (TO | PREPOSITION)
        if clause and bits & (MOSTLY_VERB | CHIEFLY_VERB) and bits & BASE and previous & ADJECTIVE:
            return True
        if sure and previous & (NOUN | NAME) and not previous & PLURAL:
            return True
        if line.lower[place] == "," and bits & MARK and line.tags[place + 1] & BASE:
            return True
    return False


def _is_object(line: Line, place: int) -> bool:
    """Whether a pronoun that can be both is an object: "asks for it"."""
    return bool(line.tags[place] & OBJECT and line.tags[place - 1] & PREPOSITION and not line.tags[place] & DETERMINER)


def fragment(line: Line, index: int, start: int, end: int, verdict: int) -> Clause:
    """A noun phrase alone, where nothing in it can be the verb of the sentence."""
    bits = line.tags[start]
    if not bits and line.words[start][0].isupper() and line.bits(start + 1) & NAME and line.lower[start + 1] != OPAQUE:
        bits = NAME
    if (
        line.lower[start] == OPAQUE
        or not bits
        or (bits & PAST and line.bits(start + 1) & TO)
        or ("-" in line.lower[start] and line.bits(start + 1) & TO)
        or (bits & BASE and verdict != NO)
    ):
        return UNKNOWN
    if any(_is_set_off_verb(line, place) for place in range(start + 1, end - 1)):
        return UNKNOWN
    for place in range(start + 1, end):
        tags = line.tags[place]
        if line.lower[place] in ("that", "which", "who", "where", "when", "if") and tags & (RELATIVE | SUBORDINATOR):
            break
        if (
            tags & BASE
            and not tags & (NOUN | ADJECTIVE)
            and not line.tags[place - 1] & (TO | SUBJECT)
            and not _after_adverb_to(line, place)
        ):
            return UNKNOWN
        has_object = line.bits(place + 1) & (DETERMINER | OBJECT) and line.word(place + 1) != "that"
        if not tags and has_object and line.tags[place - 1] & (NOUN | NAME):
            return UNKNOWN
        if tags & BASE and has_object and not line.tags[place - 1] & (TO | COORDINATOR):
            return UNKNOWN
    return Clause("no-verb", verb=line.span(index, end - 1))


def _is_set_off_verb(line: Line, place: int) -> bool:
    """Whether a verb stands behind a remark between commas: "The driver, who is new, checks the list"."""
    return bool(
        line.tags[place] & THIRD and line.tags[place - 1] & MARK and line.tags[place + 1] & (DETERMINER | OBJECT)
    )


def gerund(line: Line, index: int, start: int, end: int) -> Clause:
    """What begins with an -ing form: a gerund, a noun ("Training materials") or the subject of a statement."""
    bits = line.tags[start]
    found = find(line, start, end)
    if found.sure:
        return declared(line, index, start, found.verb)
    all_of_it = line.span(index, end - 1)
    if line.word(start + 1) == "of":
        return Clause("no-verb", verb=all_of_it)
    following = line.bits(start + 1) if start + 1 < end else 0
    is_verb = (
        not bits & (NOUN | ADJECTIVE) or bool(following & (OBJECT_SIGNS | TO)) or line.word(start + 1) in PARTICLES
    )
    if found.verb >= 0:
        if may_hold_command(line, start, end, True):
            return UNKNOWN
        return Clause("gerund", verb=line.span(start, start)) if is_verb else UNKNOWN
    if is_verb:
        return Clause(
            "gerund",
            verb=line.span(start, start),
            commands=told(line, start, end),
            better=from_verb(line, index, start),
        )
    if (
        not bits & (NOUN | ADJECTIVE)
        or (following and not following & (NOUN | ADJECTIVE | PREPOSITION))
        or may_hold_command(line, start, end, False)
    ):
        return UNKNOWN
    return Clause("no-verb", verb=all_of_it)


def _after_adverb_to(line: Line, place: int) -> bool:
    return bool(line.tags[place - 1] & ADVERB and line.bits(place - 2) & TO)


def holds_no_verb(line: Line, start: int) -> bool:
    """Whether none of the words from here on is a verb, as far as they are known: only nouns that could be one."""
    tags = line.tags
    if tags[start] & BASE and not tags[start] & (MOSTLY_NOUN | CHIEFLY_NOUN):
        return False
    for place in range(start, line.count):
        bits = tags[place]
        if bits & (MODAL | BE | HAVE | DO) or (bits & THIRD and not bits & PLURAL):
            return False
        if bits & BASE and (not bits & (NOUN | ADJECTIVE) or line.bits(place + 1) & OBJECT_SIGNS):
            return False
    return True
