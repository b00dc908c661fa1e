"""The further actions of a command: verbs joined to the first one; and the condition that stands after it."""

from __future__ import annotations

from sopgen.language.en.commands import CLEAR_PARTICLES, LIKELY_VERB, YES, command_at, negated
from sopgen.language.en.leads import NONE, UNMISTAKABLE, main_clause, within_name
from sopgen.language.en.lexicon import (
    ADJECTIVE,
    ADVERB,
    BASE,
    BE,
    CHIEFLY_NOUN,
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
    PLURAL,
    PREPOSITION,
    RELATIVE,
    SUBJECT,
    SUBORDINATOR,
    THIRD,
    TO,
)
from sopgen.language.en.line import Line
from sopgen.language.grammar import Span

_ONE_MOVEMENT = LISTS["one-movement"]
_CONTROL = LISTS["control-verbs"]
_WITH_PREPOSITION = LISTS["verb-prepositions"]
_CAUSE = frozenset(["have", "help", "let"])
_CONDITIONS = frozenset(["if", "when", "whenever", "unless"])
_LIMITS = frozenset(
    ["even", "only", "just", "especially", "particularly", "except", "as", "for", "of", "about", "from", "on"]
)
"""Before "if" and "when": what the condition limits stands before it, and it cannot move to the front."""
_ON_SCREEN = UNMISTAKABLE | {"choose", "enter", "hit"}
_REPORTING = LISTS["reporting-verbs"]
_ASKED = LISTS["asking-verbs"]
PLACES = frozenset(["figure", "fig.", "section", "table", "page", "chapter", "appendix", "annex", "image", "picture"])
"""Where a pointer points to: "See figure 2"."""
_NO_JOIN = frozenset(["not", "only"])
_PLAIN, _INFINITIVE, _PERSONAL, _GAP = range(4)


def actions(line: Line, first: int, end: int) -> list[int]:
    """The verbs of a command that begins with the verb `first`, in order."""
    found = [first]
    tags, lower = line.tags, line.lower
    context = _INFINITIVE if _causes(line, first, end) else _PLAIN
    since = first
    controlled = lower[first] in _CONTROL
    listed = False
    index = first + 1
    loose: list[int] = []
    while index < end:
        bits, word = tags[index], lower[index]
        if word == ":" and not within_name(line, index):
            break
        if word == "or":
            following = line.after_adverbs(index + 1)
            if loose and following < end and _is_verb(line, following, end, True):
                found = [verb for verb in found if verb not in loose]
            loose = []
        elif word in ("and", ",", ";", "then", "but", "&", "so") and not (word == "so" and tags[index - 1] & ~MARK):
            verb, strong = _joined(line, index, end, found[-1])
            if verb > 0 and _counts(line, found[-1], index, verb, strong, context, since, controlled, listed):
                found.append(verb)
                loose = [*loose, verb] if verb == index + 1 and word == "," else []
                context = _INFINITIVE if _causes(line, verb, end) else _PLAIN
                controlled = lower[verb] in _CONTROL
                index = since = verb
            elif verb > 0:
                listed = listed or word == ","
                index = verb
        elif bits & TO and line.bits(line.after_adverbs(index + 1)) & BASE:
            base = line.after_adverbs(index + 1)
            context, since, listed = (_GAP if context == _GAP else _INFINITIVE), base, False
            index = base
        elif bits & BASE and tags[index - 1] & PLURAL and lower[found[-1]] in _REPORTING:
            context, since = _PERSONAL, index
        elif bits & RELATIVE and word != "what":
            context, since = _GAP, index
        elif bits & SUBORDINATOR and not (bits & PREPOSITION and not _has_subject(line, index)):
            context, since = _PERSONAL, index
        elif bits & SUBJECT and not bits & DETERMINER and context == _PLAIN and tags[index - 1] & (NOUN | NAME):
            if line.bits(index + 1) & (BASE | MODAL | HAVE | DO) and word not in ("it",):
                context, since = _GAP, index
        elif context in (_PERSONAL, _GAP) and (bits & BE or (bits & THIRD and not bits & PLURAL)):
            context = _PLAIN
        index += 1
    return found


