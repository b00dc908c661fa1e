"""What the main clause of a sentence is."""

from __future__ import annotations

from sopgen.language.en.actions import actions, condition
from sopgen.language.en.commands import NO, YES, command_at, negated
from sopgen.language.en.finite import find, group
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
from sopgen.language.en.rewrite import from_group, from_verb
from sopgen.language.grammar import Clause
from sopgen.language.tokens import OPAQUE

UNKNOWN = Clause("unknown")
_LABELS = LISTS["labels"]
_SIGNS = DETERMINER | OBJECT | NAME | FIGURE
_PERSONS = {"i": 1, "we": 1, "you": 2, "i'll": 1, "we'll": 1, "you'll": 2}
_QUESTION_WORDS = MODAL | BE | HAVE | DO | RELATIVE
_PAST_TIMES = frozenset("yesterday ago".split())
_WHETHER = frozenset("if whether that how".split())
_EXAMPLES = (["for", "example"], ["for", "instance"], ["e.g.", ","])
_LABEL, _PHRASE = 1, 2
_DASHES = frozenset(":–—-")


def clause_of(line: Line) -> Clause:
    """What a sentence is; a dash before it makes it part of a list within the step, of which nothing is said."""
    if line.lower[0] in ("-", "–", "—", "•", "*"):
        return UNKNOWN
    label = next((place for place in range(1, min(line.count, 16)) if line.lower[place] in _DASHES), 0)
    if label and label + 1 < line.count:
        before = _label(line, label)
        if before:
            line.restore(label + 1)
            after = _clause(line, label + 1, line.count)
            if after.form == "unknown" and before == _PHRASE and _holds_no_verb(line, label + 1):
                return Clause("no-verb", verb=line.span(0, line.count - 1))
            return after
        return _clause(line, 0, line.count)
    return _clause(line, 0, line.count)


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
    if bits & (GERUND | PAST | THIRD) and (line.bits(start + 1) & (_SIGNS | TO) or not bits & (NOUN | ADJECTIVE)):
        return 0
    return 0 if find(line, start, end).index >= 0 else _PHRASE


def _holds_no_verb(line: Line, start: int) -> bool:
    """Whether none of the words from here on can be a verb, as far as they are known."""
    return not any(line.tags[place] & (BASE | THIRD | MODAL | BE | HAVE | DO) for place in range(start, line.count))


def _clause(line: Line, index: int, end: int) -> Clause:
    start = main_clause(line, index, end)
    if line.sentence.mark == "?":
        first = start if start != NONE else index
        if command_at(line, first, end) != YES or line.tags[first] & (HAVE | DO):
            return Clause("question", verb=line.span(index, end - 1))
    if start == NONE:
        return _without_main(line, index, end)
    if start > index:
        line.restore(start) if line.lower[start - 1] in ":," and line.words[start].isupper() else None
    prohibited = negated(line, start)
    if prohibited >= 0:
        return Clause("imperative", verb=line.span(start, prohibited), commands=(line.span(start, prohibited),),
                      condition=condition(line, prohibited, end))
    if _is_past_report(line, start, end):
        return Clause("declarative", tense="past", verb=line.span(start, start), better=from_verb(line, index, start))
    verdict = command_at(line, start, end)
    if verdict == YES:
        return _command(line, start, end)
    bits = line.tags[start]
    if bits & TO:
        return _infinitive(line, index, start, end)
    return _statement(line, index, start, end, verdict)


def _is_past_report(line: Line, start: int, end: int) -> bool:
    """"Put the parts in the bin last night": the same form as the command, but for the time."""
    if not line.tags[start] & PAST:
        return False
    lower = line.lower
    return any(
        lower[place] in _PAST_TIMES
        or (lower[place] == "last" and line.word(place + 1) in ("night", "week", "month", "year", "monday", "friday"))
        for place in range(start + 1, end)
    ) and "if" not in lower


