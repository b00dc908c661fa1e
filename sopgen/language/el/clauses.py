"""What a Greek sentence is, in the terms all languages share."""

from __future__ import annotations

from sopgen.language.el.line import ADVERBS, CLITICS, PREPOSITIONS
from sopgen.language.el.reading import SUBORDINATORS, Reading
from sopgen.language.el.remarks import is_remark, without_pointers
from sopgen.language.el.rewrite import better
from sopgen.language.el.writing import TOKENIZER
from sopgen.language.grammar import Clause
from sopgen.language.tokens import MARKS, OPAQUE

_QUESTION_MARKS = frozenset(("?", ";", "\u037e"))


def clause_of(reading: Reading) -> Clause:
    """The clause that the main verb of a sentence makes, or what it is without one."""
    sentence = reading.sentence
    span = sentence.span
    found = reading.form
    plural = found.plural if found else None
    if reading.kind == "imperative":
        commands = tuple(span(first, last) for first, last in without_pointers(reading))
        if is_remark(reading) and _told_before(reading):
            commands = ()
        condition = span(*reading.condition) if reading.condition else None
        verb = span(reading.first, reading.last)
        return Clause("imperative", plural=plural, verb=verb, commands=commands, condition=condition)
    if sentence.mark in _QUESTION_MARKS:
        return Clause("question", verb=(sentence.start, sentence.end))
    if not reading.kind:
        return _verbless(reading)
    verb = span(reading.first, reading.last)
    # A verb ending is no "you": the second person is a fault of its own only where the word stands there.
    person = found.person if found else 0
    if person == 2 and not reading.addressed(reading.first):
        person = 0
    if plural is None and reading.kind:
        plural = _number(reading.words[reading.last])
    if reading.kind == "modal":
        return Clause("modal", "present", reading.passive, person, plural, None, verb, better=better(reading))
    if reading.kind == "na-clause":
        return Clause("na-clause", "present", reading.passive, person, plural, None, verb, better=better(reading))
    if reading.kind == "declarative":
        text = better(reading)
        return Clause("declarative", reading.tense, reading.passive, person, plural, None, verb, better=text)
    return Clause("unknown")


def _told_before(reading: Reading) -> bool:
    """Whether an earlier sentence of the same text tells the reader to do something."""
    before = reading.sentence.text[: reading.sentence.start]
    return any(Reading(sentence, reading.own).commands for sentence in TOKENIZER.sentences(before))


def _number(verb: str) -> bool | None:
    """Whether the verb after a particle speaks to several: "να ελέγξετε", "να ελέγξεις"."""
    if verb.endswith("τε"):
        return True
    return False if verb.endswith("εις") else None


def _leads_in(reading: Reading) -> bool:
    """Whether a sentence without a verb only says where or when what comes after its colon is done."""
    words = reading.words
    if words[-1] != ":":
        return False
    return words[0] in PREPOSITIONS or words[0] in ADVERBS or words[0] in SUBORDINATORS


def _verbless(reading: Reading) -> Clause:
    words, sentence = reading.words, reading.sentence
    if reading.gerund >= 0 and all(word in ADVERBS or word in MARKS for word in words[: reading.gerund]):
        return Clause("gerund", verb=sentence.span(reading.gerund, reading.gerund), better=better(reading))
    # A name can hide the command, a colon can lead to it, a foreign or unknown word can be it ("Restart τον server").
    hidden = words[0] == OPAQUE or _leads_in(reading) or (reading.conditions and OPAQUE in words[reading.start :])
    foreign = words[0][0].isascii() and len(words) > 1 and words[1] in CLITICS
    if hidden or foreign or reading.unsure or not any("α" <= word[0] <= "ω" for word in words):
        return Clause("unknown")
    return Clause("no-verb", verb=(sentence.start, sentence.end))
