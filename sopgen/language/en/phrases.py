"""Wording that takes grammar to find: nouns that hide a verb, and long rows of nouns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from sopgen.language.en.finite import find
from sopgen.language.en.lexicon import (
    ADJECTIVE,
    ADVERB,
    BASE,
    BE,
    DETERMINER,
    GERUND,
    LISTS,
    MODAL,
    MOSTLY_NOUN,
    MOSTLY_VERB,
    NOUN,
    PARTICIPLE,
    PERSON,
    PLURAL,
    PREPOSITION,
    SUBJECT,
    SUBORDINATOR,
    THIRD,
    TO,
    WORDS,
    tag,
    verb_of,
)
from sopgen.language.en.line import Line
from sopgen.language.grammar import Hit
from sopgen.language.tokens import Sentence


def _pairs(name: str) -> Mapping[str, str]:
    return dict(pair.split(":") for pair in LISTS[name])


_HIDDEN: dict[str, Mapping[str, str]] = {
    **dict.fromkeys(LISTS["light-perform"], _pairs("perform-nouns")),
    **dict.fromkeys(LISTS["light-make"], _pairs("make-nouns")),
    **dict.fromkeys(LISTS["light-give"], _pairs("give-nouns")),
}
_HIDDEN |= dict.fromkeys(LISTS["light-take"], _pairs("take-nouns"))
_CARRY = frozenset(["carry", "carries", "carried", "carrying"])
_LIGHT = _CARRY.union(_HIDDEN)
_OF = frozenset(["of", "to", "on", "for", "with", "in", "between", "about", "at"])
_DONE = LISTS["done-by"]
_NOUNS = {noun: verb for name in ("perform-nouns", "make-nouns", "give-nouns") for noun, verb in _pairs(name).items()}
_TAKE_OF = frozenset(["speak", "think", "consist", "dispose", "hear", "know", "talk", "learn", "beware"])
_FRAGMENT_ENDS = ("ing", "tion", "sion", "ment", "ance", "ence", "al", "sis")
_THINGS = LISTS["thing-nouns"]
_LONGEST_ROW = 3
_ROW = "n" * (_LONGEST_ROW + 1)
_NO_NOUN = DETERMINER | SUBJECT | PREPOSITION | SUBORDINATOR | ADVERB | GERUND | PARTICIPLE
_AFTER_VERB = ADJECTIVE | ADVERB | GERUND
_FINITE = BE | MODAL | BASE
_SHORTEST_STEM = 5
"""Of a noun in -al that is made of a verb: "removal", "renewal", against "goal" and "signal"."""


def hits(sentence: Sentence) -> list[Hit]:
    """All wording of a sentence that a rule is for, in order."""
    found = [hit for hit in WORDS.hits(sentence) if not _is_exact(sentence, hit)]
    if sentence.lower[0] == "kindly" and len(sentence.lower) > 1 and tag(sentence.lower[1]) & BASE:
        found = [hit for hit in found if hit.span[0] != sentence.start]
        found.append(Hit("please", sentence.span(0, 0), certain=True))
    found.extend(_light_verbs(sentence))
    found.extend(_of_nouns(sentence))
    found.extend(_noun_rows(sentence))
    if len(found) > 1:
        found.sort(key=lambda hit: hit.span)
    return found


def _is_exact(sentence: Sentence, hit: Hit) -> bool:
    """Whether the words around make a vague word exact ("as required by law"), or a link's text is no whole link."""
    if hit.kind == "link-text":
        return hit.span != (sentence.start, sentence.end)
    if hit.kind != "vague-wording":
        return False
    start, end = hit.span
    after = sentence.text[end : end + 8].split()[:1]
    if after and after[0] in ("by", "asked", "under"):
        return True
    return sentence.text[start:end].lower() == "soon" and sentence.text[max(0, start - 3) : start].lower() == "as "


def _light_verbs(sentence: Sentence) -> Iterator[Hit]:
    """ "Carry out an inspection of", "make an adjustment to"."""
    lower = sentence.lower
    if _LIGHT.isdisjoint(lower):
        return
    for index, word in enumerate(lower):
        nouns = _HIDDEN.get(word)
        place = index + 1
        if nouns is None:
            if word not in _CARRY or lower[place : place + 1] != ["out"]:
                continue
            nouns, place = _HIDDEN["perform"], index + 2
        article = False
        while place < len(lower) and place < index + 5:
            noun = nouns.get(lower[place])
            if noun is not None:
                after = lower[place + 1] if place + 1 < len(lower) else ""
                if after in _OF and (article or after == "of" or word in ("give", "provide")):
                    yield Hit("nominalisation", sentence.span(index, place + 1), noun)
                break
            bits = tag(lower[place])
            if not bits & (DETERMINER | ADJECTIVE | ADVERB | GERUND | PARTICIPLE):
                break
            article = article or bool(bits & DETERMINER)
            place += 1


