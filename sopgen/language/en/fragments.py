"""What has no main clause: a condition, place or purpose alone, a noun phrase; where it may hold one after all."""

from __future__ import annotations

from sopgen.language.en.commands import NO
from sopgen.language.en.finite import find
from sopgen.language.en.lexicon import (
    ADJECTIVE,
    ADVERB,
    BASE,
    BE,
    COORDINATOR,
    DETERMINER,
    DO,
    HAVE,
    MARK,
    MODAL,
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
from sopgen.language.en.statements import OBJECT_SIGNS, UNKNOWN, declared
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
        return UNKNOWN
    if bits & SUBORDINATOR and not bits & PREPOSITION:
        if may_hold_command(line, start + 1, end, True):
            return UNKNOWN
        return Clause("no-verb", verb=line.span(index, end - 1))
    found = find(line, start + 1, end)
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
    return Clause("infinitive", verb=line.span(start, verb), better=from_verb(line, index, verb, drop=start))


def may_hold_command(line: Line, start: int, end: int, clause: bool) -> bool:
    """Whether a verb with an object stands somewhere that could be the command after all."""
    for place in range(start + 1, end - 1):
        bits, previous = line.tags[place], line.tags[place - 1]
        if (
            bits & BASE
            and line.tags[place + 1] & OBJECT_SIGNS
            and line.lower[place + 1] != "that"
            and not previous & (TO | SUBJECT | MODAL | DO | DETERMINER)
        ):
            after_phrase = not previous & (PREPOSITION | (0 if clause else ADJECTIVE)) or line.lower[place - 1] in (
                "up",
                "down",
                "out",
            )
            if after_phrase and not (clause and previous & PLURAL):
                return True
        sure = bits & MOSTLY_VERB and bits & BASE and line.tags[place + 1] & (TO | PREPOSITION)
        if clause and bits & MOSTLY_VERB and bits & BASE and previous & ADJECTIVE:
            return True
        if sure and previous & (NOUN | NAME) and not previous & PLURAL:
            return True
        if line.lower[place] == "," and bits & MARK and line.tags[place + 1] & BASE:
            return True
    return False


def fragment(line: Line, index: int, start: int, end: int, verdict: int) -> Clause:
    """A noun phrase alone, where nothing in it can be the verb of the sentence."""
    bits = line.tags[start]
    if not bits and line.words[start][0].isupper() and line.bits(start + 1) & NAME and line.lower[start + 1] != OPAQUE:
        bits = NAME
    if (
        line.lower[start] == OPAQUE
        or not bits
        or (bits & PAST and line.bits(start + 1) & TO)
        or (bits & BASE and (verdict != NO or start + 1 >= end))
    ):
        return UNKNOWN
    for place in range(start + 1, end):
        tags = line.tags[place]
        if line.lower[place] in ("that", "which", "who", "where", "when", "if") and tags & (RELATIVE | SUBORDINATOR):
            break
        if (
            tags & BASE
            and not tags & (NOUN | ADJECTIVE)
            and not line.tags[place - 1] & TO
            and not _after_adverb_to(line, place)
        ):
            return UNKNOWN
        has_object = line.bits(place + 1) & (DETERMINER | OBJECT) and line.word(place + 1) != "that"
        if tags & BASE and has_object and not line.tags[place - 1] & (TO | COORDINATOR):
            return UNKNOWN
    return Clause("no-verb", verb=line.span(index, end - 1))


def _after_adverb_to(line: Line, place: int) -> bool:
    return bool(line.tags[place - 1] & ADVERB and line.bits(place - 2) & TO)


def holds_no_verb(line: Line, start: int) -> bool:
    """Whether none of the words from here on can be a verb, as far as they are known."""
    return not any(line.tags[place] & (BASE | THIRD | MODAL | BE | HAVE | DO) for place in range(start, line.count))
