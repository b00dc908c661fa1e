"""Text into sentences of words with their places; what stands for a name (code, quotation, address) is one word."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

OPAQUE = "□"
"""Stands for a stretch that is a name, whatever its words: code, a button's label, a quotation, an address."""

NUMBER = "#"
"""Stands for a number, with its unit sign where one is attached."""


class Sentence(NamedTuple):
    """A sentence as parallel lists, one entry a word or mark of punctuation; what stands in brackets is left out.

    words: as written. lower: in lower case, with `OPAQUE` and `NUMBER` for what they stand for; the apostrophe is "'".
    starts, ends: offsets into the text. mark: the character that ends it (".", "?", "!" …), "" where there is none;
    it is not among the words. bracketed: the words that were left out, as spans of the text.
    """

    text: str
    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    mark: str
    bracketed: tuple[tuple[int, int], ...] = ()

    @property
    def start(self) -> int:
        return self.starts[0]

    @property
    def end(self) -> int:
        return self.ends[-1]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The stretch of the text from the first to the last of these words (indices, both included)."""
        return self.starts[first], self.ends[last]


MARKS = frozenset(".,;:!?…—–()[]·|/\u037e\u0387-+=→>&•*")
"""What can stand alone as a word of punctuation."""

_OPENS, _CLOSES = "([", ")]"

# possessive where what follows can begin with what was taken: texts come from strangers
_NAMES = r"""
    (?: https?:// | www\. ) [^\s<>"«»“”]* [\w/]
  | `[^`]*`
  | «[^»]*» | “[^”]*” | „[^“”]*[“”] | "[^"]*" | (?<![\w'])'[^'\n]+'(?!\w) | ‘[^’\n]*’(?!\w)
  | < [A-Za-z/][^<>\n]* >
  | [\w.+-]{1,100} @ [\w-]+ (?: \.[\w-]+ )+
  | (?<![\w]) [~.]? / [\w.~-]+ (?: / [\w.~*-]+ )+ /?
  | (?<!\w) (?= \w (?: \w | [./\\-] (?= \w ) )*? [_.\\] [A-Za-zΑ-Ωα-ω_] )
    \w++ (?: [./\\-] \w++ )*+ (?: - [\w-]*+ (?: [./\\-] \w++ )*+ )?
  | (?<!\w) [^\W\d]*+ \d (?: (?! [A-Za-z] ) \w )*+ [A-Za-z] \w* (?: - \w+ )*
"""


class Tokenizer:
    """How a language writes words and ends sentences.

    elision: an apostrophe ends a word and the next one follows at once ("l'ordine" is "l'" and "ordine").
    abbreviations: what ends with a full stop that ends no sentence, in lower case ("e.g.", "p. es.").
    questions: the marks that end a question.
    """

    def __init__(self, *, elision: bool, abbreviations: Iterable[str], questions: str = "?") -> None:
        self.questions = questions
        self.ends = frozenset(".!…" + questions)
        short = "|".join(re.escape(one) for one in sorted(abbreviations, key=len, reverse=True))
        letters = r"[^\W\d_]"
        word = (
            rf"{letters}+ (?: [·-] {letters}+ )* ['’]?"
            if elision
            else rf"{letters}+ (?: ['’·-] {letters}+ )* (?: ['’] (?= \s ) )?"
        )
        self.pattern = re.compile(
            rf"""
            (?P<plain> {letters}+ (?= [,;]? \s ) )
          | (?P<mark> [,;()\[\]] | [.:!?] (?= \s | $ ) )
          | (?P<short> (?<!\w) (?: {short or "(?!)"} ) )
          | (?P<name> {_NAMES} )
          | (?P<number> \d+ (?: [.,:/-] \d+ )* (?: \s? [%°€$£] [CF]? )? )
          | (?P<word> {word} )
          | (?P<other> \S )
            """,
            re.VERBOSE | re.IGNORECASE,
        )

    def sentences(self, text: str, opaque: Sequence[tuple[int, int]] = ()) -> list[Sentence]:
        """The sentences of a text. opaque: stretches (sorted, apart) that stand for a name."""
        if unicodedata.is_normalized("NFC", text):
            return list(self._sentences(text, opaque))
        composed, places = _composed(text)
        names = [(bisect_left(places, start), bisect_left(places, end)) for start, end in opaque]
        return [_placed(sentence, text, places) for sentence in self._sentences(composed, names)]

    def _sentences(self, text: str, opaque: Sequence[tuple[int, int]]) -> Iterator[Sentence]:
        words: list[str] = []
        lower: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        bracketed: list[tuple[int, int]] = []
        firsts = [start for start, _ in opaque]
        depth = covered = opened = 0
        bracketed_off = text.count("(") <= text.count(")") and text.count("[") <= text.count("]")
        for match in self.pattern.finditer(text):
            start, end = match.span()
            kind = match.lastgroup
            if kind == "plain" and not (firsts or depth):
                word = match[0]
                words.append(word)
                lower.append(word.lower())
                starts.append(start)
                ends.append(end)
                continue
            if end <= covered:
                continue
            if firsts:
                index = bisect_right(firsts, start) - 1
                if index >= 0 and start < opaque[index][1]:
                    covered = end = opaque[index][1]
                    start, kind = opaque[index][0], "name"
            word = text[start:end]
            if kind == "mark":
                kind = "other"
            if kind == "other":
                if word in _OPENS and bracketed_off:
                    if depth == 0:
                        opened = start
                    depth += 1
                    continue
                if word in _CLOSES and depth:
                    depth -= 1
                    if depth == 0:
                        bracketed.append((opened, end))
                    continue
            if depth:
                continue
            if kind == "other" and word in self.ends and self._ends_here(text, end, word):
                if words:
                    yield Sentence(text, words, lower, starts, ends, word, tuple(bracketed))
                    words, lower, starts, ends, bracketed = [], [], [], [], []
                continue
            words.append(word)
            starts.append(start)
            ends.append(end)
            if kind == "plain" or kind == "word" or kind == "short":
                lower.append(word.lower().replace("’", "'"))
            elif kind == "name":
                lower.append(OPAQUE)
            elif kind == "number":
                lower.append(NUMBER)
            else:
                lower.append(word)
        if words:
            yield Sentence(text, words, lower, starts, ends, "", tuple(bracketed))

    def _ends_here(self, text: str, end: int, mark: str) -> bool:
        """Whether a mark that can end a sentence does: at the end of the text, or before a space and no lower case."""
        rest = text[end : end + 12].lstrip("”»\"')")
        if not rest.strip():
            return True
        following = rest.lstrip()
        if following == rest:
            return False
        return not following[0].islower() or mark in self.questions


def _composed(text: str) -> tuple[str, list[int]]:
    """The text with each accent in one character with its letter; where each of these stood, and the end of all."""
    written: list[str] = []
    places: list[int] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and unicodedata.combining(text[end]):
            continue
        letters = unicodedata.normalize("NFC", text[start:end])
        written.append(letters)
        places.extend([start] * len(letters))
        start = end
    return "".join(written), [*places, len(text)]


def _placed(sentence: Sentence, text: str, places: list[int]) -> Sentence:
    """The sentence with the offsets into the text as it was written."""
    return sentence._replace(
        text=text,
        starts=[places[start] for start in sentence.starts],
        ends=[places[end] for end in sentence.ends],
        bracketed=tuple((places[start], places[end]) for start, end in sentence.bracketed),
    )
