"""Find the main clause of an Italian sentence: past labels, places, purposes, conditions and times to its head."""

from __future__ import annotations

from sopgen.language.it.commands import UNSURE, command_at
from sopgen.language.it.line import (
    ARTICLES,
    ASKERS,
    CLITICS,
    DUTY,
    INTRANSITIVE,
    JUDGED,
    RELATIVES,
    SEPARATORS,
    SUBORDINATORS,
    Line,
)
from sopgen.language.it.scan import SOME_VERB, Head, past_connectors, scan, weighty
from sopgen.language.it.verbs import (
    CLITIC,
    FINITE,
    GERUND,
    INFINITIVE,
    LEI,
    NOI,
    PARTICIPLE,
    SECOND,
    SUBJUNCTIVE,
    TU,
    VOI,
)

_NO_SUBJECT_YET = Head("none", 0)
_LABEL_LENGTH = 7
_TO_TU = frozenset(["tu", "ti", "te", "tuo", "tua", "tuoi", "tue"])


def find_head(line: Line) -> Head:
    start = _past_label(line)
    start = past_connectors(line, start)
    if start >= line.n:
        return Head("none", start)
    command = command_at(line, start)
    if command:
        return _doubtful(line, start, command)
    bits = line.bits[start]
    if line.lower[start] in DUTY and start + 1 < line.n and line.bits[start + 1] & INFINITIVE:
        return Head("finite", start)
    if bits & GERUND:
        later = _after_comma(line, start)
        if later.kind == "none":
            later = _finite_from(line, start + 1)
        return later if later.kind != "none" else Head("gerund", start)
    if bits & PARTICIPLE and (line.word(start + 1) in ARTICLES or bits & CLITIC):
        later = _after_comma(line, start)
        return later if later.kind != "none" else Head("participle", start)
    return scan(line, start)


def _doubtful(line: Line, at: int, command: int) -> Head:
    """A command at the start, unless it is the first word of something that leads in to another."""
    if command == UNSURE:
        later = scan(line, at)
        return later if later.kind in ("command", "finite") else Head("unsure", at)
    if command == LEI and line.bits[at] & SECOND and not _TO_TU.isdisjoint(line.lower):
        return Head("finite", at)  # "Torni alla tua sessione": who is called "tu" is not commanded as "Lei"
    if command == INFINITIVE:
        verb = _predicate_of_infinitive(line, at)
        if verb:
            return Head("finite", verb, subject=True)
    arrived = command == TU and line.bits[at] & CLITIC and line.verbs[at] in INTRANSITIVE
    if arrived and line.bits[at] & PARTICIPLE:
        later = _after_comma(line, at)
        return later if later.kind != "none" else Head("command", at, command)
    if command == VOI and line.bits[at] & PARTICIPLE:
        comma = line.next_comma(at)
        begin = past_connectors(line, comma + 1)
        following = command_at(line, begin) if comma < line.n else 0
        if following and following not in (VOI, UNSURE):
            return Head("command", begin, following)
    return Head("command", at, command)


def _predicate_of_infinitive(line: Line, at: int) -> int:
    """The "è" or "richiede" of which the infinitive is the subject: "Firmare il modulo è obbligatorio"; else 0."""
    for index in range(at + 1, line.n):
        word = line.lower[index]
        if word in RELATIVES or word in SUBORDINATORS or word in ASKERS or word == ",":
            return 0
        if word == "è" and line.word(index + 1) in JUDGED:
            return index
    return 0


def _past_label(line: Line) -> int:
    """The first word after a label: "Nota:", "Passo 3 –", "Facoltativo:"; 0 where there is none."""
    start = 0
    while start < line.n and line.lower[start] in SEPARATORS:
        start += 1
    for index in range(start + 1, min(start + _LABEL_LENGTH, line.n - 1)):
        word = line.lower[index]
        if word == ",":
            return start
        if word == ":" or word in "–—":
            head = command_at(line, start)
            if head and head != UNSURE:
                return start
            if any(
                line.bits[at] & (FINITE | INFINITIVE) and not line.noun_place(at) and weighty(line, at)
                for at in range(start, index)
            ):
                return start
            line.begin_at(index + 1)
            return index + 1
    return start


def _after_comma(line: Line, at: int) -> Head:
    """The main clause after a gerund or participle with which the sentence begins."""
    comma = line.next_comma(at)
    while comma < line.n:
        begin = past_connectors(line, comma + 1)
        command = command_at(line, begin) if begin < line.n else 0
        if command and command != UNSURE:
            return Head("command", begin, command)
        finite = _finite_from(line, begin)
        if finite.kind == "finite":
            return finite
        comma = line.next_comma(comma + 1)
    return Head("none", at)


def _finite_from(line: Line, start: int) -> Head:
    """The first verb with a person in what follows, those of relative and other subordinate clauses passed over."""
    pending = 0
    subject = False
    index = start
    while index < line.n:
        word = line.lower[index]
        bits = line.bits[index]
        if word in RELATIVES or (word in SUBORDINATORS and index > start):
            pending += 1
        elif bits and not line.noun_place(index):
            if bits & (LEI | SUBJUNCTIVE) and not bits & FINITE:
                pending = max(0, pending - 1)
            elif bits & INFINITIVE and pending and line.word(index - 1) in RELATIVES:
                pending -= 1
            elif bits & SOME_VERB and (weighty(line, index) or bits & NOI):
                if not pending:
                    return Head(
                        "finite", index, subject=subject or (index > start and line.lower[index - 1] not in CLITICS)
                    )
                pending -= 1
        elif word in ARTICLES or word == "□":
            subject = True
        index += 1
    return _NO_SUBJECT_YET
