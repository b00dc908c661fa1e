"""The verbs that an Italian statement joins to its first one: "L'addetto inserisce il codice e preme Invio"."""

from __future__ import annotations

from typing import NamedTuple

from sopgen.language.it.line import ASKERS, CLITICS, DETERMINERS, NOUN_OR_COMMAND, NOUNS, RELATIVES, SUBORDINATORS, Line
from sopgen.language.it.scan import weighty
from sopgen.language.it.verbs import CLITIC, FINITE, GERUND, INFINITIVE, NOI, PARTICIPLE, PLURAL, SECOND, THIRD, VOI

_JOINTS = frozenset(
    ("e", "ed", ",", ";", "poi", "quindi", "infine", "dopodiché", "successivamente", "o", "oppure", "ma")
)
_FILLERS = frozenset(("anche", "subito", "inoltre", "ancora", "allora", "sempre"))
_BEFORE_INFINITIVE = frozenset(("di", "a", "ad", "d'"))
_PERSONAL = FINITE | NOI
_CLAUSES = RELATIVES | SUBORDINATORS | ASKERS | {":"}


class Further(NamedTuple):
    """A further verb. first, last: its words, pronouns and auxiliary with it; verb: its infinitive."""

    first: int
    last: int
    verb: str
    clitics: tuple[str, ...] = ()


def further(line: Line, at: int, kind: int) -> list[Further] | None:
    """The further verbs of the form that stands at `at`; None where something else that follows may be one."""
    found: list[Further] = []
    clause = joined = nested = False
    index = at + 1
    while index < line.n:
        word, bits = line.lower[index], line.bits[index]
        if word in _CLAUSES:
            clause = True
        elif word in _JOINTS:
            joined = True
            begin = index + 1
            while begin < line.n and (line.lower[begin] in _JOINTS or _fills(line, begin)):
                begin += 1
            verb, sure = _verb_at(line, at, begin, kind)
            if not sure or (verb and (clause or nested)):
                return None
            if verb:
                found.append(verb)
            index = verb.last + 1 if verb else begin
            continue
        elif bits & INFINITIVE and not bits & FINITE:
            if kind == INFINITIVE and joined and not line.governed(index):
                return None
            nested = nested or kind == INFINITIVE
        elif bits and not line.noun_place(index):
            person = bits & _PERSONAL and _surely_verb(line, index)
            done = kind == PARTICIPLE and bits & PARTICIPLE and joined and word not in NOUNS
            if not clause and (person or done):
                return None
        index += 1
    return found


def _surely_verb(line: Line, at: int) -> bool:
    return weighty(line, at) and not (line.bits[at] & PARTICIPLE)


def _fills(line: Line, at: int) -> bool:
    word = line.lower[at]
    return word in _FILLERS or (word.endswith("mente") and not line.bits[at])


def _verb_at(line: Line, head: int, at: int, kind: int) -> tuple[Further | None, bool]:
    """The verb that begins here, and whether it is sure what begins here."""
    if at >= line.n:
        return None, True
    if line.lower[at] == "non":
        return None, kind == INFINITIVE and bool(line.bits[at + 1 : at + 2] and line.bits[at + 1] & INFINITIVE)
    if kind == FINITE:
        return _personal_verb(line, head, at)
    if kind == INFINITIVE and line.lower[at] in _BEFORE_INFINITIVE:
        done = at + 1
        if done >= line.n or not line.bits[done] & INFINITIVE:
            return None, True
        same = line.word(head - 1) == line.lower[at]  # "Si prega di chiudere la porta e di spegnere la luce"
        return (Further(at, done, line.verbs[done]), True) if same else (None, False)
    bits = line.bits[at]
    if kind == PARTICIPLE and line.verbs[at] == "avere" and bits & _PERSONAL:
        done = at + 1
        plain = done < line.n and line.bits[done] & PARTICIPLE and line.verbs[head - 1] == "avere"
        return (Further(at, done, line.verbs[done]), True) if plain else (None, False)
    if bits & kind and not (bits & CLITIC and kind == GERUND):
        next_to_it = at == head + 2
        clear = (
            kind in (INFINITIVE, GERUND) or next_to_it or (line.lower[at] not in NOUNS and not bits & (VOI | CLITIC))
        )
        return Further(at, at, line.verbs[at]), clear
    return None, not (bits & _PERSONAL and _surely_verb(line, at))


def _personal_verb(line: Line, head: int, at: int) -> tuple[Further | None, bool]:
    clitics: list[str] = []
    verb = at
    while verb < line.n and line.lower[verb] in CLITICS:
        clitics.append(line.lower[verb])
        verb += 1
    bits = line.bits[verb] if verb < line.n else 0
    same = bits & line.bits[head] & (_PERSONAL | THIRD | SECOND | PLURAL)
    if not bits & _PERSONAL:
        return None, True
    if clitics and line.noun_place(verb):
        return None, False  # "e la firma"
    if line.noun_place(verb):
        return None, True
    word, following = line.lower[verb], line.word(verb + 1)
    doubtful = word in NOUNS or word in NOUN_OR_COMMAND or bool(bits & PARTICIPLE and not bits & THIRD)
    if doubtful and not clitics and following not in DETERMINERS:
        return None, False
    return (Further(at, verb, line.verbs[verb], tuple(clitics)), True) if same else (None, False)
