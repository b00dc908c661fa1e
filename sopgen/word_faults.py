"""What the rules about words share: where words count, who reads them, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.language.grammar import Hit, WordingKind
from sopgen.language.tokens import OPAQUE, Sentence
from sopgen.model import Block, BlockKind, Edit, Finding
from sopgen.prose import Passage, Step
from sopgen.rule import Reading
from sopgen.step_faults import quoted

SENTENCES: frozenset[BlockKind] = frozenset({"paragraph", "item", "definition"})
RUNNING: frozenset[BlockKind] = SENTENCES | {"cell"}
ALL_TEXT: frozenset[BlockKind] = RUNNING | {"heading", "title", "term"}
"""Kinds of blocks: those that hold whole sentences; with the cells of tables; with the labels of other text."""

TITLES = frozenset({"link", "strong", "emphasis"})
OF_NOUNS: frozenset[WordingKind] = frozenset({"nominalisation", "noun-cluster"})
"""Kinds of which titles are made: in a link or a label they are the name of something."""


def hits(reading: Reading, kind: WordingKind, blocks: frozenset[BlockKind] = RUNNING) -> Iterator[tuple[Passage, Hit]]:
    """The words of this kind in a document, each with its passage."""
    for passage in reading.prose.passages:
        if passage.block.kind in blocks:
            for hit in passage.hits:
                if hit.kind == kind and not (kind in OF_NOUNS and _in_title(passage.block, hit)):
                    yield passage, hit


def _in_title(block: Block, hit: Hit) -> bool:
    """Whether words stand in a link or in emphasis, or share words with it."""
    return any(mark.kind in TITLES and mark.start < hit.span[1] and hit.span[0] < mark.end for mark in block.marks)


def for_customers(reading: Reading, block: Block) -> bool:
    """Whether customers read this block."""
    return "customer" in reading.entry.meta.audience and "staff" not in block.inside


def finding(passage: Passage, hit: Hit, message: str, hint: str, step: Step | None = None) -> Finding:
    """A finding about words. message: with `{}` for the words; hint: where the language names nothing better.

    step: the one that the passage is; its commands tell which commas stay where the words are left out.
    """
    block, (start, end) = passage.block, hit.span
    words = message.format(quoted(block.text[start:end]))
    place = block.place_of(start, end)
    if hit.certain and not hit.better:
        edits = without(passage, start, end, step)
        return Finding(
            place, hit.kind, words, "leave it out", edits, bool(edits) and _stands_apart(passage, start, end)
        )
    if not hit.better:
        return Finding(place, hit.kind, words, hint)
    if not hit.certain:
        return Finding(place, hit.kind, words, f"instead: {hit.better}")
    better = as_written(block.text[start:end], hit.better)
    edit = block.edit(start, end, better) if better else None
    return Finding(place, hit.kind, words, f"write “{better or hit.better}”", (edit,) if edit else (), edit is not None)


def _stands_apart(passage: Passage, start: int, end: int) -> bool:
    """Whether words begin their sentence or stand beside a comma; else they may be what is spoken of: “say please”."""
    text = passage.block.text
    begins = any(sentence.start == start for sentence in passage.sentences)
    return begins or text[:start].endswith(", ") or text[end : end + 1] == ","


def as_written(old: str, better: str) -> str:
    """The better words with the capital that the old ones have; "" where those are capitals throughout."""
    if len(old) > 1 and old.isupper():
        return ""
    return capital(better) if old[:1].isupper() else better


def capital(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def without(passage: Passage, start: int, end: int, step: Step | None = None) -> tuple[Edit, ...]:
    """What takes text[start:end] out of a passage: with the comma and the space beside it, and a new capital."""
    text = passage.block.text
    sentence = next(one for one in passage.sentences if one.start <= start < one.end)
    if start == sentence.start and end < sentence.end:
        after = sentence.starts[
            next(at for at, begin in enumerate(sentence.starts) if begin >= end and _is_word(text, begin))
        ]
        return _cut_at_start(passage.block, start, after)
    if text[:start].endswith(", ") and (end == sentence.end or text[end] == ","):
        start -= 2
        if end < sentence.end and not _parts_clauses(step, sentence, end):
            end += 1
    elif text[:start].endswith(" "):
        start -= 1
    edit = passage.block.edit(start, end, "")
    return (edit,) if edit and start > sentence.start else ()


def _parts_clauses(step: Step | None, sentence: Sentence, comma: int) -> bool:
    """Whether a comma stays without the words before it, as in “If it rings, please, answer”, for its command."""
    if step is None:
        return True
    inside = (begin for clause in step.clauses for begin, _ in clause.commands)
    return any(comma < begin < sentence.end for begin in inside)


def _is_word(text: str, at: int) -> bool:
    return text[at] not in ",:;"


def _cut_at_start(block: Block, start: int, after: int) -> tuple[Edit, ...]:
    """What takes out the beginning of a sentence, up to `after`, where the next word gets the capital."""
    letter = block.text[after]
    if any(mark.start <= after < mark.end for mark in block.marks if mark.kind in ("code", "fact", "image", "key")):
        return ()
    if edit := block.edit(start, after + 1, letter.upper()):
        return (edit,)
    first, second = block.edit(start, after, ""), block.edit(after, after + 1, letter.upper())
    return (first, second) if first and second else ()


def named(passage: Passage) -> list[tuple[int, int]]:
    """The stretches of a passage that are names: code, facts, keys, pictures, quotation, labels, addresses."""
    block = passage.block
    marks = [(mark.start, mark.end) for mark in block.marks if mark.kind in ("code", "fact", "image", "key")]
    names = [
        (sentence.starts[index], sentence.ends[index])
        for sentence in passage.sentences
        for index, word in enumerate(sentence.lower)
        if word == OPAQUE
    ]
    return [*marks, *names]
