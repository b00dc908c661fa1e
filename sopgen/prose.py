"""A document as an editor reads it: its steps, each with what its sentences say, and the sentences of all its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from sopgen.language import is_known, language
from sopgen.language.grammar import Hit, Language
from sopgen.language.tokens import MARKS, Sentence
from sopgen.model import Block, Body, DocumentType, Place
from sopgen.profiles import Profile
from sopgen.step_lists import (
    STEP_TYPES,
    Numbered,
    Step,
    announces,
    label_of,
    names_others,
    steps_of,
    telling,
    without_fault,
)
from sopgen.style import Style

__all__ = ["Passage", "Prose", "Step", "telling", "words"]


class Passage(Struct, frozen=True, dict=True):
    """A block of text outside code and quotation, as this grammar reads it."""

    block: Block
    grammar: Language

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences."""
        return tuple(self.grammar.TOKENIZER.sentences(self.block.text, _opaque(self.block)))

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        """The wording in them that rules are for."""
        return tuple(hit for sentence in self.sentences for hit in self.grammar.wording(sentence))

    @property
    def words(self) -> int:
        return sum(words(sentence) for sentence in self.sentences)


class Prose(Struct, frozen=True, dict=True):
    """The text of a document of this language and type. Each part is read when somebody first asks for it: most of the
    time goes into steps and wording, which a rule about the length of sentences has no use for.

    profile: the sections of the type.
    """

    body: Body
    language: str
    kind: DocumentType
    style: Style
    profile: Profile = ()

    @property
    def accepted(self) -> frozenset[str]:
        """The forms that a step may have."""
        return self.style.accepted(self.language)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """In the order of the text; steps are passages too."""
        grammar = language(self.language)
        return tuple(Passage(block, grammar) for block in self.body.blocks if _is_text(block))

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """In the order of the text."""
        verbs = self.style.own_verbs(self.language)
        lists = _lists(self.passages, verbs, self.kind, _captions(self.body.blocks))
        return tuple(steps_of(lists, self.kind, self.profile, self.body.headings, is_known(self.language)))

    @cached_property
    def step_places(self) -> frozenset[Place]:
        """Where the steps stand."""
        return frozenset(step.block.place for step in self.steps)


def words(sentence: Sentence) -> int:
    """How many words a reader reads, as spaces part them: an elided one ("l'", "dell'") counts with the word that it
    leans on; a name (code, a label, an address) is one, punctuation none."""
    counted = 0
    before = -1
    for word, start, end in zip(sentence.lower, sentence.starts, sentence.ends, strict=True):
        if word not in MARKS:
            counted += start != before
            before = end
    return counted


def _is_text(block: Block) -> bool:
    return block.kind != "code" and "quote" not in block.inside and bool(block.text.strip())


def _opaque(block: Block) -> list[tuple[int, int]]:
    """Stretches whose words are a name: code, pictures, facts, keys; emphasis and links that begin with a capital,
    but for those with which a sentence begins."""
    found: list[tuple[int, int]] = []
    for mark in sorted(block.marks, key=lambda one: (one.start, -one.end)):
        if mark.end <= mark.start or (found and mark.start < found[-1][1]):
            continue
        if mark.kind in ("strong", "emphasis", "link"):
            before = block.text[: mark.start].rstrip(" ([“\"'«")
            label = block.text[mark.start : mark.end]
            if not before or before[-1] in ".!?:–—" or not label[:1].isupper():
                continue
        found.append((mark.start, mark.end))
    return found


def _captions(blocks: Sequence[Block]) -> frozenset[Place]:
    """The items below which something stands before the next item: a list, code, a paragraph. They can be its title."""
    return frozenset(
        block.place
        for block, after in pairwise(blocks)
        if block.kind == "item" and (after.kind, after.list_id) != ("item", block.list_id)
    )


def _lists(
    passages: Iterable[Passage],
    verbs: frozenset[str],
    kind: DocumentType,
    captions: frozenset[Place],
) -> list[Numbered]:
    """The lists that can be steps, in the order of the text."""
    lists: dict[str, list[Step]] = {}
    before: dict[str, Block | None] = {}
    last: Block | None = None
    for passage in passages:
        block = passage.block
        if block.kind == "item" and not block.exempt and (block.steps or (block.ordered and kind in STEP_TYPES)):
            before.setdefault(block.list_id, last)
            step = _step(passage, verbs)
            lists.setdefault(block.list_id, []).append(without_fault(step) if block.place in captions else step)
        last = block
    return [
        Numbered(tuple(items), announces(before[name]), names_others(before[name]), items[0].block.depth > 1)
        for name, items in lists.items()
    ]


def _step(passage: Passage, verbs: frozenset[str]) -> Step:
    """An item as a step. A label in bold before it is a name where a command follows, else a part of the sentence."""
    block, grammar = passage.block, passage.grammar
    if label := label_of(block):
        opaque = [(0, label), *((start, end) for start, end in _opaque(block) if start >= label)]
        sentences = tuple(grammar.TOKENIZER.sentences(block.text, opaque))
        clauses = tuple(grammar.clause(sentence, verbs) for sentence in sentences)
        if any(clause.orders for clause in clauses):
            return Step(block, sentences, clauses, telling(clauses))
    clauses = tuple(grammar.clause(sentence, verbs) for sentence in passage.sentences)
    return Step(block, passage.sentences, clauses, telling(clauses))
