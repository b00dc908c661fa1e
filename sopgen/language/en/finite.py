"""Where the verb of a statement stands, past what belongs to its subject, and what the verb and its helpers say."""

from __future__ import annotations

from typing import NamedTuple

from sopgen.language.en.lexicon import (
    ADJECTIVE,
    ADVERB,
    BASE,
    BE,
    COORDINATOR,
    DETERMINER,
    DO,
    FIGURE,
    GERUND,
    HAVE,
    IRREGULAR,
    LISTS,
    MARK,
    MODAL,
    MOSTLY_NOUN,
    NAME,
    NOUN,
    OBJECT,
    PARTICIPLE,
    PAST,
    PERSON,
    PLURAL,
    PREPOSITION,
    RELATIVE,
    SUBJECT,
    SUBORDINATOR,
    THIRD,
    TO,
)
from sopgen.language.en.line import BREAKS, Line
from sopgen.language.grammar import Form, Tense

_OBJECT_BEGINS = DETERMINER | OBJECT | FIGURE
_ENDS_SUBJECT = NOUN | NAME | SUBJECT | FIGURE | PERSON
_VERB = THIRD | PAST | BASE
_HELPERS = MODAL | BE | HAVE | DO


class Found(NamedTuple):
    """A finite verb: the index of its first word (-1 where there is none), and whether it is certainly one."""

    verb: int
    sure: bool


NOWHERE = Found(-1, False)


def find(line: Line, first: int, end: int) -> Found:
    """The verb of the statement whose subject begins at a word; verbs of relative clauses within it do not count."""
    tags, lower = line.tags, line.lower
    waiting = 0
    parted = False
    perhaps = -1
    index = first
    while index < end:
        bits = tags[index]
        word = lower[index]
        if word in BREAKS and index > first:
            break
        previous = (tags[index - 1] or NOUN) if index > first else 0
        if bits & TO and index + 1 < end:
            following = line.after_adverbs(index + 1)
            if line.bits(following) & BASE:
                index = following + 1
                continue
        elif bits & RELATIVE and index > first and not (bits & SUBORDINATOR and previous == 0):
            waiting += 1
        elif bits & SUBORDINATOR and index > first and not (bits & NOUN and previous & DETERMINER):
            break
        elif (
            bits & SUBJECT
            and not bits & (DETERMINER | _HELPERS)
            and index > first
            and not waiting
            and previous & (NOUN | NAME | BASE)
        ):
            waiting += 1
        elif word == "," and index > first and _starts_clause(line, index + 1):
            break
        elif bits & DETERMINER and index > first + 1 and _starts_relative(line, index, first):
            waiting += 1
        elif index > first and bits & SUBJECT and bits & _HELPERS and not previous & (MARK | COORDINATOR):
            index = _past_group(line, index, end)
            continue
        elif index > first or bits & (_HELPERS | SUBJECT):
            if parted and (word == "need" or lower[index - 1] == ","):
                previous = NOUN | (PLURAL if word == "need" else 0)
            sure = _verb_here(line, index, bits, previous)
            if sure is not None:
                if waiting and (sure or previous & (RELATIVE | SUBJECT | NOUN | NAME)):
                    waiting -= 1
                    parted = True
                    index = _past_group(line, index, end)
                    continue
                if sure:
                    return Found(index, True)
                if perhaps < 0 and not waiting:
                    perhaps = index
        index += 1
    return Found(perhaps, False)


def _starts_clause(line: Line, index: int) -> bool:
    """Whether another statement begins after a comma: "…, it opens", "…, this prevents"."""
    bits = line.bits(index)
    if not bits & SUBJECT:
        return False
    return not bits & DETERMINER or bool(
        line.bits(index + 1) & (THIRD & ~PLURAL | _HELPERS) and line.bits(index + 1) & ~PLURAL
    )


def _starts_relative(line: Line, index: int, first: int) -> bool:
    """Whether a clause without its "that" begins at an article: "the supplier your order was placed with"."""
    if line.lower[index] == "no" and line.word(index + 1) == "longer":
        return False
    previous, before = line.tags[index - 1], line.tags[index - 2]
    return bool(
        previous & NOUN
        and not previous & (PLURAL | THIRD | DETERMINER | ADVERB | PREPOSITION)
        and (before & DETERMINER or (before & ADJECTIVE and not previous & BASE))
        and line.tags[first] & (BASE | DETERMINER)
    )


