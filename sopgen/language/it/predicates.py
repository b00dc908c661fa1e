"""Tense, voice, person and duty of an Italian statement, from its verb and the words that go with it."""

from __future__ import annotations

from typing import NamedTuple

from sopgen.language.grammar import Form, Tense
from sopgen.language.it.line import BETWEEN, CLITICS, DUTY, IMPERSONAL, INTRANSITIVE, MODALS, NO_PASSIVE_SI, Line
from sopgen.language.it.verbs import FINITE, FIRST, FUTURE, INFINITIVE, NOI, PARTICIPLE, PAST, PLURAL, THIRD


class Predicate(NamedTuple):
    """What a statement says. verb: the infinitive of what is done ("" where there is none); at: its place.

    first, last: the words that make the form.
    """

    form: Form
    tense: Tense
    passive: bool
    first: int
    last: int
    verb: str
    at: int


def _next_verb(line: Line, at: int, wanted: int, reach: int = 4) -> int:
    """The place of the form that an auxiliary goes with, adverbs passed over; -1 where there is none."""
    index = at + 1
    while index < line.n and index <= at + reach:
        bits = line.bits[index]
        if bits & wanted:
            return index
        word = line.lower[index]
        if not (word in BETWEEN or word in CLITICS or word.endswith("mente")):
            return -1
        index += 1
    return -1


def tense_of(bits: int) -> Tense:
    if bits & FUTURE:
        return "future"
    return "past" if bits & PAST and not bits & THIRD else "present"


_DENIES = frozenset(("non", "mai", "nessuno", "nemmeno", "neanche"))
"""Without these words the quoted ones would say the opposite."""


def predicate(line: Line, at: int, *, subject: bool) -> Predicate:
    verb, bits, word = line.verbs[at], line.bits[at], line.lower[at]
    tense = tense_of(bits)
    before = line.word(at - 1)
    first = at
    while line.word(first - 1) in CLITICS or line.word(first - 1) in _DENIES:
        first -= 1
    if (word in IMPERSONAL and _next_verb(line, at, INFINITIVE) > 0) or word in ("bisogna", "occorre", "occorrerà"):
        return _judged(line, at, at, first, tense)
    if word in DUTY and bits & PARTICIPLE and not bits & FINITE:
        return _judged(line, at, at, first, "present")
    if verb in MODALS:
        return _duty(line, at, first, tense)
    if before in ("si", "s'") and verb not in ("essere",):
        return _with_si(line, at, first, tense, subject)
    if verb == "essere":
        return _being(line, at, first, tense)
    if verb == "avere":
        done = _next_verb(line, at, PARTICIPLE)
        if done > 0:
            return Predicate("declarative", "past", False, first, done, line.verbs[done], done)
        return Predicate("declarative", tense, False, first, at, "", at)
    if verb in ("venire", "andare"):
        done = _next_verb(line, at, PARTICIPLE)
        if done > 0:
            form: Form = "modal" if verb == "andare" else "declarative"
            return Predicate(form, tense, True, first, done, line.verbs[done], done)
    if bits & NOI:
        tense = "present"
    return Predicate("declarative", tense, False, first, at, verb, at)


def _judged(line: Line, at: int, last: int, first: int, tense: Tense) -> Predicate:
    """ "Bisogna pulire", "è necessario pulire": a duty without a doer; `last` is its last word before the verb."""
    done = _next_verb(line, last, INFINITIVE)
    if done < 0:
        return Predicate("modal", tense, False, first, max(at, last), "", at)
    return Predicate("modal", tense, False, first, done, line.verbs[done], done)


def _duty(line: Line, at: int, first: int, tense: Tense) -> Predicate:
    """Dovere and potere: "deve chiudere", "deve essere chiusa", "si può aprire"."""
    done = _next_verb(line, at, INFINITIVE)
    if done < 0:
        done_before = _next_verb(line, at, PARTICIPLE)
        return Predicate("modal", tense, False, first, max(at, done_before), "", at)
    if line.verbs[done] in ("essere", "venire"):
        participle = _next_verb(line, done, PARTICIPLE)
        if participle > 0:
            return Predicate("modal", tense, True, first, participle, line.verbs[participle], participle)
        return Predicate("modal", tense, False, first, done, "", done)
    return Predicate("modal", tense, False, first, done, line.verbs[done], done)