def _command(line: Line, start: int, end: int) -> Clause:
    lower = line.lower
    if _is_remark(line, start):
        return Clause("imperative", verb=line.span(start, start))
    verbs = actions(line, start, end)
    return Clause(
        "imperative",
        verb=line.span(start, start),
        commands=tuple(line.span(verb, verb) for verb in verbs),
        condition=condition(line, start, end),
    )


def _is_remark(line: Line, start: int) -> bool:
    """A sentence that tells no further action: "Note that …", and after the first sentence "See …", "For example, …"."""
    word, following = line.lower[start], line.word(start + 1)
    if word in ("note", "remember") and following in ("that", ":", "how", "what", "which"):
        return True
    if not line.sentence.text[: line.sentence.start].strip(" (-–—*•"):
        return False
    return word == "see" and following not in _WHETHER or word == "refer" or line.lower[:2] in _EXAMPLES


def _without_main(line: Line, index: int, end: int) -> Clause:
    """A condition, a place or a purpose alone."""
    start = index
    while start < end and line.tags[start] & (MARK | ADVERB) and not line.tags[start] & (SUBORDINATOR | PREPOSITION):
        start += 1
    if start >= end:
        return UNKNOWN
    bits = line.tags[start]
    if bits & TO and line.bits(line.after_adverbs(start + 1)) & BASE:
        return _infinitive(line, index, start, end)
    if line.lower[end - 1] == ":":
        return UNKNOWN
    if bits & SUBORDINATOR and not bits & PREPOSITION:
        if _may_hold_command(line, start + 1, end, True):
            return UNKNOWN
        return Clause("no-verb", verb=line.span(index, end - 1))
    found = find(line, start + 1, end)
    if found.sure and line.tags[found.index] & (MODAL | BE | HAVE):
        return _declared(line, index, start, found.index)
    if found.index >= 0 or _may_hold_command(line, start + 1, end, False):
        return UNKNOWN
    return Clause("no-verb", verb=line.span(index, end - 1))


def _may_hold_command(line: Line, start: int, end: int, clause: bool) -> bool:
    """Whether a verb with an object stands somewhere that could be the command after all."""
    for place in range(start + 1, end - 1):
        bits, previous = line.tags[place], line.tags[place - 1]
        if bits & BASE and line.tags[place + 1] & _SIGNS and line.lower[place + 1] != "that" and not previous & (TO | SUBJECT | MODAL | DO | DETERMINER):
            if (not previous & (PREPOSITION | ADJECTIVE) or line.lower[place - 1] in ("up", "down", "out")) and not (clause and previous & PLURAL):
                return True
        if bits & MOSTLY_VERB and bits & BASE and previous & (NOUN | NAME) and line.tags[place + 1] & (TO | PREPOSITION):
            if not previous & PLURAL:
                return True
        if line.lower[place] == "," and bits & MARK and line.tags[place + 1] & BASE:
            return True
    return False


def _infinitive(line: Line, index: int, start: int, end: int) -> Clause:
    verb = line.after_adverbs(start + 1)
    if not line.bits(verb) & BASE:
        return UNKNOWN
    found = find(line, start, end)
    if found.sure:
        return _declared(line, index, start, found.index) if line.tags[found.index] & (MODAL | BE) else UNKNOWN
    if line.lower[end - 1] == ":" or _may_hold_command(line, verb + 1, end, False):
        return UNKNOWN
    return Clause("infinitive", verb=line.span(start, verb), better=from_verb(line, index, verb, drop=start))