def _verb_here(line: Line, index: int, bits: int, previous: int) -> bool | None:
    """Whether a word is surely (True) or perhaps (False) a finite verb; None where it is none."""
    following = line.bits(index + 1)
    if bits & _HELPERS:
        return (
            None if bits & BASE and not previous & (SUBJECT | PLURAL | RELATIVE | ADVERB | COORDINATOR | NAME) else True
        )
    if not bits & _VERB:
        return None
    before = index - 1
    while before and (line.tags[before] & ADVERB or line.lower[before - 1 : before + 1] == ["no", "longer"]):
        before -= 2 if line.lower[before] == "longer" else 1
    if before < index - 1:
        previous |= line.tags[before] or NOUN
    if previous & (RELATIVE | SUBJECT):
        if not (previous & DETERMINER and bits & (NOUN | ADJECTIVE | PARTICIPLE)):
            return True
        if bits & THIRD and following & DETERMINER:
            return True
    if not previous & _ENDS_SUBJECT or previous & (DETERMINER | PREPOSITION):
        return None
    if bits & THIRD:
        if line.word(index + 1) == "of" or (bits & PLURAL and following & (MARK | COORDINATOR | _HELPERS)):
            return None
        if bits & PLURAL and following & PREPOSITION and (bits & MOSTLY_NOUN or line.bits(index - 2) & PREPOSITION):
            return None
        if following & RELATIVE and bits & PLURAL:
            return None
        if following & RELATIVE or (not following and index + 1 < line.count):
            return False
        return not bits & PLURAL or bool(following & (DETERMINER | OBJECT) and not previous & PLURAL)
    if bits & PAST:
        if bits & IRREGULAR:
            return True
        return bool(following & (DETERMINER | OBJECT)) and not bits & BASE
    if bits & BASE and previous & PLURAL and not following & (_HELPERS & ~BASE):
        if line.word(index) == "need" and following & TO:
            return True
        if not bits & (NOUN | ADJECTIVE):
            return True
        if following & _OBJECT_BEGINS:
            return True
        perhaps = following & NAME or (following & PLURAL and line.lower[index - 1][:-1] in LISTS["persons"])
        return False if perhaps else None
    return None


def _past_group(line: Line, index: int, end: int) -> int:
    """The first word after a verb and its helpers."""
    tags = line.tags
    index += 1
    while index < end and (
        tags[index] & (ADVERB | MODAL | BE | HAVE | DO | PARTICIPLE) or line.lower[index] in ("be", "not", "being")
    ):
        index += 1
    if index < end and tags[index] & BASE and tags[index - 1] & (MODAL | DO | ADVERB):
        index += 1
    return index


class Group(NamedTuple):
    """A verb with its helpers. main: the index of the word that says what is done, -1 where there is none ("is red").

    last: its last word. duty: it tells what someone must do, so that the rest is a command. negative: with "not".
    """

    form: Form
    tense: Tense
    passive: bool
    main: int
    last: int
    duty: bool = False
    negative: bool = False


_DUTY = frozenset(["must", "should", "shall", "ought", "need", "needs"])
_DEMANDED = LISTS["demanded"]
_STATES = LISTS["states"]
_ADVISABLE = LISTS["advisable"]
_NO_ENDING = frozenset(["you", "we", "they", "i"])
_GET = frozenset(["get", "gets", "got", "gotten", "getting"])


