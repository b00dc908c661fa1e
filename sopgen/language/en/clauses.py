"""What the main clause of a sentence is."""

from __future__ import annotations

from msgspec.structs import replace

from sopgen.language.en.actions import PLACES, actions, condition
from sopgen.language.en.commands import NO, UNSURE, YES, command_at, negated
from sopgen.language.en.finite import find
from sopgen.language.en.fragments import fragment, gerund, holds_no_verb, infinitive, without_main
from sopgen.language.en.leads import NONE, main_clause
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
from sopgen.language.en.rewrite import from_verb
from sopgen.language.en.statements import OBJECT_SIGNS, UNKNOWN, bare, declared, is_subject
from sopgen.language.grammar import Clause
from sopgen.language.tokens import OPAQUE

_LABELS = LISTS["labels"]
_QUESTION_WORDS = MODAL | BE | HAVE | DO | RELATIVE
_PAST_TIMES = frozenset(["yesterday", "ago"])
_CONDITIONS = frozenset(["if", "when", "whenever", "once"])
_WHETHER = frozenset(["if", "whether", "that", "how"])
_POINTERS = frozenset(["also", "an", "example", "examples", ""])
_REMARKS = frozenset(["for", "here", "below", "above"])
_EXAMPLES = (["for", "example"], ["for", "instance"], ["e.g.", ","])
_STATES_FACT = frozenset(["verify", "check", "confirm", "ensure"])
_CUT_SHORT = frozenset(["needed", "required", "used", "listed", "shown", "given", "attached", "included", "requested"])
"""Participles that stand behind their noun: "All tools needed for this job"."""

_LABEL, _PHRASE = 1, 2
_DASHES = frozenset(":–—-")


def clause_of(line: Line) -> Clause:
    """What a sentence is; a dash before it makes it part of a list within the step, of which nothing is said."""
    if line.lower[0] in ("-", "–", "—", "•", "*"):
        return UNKNOWN
    first = _after_number(line)
    if first:
        line.restore(first)
        return _behind(line, first, _clause(line, first, line.count))
    if line.count > 2 and line.lower[0] in _LABELS and line.tags[1] == NAME and line.words[1].isalpha():
        line.restore(1)
        if command_at(line, 1, line.count) == YES:
            return _behind(line, 1, _clause(line, 1, line.count))
    if line.lower[:2] == ["to", "be"] and line.count > 3 and line.bits(2) & PARTICIPLE and line.lower[3] == ":":
        return Clause("infinitive", passive=True, verb=line.span(0, 2))
    if line.lower[0] == "e.g." and line.count > 1 and holds_no_verb(line, 1):
        return Clause("no-verb", verb=line.span(0, line.count - 1))
    label = next((place for place in range(1, min(line.count, 16)) if line.lower[place] in _DASHES), 0)
    if label and label + 1 < line.count:
        before = _label(line, label)
        if before:
            if before == _PHRASE and line.lower[-1] == "etc." and not _has_object(line, label + 1):
                return Clause("no-verb", verb=line.span(0, line.count - 1))
            line.restore(label + 1)
            after = _behind(line, label + 1, _clause(line, label + 1, line.count))
            if label == 1 and line.lower[0] in _STATES_FACT and after.form not in ("imperative", "unknown"):
                return Clause("imperative", verb=line.span(0, 0), commands=(line.span(0, 0),))
            if before == _PHRASE and after.form in ("declarative", "modal") and _may_command(line, label):
                return UNKNOWN
            if (
                after.form == "unknown"
                and before == _PHRASE
                and not line.tags[0] & BASE
                and holds_no_verb(line, label + 1)
            ):
                return Clause("no-verb", verb=line.span(0, line.count - 1))
            return after
        return _clause(line, 0, line.count)
    return _clause(line, 0, line.count)


