"""What the rules about the form of a step share: which steps have a fault, where it stands, how to say it instead."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.language.grammar import Fault
from sopgen.model import Block, Edit, Finding
from sopgen.prose import Step
from sopgen.rule import Reading

QUOTED_WORDS = 8
"""More words than these are quoted by their first and last ones."""


def quoted(text: str) -> str:
    """The words as a message quotes them: in quotation marks, the middle of a long stretch left out."""
    words = text.split()
    if len(words) > QUOTED_WORDS:
        words = [*words[: QUOTED_WORDS - 3], "…", *words[-2:]]
    return f"“{' '.join(words)}”"


def steps_with(reading: Reading, fault: Fault) -> Iterator[Step]:
    """The steps whose main clause has this fault, unless the project accepts that form."""
    if fault in reading.prose.accepted:
        return
    for step in reading.prose.steps:
        if step.clause is not None and fault in step.clause.faults:
            yield step


def finding(step: Step, fault: Fault, message: str, hint: str, certain: bool = False) -> Finding:
    """A finding about the form of a step. message: with `{}` for the words; hint: where there is no better text.

    certain: the step as it should be written means the same, whatever it says.
    """
    clause, block = step.clause, step.block
    assert clause is not None
    start, end = clause.verb
    rule = f"step-{fault}"
    place = block.place_of(start, end)
    words = message.format(quoted(block.text[start:end]))
    if not clause.better:
        return Finding(place, rule, words, hint)
    sentence = step.sentences[step.clauses.index(clause)]
    edit = shortest(block, sentence.start, sentence.end, clause.better)
    return Finding(place, rule, words, f"write “{clause.better}{sentence.mark or ''}”", edit, certain and bool(edit))


def shortest(block: Block, start: int, end: int, better: str) -> tuple[Edit, ...]:
    """The smallest change that makes text[start:end] of a block into `better`; none where markup stands in between."""
    old = block.text[start:end]
    first = 0
    while first < min(len(old), len(better)) and old[first] == better[first]:
        first += 1
    last = 0
    while last < min(len(old), len(better)) - first and old[-1 - last] == better[-1 - last]:
        last += 1
    edit = block.edit(start + first, end - last, better[first : len(better) - last])
    return (edit,) if edit else ()