def group(line: Line, index: int) -> Group:
    """What the verb that begins here says, with the words after it that belong to it."""
    bits, word = line.tags[index], line.lower[index]
    negative = word.endswith("n't") or word == "cannot"
    after = index + 1
    while line.bits(after) & ADVERB and not line.bits(after) & (PARTICIPLE | BASE):
        negative = negative or line.lower[after] in ("not", "never")
        after += 1
    following = line.word(after)
    if word.endswith("'d") and following == "better":
        return _infinitive(line, after + 1, "modal", "present", True, negative)
    if bits & MODAL:
        if word == "ought" and following == "to":
            after += 1
        future = word.endswith("'ll") or word in ("will", "won't")
        if future and following in ("need", "have") and line.word(after + 1) == "to":
            return _infinitive(line, after + 2, "modal", "present", True, negative)
        return _infinitive(
            line,
            after,
            "declarative" if future else "modal",
            "future" if future else "present",
            future or word in _DUTY or word in ("shouldn't", "mustn't"),
            negative,
        )
    if (
        word in ("need", "needs", "has", "have", "had")
        and following == "to"
        and line.bits(after + 1) & (BASE | ADVERB | NAME)
    ):
        return _infinitive(line, after + 1, "modal", "present", True, negative)
    if bits & BE:
        return _with_be(line, index, after, negative)
    if bits & HAVE:
        tense: Tense = "past"
        if following == "been":
            done = line.after_adverbs(after + 1)
            if line.bits(done) & PARTICIPLE:
                return Group("declarative", "past", True, done, done, negative=negative)
            return Group("declarative", "past", False, -1, after, negative=negative)
        if line.bits(after) & PARTICIPLE and not line.bits(after) & NOUN:
            return Group("declarative", tense, False, after, after, negative=negative)
        return Group("declarative", "past" if word == "had" else "present", False, -1, index)
    if bits & DO and line.bits(after) & BASE:
        return Group("declarative", "past" if word == "did" else "present", False, after, after, negative=negative)
    if word in _GET and line.bits(after) & PARTICIPLE and not line.bits(after) & (NOUN | ADJECTIVE):
        return Group("declarative", "past" if word == "got" else "present", True, after, after)
    past = bits & PAST and not (bits & BASE and _same_in_present(line, index - 1))
    return Group("declarative", "past" if past else "present", False, index, index)


def _same_in_present(line: Line, before: int) -> bool:
    """Whether the subject has no "-s" in the present, so that "you put" is read as one: "he put" is past."""
    while before > 0 and line.tags[before] & ADVERB:
        before -= 1
    return bool(line.tags[before] & PLURAL) or line.lower[before] in _NO_ENDING


def _infinitive(line: Line, index: int, form: Form, tense: Tense, duty: bool, negative: bool) -> Group:
    """What follows a modal verb: "close", "be closed", "be able to close"."""
    index = line.after_adverbs(index)
    if line.word(index) == "be":
        done = line.after_adverbs(index + 1)
        if line.bits(done) & PARTICIPLE and line.word(done) not in _STATES:
            if line.word(done) in _DEMANDED and line.word(done + 1) == "to":
                return Group(form, tense, line.word(done) == "asked", -1, done, negative=negative)
            return Group(form, tense, True, done, done, duty, negative)
        return Group(form, tense, False, -1, min(index, line.count - 1), negative=negative)
    if index < line.count and line.tags[index] & BASE:
        return Group(form, tense, False, index, index, duty, negative)
    return Group(form, tense, False, -1, min(max(index - 1, 0), line.count - 1), negative=negative)


def _with_be(line: Line, index: int, after: int, negative: bool) -> Group:
    word, following = line.lower[index], line.word(after)
    tense: Tense = "past" if word in ("was", "were") else "present"
    bits = line.bits(after)
    if line.word(index + 1) == "left" and line.bits(index + 2) & ADJECTIVE:
        return Group("declarative", tense, True, index + 1, index + 1, negative=negative)
    if following == "to" and line.bits(after + 1) & BASE and not line.tags[index - 1] & (NAME | FIGURE):
        passive = line.word(after + 1) == "be"
        if passive or line.bits(index - 1) & (PERSON | SUBJECT):
            return _infinitive(line, after + 1, "modal", tense, True, negative)
    if following == "going" and line.word(after + 1) == "to" and line.bits(after + 2) & BASE:
        return _infinitive(line, after + 2, "declarative", "future", True, negative)
    if (following in _DEMANDED or following == "required") and line.word(after + 1) == "to":
        duty = following in ("required", "supposed", "obliged", "expected", "advised", "asked", "requested")
        return _infinitive(line, after + 2, "modal", "present", duty, negative)
    if (
        following in _ADVISABLE
        and line.word(index - 1) in ("it", "this")
        and line.word(after + 1) in ("to", "that", "for")
    ):
        main = after + 2 if line.word(after + 1) == "to" and line.bits(after + 2) & BASE else -1
        return Group("modal", "present", False, main, max(main, after), main >= 0, negative)
    if following == "being" and line.bits(after + 1) & PARTICIPLE:
        return Group("declarative", tense, True, after + 1, after + 1, negative=negative)
    if bits & PARTICIPLE and following not in _STATES:
        return Group("declarative", tense, True, after, after, negative=negative)
    if bits & GERUND and not bits & (NOUN | ADJECTIVE):
        return Group("declarative", tense, False, after, after, negative=negative)
    return Group("declarative", tense, False, -1, index, negative=negative)
