"""A statement, report or gerund written again as a command, where that is certain."""

from __future__ import annotations

from sopgen.language.en.finite import Group
from sopgen.language.en.lexicon import (
    ADVERB,
    BASE,
    BE,
    CHIEFLY_NOUN,
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
    NAME,
    NOUN,
    OBJECT,
    PAST,
    PERSON,
    PLURAL,
    PREPOSITION,
    RELATIVE,
    SUBJECT,
    SUBORDINATOR,
    THIRD,
    TO,
    verb_of,
)
from sopgen.language.en.line import Line

_ARTICLES = frozenset(["the", "a", "an", "all", "every", "each"])
_DROPPED = frozenset(["then", "now", "next", "will"])
_STATIVE = LISTS["stative-verbs"]
_ACTORS = LISTS["persons"] - LISTS["other-persons"]
"""Who may follow a procedure; not the customers and guests that it is about."""

_SUBJECTS = frozenset(["you", "we", "i", "everyone"])
_LIMITS = LISTS["limits"]
_NEEDED = LISTS["advisable"] | LISTS["demanded"] | {"need", "needs", "have", "has", "had"}
_PERMITTED = frozenset(["allowed", "permitted", "supposed"])
_EVERY = frozenset(["all", "every", "each", "everyone", "both"])
_KEPT = frozenset(["always", "never", "also", "first"])


def from_verb(line: Line, index: int, verb: int, drop: int = -1) -> str:
    """The sentence with the plain form of its first verb. drop: the first of the words before it to leave out."""
    base = verb_of(line.lower[verb])
    if (
        not base
        or base in _STATIVE
        or line.words[verb].isupper()
        or (line.bits(verb + 1) & NAME and _is_past(line, verb))
    ):
        return ""
    start = verb if drop < 0 else drop
    rest = turned_rest(line, verb)
    if rest is None or not _LIMITS.isdisjoint(line.lower[index:verb]):
        return ""
    return _put(_before(line, index, start), base, rest)


def _is_past(line: Line, verb: int) -> bool:
    return bool(line.tags[verb] & PAST)


def from_group(line: Line, index: int, start: int, verb: int, said: Group) -> str:
    """A statement as a command: what someone does or should do, or what is done by someone."""
    if (
        said.main < 0
        or line.words[said.main].isupper()
        or (said.form == "modal" and not said.duty and not _bans(line, verb, said))
    ):
        return ""
    base = verb_of(line.lower[said.main])
    if not base or base in _STATIVE or not _LIMITS.isdisjoint(line.lower[index:start]):
        return ""
    if said.tense == "past" and (said.negative or line.lower[start] == "you"):
        return ""
    if said.negative and not _is_ban(line, start, verb, said):
        return ""
    adverbs = adverbs_before(line, start, verb, said)
    if adverbs is None:
        return ""
    before = _before(line, index, start)
    if said.passive:
        return _from_passive(line, start, verb, said, before, adverbs + base)
    rest = turned_rest(line, said.main)
    if rest is None or not is_actor(line, start, verb):
        return ""
    return _put(before, adverbs + base, rest)


def is_action(line: Line, verb: int) -> bool:
    """Whether a verb is known and can be told to somebody."""
    base = verb_of(line.lower[verb])
    return bool(base) and base not in _STATIVE


def _is_ban(line: Line, start: int, verb: int, said: Group) -> bool:
    """Whether "not" forbids; "You need not", "All boxes must not be opened" may say less."""
    return _EVERY.isdisjoint(line.lower[start:verb]) and (_NEEDED - _PERMITTED).isdisjoint(line.lower[verb : said.main])


def _bans(line: Line, verb: int, said: Group) -> bool:
    """ "You may not open": no permission, but a ban; "cannot" may say that it is impossible."""
    if not said.negative:
        return False
    return line.lower[verb] == "may" or not _PERMITTED.isdisjoint(line.lower[verb : said.main])


def adverbs_before(line: Line, start: int, verb: int, said: Group) -> str | None:
    """The adverbs that a command keeps, each with a space behind it; None where one of them limits what is said."""
    first = verb
    while first > start and line.tags[first - 1] & ADVERB:
        first -= 1
    kept = ""
    for place in (*range(first, verb), *range(verb + 1, said.main)):
        word = line.lower[place]
        if (word in _LIMITS and word not in ("not", "never")) or (word == "not" and not said.negative):
            return None
        if not line.tags[place] & ADVERB or word in _DROPPED or word == "not":
            continue
        if not (word in _KEPT or word.endswith("ly")):
            return None
        kept += line.words[place] + " "
    if not said.negative or kept == "never ":
        return kept
    return None if kept else "do not "


