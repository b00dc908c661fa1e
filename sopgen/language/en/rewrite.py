"""A statement, report or gerund written again as a command, where that is certain."""

from __future__ import annotations

from sopgen.language.en.finite import Group
from sopgen.language.en.lexicon import (
    ADVERB,
    BASE,
    COORDINATOR,
    DETERMINER,
    GERUND,
    HAVE,
    LISTS,
    MARK,
    MODAL,
    NAME,
    NOUN,
    PAST,
    PLURAL,
    PREPOSITION,
    RELATIVE,
    SUBJECT,
    SUBORDINATOR,
    THIRD,
    verb_of,
)
from sopgen.language.en.line import Line

_ARTICLES = frozenset(["the", "a", "an", "all", "every", "each"])
_DROPPED = frozenset(["then", "now", "next", "will"])
_STATIVE = LISTS["stative-verbs"]
_ACTORS = LISTS["persons"]


def from_verb(line: Line, index: int, verb: int, drop: int = -1) -> str:
    """The sentence with the plain form of its first verb. drop: the first of the words before it to leave out."""
    base = verb_of(line.lower[verb])
    if (
        not base
        or base in _STATIVE
        or (line.bits(verb + 1) & NAME and line.tags[verb] & PAST)
        or _goes_on(line, verb + 1)
    ):
        return ""
    before = _before(line, index, verb if drop < 0 else drop)
    return _put(before, base, _rest(line, verb + 1))


def from_group(line: Line, index: int, start: int, verb: int, said: Group) -> str:
    """A statement as a command: what someone does or should do, or what is done by someone."""
    if said.main < 0 or (said.form == "modal" and not said.duty):
        return ""
    base = verb_of(line.lower[said.main])
    if not base or base in _STATIVE or _goes_on(line, said.main + 1):
        return ""
    before = _before(line, index, start)
    between: str = "" if not said.negative else "never " if "never" in line.lower[verb : said.main] else "do not "
    if said.passive:
        return _from_passive(line, start, verb, said, before, between + _manner(line, verb, said.main) + base)
    if said.form == "declarative" and said.tense == "present" and said.negative:
        return ""
    if not _is_actor(line, start, verb):
        return ""
    between += _manner(line, verb, said.main)
    return _put(before, between + base, _rest(line, said.main + 1))


def _goes_on(line: Line, first: int) -> bool:
    """Whether a second verb of the same form follows, or a word that points back to the subject."""
    for place in range(first, line.count):
        bits = line.tags[place]
        if line.lower[place] in ("their", "his", "her", "they", "he", "she"):
            return True
        joined = bits & (PAST | THIRD | GERUND) and line.tags[place - 1] & (COORDINATOR | ADVERB | MARK)
        if joined and (not bits & PLURAL or line.bits(place + 1) & DETERMINER):
            return True
    return False


def _is_actor(line: Line, start: int, verb: int) -> bool:
    """Whether the subject is who follows the procedure: "you", "the operator", "staff"."""
    subject = line.lower[start:verb]
    if subject and line.tags[verb - 1] & ADVERB:
        subject = subject[:-1]
    if subject == ["we"] and line.tags[verb] & (BASE | THIRD) and not line.tags[verb] & (MODAL | HAVE):
        return False
    if subject in (["you"], ["we"], ["i"], ["everyone"]) or (
        not subject and line.lower[verb] in ("you'll", "we'll", "i'll")
    ):
        return True
    if not subject or len(subject) > 3:
        return subject == [] and line.lower[verb - 1] == "it"
    last = subject[-1]
    if subject == ["it"]:
        return line.word(verb) == "is"
    known = last in _ACTORS or (last.endswith("s") and last[:-1] in _ACTORS)
    return known and (len(subject) == 1 or subject[0] in _ARTICLES)


def _manner(line: Line, verb: int, main: int) -> str:
    """Adverbs of manner between the verb and its helpers: "should carefully open"."""
    return "".join(
        line.words[place] + " "
        for place in range(verb + 1, main)
        if line.lower[place].endswith("ly") and line.tags[place] & ADVERB
    )


def _from_passive(line: Line, start: int, verb: int, said: Group, before: str, command: str) -> str:
    """ "The order was checked by the agent" as "Check the order"."""
    subject = range(start, verb)
    if any(
        line.tags[place] & (MARK | RELATIVE | SUBORDINATOR | SUBJECT) and not line.tags[place] & DETERMINER
        for place in subject
    ):
        return ""
    rest = said.last + 1
    agent = line.word(rest) == "by"
    if agent:
        after = rest + 1
        while line.word(after) in _ARTICLES:
            after += 1
        if not (line.word(after) in _ACTORS or (line.bits(after) & NOUN and line.word(rest + 1) in _ARTICLES)):
            return ""
        after += 1
        if after < line.count and not line.tags[after] & PREPOSITION:
            return ""
        rest = after
    elif said.form != "modal":
        return ""
    if not len(subject) or any(
        line.tags[place] & (MARK | COORDINATOR | RELATIVE | SUBORDINATOR)
        and line.lower[place] not in ("before", "after")
        for place in range(rest, line.count)
    ):
        return ""
    last = verb - 1
    while last > start and line.tags[last] & ADVERB:
        last -= 1
    return _put(before, f"{command} {_lowered(line, start, last)}", _rest(line, rest))


def _lowered(line: Line, first: int, last: int) -> str:
    """Words from within a sentence that stood at its start."""
    text = line.text(first, last)
    word = line.words[first]
    if (len(word) > 1 and word[1:] != word[1:].lower()) or not line.tags[first]:
        return text
    return text[:1].lower() + text[1:]


def _before(line: Line, index: int, start: int) -> str:
    """The lead-in, which stays where it is."""
    while index < start and line.lower[start - 1] in _DROPPED and line.lower[start - 1] == "then":
        start -= 1
    return line.text(index, start - 1) if start > index else ""


def _rest(line: Line, first: int) -> str:
    return line.text(first) if first < line.count else ""


def _put(before: str, command: str, rest: str) -> str:
    written = " ".join(
        part for part in (before, command if before else command[:1].upper() + command[1:], rest) if part
    )
    return written.replace(" ,", ",")
