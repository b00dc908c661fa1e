"""The acts of a Greek step that has no command: "να ανοίξετε … και να ελέγξετε …", "ο ταμίας ανοίγει … και μετρά …"."""

from __future__ import annotations

from sopgen.language.el.line import ADVERBS, AND, CLITICS, NEVER, NOT, OR
from sopgen.language.el.reading import SUBORDINATORS, Reading
from sopgen.language.el.rewrite import DUTIES, is_person, is_state
from sopgen.language.el.verbs import Form, form

_PARTICLES = frozenset(("να", "θα"))
_FINITE = frozenset(("present", "past", "either", "bare", "command"))


def duties(reading: Reading) -> list[tuple[int, int]]:
    """First and last word of each verb that the reader, or a person of the house, is meant to do; none if not sure."""
    first, last = reading.first, reading.last
    if reading.passive or not NOT.isdisjoint(reading.words[:last]) or not NEVER.isdisjoint(reading.words[:last]):
        return []
    verb = form(reading.lower[last])
    if is_state(reading.lower[last]):
        return []
    if reading.kind == "modal":
        if "να" not in reading.words[first:last] or not DUTIES.intersection(reading.words[first:last]):
            return []
        sure = _is_done(reading, verb)
    elif reading.kind == "na-clause":
        sure = _is_done(reading, verb)
    else:
        sure = reading.kind == "declarative" and verb.kind in _FINITE and _has_doer(reading, verb)
    return [(first, last), *_further(reading, verb)] if sure else []


def _is_done(reading: Reading, verb: Form) -> bool:
    """Whether the verb after a particle is that of the reader or of who stands before it."""
    if verb.kind == "either":
        return True
    return verb.person == 2 or (verb.kind == "present" and is_person(reading.words[: reading.first]))


def _has_doer(reading: Reading, verb: Form) -> bool:
    before = reading.words[: reading.first]
    if is_person(before) or before == ["εσεις"]:
        return True
    if before or reading.lower[reading.last].startswith("παρακαλ"):
        return False
    promised = reading.tense == "future" and not reading.words[reading.last].endswith("ειτε")
    return verb.person == 1 or (verb.person == 2 and (reading.tense == "past" or promised))


def _further(reading: Reading, verb: Form) -> list[tuple[int, int]]:
    """The verbs joined to the first by "and" or a comma, in the same person."""
    words, lower = reading.words, reading.lower
    found: list[tuple[int, int]] = []
    index = reading.last + 1
    while index < len(words):
        word = words[index]
        if word in SUBORDINATORS or word in NEVER or word in NOT or lower[index] in OR:
            return found
        if word in _PARTICLES:
            end = reading.verb_after(index)
            if not _is_joined(reading, index) or end >= len(words) or not _is_like(form(lower[end]), verb):
                return found
            found.append((index, end))
            index = end
        elif not reading.is_name(index) and _is_like(form(lower[index]), verb) and _is_joined(reading, index):
            found.append((index, index))
        index += 1
    return found


def _is_like(other: Form, verb: Form) -> bool:
    if other.passive or other.kind not in _FINITE:
        return False
    if verb.person == 2 or verb.kind == "either":
        return other.kind == "either" or (other.kind in ("command", verb.kind) and other.plural is True)
    if verb.kind == "bare" or verb.kind == "past":
        return other.kind in ("bare", "past") and other.person == verb.person
    return other.kind == verb.kind and other.person == verb.person


def _is_joined(reading: Reading, index: int) -> bool:
    """Whether "and" or a comma stands before a verb or its particle, past adverbs and pronouns."""
    lower, words = reading.lower, reading.words
    index -= 1
    while index > reading.last and lower[index] not in AND and (words[index] in CLITICS or words[index] in ADVERBS):
        index -= 1
    if words[index - 1 : index + 1] == ["στη", "συνεχεια"]:
        index -= 2
    if index <= reading.last:
        return False
    return lower[index] in AND or words[index] == ","