def _statement(line: Line, index: int, start: int, end: int, verdict: int) -> Clause:
    """Anything but a command: a statement with its subject, a verb form at the start, or a fragment."""
    bits = line.tags[start]
    following = line.bits(start + 1) if start + 1 < end else 0
    if bits & GERUND and not bits & SUBORDINATOR:
        return _gerund(line, index, start, end)
    found = find(line, start, end)
    if bits & (PAST | THIRD) and not bits & BASE:
        if following & (DETERMINER | OBJECT) and not following & RELATIVE or (following & (NAME | ADVERB | FIGURE) and not found.sure):
            return _bare(line, index, start)
        if not found.sure and not bits & MOSTLY_NOUN:
            if bits & THIRD and (not bits & PLURAL or following & PREPOSITION and line.word(start + 1) not in ("of", "for", "with")):
                return _bare(line, index, start)
            if bits & PAST and not bits & ADJECTIVE and following & PREPOSITION and line.word(start + 1) not in ("by", "for", "to", "on"):
                return _bare(line, index, start)
    if found.index >= 0 and (command := _consequence(line, found.index, end)):
        return _command(line, command, end)
    if found.sure:
        if line.tags[found.index] & BASE and not line.tags[found.index] & (HAVE | DO) and start > index and not _has_comma(
            line, index, start
        ):
            return UNKNOWN
        return _declared(line, index, start, found.index)
    if found.index >= 0:
        if _is_subject(line, start):
            return _declared(line, index, start, found.index)
        return UNKNOWN
    return _fragment(line, index, start, end, verdict)


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


def _is_subject(line: Line, start: int) -> bool:
    """Whether a noun phrase that can only be a subject begins here."""
    return bool(line.tags[start] & (DETERMINER | SUBJECT)) or line.lower[start] in LISTS["persons"]


def _bare(line: Line, index: int, start: int) -> Clause:
    """A verb in the past or the third person without its subject: "Checked the oil", "Opens the valve"."""
    past = line.tags[start] & PAST
    return Clause(
        "declarative",
        tense="past" if past else "present",
        person=0 if past else 3,
        verb=line.span(start, start),
        better=from_verb(line, index, start),
    )


def _gerund(line: Line, index: int, start: int, end: int) -> Clause:
    bits = line.tags[start]
    found = find(line, start, end)
    if found.sure:
        return _declared(line, index, start, found.index)
    if line.word(start + 1) == "of":
        return Clause("no-verb", verb=line.span(index, end - 1))
    if found.index >= 0:
        return UNKNOWN
    following = line.bits(start + 1) if start + 1 < end else 0
    if not bits & (NOUN | ADJECTIVE) or following & (_SIGNS | TO):
        return Clause("gerund", verb=line.span(start, start), better=from_verb(line, index, start))
    if start + 1 >= end and bits & NOUN:
        return Clause("no-verb", verb=line.span(index, end - 1))
    return UNKNOWN


def _declared(line: Line, index: int, start: int, verb: int) -> Clause:
    said = group(line, verb)
    return Clause(
        said.form,
        tense=said.tense,
        passive=said.passive,
        person=_PERSONS.get(line.lower[start], 3),
        verb=line.span(line.pronoun_before(verb), said.last),
        better=from_group(line, index, start, verb, said),
    )


def _fragment(line: Line, index: int, start: int, end: int, verdict: int) -> Clause:
    """A noun phrase alone, where nothing in it can be the verb of the sentence."""
    bits = line.tags[start]
    if not bits and line.words[start][0].isupper() and line.bits(start + 1) & NAME and line.lower[start + 1] != OPAQUE:
        bits = NAME
    if line.lower[start] == OPAQUE or not bits or (bits & PAST and line.bits(start + 1) & TO) or bits & BASE and (verdict != NO or start + 1 >= end):
        return UNKNOWN
    for place in range(start + 1, end):
        tags = line.tags[place]
        if line.lower[place] in ("that", "which", "who", "where", "when", "if") and tags & (RELATIVE | SUBORDINATOR):
            break
        if tags & BASE and not tags & (NOUN | ADJECTIVE) and not line.tags[place - 1] & TO and not _after_adverb_to(line, place):
            return UNKNOWN
        if tags & BASE and line.bits(place + 1) & (DETERMINER | OBJECT) and line.word(place + 1) != "that":
            if not line.tags[place - 1] & (TO | COORDINATOR):
                return UNKNOWN
    return Clause("no-verb", verb=line.span(index, end - 1))


def _after_adverb_to(line: Line, place: int) -> bool:
    return bool(line.tags[place - 1] & ADVERB and line.bits(place - 2) & TO)