def _after_number(line: Line) -> int:
    """The first word behind a number or letter of the writer's own ("a) Close", "3.2 Close"); 0 for none."""
    if line.count > 2 and line.lower[1] == ")" and (len(line.lower[0]) == 1 or line.tags[0] & FIGURE):
        return 2
    if line.tags[0] & FIGURE and line.words[1:2] and line.words[1].istitle() and line.bits(2) & DETERMINER:
        return 1 if tag(line.lower[1]) & BASE else 0
    if line.count > 2 and line.tags[0] & FIGURE and "." in line.words[0] and line.words[1][0].isupper():
        return 1 if line.words[1].islower() or line.words[1][1:].islower() else 0
    return 0


def _behind(line: Line, first: int, clause: Clause) -> Clause:
    """A clause that begins after a label: the sentence written anew keeps the label."""
    if not clause.better:
        return clause
    return replace(clause, better=line.text(0, first - 1) + " " + clause.better)


def _may_command(line: Line, end: int) -> bool:
    """Whether a label could be a command: "Scale storage: this takes an hour"."""
    even = line.tags[0] & BASE and not line.tags[0] & MOSTLY_NOUN
    return bool(even) and command_at(line, 0, end) == UNSURE


def _has_object(line: Line, start: int) -> bool:
    """Whether an article or pronoun stands there, as in a list of commands, not of bare nouns."""
    return any(line.tags[place] & (DETERMINER | OBJECT) for place in range(start, line.count))


def _label(line: Line, end: int) -> int:
    """What stands before a colon or dash: a word that is a label, a phrase without a verb, or (0) a clause."""
    first = line.lower[0]
    if (end == 1 and first != OPAQUE) or first in _LABELS or first == "step":
        return _LABEL
    start = main_clause(line, 0, end)
    if start == NONE:
        return _LABEL if line.lower[end] == ":" else 0
    if command_at(line, start, end) == YES:
        return 0
    bits = line.tags[start]
    if not bits and not line.bits(start + 1) & (NAME | NOUN):
        return 0
    if bits & (GERUND | PAST | THIRD) and (line.bits(start + 1) & (OBJECT_SIGNS | TO) or not bits & (NOUN | ADJECTIVE)):
        return 0
    return 0 if find(line, start, end).verb >= 0 else _PHRASE


def _clause(line: Line, index: int, end: int) -> Clause:
    start = main_clause(line, index, end)
    if line.sentence.mark == "?":
        first = start if start != NONE else index
        if command_at(line, first, end) != YES or line.tags[first] & (HAVE | DO):
            return Clause("question", verb=line.span(index, end - 1))
    if start == NONE:
        return without_main(line, index, end)
    if start > index:
        line.restore(start) if line.lower[start - 1] in ":," and line.words[start].isupper() else None
    prohibited = negated(line, start)
    if prohibited >= 0:
        return Clause(
            "imperative",
            verb=line.span(start, prohibited),
            commands=(line.span(start, prohibited),),
            condition=condition(line, prohibited, end),
        )
    if _is_past_report(line, start, end):
        return Clause("declarative", tense="past", verb=line.span(start, start), better=from_verb(line, index, start))
    verdict = command_at(line, start, end)
    if verdict == YES:
        return _command(line, index, start, end)
    bits = line.tags[start]
    if bits & TO:
        return infinitive(line, index, start, end)
    return _statement(line, index, start, end, verdict)


def _is_past_report(line: Line, start: int, end: int) -> bool:
    """ "Put the parts in the bin last night": the same form as the command, but for the time."""
    if not line.tags[start] & PAST:
        return False
    lower = line.lower
    return (
        any(
            lower[place] in _PAST_TIMES
            or (
                lower[place] == "last"
                and line.word(place + 1) in ("night", "week", "month", "year", "monday", "friday")
            )
            for place in range(start + 1, end)
        )
        and "if" not in lower
    )


def _command(line: Line, index: int, start: int, end: int) -> Clause:
    if _is_remark(line, start):
        return Clause("imperative", verb=line.span(start, start))
    verbs = actions(line, start, end)
    return Clause(
        "imperative",
        verb=line.span(start, start),
        commands=tuple(line.span(verb, verb) for verb in verbs),
        condition=condition(line, start, end),
        missing_comma=_missing_comma(line, index, start),
    )


