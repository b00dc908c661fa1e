"""Which numbered lists are steps: seen as a whole, so that lists of places, links or options are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sopgen.language.grammar import Clause
from sopgen.language.tokens import Sentence
from sopgen.model import Block, DocumentType, Heading
from sopgen.profiles import Profile

STEP_TYPES: frozenset[DocumentType] = frozenset({"procedure", "guide"})
"""In these every numbered list is steps, unless it is plainly something else."""

_NOUNS = """
reason reasons cause causes case cases example examples option options tip tips symptom symptoms criteria responsibility
responsibilities types kinds questions benefits advantages goals objectives principles values factors things
considerations scenarios ways
motivi motivo ragioni cause casi caso esempi opzioni consigli sintomi criteri responsabilità tipi domande vantaggi
obiettivi principi valori fattori modi
motius motiu raons casos cas exemples opcions consells símptomes criteris responsabilitats tipus preguntes avantatges
objectius principis valors factors maneres
λόγοι λόγους αιτίες αίτια περιπτώσεις παραδείγματα επιλογές συμβουλές συμπτώματα κριτήρια αρμοδιότητες ευθύνες τύποι
τύπους είδη ερωτήσεις πλεονεκτήματα στόχοι στόχους αρχές αξίες παράγοντες τρόποι τρόπους
"""
_OTHERS = frozenset(_NOUNS.split())
"""Nouns for what a numbered list holds when it holds no steps, in the languages whose grammar is known."""

_TERM = re.compile(r"(?:\S+\s+){0,3}\S+(?::|\s+[–—-])\s+\S")
_AFTER_LABEL = re.compile(r"\s*[:.]\s|\s+[–—-]\s")
_STEPS = """
step steps procedure passo passi passaggi procedura pas passos procediment βήμα βήματα
"""
_STEP_NOUNS = frozenset(_STEPS.split())

EMPHASIS = frozenset({"strong", "emphasis"})
LONG_NAME = 3

STEPS = "steps"
"""The section of a profile that holds the steps: its `id`."""


class Step(Struct, frozen=True):
    """A step: its block, its sentences, and what each of them is.

    clause: the one that says what the step is: its first command, else its first clause that is more than a
    fragment, else its first sentence. None where the analysis is not sure, or where the step is a link to follow:
    then nothing is said about the form of the step.
    """

    block: Block
    sentences: tuple[Sentence, ...]
    clauses: tuple[Clause, ...]
    clause: Clause | None

    @property
    def told(self) -> bool:
        """Whether the step tells the reader to do something, in a good form."""
        return self.clause is not None and self.clause.orders


class Numbered(Struct, frozen=True):
    """A numbered list, or any list inside `:::steps`: its items, read as if they were steps.

    announced: a line that ends with a colon stands before it: "There are three cases:", "Choose one:".
    named: that line, or the heading just before the list, says that it holds something else than steps.
    nested: it stands below the item of another list.
    """

    items: tuple[Step, ...]
    announced: bool
    named: bool
    nested: bool


def steps_of(
    lists: Iterable[Numbered], kind: DocumentType, profile: Profile, headings: Sequence[Heading], known: bool
) -> Iterator[Step]:
    """The steps of a document, list by list. known: whether the grammar of its language is."""
    titled = _steps_headings(headings, profile) if kind in STEP_TYPES else {}
    for numbered in lists:
        block = numbered.items[0].block
        if (
            block.steps
            or not known
            or _tells(numbered)
            or (
                not (numbered.named or _are_terms(numbered.items))
                and block.section in titled
                and _are_meant(numbered, directly=titled[block.section])
            )
        ):
            yield from map(_judged, numbered.items)


def announces(block: Block | None) -> bool:
    """Whether a block says what the list after it is."""
    return block is not None and block.kind != "heading" and block.text.rstrip().endswith(":")


def names_others(block: Block | None) -> bool:
    """Whether the block before a list says that it holds something else than steps: "Common causes:", "Our goals"."""
    if block is None or not (block.kind == "heading" or announces(block)):
        return False
    last = re.split(r"[.!?;]\s", block.text.lower())[-1]
    words = set(re.findall(r"\w+", last))
    return not _OTHERS.isdisjoint(words) and _STEP_NOUNS.isdisjoint(words)


def label_of(block: Block) -> int:
    """Where the label of an item ends that stands in bold before a colon, a dash or a full stop ("**Database**: stop
    it."), which names the step; 0 where there is none."""
    first = next((mark for mark in block.marks if mark.start == 0), None)
    if first is None or first.kind != "strong":
        return 0
    after = block.text[first.end :]
    closed = block.text[: first.end].rstrip().endswith((":", ".")) or _AFTER_LABEL.match(after)
    return len(block.text[: first.end].rstrip(" .:")) if closed and after.strip(" .:–—-") else 0


def without_fault(step: Step) -> Step:
    """An item with something below it; where it is a fragment, the title of that, with nothing to say about it."""
    return replace(step, clause=None) if step.clause and step.clause.form == "no-verb" else step


def telling(clauses: tuple[Clause, ...]) -> Clause | None:
    """The clause that says what a step is (see `Step.clause`)."""
    command = next((clause for clause in clauses if clause.orders), None)
    if command or any(clause.form == "unknown" for clause in clauses):
        return command
    return next((clause for clause in clauses if clause.form != "no-verb"), clauses[0] if clauses else None)


# ------------------------------------------------------------------------------------------- by what the items say


def _tells(numbered: Numbered) -> bool:
    """Whether a list tells the reader what to do: at least half of its items beyond doubt, or more than a quarter where
    two thirds do with those that join in; three quarters where it is said or seen to be a list of something else.

    Passives, activities and third persons join in. They prove nothing: lists of rules and of topics are made of them.
    Nor does "you", where the writer speaks of what "we" do too: "We call you. You meet the team. We make an offer."
    """
    judged = [item for item in numbered.items if item.clause is not None and not _is_link(item)]
    shared = any(item.clause is not None and item.clause.person == 1 for item in judged)
    orders = [item for item in judged if _orders(_lead(item)) and not _is_label(item) and (item.told or not shared)]
    joining = [item for item in judged if item not in orders and _joins_in(item.clause)]
    if numbered.named or _are_terms(numbered.items):
        return len(orders) * 4 > len(judged) * 3
    if (len(orders) + len(joining)) * 3 >= len(judged) * 2:
        return len(orders) * 4 > len(judged)
    return len(orders) * 2 > len(judged)


def _are_terms(items: Sequence[Step]) -> bool:
    """Whether items say what things are or hold: "Name: your full name", "`id` – the number of the order"."""
    return len(items) > 1 and sum(_TERM.match(item.block.text) is not None for item in items) * 4 > len(items) * 3


def _lead(item: Step) -> Clause | None:
    """What an item begins with: its first clause that is more than a fragment. "We call you. Click here for more." is
    no order."""
    first = next((clause for clause in item.clauses if clause.form != "no-verb"), None)
    return item.clause if first is None or first.form == "unknown" else first


def _is_label(item: Step) -> bool:
    """Whether an item is one word without a full stop: "Close", the name of a phase or of a button, or a command."""
    return len(item.sentences) == 1 and len(item.sentences[0].words) == 1 and not item.sentences[0].mark


def _orders(clause: Clause | None) -> bool:
    """Whether a clause is an instruction beyond doubt, in a good form or another."""
    if clause is None:
        return False
    if clause.orders or clause.form == "na-clause":
        return True
    if clause.form == "modal":
        return clause.person in (0, 2) and not clause.passive
    return clause.form == "declarative" and clause.person == 2 and bool(clause.better)


def _joins_in(clause: Clause | None) -> bool:
    """Whether a clause among instructions is likely one that was written in another form."""
    if clause is None:
        return False
    if clause.orders or clause.form in ("modal", "gerund", "infinitive"):
        return True
    return clause.form == "declarative" and (clause.passive or clause.tense != "present" or clause.person in (1, 2))


def _is_link(item: Step) -> bool:
    """Whether an item is a link and nothing else: the way to another text, whatever its words."""
    text = item.block.text.rstrip(" .;")
    return any(mark.kind == "link" and mark.start == 0 and mark.end >= len(text) for mark in item.block.marks)


def _names(block: Block) -> Iterator[str]:
    """What stands in bold or italics, after other words: the name of something, whatever its words."""
    return (block.text[mark.start : mark.end] for mark in block.marks if mark.kind in EMPHASIS and mark.start)


def _is_long(name: str) -> bool:
    """Whether a name may be a sentence: “In the dialog, *Allow the page to open links.*”"""
    return len(name.split()) > LONG_NAME


def _judged(item: Step) -> Step:
    """The item; with nothing to say about its form where it is a link that is no command, or names something."""
    named = item.clause and item.clause.form == "no-verb" and any(map(_is_long, _names(item.block)))
    silent = named or (_is_link(item) and not item.told)
    return replace(item, clause=None) if silent else item


# ------------------------------------------------------------------------------------------- by where the list stands


def _steps_headings(headings: Sequence[Heading], profile: Profile) -> dict[int, bool]:
    """The headings, by index, below which the steps of a document stand: that of its profile's section (True), and
    those of its parts (False)."""
    wanted = next((section for section in profile if section.id == STEPS), None)
    found: dict[int, bool] = {}
    level = 0
    for index, heading in enumerate(headings):
        if level and heading.level > level:
            found[index] = False
            continue
        level = heading.level if wanted and wanted.titled(heading.text) else 0
        if level:
            found[index] = True
    return found


def _are_meant(numbered: Numbered, directly: bool) -> bool:
    """Whether a list in the section for steps is meant as steps, though it tells nobody to do anything.

    directly: it stands below the heading of the section itself. There even fragments are meant as steps, unless the
    list is announced as something else or stands below a step.
    """
    clauses = [item.clause for item in numbered.items if not _is_link(item)]
    sure = [clause for clause in clauses if clause is not None]
    if numbered.announced or not clauses:
        return False
    if sure and all(clause.form == "question" for clause in sure):
        return directly and not numbered.nested
    fragments = sum(clause.form == "no-verb" for clause in sure)
    if fragments * 2 > len(clauses):
        return directly and not numbered.nested
    return True
