"""A document as an editor reads it: its steps, each with what its sentences say, and the sentences of all its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sopgen.language import language
from sopgen.language.grammar import Clause, Hit, Language
from sopgen.language.tokens import MARKS, Sentence
from sopgen.model import Block, Body, DocumentType
from sopgen.style import Style

STEP_TYPES: frozenset[DocumentType] = frozenset({"procedure", "guide"})
"""In these every numbered list is steps, unless it is plainly something else."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its block, its sentences, and what each of them is.

    clause: the one that says what the step is: its first command, else its first clause that is more than a
    fragment, else its first sentence. None where the analysis is not sure: then nothing is said about the step.
    """

    block: Block
    sentences: tuple[Sentence, ...]
    clauses: tuple[Clause, ...]
    clause: Clause | None

    @property
    def told(self) -> bool:
        """Whether the step tells the reader to do something, in a good form."""
        return self.clause is not None and bool(self.clause.commands)


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of text outside code and quotation: its sentences, and the wording in them that rules are for."""

    block: Block
    sentences: tuple[Sentence, ...]
    hits: tuple[Hit, ...]

    @property
    def words(self) -> int:
        return sum(words(sentence) for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Prose:
    """steps, passages: in the order of the text; steps are passages too. accepted: the forms a step may have."""

    language: str
    steps: tuple[Step, ...] = ()
    passages: tuple[Passage, ...] = ()
    accepted: frozenset[str] = frozenset({"imperative"})


def words(sentence: Sentence) -> int:
    """How many words a reader reads; a name (code, a label, an address) is one, punctuation none."""
    return sum(word not in MARKS for word in sentence.lower)


def read(body: Body, code: str, kind: DocumentType, style: Style) -> Prose:
    """The prose of a document of this language and type."""
    grammar = language(code)
    verbs = frozenset(style.verbs.get(code, ()))
    passages = tuple(_passages(body.blocks, grammar))
    steps = tuple(_steps(passages, grammar, verbs, kind))
    return Prose(code, steps, passages, style.accepted(code))


def _passages(blocks: Iterable[Block], grammar: Language) -> Iterator[Passage]:
    for block in blocks:
        if block.kind == "code" or "quote" in block.inside or not block.text.strip():
            continue
        sentences = tuple(grammar.TOKENIZER.sentences(block.text, _opaque(block)))
        yield Passage(block, sentences, tuple(hit for sentence in sentences for hit in grammar.wording(sentence)))


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


def _steps(passages: Iterable[Passage], grammar: Language, verbs: frozenset[str], kind: DocumentType) -> Iterator[Step]:
    lists: dict[str, list[Step]] = {}
    for passage in passages:
        block = passage.block
        if block.kind == "item" and not block.exempt and (block.steps or (block.ordered and kind in STEP_TYPES)):
            clauses = tuple(grammar.clause(sentence, verbs) for sentence in passage.sentences)
            step = Step(block, passage.sentences, clauses, telling(clauses))
            lists.setdefault(block.list_id, []).append(step)
    for steps in lists.values():
        if steps[0].block.steps or _are_steps(steps):
            yield from steps


def telling(clauses: tuple[Clause, ...]) -> Clause | None:
    """The clause that says what a step is (see `Step.clause`)."""
    command = next((clause for clause in clauses if clause.commands), None)
    if command or any(clause.form == "unknown" for clause in clauses):
        return command
    return next((clause for clause in clauses if clause.form != "no-verb"), clauses[0] if clauses else None)


def _are_steps(steps: list[Step]) -> bool:
    """Whether a numbered list tells the reader what to do: at least half of its items are meant as instructions."""
    meant = sum(step.clause is None or _instructs(step.clause) for step in steps)
    return meant * 2 >= len(steps) and any(step.told or (step.clause and _instructs(step.clause)) for step in steps)


def _instructs(clause: Clause) -> bool:
    """Whether a clause is an instruction, in a good form or another: a command, a duty, a word to the reader."""
    if clause.commands or clause.form in ("modal", "na-clause", "gerund", "infinitive"):
        return True
    return clause.form == "declarative" and clause.person in (0, 2)