def _with_si(line: Line, at: int, first: int, tense: Tense, subject: bool) -> Predicate:
    """ "Si controlla il livello" has no doer and is passive; in "La porta si apre" the door does it itself."""
    verb = line.verbs[at]
    if verb == "pregare":
        done = _next_verb(line, at + 1 if line.word(at + 1) == "di" else at, INFINITIVE)
        if done > 0:
            return Predicate("declarative", tense, False, first, done, line.verbs[done], done)
    if verb in ("raccomandare", "consigliare", "suggerire", "richiedere", "necessitare"):
        return Predicate("modal", tense, False, first, at, "", at)
    passive = not subject and verb not in NO_PASSIVE_SI and verb not in INTRANSITIVE
    return Predicate("declarative", tense, passive, first, at, verb, at)


def _being(line: Line, at: int, first: int, tense: Tense) -> Predicate:
    """Essere: a duty ("è necessario"), a past ("è arrivato", "è stato chiuso"), a passive ("è firmato da"), a state."""
    index = at + 1
    while line.word(index) in BETWEEN or line.word(index) in ("assolutamente", "severamente", "molto", "stato"):
        if line.word(index) == "stato":
            break
        index += 1
    word = line.word(index)
    if word in DUTY and any(line.bits[i] & INFINITIVE and not line.governed(i) for i in range(at)):
        return Predicate("modal", tense, False, first, index, "", at)
    if word in DUTY and (_next_verb(line, index, INFINITIVE) > 0 or line.word(index + 1) in ("che", "di", "a")):
        return _judged(line, at, index, first, tense)
    if word == "da" and line.bits[index + 1 : index + 2] and line.bits[index + 1] & INFINITIVE:
        return Predicate("modal", tense, True, first, index + 1, line.verbs[index + 1], index + 1)
    done = _next_verb(line, at, PARTICIPLE)
    if done < 0:
        return Predicate("declarative", tense, False, first, at, "", at)
    verb = line.verbs[done]
    if verb == "tenere" and line.word(done + 1) in ("a", "ad"):
        return _judged(line, at, done + 1, first, tense)
    if verb in ("essere", "stare"):
        participle = _next_verb(line, done, PARTICIPLE)
        if participle > 0:
            return Predicate("declarative", "past", True, first, participle, line.verbs[participle], participle)
        return Predicate("declarative", "past", False, first, done, "", done)
    if verb in INTRANSITIVE or line.word(at - 1) in ("si", "s'"):
        return Predicate("declarative", "past", line.word(at - 1) in ("si", "s'"), first, done, verb, done)
    if tense == "future" or line.lower[at] in ("fu", "furono") or _has_doer(line, done):
        return Predicate("declarative", tense, True, first, done, verb, done)
    return Predicate("declarative", tense, False, first, done, "", done)


_DOER = frozenset(("da", "dal", "dallo", "dalla", "dall'", "dai", "dagli", "dalle"))
_OFTEN = frozenset(("ogni", "automaticamente", "manualmente", "regolarmente", "quotidianamente", "settimanalmente"))


def _has_doer(line: Line, done: int) -> bool:
    """Whether "è chiuso" is what somebody does ("dal responsabile", "ogni sera") and no state."""
    for index in range(done + 1, min(done + 4, line.n)):
        if line.lower[index] in _OFTEN or (line.lower[index] in _DOER and line.word(index + 1) != "#"):
            return True
        if line.lower[index] == ",":
            return False
    return False


def person_of(line: Line, at: int, predicate_: Predicate) -> int:
    """The person of the subject; the second only where a pronoun says it ("Tu apri", "Lei deve firmare")."""
    before = line.word(at - 1)
    index = at - 1
    while index >= 0 and (line.lower[index] in CLITICS or line.lower[index] in BETWEEN):
        index -= 1
    before = line.word(index) if index >= 0 else ""
    if before in ("tu", "voi") or (before == "lei" and line.sentence.words[index] == "Lei"):
        return 2
    bits = line.bits[at]
    if bits & NOI or (bits & FIRST and not bits & (PLURAL | THIRD)):
        return 1
    return 3 if bits & (THIRD | PLURAL) else 0
