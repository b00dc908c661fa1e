"""Find the main clause of an Italian sentence: past labels, places, purposes, conditions and times to its head."""

from __future__ import annotations

from typing import NamedTuple

from sopgen.language.it.commands import UNSURE, command_at
from sopgen.language.it.line import (
    ARTICLES,
    ASKERS,
    AUXILIARIES,
    CLITICS,
    CONNECTORS,
    DETERMINERS,
    NOUN_OR_COMMAND,
    NOUNS,
    PREPOSITIONS,
    RELATIVES,
    SEPARATORS,
    SUBORDINATORS,
    Line,
)
from sopgen.language.it.verbs import (
    CLITIC,
    FINITE,
    FIRST,
    FUTURE,
    GERUND,
    INFINITIVE,
    LEI,
    NOI,
    PARTICIPLE,
    PAST,
    PLURAL,
    SECOND,
    SUBJUNCTIVE,
    THIRD,
    TU,
    VOI,
)


class Head(NamedTuple):
    """Where the main clause has its verb. command: what `commands.command_at` says there; 0 for a statement.

    kind: "command", "finite" (a statement), "gerund", "participle", "none" (no verb), "unsure".
    subject: whether a subject stands before the verb.
    """

    kind: str
    at: int
    command: int = 0
    subject: bool = False


_NO_SUBJECT_YET = Head("none", 0)
_SOME_VERB = FINITE | NOI
_LABEL_LENGTH = 7


def find_head(line: Line) -> Head:
    start = _past_label(line)
    start = past_connectors(line, start)
    if start >= line.n:
        return Head("none", start)
    command = command_at(line, start)
    if command:
        return _doubtful(line, start, command)
    bits = line.bits[start]
    if bits & GERUND:
        later = _after_comma(line, start)
        return later if later.kind == "command" else Head("gerund", start)
    if bits & PARTICIPLE and (line.word(start + 1) in ARTICLES or bits & CLITIC):
        later = _after_comma(line, start)
        return later if later.kind != "none" else Head("participle", start)
    return _scan(line, start)


def _doubtful(line: Line, at: int, command: int) -> Head:
    """A command at the start, unless it is the first word of something that leads in to another."""
    if command == UNSURE:
        later = _scan(line, at)
        return later if later.kind in ("command", "finite") else Head("unsure", at)
    if command == INFINITIVE:
        predicate = _predicate_of_infinitive(line, at)
        if predicate:
            return Head("finite", predicate, subject=True)
    if command == VOI and line.bits[at] & PARTICIPLE:
        comma = line.next_comma(at)
        later = command_at(line, past_connectors(line, comma + 1)) if comma < line.n else 0
        if later and later != VOI and later != UNSURE:
            return Head("command", past_connectors(line, comma + 1), later)
    return Head("command", at, command)


def _predicate_of_infinitive(line: Line, at: int) -> int:
    """The "è" or "richiede" of which the infinitive is the subject: "Firmare il modulo è obbligatorio"; else 0."""
    for index in range(at + 1, line.n):
        word = line.lower[index]
        if word in RELATIVES or word in SUBORDINATORS or word in ASKERS or word == ",":
            return 0
        if word == "è" and line.word(index + 1) in _JUDGED:
            return index
    return 0


_JUDGED = frozenset(
    ["obbligatorio", "necessario", "possibile", "vietato", "facoltativo", "consigliato", "opportuno", "importante", "fondamentale", "essenziale", "indispensabile", "severamente", "assolutamente", "sempre", "molto", "utile", "pericoloso"]
)


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
                line.bits[at] & (FINITE | INFINITIVE) and not line.noun_place(at) and _weighty(line, at)
                for at in range(start, index)
            ):
                return start
            return index + 1
    return start


def past_connectors(line: Line, at: int) -> int:
    """The first word that is no "poi", "quindi", "infine", adverb, mark or number of the step."""
    while at < line.n - 1:
        word = line.lower[at]
        if word in CONNECTORS or word in SEPARATORS or word in ("+", "/", "•", "·", "|", "&", '"') or (word == "#" and at == 0 and line.word(1) in SEPARATORS) or (word.endswith("mente") and len(word) > 6 and not line.bits[at]):
            at += 1
        elif word in ("per", "alla", "in", "di") and line.word(at + 1) in (
            "prima",
            "fine",
            "alternativa",
            "nuovo",
            "seguito",
        ):
            after = line.word(at + 2)
            if word == "per" and after == "cosa":
                at += 3
            elif (word in ("per", "alla") and after != ",") or (after in PREPOSITIONS and word == "in" and line.word(at + 1) != "alternativa"):
                return at
            else:
                at += 2
        else:
            break
    return at


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


