"""What an amount in a text is said of: a fact by its label, or a service by its name, where there is no doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sopgen.config import Config
from sopgen.formats import Money
from sopgen.language.inflection import fold, forms
from sopgen.model import Block
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
_PER = r"(?:each|per|every|ogni|cada|καθε|ανα)"
_PRICE = re.compile(
    r"\b(?:prices?|costs?|fees?|rates?|charges?|prezz[oi]|costo|costi|tariff[ae]|preus?|tarif(?:a|es)|τιμ(?:ή|ές)"
    r"|κόστος|χρέωση)\b",
    re.IGNORECASE,
)
_UNIT = re.compile(r"[\s/]*(?:[^\W\d]+[\s'’/]*){0,4}")


@dataclass(frozen=True, slots=True)
class Subject:
    """What prices are said of: the words for it, and the facts that are its prices. service: it is one's name.

    A label is found wherever it stands; the name of a service where a sentence begins with it, for what is said of a
    deposit for a deep clean is not said of the clean.
    """

    words: str
    facts: tuple[str, ...]
    service: bool = False


def values_of(reading: Reading) -> Mapping[str, tuple[Money, ...]]:
    """The amounts of each fact of money: all of them, or those of the branches that the document is for."""
    found = {}
    for name, fact in reading.config.facts.items():
        branches = [key for key in reading.entry.meta.branches if key in fact.by_branch]
        values = [fact.by_branch[key] for key in branches] or [fact.value, *fact.by_branch.values()]
        if money := tuple(dict.fromkeys(value for value in values if isinstance(value, Money))):
            found[name] = money
    return found


def said_of(start: int, end: int, block: Block, blocks: Sequence[Block], reading: Reading) -> Subject | None:
    """What the amount text[start:end] of a block is the price of; None where that can be doubted."""
    language = reading.prose.language.partition("-")[0]
    subjects = _subjects(reading.config, language)
    if block.kind == "cell":
        return _of_row(start, end, block, blocks, subjects, language)
    before, after = fold(language, block.text[:start]), fold(language, block.text[end:])
    for subject in subjects:
        leads, follows, _ = _patterns(subject, language)
        if leads.search(before) or (not subject.service and follows.match(after)):
            return subject
    return None


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
        found += (Subject(words, service.facts(), service=True) for words in names if service.facts())
    return sorted(found, key=lambda one: (-len(one.words), one.words))


@lru_cache(maxsize=256)
def _patterns(subject: Subject, language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """For folded text: what ends before an amount that is the subject's, what follows one, how a row begins."""
    name = forms(language, subject.words)
    verb, of, also = (words.get(language, words["en"]) for words in (_IS, _OF, _ALSO))
    opening = rf"(?:^|[.!?;·]\s+){_ARTICLE}" if subject.service else r"(?<![\w-])"
    linked = rf"(?:{verb})" if subject.service else rf"(?:{verb}|{of})"
    leads = re.compile(rf"{opening}{name}(?:\s*[:=–]|\s+{linked})\s*(?:(?:{also})\s+)?$")
    follows = re.compile(rf"[\s-]+{name}(?![\w-])")
    begins = re.compile(rf"{_ARTICLE}{name}(?:$|\s*[,(:–]|\s+{_PER}\b)")
    return leads, follows, begins


def _of_row(
    start: int, end: int, block: Block, blocks: Sequence[Block], subjects: Sequence[Subject], language: str
) -> Subject | None:
    """What a row of a table begins with, where the amount fills a cell below a heading that speaks of prices."""
    if not subjects or block.text[:start].strip() or not _UNIT.fullmatch(block.text[end:]):
        return None
    lines: dict[int, list[Block]] = {}
    for one in blocks:
        if one.kind == "cell":
            lines.setdefault(one.place.line, []).append(one)
    row, top = lines[block.place.line], block.place.line
    while top - 1 in lines:
        top -= 1
    head = lines.get(top - 2, [])  # the line of hyphens stands between them
    at = row.index(block)
    if at == 0 or len(head) != len(row) or not _PRICE.search(head[at].text):
        return None
    first = fold(language, row[0].text.strip())
    return next((subject for subject in subjects if _patterns(subject, language)[2].match(first)), None)
