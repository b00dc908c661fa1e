"""A sentence with what each of its words can be, as the grammar reads it."""

from __future__ import annotations

from functools import lru_cache

from sopgen.language.en.lexicon import (
    ADVERB,
    BASE,
    DETERMINER,
    GERUND,
    MOSTLY_VERB,
    NAME,
    NOUN,
    PARTICIPLE,
    PAST,
    PREPOSITION,
    SUBJECT,
    THIRD,
    tag,
)
from sopgen.language.grammar import Span
from sopgen.language.tokens import OPAQUE, Sentence

BREAKS = frozenset(":–—-;|→>·•=")
"""Marks that end a clause, or what stands before a clause."""

_STRESSED = frozenset(
    ["MUST", "NOT", "SHOULD", "CANNOT", "CAN", "SHALL", "NEVER", "ALWAYS", "DO", "AND", "BEFORE", "AFTER"]
)
"""Words of grammar that some write in capitals, which does not make them names."""

_OPENERS = frozenset(":;|•")


class Line:
    """words, lower: of the sentence. tags: what each word can be; a capital within the sentence makes it a name."""

    __slots__ = ("count", "lower", "sentence", "tags", "words")

    def __init__(self, sentence: Sentence, verbs: frozenset[str]) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self.lower = lower = sentence.lower
        self.count = len(lower)
        self.tags = tags = [tag(word) for word in lower]
        if verbs:
            own = _own_forms(verbs)
            for index, word in enumerate(lower):
                tags[index] |= own.get(word, 0)
        self._mark_names()

    def _mark_names(self) -> None:
        """A word with a capital is a name, but at the start, after a colon, and where all is in capitals."""
        words, tags = self.words, self.tags
        shouted = self.count > 1 and len(words[0]) > 1 and all(word.isupper() for word in words[:3])
        starts = True
        for index, word in enumerate(words):
            if word.islower():
                starts = False
                continue
            if word[0].isupper() and not starts and word != "I":
                if not (word.isupper() and (shouted or word in _STRESSED)):
                    tags[index] = NAME
            elif self._is_acronym(index):
                tags[index] = NOUN
            starts = word in _OPENERS or (starts and not word[0].isalnum() and self.lower[index] != OPAQUE)

    def _is_acronym(self, index: int) -> bool:
        """ "CIO authority", but not what may be a command by a new name: "SSH into the server"."""
        word = self.words[index]
        known = self.tags[index] or self.bits(index + 1) & (PREPOSITION | DETERMINER)
        return len(word) > 1 and word.isupper() and not known

    def restore(self, index: int) -> None:
        """Reads a word with a capital as a word, for a clause that begins with it."""
        if index < self.count and self.tags[index] == NAME and self.words[index][0].isalpha():
            self.tags[index] = tag(self.lower[index])

    def after_adverbs(self, index: int) -> int:
        """The first word from here on that is no adverb."""
        tags, count = self.tags, self.count
        while index < count and tags[index] & ADVERB and not tags[index] & (BASE | PARTICIPLE):
            index += 1
        return index

    def bits(self, index: int) -> int:
        return self.tags[index] if index < self.count else 0

    def word(self, index: int) -> str:
        return self.lower[index] if index < self.count else ""

    def text(self, first: int, last: int | None = None) -> str:
        """What is written from one word to another, or to the end."""
        sentence = self.sentence
        return sentence.text[sentence.starts[first] : sentence.ends[self.count - 1 if last is None else last]]

    def span(self, first: int, last: int) -> Span:
        return self.sentence.span(first, last)

    def pronoun_before(self, index: int) -> int:
        """The first word of a verb group with the pronoun that is its subject, where one stands right before it."""
        if not index or not self.tags[index - 1] & SUBJECT:
            return index
        index -= 1
        if index > 1 and self.lower[index - 1] == "/" and self.tags[index - 2] & SUBJECT:
            return index - 2
        return index - 1 if index and self.lower[index - 1] == "no" else index


@lru_cache(maxsize=16)
def _own_forms(verbs: frozenset[str]) -> dict[str, int]:
    """The forms of a project's own verbs."""
    forms: dict[str, int] = {}
    for verb in verbs:
        stem = verb[:-1] if verb.endswith("e") else verb
        for form, bits in (
            (verb, BASE | MOSTLY_VERB),
            (verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s"), THIRD),
            (stem + "ed", PAST | PARTICIPLE),
            (stem + "ing", GERUND),
        ):
            forms[form] = forms.get(form, 0) | bits
    return forms
