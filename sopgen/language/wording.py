"""The word file of a language: phrases by rule, lists of words by name; and the search for phrases in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from itertools import product
from typing import cast, get_args

from msgspec import Struct, field

from sopgen.language.grammar import Hit, WordingKind
from sopgen.language.tokens import Sentence

_KINDS = frozenset(get_args(WordingKind))
_NOTHING = "left-alone"
_COMMENT = re.compile(r"(?:^|\s\s)#")
_BRACES = re.compile(r"\{([^{}]*)\}")


class _Node(Struct):
    """Where the search for a phrase stands: the words that can follow; what the words so far are (of kind None where
    nothing is to be said about them)."""

    following: dict[str, _Node] = field(default_factory=dict)
    found: tuple[WordingKind | None, str, bool] | None = None


class WordFile(Struct, frozen=True):
    """A word file as read. lists: the sections that are no rule's, each a set of words (or phrases)."""

    phrases: Mapping[str, _Node]
    lists: Mapping[str, frozenset[str]]

    def hits(self, sentence: Sentence) -> Iterator[Hit]:
        """The phrases that stand in a sentence, the longest where several begin at the same word, none overlapping."""
        lower = sentence.lower
        phrases = self.phrases
        free = 0
        for first in [first for first, word in enumerate(lower) if word in phrases]:
            if first < free:
                continue
            node = phrases[lower[first]]
            last, found, index = first, node.found, first + 1
            while index < len(lower) and (following := node.following.get(lower[index])) is not None:
                node = following
                if node.found:
                    last, found = index, node.found
                index += 1
            if found:
                free = last + 1
            if found and found[0]:
                yield Hit(found[0], sentence.span(first, last), found[1], found[2])


def read(language: str) -> WordFile:
    """The word file `words.txt` of a language's folder.

    A section begins with `[name]`. In the section of a rule each line is `phrase`, `phrase -> what to write` or
    `phrase => what can replace it as it is`. The phrases of `[left-alone]` hide shorter ones that they begin with or
    hold: nothing is said about either. In other sections each line holds words, separated by spaces.
    `{a|b|}` stands for each of its parts in turn. `#` begins a comment at the start of a line or after two spaces;
    elsewhere it is the word that stands for a number.
    """
    text = (files("sopgen.language") / language / "words.txt").read_text(encoding="utf-8")
    phrases: dict[str, _Node] = {}
    lists: dict[str, set[str]] = {}
    section = ""
    for raw in text.splitlines():
        line = (_COMMENT.split(raw, maxsplit=1)[0] if "#" in raw else raw).strip()
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
            lists.setdefault(section, set())
        elif line and section in _KINDS:
            written, arrow, better = _parted(line)
            for phrase in expand(written):
                _add(phrases, phrase.split(), (cast(WordingKind, section), better, arrow == "=>"))
        elif line and section == _NOTHING:
            for phrase in expand(line):
                _add(phrases, phrase.split(), (None, "", False))
        elif "{" in line:
            lists[section].update(word for part in line.split() for word in expand(part))
        elif line:
            lists[section].update(line.split())
    return WordFile(phrases, {name: frozenset(words) for name, words in lists.items()})


def _parted(line: str) -> tuple[str, str, str]:
    for arrow in ("=>", "->"):
        if arrow in line:
            written, _, better = line.partition(arrow)
            return written.strip(), arrow, better.strip()
    return line, "", ""


def _add(phrases: dict[str, _Node], words: list[str], found: tuple[WordingKind | None, str, bool]) -> None:
    node = _Node(phrases)
    for word in words:
        known = node.following.get(word)
        if known is None:
            known = node.following[word] = _Node()
        node = known
    node.found = found


def expand(pattern: str) -> Iterator[str]:
    """Every text that a pattern with `{a|b}` stands for: "adeguat{o|a}" gives "adeguato" and "adeguata"."""
    if "{" not in pattern:
        yield " ".join(pattern.split())
        return
    parts = _BRACES.split(pattern)
    choices = [part.split("|") if index % 2 else [part] for index, part in enumerate(parts)]
    for chosen in product(*choices):
        yield " ".join("".join(chosen).split())