def turned_rest(line: Line, main: int) -> str | None:
    """What follows a verb, with the verbs joined to it in their plain form too; None where that is not certain."""
    found = joined_verbs(line, main)
    if found is None:
        return None
    text, sentence = line.sentence.text, line.sentence
    written, at = "", sentence.ends[main]
    for verb in found:
        base = verb_of(line.lower[verb])
        if not base or base in _STATIVE:
            return None
        written += text[at : sentence.starts[verb]] + base
        at = sentence.ends[verb]
    return (written + text[at : sentence.ends[-1]]).strip()


def joined_verbs(line: Line, main: int) -> list[int] | None:
    """The verbs of the same form as the first one that are joined to it, so that all have the same subject.

    None: a second subject comes, a word points back to the first one, or a word may be a verb or not.
    """
    form = line.tags[main] & (PAST | THIRD | GERUND) & (0 if line.tags[main] & BASE else -1)
    found: list[int] = []
    inside = joined = False
    for place in range(main + 1, line.count):
        bits, word = line.tags[place], line.lower[place]
        if word in _POINTS_BACK:
            return None
        previous = line.tags[place - 1]
        joint = line.bits(place - 2) if previous & ADVERB else previous
        after_joint = bool(joint & (COORDINATOR | MARK)) and line.lower[place - 1] not in _HYPHENS
        if bits & (RELATIVE | SUBORDINATOR | TO):
            inside = True
        joined = joined or bool(bits & COORDINATOR) or word in ",;"
        if bits & SUBJECT and not bits & DETERMINER and joined and (not bits & OBJECT or _is_finite(line, place + 1)):
            return None
        if word == "you" and not inside:
            return None
        if joined and not inside and not after_joint and _may_be_second_statement(bits, previous):
            return None
        if after_joint and form and bits & form:
            sure = _is_joined_verb(line, place, bits)
            if sure is None or (sure and inside):
                return None
            if sure:
                found.append(place)
        elif _is_finite(line, place) and (not inside or (joined and after_joint)):
            return None
    return found


def _may_be_second_statement(bits: int, previous: int) -> bool:
    """Whether a word can be the verb of the noun before it: "… and the bell rings", "… and guests enter"."""
    if previous & PLURAL:
        return bool(bits & BASE)
    return bool(bits & THIRD and previous & NOUN)


_POINTS_BACK = LISTS["points-back"]
_HYPHENS = frozenset(["-", "/"])


def _is_finite(line: Line, place: int) -> bool:
    """Whether a word is surely the verb of a statement."""
    bits = line.bits(place)
    if bits & (MODAL | BE | DO | HAVE) and not bits & (NOUN | BASE):
        return True
    if not bits & THIRD:
        return False
    return not bits & PLURAL or bool(line.bits(place + 1) & (DETERMINER | OBJECT) or line.tags[place - 1] & PERSON)


def _is_joined_verb(line: Line, place: int, bits: int) -> bool | None:
    """Whether a word after "and" is a verb like the first one; None where it can be something else too."""
    following = line.bits(place + 1)
    if following & (DETERMINER | OBJECT | NAME):
        return True
    if bits & THIRD and not bits & PLURAL:
        return True
    if bits & THIRD and bits & (MOSTLY_NOUN | CHIEFLY_NOUN):
        return False
    return None


def is_actor(line: Line, start: int, verb: int) -> bool:
    """Whether the subject is who follows the procedure: "you", "the operator", "staff"."""
    subject = line.lower[start:verb]
    while subject and line.tags[start + len(subject) - 1] & ADVERB:
        subject = subject[:-1]
    if subject == ["we"] and line.tags[verb] & (BASE | THIRD) and not line.tags[verb] & (MODAL | HAVE):
        return False
    if (len(subject) == 1 and subject[0] in _SUBJECTS) or (
        not subject and line.lower[verb] in ("you'll", "we'll", "i'll", "you'd")
    ):
        return True
    if not subject or len(subject) > 3:
        return subject == [] and line.lower[verb - 1] == "it"
    last = subject[-1]
    if subject == ["it"]:
        return line.word(verb) == "is"
    known = last in _ACTORS or (last.endswith("s") and last[:-1] in _ACTORS)
    if not known or (len(subject) > 1 and subject[0] not in _ARTICLES) or not _LIMITS.isdisjoint(subject):
        return False
    middle = line.tags[start + 1] if len(subject) > 2 else NOUN
    return bool(middle & NOUN) and not middle & (ADVERB | DETERMINER | FIGURE)


def _from_passive(line: Line, start: int, verb: int, said: Group, before: str, command: str) -> str:
    """ "The order was checked by the agent" as "Check the order"."""
    subject = range(start, verb)
    if not _LIMITS.isdisjoint(line.lower[start:verb]) or not _POINTS_BACK.isdisjoint(line.lower):
        return ""
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
        if line.word(after) not in _ACTORS:
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
    begins = not any(character.isalnum() for character in before)
    written = " ".join(
        part for part in (before, command[:1].upper() + command[1:] if begins else command, rest) if part
    )
    return written.replace(" ,", ",")
