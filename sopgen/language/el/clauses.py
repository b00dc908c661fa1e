"""What a Greek sentence is, in the terms all languages share."""

from __future__ import annotations

from typing import cast

from sopgen.language.el import phrases
from sopgen.language.el.duties import duties
from sopgen.language.el.letters import plain, stress
from sopgen.language.el.line import ADVERBS, AND, CLITICS, NEVER, PREPOSITIONS
from sopgen.language.el.reading import SUBORDINATORS, Reading
from sopgen.language.el.remarks import is_remark, without_pointers
from sopgen.language.el.rewrite import better, command_from
from sopgen.language.el.verbs import WORDS, form
from sopgen.language.el.writing import TOKENIZER
from sopgen.language.grammar import Clause, Form, Span
from sopgen.language.tokens import MARKS, OPAQUE

_CONDITIONS = frozenset(("αν", "εαν", "οταν", "εφοσον", "μολις"))
_WHETHER = WORDS.lists["whether"]
_ARTICLES = frozenset(("τον", "την", "τη", "το", "τα", "τις"))
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
        verb = span(reading.first, reading.last)
        comma = _missing_comma(reading)
        condition = _condition(reading)
        return Clause(
            "imperative", plural=plural, verb=verb, commands=commands, condition=condition, missing_comma=comma
        )
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
    if reading.kind not in ("modal", "na-clause", "declarative"):
        return Clause("unknown")
    if person == 1 and reading.words[reading.last].startswith("ευχαριστ"):
        return Clause("unknown")  # thanks describe nothing
    acts = tuple(span(first, last) for first, last in duties(reading))
    return Clause(
        cast(Form, reading.kind),
        reading.tense,
        reading.passive,
        person,
        plural,
        None,
        verb,
        acts,
        _condition(reading) if acts else None,
        better=better(reading),
    )


def _condition(reading: Reading) -> Span | None:
    """A condition after the command; none that says nothing ("όταν χρειάζεται"), which is worse in front."""
    if not reading.condition or (reading.kind != "imperative" and _is_asked(reading, *reading.condition)):
        return None
    start, end = reading.sentence.span(*reading.condition)
    hits = phrases.hits(reading.sentence)
    return None if any(hit.kind == "vague-wording" and hit.span[0] == start for hit in hits) else (start, end)


def _is_asked(reading: Reading, first: int, last: int) -> bool:
    """Whether "if" is "whether" ("ο ταμίας ελέγχει αν …"), or a further act follows inside what was read as one."""
    words = reading.words
    if any(words[index] in AND and words[index + 1] in ("να", "θα") for index in range(first, last)):
        return True
    asks = plain(command_from(reading.lower[reading.last])) in _WHETHER
    return asks and words[first] != "οταν" and "," not in words[reading.last : first]


def _missing_comma(reading: Reading) -> int | None:
    """Where the condition that begins a sentence ends, if the command follows it at once: "αν ανάβει βγάλτε το φις"."""
    words, command = reading.words, reading.first
    first = next((index for index, word in enumerate(words[:command]) if word in _CONDITIONS), command)
    if command < first + 2 or (first and words[first - 1] not in (":", ")")) or reading.closed < first + 1:
        return None
    if any(word in MARKS or word == OPAQUE for word in words[first:command]):
        return None
    end = command - 2 if words[command - 1] == "τοτε" else command - 1
    found = form(reading.lower[command])
    tells = words[command] in NEVER or found.kind == "command" or found.aorist
    sure = (
        tells
        and not reading.sentence.words[command][0].isupper()
        and words[end] not in ADVERBS
        and words[end] not in CLITICS
        and words[end] not in SUBORDINATORS
        and all(word not in PREPOSITIONS for word in words[reading.closed + 2 : command])
    )
    return reading.sentence.ends[end] if sure else None


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
    if len(words) == 1 and len(words[0]) < 2:
        return Clause("unknown")  # "α. Κλείστε …": the letter is the number of the step
    if hidden or foreign or reading.unsure or _acts_on(reading) or not any("α" <= word[0] <= "ω" for word in words):
        return Clause("unknown")
    return Clause("no-verb", verb=(sentence.start, sentence.end))


def _acts_on(reading: Reading) -> bool:
    """Whether a word that is not known can be a verb, before an object: "Ζούλα το σφουγγάρι", "Ο ταμίας ζουλά το …"."""
    words, lower = reading.words, reading.lower
    if any(lower[index][-1] == "ά" and words[index + 1] in _ARTICLES for index in range(1, len(words) - 1)):
        return True
    if len(words) < 3 or words[0] in ADVERBS or words[0] in PREPOSITIONS or words[0] in SUBORDINATORS:
        return False
    return words[0][-1] in "αε" and stress(lower[0]) > 1 and words[1] in _ARTICLES
