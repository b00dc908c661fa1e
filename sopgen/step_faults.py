"""What the rules about steps share: which steps have a fault, where it stands, how to say it instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec.structs import replace

from sopgen.language import language
from sopgen.language.address import by_clause
from sopgen.language.grammar import Clause, Fault, Span
from sopgen.language.tokens import Sentence
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
    """The steps whose main clause has this fault, unless the project accepts that form.

    Where a project writes "The agent checks …", "You check …" is the same form with another subject.
    """
    accepted = reading.prose.accepted
    if fault in accepted:
        return
    wanted = _forms_of_address(reading)
    for step in reading.prose.steps:
        clause = step.clause
        if clause is None or fault not in clause.faults:
            continue
        if fault == "second-person" and clause.form == "declarative" and "declarative" in accepted:
            continue
        if clause.better and not _speaks_as(clause.better, reading.prose.language, wanted):
            step = replace(step, clause=replace(clause, better=""))
        yield step


def _forms_of_address(reading: Reading) -> frozenset[str]:
    """How a document speaks to its reader: as the project fixes it, else as its commands do."""
    code = reading.prose.language
    if fixed := reading.config.style.address.get(code):
        return frozenset({fixed})
    told = (by_clause(code, clause) for step in reading.prose.steps for clause in step.clauses)
    return frozenset(use[0] for use in told if use)


def _speaks_as(better: str, code: str, wanted: frozenset[str]) -> bool:
    """Whether a corrected step speaks to the reader in one of these forms: another would be the next fault."""
    if not wanted:
        return True
    grammar = language(code)
    said = (by_clause(code, grammar.clause(one, frozenset())) for one in grammar.TOKENIZER.sentences(better))
    return all(use is None or use[0] in wanted for use in said)


AUTOMATIC = re.compile(r"automatic|automàtic|αυτόματ|immediatament", re.IGNORECASE)
"""What happens by itself is no order to anybody: “The image is resized automatically.”"""


SOMEBODY_ELSE = "; if somebody else does it, say whom to ask"
"""Added where a passive named somebody: the command would tell the reader to do the work of another."""

WORDS = re.compile(r"[^\W_]+")


def finding(step: Step, fault: Fault, message: str, hint: str, certain: bool = False) -> Finding:
    """A finding about the form of a step. message: with `{}` for the words; hint: where there is no better text.

    certain: the step as it should be written means the same, whatever it says.
    """
    clause = step.clause
    assert clause is not None
    rule, block = f"step-{fault}", step.block
    place = block.place_of(*clause.verb)
    said = message.format(quoted(block.text[slice(*clause.verb)]))
    if not clause.better or (clause.passive and AUTOMATIC.search(block.text)):
        return Finding(place, rule, said, hint)
    sentence = step.sentences[step.clauses.index(clause)]
    other = SOMEBODY_ELSE if clause.passive and _leaves_out(block.text[clause.verb[1] : sentence.end], clause) else ""
    better, edits = rewritten(block, sentence, clause.better)
    return Finding(place, rule, said, f"write “{better}”{other}", edits, certain and bool(edits))


def _leaves_out(rest: str, clause: Clause) -> bool:
    """Whether the command lacks words that follow the verb: of a passive they say who does it (“by the manager”)."""
    kept = WORDS.findall(clause.better.lower())
    return any(word not in kept for word in WORDS.findall(rest.lower()))


def rewritten(block: Block, sentence: Sentence, better: str) -> tuple[str, tuple[Edit, ...]]:
    """A sentence as it should be, with its final mark, and what changes it; a question becomes a statement."""
    mark = "." if sentence.mark and sentence.mark not in ".!" else sentence.mark
    if mark == sentence.mark:
        return better + mark, changes(block, (sentence.start, sentence.end), better)
    end = sentence.end + 1
    stands = block.text[sentence.end : end] == sentence.mark
    return better + mark, changes(block, (sentence.start, end), better + mark) if stands else ()


def mends(clause: Clause) -> bool:
    """Whether a clause becomes a command that means the same by leaving out its “you”."""
    return clause.form == "declarative" and clause.tense == "present" and not clause.passive and clause.person == 2


def changes(block: Block, span: Span, better: str) -> tuple[Edit, ...]:
    """The smallest changes, word by word, that make a stretch of a block's text into `better`, markup kept; none
    where markup stands in between."""
    start, end = span
    old, new = _parts(block.text[start:end]), _parts(better)
    edits: list[Edit] = []
    for first, last, new_first, new_last in _differences(old, new):
        at = start + sum(map(len, old[:first]))
        until = at + sum(map(len, old[first:last]))
        edit = block.edit(at, until, "".join(new[new_first:new_last]))
        at_markup = any(mark.start == at or mark.end == until for mark in block.marks)
        if edit is None or (at_markup and last - first != new_last - new_first):
            return ()
        edits.append(edit)
    return tuple(edits)


def _parts(text: str) -> list[str]:
    """A text as words, punctuation and the space between them."""
    return re.findall(r"[^\W_]+|\s+|[\W_]", text)


def _differences(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """What differs, as stretches of both; what is only put in takes a neighbour with it, so that it has a place."""
    for kind, first, last, new_first, new_last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "insert" and first:
            yield first - 1, last, new_first - 1, new_last
        elif kind == "insert":
            yield first, last + 1, new_first, new_last + 1
        elif kind != "equal":
            yield first, last, new_first, new_last