def _weighty(line: Line, at: int) -> bool:
    """Whether a word with a finite form is surely a verb where it stands, and no noun beside a noun."""
    bits, word = line.bits[at], line.lower[at]
    verb = line.verbs[at]
    if verb in AUXILIARIES:
        return not bits & PARTICIPLE or bool(bits & (FINITE & ~VOI))
    if bits & (FUTURE | PLURAL) or (bits & PAST and not word.endswith(("i", "ate"))):
        return True
    before = line.word(at - 1)
    if before in ("non", "si", "ci", "ne", "c'", "s'", "ce", "vi"):
        return True
    if word in NOUNS or not bits & FINITE:
        return False
    if bits & THIRD and not bits & TU:
        return not bits & PARTICIPLE
    following = line.word(at + 1)
    if word in NOUN_OR_COMMAND:
        return following in ARTICLES or following == "che"
    if bits & FIRST:
        return following in ARTICLES and at == 0
    return bool(bits & THIRD) or bool(bits & SECOND and bits & TU and following in DETERMINERS)


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
            elif bits & _SOME_VERB and (_weighty(line, index) or bits & NOI):
                if not pending:
                    return Head(
                        "finite", index, subject=subject or (index > start and line.lower[index - 1] not in CLITICS)
                    )
                pending -= 1
        elif word in ARTICLES or word == "□":
            subject = True
        index += 1
    return _NO_SUBJECT_YET


def _scan(line: Line, start: int) -> Head:
    """The main clause of a sentence that begins with something else than its command."""
    first = line.lower[start]
    two = line.word(start + 1)
    leading = first in PREPOSITIONS or first in SUBORDINATORS
    subordinate = first in SUBORDINATORS or (
        two == "che" and first in ("una", "ogni", "dato", "visto", "prima", "dopo")
    )
    if (first in ("una", "ogni") and two == "volta") or (first == "non" and two == "appena"):
        subordinate = leading = True
        if first == "una" and line.word(start + 2) != "che":
            subordinate = False
    if first == "nel" and two == "caso" and line.word(start + 2) not in ("di", "del", "della", "dell'"):
        subordinate = True
    statement = Head("none", start)
    pending = 1 if subordinate else 0
    if pending and line.word(start + 2) in ("che", "cui", "in") and first not in SUBORDINATORS:
        pending = 0
    subject = not leading and (first in ARTICLES or not line.bits[start])
    closed = not leading
    index = start + 1 if leading else start
    while index < line.n:
        word = line.lower[index]
        if word == "," or word == ";" or word == ":":
            begin = past_connectors(line, index + 1)
            command = command_at(line, begin) if begin < line.n else 0
            joined = line.word(begin - 1) in ("e", "ed", "o", "oppure") and pending
            if command and command != UNSURE and not joined and statement.kind == "none":
                return Head("command", begin, command)
            if statement.kind == "none" and not pending:
                closed = True
            subject = False
            index += 1
            continue
        if word in RELATIVES or word in SUBORDINATORS or (word in ASKERS and index > start and closed is False):
            pending += 1
            index += 1
            continue
        bits = line.bits[index]
        if word == "non" and closed and not subject:
            command = command_at(line, index)
            if command:
                return Head("command", index, command)
        if not bits:
            if (
                word in ARTICLES
                and line.word(index - 1) not in PREPOSITIONS
                and line.word(index - 1) not in ("e", "o", "ed")
            ) or (line.named[index] and closed):
                subject = True
            index += 1
            continue
        if line.noun_place(index):
            index += 1
            continue
        if pending:
            if (bits & (_SOME_VERB | LEI | SUBJUNCTIVE) and (
                bits & ~(FIRST | LEI | SECOND | TU) or _weighty(line, index) or line.word(index + 1) in DETERMINERS
            )) or (bits & INFINITIVE and line.lower[index - 1] in ("cui", "dove", "come", "quando", "quale", "che", "se")) or (bits & (TU | LEI) and not bits & FINITE & ~SECOND) or (bits & PARTICIPLE and line.lower[index - 1] in SUBORDINATORS):
                pending -= 1
            subject = False
            index += 1
            continue
        coordinated = line.lower[index - 1] in ("e", "ed", "o", "oppure") and subordinate and not closed
        command = 0 if coordinated else command_at(line, index, loose=True)
        if command and statement.kind == "none":
            clitic = bits & CLITIC
            plain = bits & INFINITIVE or (bits & (TU | VOI) and not bits & THIRD)
            if clitic or (plain and (leading or not subject or not bits & INFINITIVE)) or (leading and not subject):
                if not (subject and bits & VOI and bits & PARTICIPLE):
                    return Head("command", index, command)
        if bits & _SOME_VERB and not coordinated and (_weighty(line, index) or (bits & NOI and index == start)):
            if statement.kind == "none":
                said = subject or (index > start and line.lower[index - 1] not in CLITICS and not leading)
                statement = Head("finite", index, subject=said)
                if closed or not subordinate:
                    return statement
        index += 1
    if statement.kind == "none" and any(
        line.bits[at] & (TU | VOI)
        and not line.noun_place(at)
        and line.lower[at] not in NOUNS
        and not line.bits[at] & PARTICIPLE
        and line.lower[at] not in NOUN_OR_COMMAND
        for at in range(start + 1, line.n)
    ):
        return statement if subordinate else Head("unsure", start)
    return statement
