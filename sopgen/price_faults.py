"""What an amount in a text is said of: a fact by its label, or a service by its name, where there is no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from sopgen.config import Config
from sopgen.formats import Money
from sopgen.language.inflection import fold, forms
from sopgen.model import Block, Place
from sopgen.rule import Reading

_ARTICLE = (
    r"(?:(?:(?:the|an?|our|your|each|every|il|lo|la|una?|un|i|le|gli|ogni|els?|les|cada|ο|η|το|οι|τα|ενασ|μια|ενα|καθε)\s+)"
    r"|l['’]|un['’])?"
)
_IS = {
    "en": r"is|are|costs?|will\s+be|will\s+cost|comes?\s+to|amounts?\s+to",
    "it": r"è|è\s+di|sono|costa|costano|ammonta\s+a|viene|vengono",
    "ca": r"és|és\s+de|és\s+d['’]|són|costa|costen|puja\s+a",
    "el": r"ειναι|κοστιζει|κοστιζουν|κανει|κανουν|ανερχεται\s+σε",
}
_OF = {"en": "of", "it": "di|da|pari a", "ca": "de|d['’]", "el": "των|υψους"}
_ALSO = {"en": "now|only|just|still", "it": "ora|solo|sempre", "ca": "ara|només", "el": "τωρα|μονο|πλεον"}
_AT = {
    "en": r"(?:in|at|for)\s+",
    "it": r"(?:ad?|di|per)\s+",
    "ca": r"(?:(?:a|de|per\s+a)\s+|d['’])",
    "el": r"(?:στ(?:ον|ο|ην|η|α)|του|τησ|για\s+τ(?:ον|ο|ην|η))\s+",
}
_SENTENCE = re.compile(r"[.!?;·](?=\s)")
_PER = r"(?:each|per|every|ogni|cada|καθε|ανα)"
_PRICE = re.compile(
    r"\b(?:prices?|costs?|fees?|rates?|charges?|prezz[oi]|costo|costi|tariff[ae]|preus?|tarif(?:a|es)|τιμ(?:ή|ές)"
    r"|κόστος|χρέωση)\b",
    re.IGNORECASE,
)
_UNIT = re.compile(r"[\s/]*(?:[^\W\d]+[\s'’/]*){0,4}")
_NEAR = 500
"""How far from an amount its sentence is read, in characters."""


_Places = tuple[tuple[str, str], ...]
"""Branches by their names: (key, pattern for folded text)."""


class Subject(Struct, frozen=True):
    """What prices are said of: the words for it, and the facts that are its prices. service: it is one's name; added:
    the prices of what can be added to that.

    A label is found wherever it stands; the name of a service where a sentence begins with it, for what is said of a
    deposit for a deep clean is not said of the clean.
    """

    words: str
    facts: tuple[str, ...]
    service: bool = False
    added: tuple[str, ...] = ()


class Said(Struct, frozen=True):
    """What is said around an amount. subject: what it is the price of, None where that can be doubted; branches: those
    that are named; facts: the prices of everything that is named, where it has words for anything."""

    subject: Subject | None
    branches: tuple[str, ...] = ()
    facts: frozenset[str] = frozenset()


def values_of(reading: Reading, named: Sequence[str] = ()) -> Mapping[str, tuple[Money, ...]]:
    """The amounts of each fact of money: those of the branches named, or that the document is for; else all of them."""
    found = {}
    for name, fact in reading.config.facts.items():
        branches = [key for key in named or reading.entry.meta.branches if key in fact.by_branch]
        values = [fact.by_branch[key] for key in branches] or [fact.value, *fact.by_branch.values()]
        if money := tuple(dict.fromkeys(value for value in values if isinstance(value, Money))):
            found[name] = money
    return found


class Cell(Struct, frozen=True):
    """What a cell of a table is read with: its column from 0, how its row begins, and what heads its column."""

    column: int
    first: str
    above: str


def cells(blocks: Iterable[Block]) -> Mapping[Place, Cell]:
    """The cells of a document's tables by their place. blocks: in the order of the file."""
    lines: dict[int, list[Block]] = {}
    for one in blocks:
        if one.kind == "cell":
            lines.setdefault(one.place.line, []).append(one)
    found: dict[Place, Cell] = {}
    head: list[Block] = []
    for line, row in sorted(lines.items()):
        if line - 1 not in lines:  # the line of hyphens stands between a head and its first row
            head = lines.get(line - 2, [])
        whole = len(head) == len(row)
        for at, one in enumerate(row):
            found[one.place] = Cell(at, row[0].text, head[at].text if whole else "")
    return found