def _missing_comma(line: Line, index: int, start: int) -> int | None:
    """Where the comma belongs behind a condition in front, where the command that follows is beyond doubt."""
    if line.word(index) not in _CONDITIONS or start - index < 3 or not line.bits(start + 1) & (DETERMINER | OBJECT):
        return None
    before = line.tags[start - 1]
    if before & (BASE | MODAL) and not line.tags[start - 2] & BE:
        return None
    if any(line.tags[place] & (MARK | COORDINATOR) for place in range(index, start)):
        return None
    if not before & (ADJECTIVE | PARTICIPLE | NOUN) or line.tags[start] & MOSTLY_NOUN:
        return None
    return line.sentence.ends[start - 1]


def _is_remark(line: Line, start: int) -> bool:
    """A sentence that tells no further action: "Note that …"; after the first one also "See … for …", "For example"."""
    word, following = line.lower[start], line.word(start + 1)
    if word in ("note", "remember") and following in ("that", ":", "how", "what", "which"):
        return True
    if word == "thank" or (word in ("learn", "read") and following == "more" and start + 2 < line.count):
        return True
    if not line.sentence.text[: line.sentence.start].strip(" (-–—*•"):
        return False
    if word == "be" and following in ("careful", "aware"):
        return True
    if word == "see" and following not in _WHETHER:
        return following in _POINTERS or following in PLACES or not _REMARKS.isdisjoint(line.lower[start:])
    return word == "refer" or line.lower[:2] in _EXAMPLES


def _statement(line: Line, index: int, start: int, end: int, verdict: int) -> Clause:
    """Anything but a command: a statement with its subject, a verb form at the start, or a fragment."""
    bits = line.tags[start]
    following = line.bits(start + 1) if start + 1 < end else 0
    if bits & GERUND and not bits & SUBORDINATOR:
        return gerund(line, index, start, end)
    found = find(line, start, end)
    if bits & (PAST | THIRD) and not bits & BASE:
        if (following & (DETERMINER | OBJECT) and not following & RELATIVE) or (
            following & (NAME | ADVERB | FIGURE) and not found.sure
        ):
            return bare(line, index, start)
        if not found.sure and not bits & MOSTLY_NOUN:
            if bits & THIRD and (
                not bits & PLURAL or (following & PREPOSITION and line.word(start + 1) not in ("of", "for", "with"))
            ):
                return bare(line, index, start)
            if (
                bits & PAST
                and not bits & ADJECTIVE
                and following & PREPOSITION
                and line.word(start + 1) not in ("by", "for", "to", "on")
            ):
                return bare(line, index, start)
    if found.verb >= 0 and (command := _consequence(line, found.verb, end)):
        return _command(line, command, command, end)
    if found.sure:
        if (
            line.tags[found.verb] & BASE
            and not line.tags[found.verb] & (HAVE | DO)
            and start > index
            and not _has_comma(line, index, start)
        ):
            return UNKNOWN
        return declared(line, index, start, found.verb)
    if found.verb >= 0:
        if line.lower[found.verb] in _CUT_SHORT and not line.bits(found.verb + 1) & OBJECT_SIGNS:
            return UNKNOWN
        if is_subject(line, start):
            return declared(line, index, start, found.verb)
        nominal = verdict == NO if bits & BASE else not bits & (THIRD | PAST)
        nominal = nominal or bool(bits & PLURAL and following & SUBJECT and not following & DETERMINER)
        if line.tags[found.verb] & (PARTICIPLE | THIRD) and nominal:
            return fragment(line, index, start, end, verdict)
        return UNKNOWN
    return fragment(line, index, start, end, verdict)


def _consequence(line: Line, verb: int, end: int) -> int:
    """The command that follows from a statement: "The lamp is red, so press Stop"; 0 for none."""
    for place in range(verb + 1, end - 2):
        if line.lower[place] in (",", ";") and line.lower[place + 1] == "so":
            start = line.after_adverbs(place + 2)
            if line.bits(start) & BASE and line.bits(start + 1) & (DETERMINER | OBJECT | NAME | PREPOSITION):
                return start
    return 0


def _has_comma(line: Line, index: int, start: int) -> bool:
    return all(not line.tags[place] & PREPOSITION for place in range(index, start)) or line.lower[start - 1] == ","
