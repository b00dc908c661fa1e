"""How hard a text is to read, by the published formula of its language; None where there is none.

- English: Flesch reading ease (Flesch 1948): 206.835 − 1.015 × words per sentence − 84.6 × syllables per word.
- Italian: Gulpease (GULP, Lucisano and Piemontese 1988): 89 + 300 × sentences ÷ words − 10 × letters ÷ words.
- Catalan and Greek: LIX (Björnsson 1968), which is not made for one language: words per sentence + the percentage of
  words of more than six letters. No formula was found that was made and tested for either of the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from msgspec import Struct

from sopgen.language.tokens import MARKS, NUMBER, OPAQUE, Sentence
from sopgen.model import Block
from sopgen.prose import Passage


class Formula(Struct, frozen=True):
    """A published formula. limit: the score from which a text is hard to read; higher: whether more is easier.

    of: from words per sentence, and the words without names and numbers.
    """

    name: str
    title: str
    limit: float
    higher: bool
    of: Callable[[float, list[str]], float]


class Measure(Struct, frozen=True):
    """What a formula says of a text. sentences: all that were measured, with their blocks, the longest first."""

    formula: Formula
    score: float
    words: int
    sentences: tuple[tuple[Block, Sentence, int], ...]

    def hard(self, limit: float) -> bool:
        return self.score < limit if self.formula.higher else self.score > limit


def measure(language: str, passages: Iterable[Passage]) -> Measure | None:
    """The measure of the whole sentences in paragraphs, lists and definitions; fragments, headings, tables are none."""
    formula = FORMULAS.get(language.partition("-")[0].lower())
    if formula is None:
        return None
    found: list[tuple[Block, Sentence, int]] = []
    plain: list[str] = []
    for passage in passages:
        if passage.block.kind not in ("paragraph", "item", "definition"):
            continue
        for sentence in passage.sentences:
            if not sentence.mark:
                continue
            words = [word for word in sentence.lower if word not in MARKS]
            found.append((passage.block, sentence, len(words)))
            plain += [word for word in words if word not in (OPAQUE, NUMBER)]
    count = sum(words for _, _, words in found)
    if not plain:
        return None
    found.sort(key=lambda one: -one[2])
    return Measure(formula, formula.of(count / len(found), plain), count, tuple(found))


def flesch(sentence: float, words: list[str]) -> float:
    return 206.835 - 1.015 * sentence - 84.6 * sum(map(syllables, words)) / len(words)


def gulpease(sentence: float, words: list[str]) -> float:
    return 89 + 300 / sentence - 10 * sum(map(_letters, words)) / len(words)


def lix(sentence: float, words: list[str]) -> float:
    return sentence + 100 * sum(_letters(word) > 6 for word in words) / len(words)


FORMULAS: Mapping[str, Formula] = {
    "ca": Formula("lix", "LIX", 60.0, False, lix),
    "el": Formula("lix", "LIX", 60.0, False, lix),
    "en": Formula("flesch", "Flesch reading ease", 40.0, True, flesch),
    "it": Formula("gulpease", "Gulpease", 45.0, True, gulpease),
}


def _letters(word: str) -> int:
    return sum(map(str.isalpha, word))


_SILENT = re.compile(
    r"""
    (?: (?<=[^aeiouylr]) es | (?<=[^aeioudt]) ed | (?<=[^aeiouy]) e ) $
  | (?<=[^aeiouy]) e (?= (?: ly | ment | ful | less | ness | some | where | thing ) $ )
    """,
    re.VERBOSE,
)
_SOUNDED_END = re.compile(r"(?: [^aeiouy]le s? | (?: [sxz] | [cs]h | [cg] ) es | [^aeiou]re s? ) $", re.VERBOSE)
_GROUPS = re.compile(r"[aeiouy]+")
_APART = re.compile(
    r"ia(?!n$|l) | i[ou](?<![stgcx]io)(?<![stgcx]iou) | (?<![qg])u[ao] | e[ou]s? $ | [aeioy]ing | eo(?!u)".replace(
        " ", ""
    )
)


@lru_cache(maxsize=10_000)
def syllables(word: str) -> int:
    """How many syllables an English word has: groups of vowels, without a silent e, with vowels that stand apart."""
    count = 0
    for part in re.split(r"[-'’]", word):
        if part:
            count += _syllables(part)
    return max(count, 1)


def _syllables(word: str) -> int:
    bare = word
    if not _SOUNDED_END.search(word):
        bare = _SILENT.sub("", word)
    count = len(_GROUPS.findall(bare)) + len(_APART.findall(bare))
    return count if count else int(len(word) > 1)