def said_of(start: int, end: int, block: Block, table: Mapping[Place, Cell], reading: Reading) -> Said:
    """What is said around the amount text[start:end] of a block, in its sentence or in its row of a table.

    table: the cells of the document.
    """
    language = reading.prose.language.partition("-")[0]
    subjects = _subjects(reading.config, language)
    places = _places(reading.config, language)
    if block.kind == "cell":
        subject, around = _of_row(start, end, block, table[block.place], subjects, language, places)
    else:
        subject = _of_sentence(start, end, block.text, subjects, language, places)
        nearest = max(start - _NEAR, 0)
        first = max((mark.end() for mark in _SENTENCE.finditer(block.text, nearest, start)), default=nearest)
        last = _SENTENCE.search(block.text, end, end + _NEAR)
        around = fold(language, block.text[first : last.start() if last else end + _NEAR])
    branches = tuple(dict.fromkeys(key for key, name in places if re.search(rf"(?<!\w){name}(?!\w)", around)))
    named = (one for one in subjects if _patterns(one, language, places)[3].search(around))
    return Said(subject, branches, frozenset(fact for one in named for fact in (*one.facts, *one.added)))


def _of_sentence(
    start: int, end: int, text: str, subjects: Sequence[Subject], language: str, places: _Places
) -> Subject | None:
    before, after = fold(language, text[max(start - _NEAR, 0) : start]), fold(language, text[end : end + _NEAR])
    for subject in subjects:
        leads, follows, _, _ = _patterns(subject, language, places)
        if leads.search(before) or (not subject.service and follows.match(after)):
            return subject
    return None


def _places(config: Config, language: str) -> _Places:
    return tuple(
        (key, forms(language, name))
        for key, branch in config.branches.items()
        for code, name in branch.name.by_language
        if code in (language, "")
    )


def _subjects(config: Config, language: str) -> list[Subject]:
    """What this language has words for, long words first."""
    found = [
        Subject(words, (name,))
        for name, fact in config.facts.items()
        if fact.label
        for code, labels in fact.label.by_language
        if code in (language, "")
        for words in labels
    ]
    for service in config.services.values():
        names = [text for code, text in service.name.by_language if code in (language, "")]
        facts = service.facts()
        own = tuple(dict.fromkeys(price.fact for price in service.price)) or facts
        added = tuple(name for name in facts if name not in own)
        found += (Subject(words, own, service=True, added=added) for words in names if facts)
    return sorted(found, key=lambda one: (-len(one.words), one.words))


@lru_cache(maxsize=256)
def _patterns(subject: Subject, language: str, places: _Places) -> tuple[re.Pattern[str], ...]:
    """For folded text: what ends before an amount that is the subject's, what follows one, how a row begins, its name
    anywhere. The name of a branch may stand behind it."""
    at = _AT.get(language, _AT["en"])
    where = rf"(?:\s*,?\s+{at}(?:{'|'.join(one for _, one in places)}),?)?" if places else ""
    name = forms(language, subject.words)
    verb, of, also = (words.get(language, words["en"]) for words in (_IS, _OF, _ALSO))
    opening = rf"(?:^|[.!?;·]\s+){_ARTICLE}" if subject.service else r"(?<![\w-])"
    linked = rf"(?:{verb})" if subject.service else rf"(?:{verb}|{of})"
    leads = re.compile(rf"{opening}{name}{where}(?:\s*[:=–]|\s+{linked})\s*(?:(?:{also})\s+)?$")
    follows = re.compile(rf"[\s-]+{name}(?![\w-])")
    begins = re.compile(rf"{_ARTICLE}{name}{where}(?:$|\s*[,(:–]|\s+{_PER}\b)")
    return leads, follows, begins, re.compile(rf"(?<![\w-]){name}(?![\w-])")


def _of_row(
    start: int,
    end: int,
    block: Block,
    cell: Cell,
    subjects: Sequence[Subject],
    language: str,
    places: _Places,
) -> tuple[Subject | None, str]:
    """What a row of a table begins with, where the amount fills a cell below a heading that speaks of prices; and the
    words of that row's beginning and of the heading, folded."""
    first = fold(language, cell.first.strip())
    around = f"{first} | {fold(language, cell.above)} | {fold(language, block.text)}"
    alone = not block.text[:start].strip() and _UNIT.fullmatch(block.text[end:])
    if cell.column == 0 or not alone or not _PRICE.search(cell.above):
        return None, around
    return next((one for one in subjects if _patterns(one, language, places)[2].match(first)), None), around