def _causes(line: Line, verb: int, end: int) -> bool:
    """Whether a verb has someone else act: "Have the customer sign", "Make the lamp blink", against "Make a list"."""
    if line.lower[verb] != "make":
        return line.lower[verb] in _CAUSE
    for place in range(verb + 2, end):
        bits, previous = line.tags[place], line.tags[place - 1]
        if bits & (COORDINATOR | MARK | TO | PREPOSITION):
            return False
        if bits & BASE and bits & LIKELY_VERB and previous & (NOUN | NAME | OBJECT) and not previous & BASE:
            return True
    return False


def _has_subject(line: Line, index: int) -> bool:
    """Whether a clause follows a word like "before": "before you open it", against "before the upgrade"."""
    return bool(line.bits(index + 1) & SUBJECT and not line.bits(index + 1) & DETERMINER)


def _joined(line: Line, index: int, end: int, last: int) -> tuple[int, bool]:
    """The verb that a joining word leads to, -1 for none; and whether "then" or a full clause sets it apart."""
    tags, lower = line.tags, line.lower
    strong, joint = False, index
    apart = lower[index] in (";", "then")
    while index < end and (
        lower[index] in (",", ";", "and", "then", "but", "&", "so", "plus", "either") or tags[index] & ADVERB
    ):
        if (
            lower[index] == "never"
            or lower[index] in _NO_JOIN
            or (tags[index] & (BASE | NOUN) and tags[index] & ADVERB and lower[index] != "then")
        ):
            break
        strong = strong or lower[index] in ("then", ";", "finally", "next")
        index += 1
    if index >= end or negated(line, index) >= 0:
        return -1, False
    bits = tags[index]
    if bits == NAME and index + 1 < end and (line.bits(index + 1) & (DETERMINER | COORDINATOR) or last == joint - 1):
        line.restore(index)
        bits = tags[index]
    if bits & (SUBORDINATOR | PREPOSITION | TO) and not bits & BASE and lower[index - 1] in (",", "and", ";", "then"):
        if bits & SUBORDINATOR or apart or lower[index - 1] == "and":
            start = main_clause(line, index, end, 3)
            if (
                start != NONE
                and start > index
                and command_at(line, start, end) == YES
                and _is_verb(line, start, end, True)
            ):
                return start, True
        return -1, False
    if (
        index == last + 2
        and bits & BASE
        and not bits & MOSTLY_NOUN
        and (line.bits(index + 1) & (NOUN | ADJECTIVE | PREPOSITION) and line.word(index + 1) != "of")
    ):
        return index, False
    if lower[index] == "refer" or (lower[index] == "see" and line.word(index + 1) in PLACES):
        return -1, False
    if (
        index == last + 2
        and index + 1 >= end
        and bits & BASE
        and not bits & (MOSTLY_NOUN | CHIEFLY_NOUN)
        and lower[index - 1] == "and"
    ):
        return index, False
    if _is_verb(line, index, end, strong or apart or line.word(index - 2) == "," or lower[index - 1] == ","):
        return index, strong or apart
    return -1, False