def _of_nouns(sentence: Sentence) -> Iterator[Hit]:
    """A verbal noun with "of" as a whole sentence ("Cleaning of the filter"), or with "is done" behind it."""
    lower = sentence.lower
    if "of" not in lower:
        return
    first = 1 if lower[0] in ("the", "a", "an") else 0
    while (
        first + 1 < len(lower)
        and tag(lower[first]) & ADJECTIVE
        and not tag(lower[first]) & NOUN
        and not lower[first].endswith(_FRAGMENT_ENDS)
    ):
        first += 1
    if lower[first + 1 : first + 2] != ["of"]:
        return
    word = lower[first]
    verb = _NOUNS.get(word) or (verb_of(word) if word.endswith("ing") else "")
    if verb in _TAKE_OF or word in _THINGS or (first and lower[0] != "the"):
        return
    if not verb and not (word.endswith(_FRAGMENT_ENDS) and _verbal(word)):
        return
    line = Line(sentence, frozenset())
    statement = find(line, 0, line.count)
    if statement.verb < 0:
        yield Hit("nominalisation", sentence.span(first, first + 1), verb)
    elif line.tags[statement.verb] & (BE | MODAL):
        last = next(
            (place for place in range(statement.verb, min(statement.verb + 4, line.count)) if lower[place] in _DONE),
            -1,
        )
        if last > 0:
            yield Hit("nominalisation", sentence.span(first, last), verb)


def _verbal(word: str) -> bool:
    """Whether a noun is made of a known verb: "installation" of "install"."""
    for end in ("ation", "ition", "ion", "ment", "al", "ance", "ence"):
        if word.endswith(end):
            stem = word[: -len(end)]
            if (end != "al" or len(stem) >= _SHORTEST_STEM) and any(
                tag(stem + more) & BASE for more in ("", "e", "ate")
            ):
                return True
    return False


def _noun_rows(sentence: Sentence) -> Iterator[Hit]:
    """More than three nouns in a row, none a name: "customer account verification status report"."""
    lower, words = sentence.lower, sentence.words
    if _ROW not in "".join(map(_in_row, lower)):
        return
    start, previous = -1, 0
    count = len(lower)
    for index in range(count + 1):
        bits = tag(lower[index]) if index < count else 0
        verb = bits & BASE and (index == 0 or previous & (TO | MODAL | SUBJECT) or not bits & NOUN)
        noun = bool(bits & NOUN) and not verb and not bits & _NO_NOUN
        noun = noun and not (bits & ADJECTIVE and start < 0) and not words[index][0].isupper()
        if noun and start < 0:
            start = index
        ends = start >= 0 and (not noun or bits & PLURAL)
        if ends:
            last = index if noun else index - 1
            following = tag(lower[last + 1]) if last + 1 < count else 0
            if last - start >= _LONGEST_ROW and not _verb_within(sentence, start, last, following):
                yield Hit("noun-cluster", sentence.span(start, last))
            start = -1
        previous = bits


@lru_cache(maxsize=1 << 16)
def _in_row(word: str) -> str:
    """A sign for a word in lower case: "n" where it can stand in a row of nouns, else "-"."""
    bits = tag(word)
    return "n" if bits & NOUN and not bits & _NO_NOUN else "-"


def _verb_within(sentence: Sentence, start: int, last: int, following: int) -> bool:
    """Whether one of the words in a row of nouns is rather a verb: before an article, or mostly one at its start."""
    if following & (DETERMINER | SUBJECT):
        return True
    before = tag(sentence.lower[start - 1]) if start else 0
    first = tag(sentence.lower[start])
    if first & BASE and not before & (DETERMINER | ADJECTIVE | PREPOSITION):
        return True
    end = tag(sentence.lower[last])
    if end & THIRD and not end & MOSTLY_NOUN and (start <= 1 or following & _AFTER_VERB) and not following & _FINITE:
        return True
    return any(
        tag(sentence.lower[place]) & (THIRD & ~PLURAL) and not tag(sentence.lower[place]) & PLURAL
        for place in range(start, last)
    ) or bool(first & PERSON and first & MOSTLY_VERB)
