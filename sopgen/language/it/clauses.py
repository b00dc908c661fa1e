"""Find the main clause of an Italian sentence: past labels, places, purposes, conditions and times to its head."""

from __future__ import annotations

from sopgen.language.it.commands import UNSURE, command_at
from sopgen.language.it.line import (
    ADVERBS,
    ARTICLES,
    ASKERS,
    CLITICS,
    CONNECTORS,
    DETERMINERS,
    DUTY,
    INTRANSITIVE,
    JUDGED,
    PREPOSITIONS,
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
    THIRD,
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
    if command == LEI and line.bits[at] & SECOND and _joined_to_tu(line, at):
        return Head("finite", at)
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


def _joined_to_tu(line: Line, at: int) -> bool:
    """Whether a plain command to tu is joined to the word: "Torni al menu e apri la scheda"."""
    plain = [line.bits[index] & TU and not line.bits[index] & (THIRD | LEI) for index in range(at + 2, line.n)]
    return any(is_tu and line.lower[index] in ("e", "ed") for index, is_tu in enumerate(plain, at + 1))


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
    if line.word(start + 1) == ")" and len(line.lower[start]) == 1:  # "a) Chiudi", "1) Chiudi"
        start += 2
        line.begin_at(start)
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


_NO_SUBJECT_WORD = DETERMINERS | PREPOSITIONS | ADVERBS | CONNECTORS | RELATIVES | ASKERS | SUBORDINATORS | CLITICS


def may_hold_verb(line: Line) -> bool:
    """Whether a word stands where a verb could: before an article that nothing joins to it ("Il tecnico zorba lo")."""
    if line.lower[0] in ("tu", "voi"):
        return True
    if line.lower[0] in SUBORDINATORS or line.lower[0] in PREPOSITIONS:
        return False
    for index in range(line.n - 2):
        word = line.lower[index]
        if line.bits[index] & THIRD and line.lower[index + 1] in ("a", "ad") and line.bits[index + 2] & INFINITIVE:
            return True  # "L'addetto prova ad aprire …"
        if line.lower[index + 1] not in ARTICLES or not word.isalpha() or line.named[index]:
            continue
        if word not in _NO_SUBJECT_WORD and not line.bits[index] & (PARTICIPLE | INFINITIVE):
            return index == 0 or line.word(index - 1) not in PREPOSITIONS
    at = line.n - 1  # "Il medico la visita"
    return at >= 3 and line.lower[at - 1] in _OBJECTS and bool(line.bits[at] & THIRD) and line.lower[0] in ARTICLES


_OBJECTS = frozenset(("lo", "la", "li", "le", "gli"))