def _is_verb(line: Line, index: int, end: int, set_apart: bool) -> bool:
    """Whether a word after "and" or a comma is a verb: nouns can be joined there too."""
    bits, word = line.tags[index], line.lower[index]
    following = line.bits(index + 1) if index + 1 < end else 0
    if not bits & BASE:
        return not bits and bool(following & DETERMINER) and word.isalpha()
    if following & (MODAL | BE | THIRD & ~PLURAL) and not following & PLURAL:
        return False
    if following & (DETERMINER | OBJECT) or (following & GERUND and bits & LIKELY_VERB):
        return True
    if following & NAME:
        return not bits & MOSTLY_NOUN
    if line.lower[index - 1] == "and" and _is_telegram(line, index, end):
        return True
    if not bits & (NOUN | ADJECTIVE):
        return True
    if (
        line.word(index + 1) in CLEAR_PARTICLES
        and not bits & MOSTLY_NOUN
        and line.bits(index + 2) & (DETERMINER | OBJECT | NAME)
    ):
        return True
    if following & FIGURE:
        return bool(bits & LIKELY_VERB) or set_apart
    if following & COORDINATOR or following & MARK or (not following and index + 1 >= end):
        return (bool(bits & LIKELY_VERB) and not bits & ADJECTIVE) or (set_apart and _verb_list(line, index, end))
    if following & (PREPOSITION | TO | ADVERB | RELATIVE | SUBORDINATOR):
        if line.lower[index + 1] == "of":
            return False
        if f"{word}:{line.lower[index + 1]}" in _WITH_PREPOSITION:
            return True
        return bool(bits & LIKELY_VERB) or (set_apart and not bits & MOSTLY_NOUN)
    if following & PARTICIPLE and not following & (ADJECTIVE | NOUN):
        return set_apart and bool(bits & LIKELY_VERB)
    if bits & LIKELY_VERB:
        return bool(following & PLURAL) or set_apart
    return set_apart and not bits & (MOSTLY_NOUN | ADJECTIVE) and bool(following & (ADJECTIVE | PLURAL))


def _is_telegram(line: Line, index: int, end: int) -> bool:
    """ "Lock door and set alarm": two verbs each with a bare noun."""
    bits, noun = line.tags[index], line.bits(index + 1)
    return (
        index == 3
        and end == index + 2
        and bool(line.tags[0] & LIKELY_VERB and bits & LIKELY_VERB)
        and bool(noun & NOUN)
        and not noun & (PLURAL | GERUND)
        and bool(line.tags[1] & NOUN)
    )


def _verb_list(line: Line, index: int, end: int) -> bool:
    """ "Remove, clean, and refit the filter": the verb after the next joining word has the object."""
    after = index + 1
    while after < end and line.lower[after] in (",", "and"):
        after += 1
    return bool(after > index + 1 and line.bits(after) & BASE and line.bits(after + 1) & (DETERMINER | OBJECT))


def _counts(
    line: Line, last: int, join: int, verb: int, strong: bool, context: int, since: int, controlled: bool, listed: bool
) -> bool:
    """Whether a joined verb is an action of its own, and not part of what the last one is about."""
    lower = line.lower
    if lower[verb - 1] == "or":
        return False
    if f"{lower[last]}+{lower[verb]}" in _ONE_MOVEMENT and verb - last <= 3:
        return False
    if strong:
        return True
    comma = lower[join] == "," or lower[join - 1] == ","
    if context == _INFINITIVE:
        if controlled or (comma and listed):
            return False
        if lower[verb] in _ON_SCREEN and line.bits(verb + 1) & (NAME | DETERMINER) and lower[last] != "use":
            return True
        return comma and join - since > 1
    if context == _PERSONAL:
        return comma
    if context == _GAP:
        return comma or bool(line.bits(verb + 1) & (DETERMINER | OBJECT | NAME | PREPOSITION))
    return True


def _is_alternative(line: Line, first: int, index: int) -> bool:
    """Whether a condition is about the second of two ways: "Upgrade to 3.1, or to 2.0 if …", "Wait or leave if …"."""
    return any(
        line.lower[place] == "or" and line.tags[place + 1] & (PREPOSITION | TO | BASE)
        for place in range(first + 1, index - 1)
    )


def condition(line: Line, first: int, end: int) -> Span | None:
    """A condition after the command, from its "if" to the end of its clause."""
    for index in range(first + 1, end):
        word = line.lower[index]
        if word in _CONDITIONS or (word == "in" and line.word(index + 1) == "case"):
            if line.lower[index - 1] in _ASKED or line.tags[index - 1] & (COORDINATOR | TO) or end - index < 3:
                continue
            if line.lower[index - 1] in _LIMITS or _is_alternative(line, first, index):
                continue
            if word == "when" and line.tags[index - 1] & MARK:
                continue
            if line.lower[index - 1] == "down" or any(line.lower[place] in _ASKED for place in range(first, index)):
                continue
            last = next((place - 1 for place in range(index, end) if line.lower[place] in ",;:–—"), end - 1)
            if last > index + 1:
                return line.span(index, last)
    return None
