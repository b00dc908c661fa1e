"""Two ways to spell one thing: British and American English; words apart, with a hyphen, together; capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from sopgen.language.tokens import OPAQUE, Sentence

System = Literal["ise", "ize", "British", "American"]
"""-ize with British spelling otherwise (as in Oxford) is one consistent way to write; -ise with American is not."""

_ISE = """
apolog author capital categor central character computer critic custom digit emphas equal familiar final formal
general global harmon hospital immun initial item legal local material maxim memor minim mobil modern neutral normal
optim organ oxid pasteur personal penal prior public random rational real recogn reorgan serial special stabil standard
steril subsid summar symbol synchron token util visual
"""
_PAIRS = """
colour color, flavour flavor, favour favor, favourite favorite, behaviour behavior, honour honor, labour labor,
neighbour neighbor, odour odor, vapour vapor, humour humor, harbour harbor, armour armor, centre center, litre liter,
fibre fiber, theatre theater, kilometre kilometer, millimetre millimeter, centimetre centimeter, catalogue catalog,
defence defense, offence offense, grey gray, mould mold, plough plow, aluminium aluminum, sceptical skeptical,
jewellery jewelry, enrol enroll, enrolment enrollment, fulfil fulfill, fulfilment fulfillment, skilful skillful,
instalment installment, cancelled canceled, cancelling canceling, travelled traveled, travelling traveling,
traveller traveler, labelled labeled, labelling labeling, modelled modeled, modelling modeling, fuelled fueled,
signalled signaled, totalled totaled, tyre tire, cheque check, pyjamas pajamas, moustache mustache, maths math,
analyse analyze, analysed analyzed, analysing analyzing, paralyse paralyze, paralysed paralyzed, catalyse catalyze
"""
_STEMS = "|".join(_ISE.split())
_IZE_WORD = re.compile(rf"(?:re|un|de|dis)?-?(?:{_STEMS})i([sz])(?:e[drs]?|ers|ing|ation|ations|ational)")
_AMBIGUOUS = frozenset({"tire", "check", "math"})
"""American words that are other words in British English."""


def _pairs() -> dict[str, System]:
    found: dict[str, System] = {}
    for pair in _PAIRS.replace("\n", " ").split(","):
        british, american = pair.split()
        for ending in ("", "s", "ed", "ing"):
            found[british + ending] = "British"
            if american not in _AMBIGUOUS:
                found[american + ending] = "American"
    return found


_SYSTEMS = _pairs()


@lru_cache(maxsize=1 << 16)
def system(word: str) -> System | None:
    """How an English word in lower case is spelt, where there are two ways."""
    if (known := _SYSTEMS.get(word)) is not None:
        return known
    match = _IZE_WORD.fullmatch(word) if "is" in word or "iz" in word else None
    return None if match is None else "ise" if match[1] == "s" else "ize"


PARTICLES = frozenset({"away", "back", "by", "down", "in", "off", "on", "out", "over", "through", "up"})
"""With these a verb is written apart and its noun together: to log in, the login."""

DETERMINERS = frozenset({"a", "an", "each", "every", "its", "my", "our", "the", "their", "this", "your"})
APART = frozenset(
    {
        *("all", "any", "can", "every", "how", "may", "mean", "more", "never", "not", "now", "out", "over", "same"),
        *("some", "there", "too", "under", "what", "when", "where", "which", "who", "with"),
    }
)
"""English words that say something else when the next word is joined to them: every day, some time, over time."""

ARTICLES = DETERMINERS | {
    *(
        "il",
        "lo",
        "la",
        "i",
        "gli",
        "le",
        "l'",
        "un",
        "una",
        "uno",
        "del",
        "dello",
        "della",
        "dei",
        "al",
        "alla",
        "dal",
    ),
    *("el", "els", "les", "dels", "als", "una", "ο", "η", "το", "οι", "τα", "του", "της", "των", "τον", "την", "τους"),
    *("τις", "στο", "στη", "στην", "στον", "στους", "στις", "στα", "ένας", "μια", "μία", "ένα"),
}
"""After these a pair of words is a thing or a role, not a name."""

LABELS = frozenset(
    {
        *("box", "button", "channel", "checkbox", "column", "dashboard", "dialog", "dialogue", "field", "icon", "link"),
        *("list", "menu", "metric", "option", "page", "panel", "policy", "screen", "section", "setting", "tab", "team"),
        *(
            "view",
            "widget",
            "window",
            "entities",
            "entity",
            "form",
            "record",
            "records",
            "row",
            "rows",
            "stage",
            "table",
        ),
    }
)
"""Before these capitals are those of what stands on a screen."""

OBJECTS = LABELS | {"class", "cr", "crd", "kind", "object", "objects", "property", "resource", "resources"}
"""Before these capitals are those of a program too: the HyperConverged resource."""


LETTERS = 5
"""Shorter words with and without a hyphen are too often two different ones: co-op and coop."""
PART = 3
"""The fewest letters of each of two words that can also be written as one."""
INNER_CAPITAL = re.compile(r"\w*[^\W\d_A-Z]\w*[A-Z]\w*")


class Ways(Struct, frozen=True):
    """Ways to write the same: by their first word in lower case, each with what it is about and how it is written.

    A way is the words as compared: in lower case, or as written where `capitals` holds the first of them.
    """

    by_word: Mapping[str, Mapping[tuple[str, ...], str]]
    capitals: frozenset[str]
    pairs: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.by_word or self.capitals or self.pairs)

    def found(self, sentence: Sentence) -> Iterator[tuple[str, str, int, int]]:
        """What stands in a sentence: about what, in which way, from which word to which."""
        words, lower = sentence.words, sentence.lower
        for index, word in enumerate(lower):
            for way, about in self.by_word.get(word, {}).items():
                last = index + len(way) - 1
                if (
                    tuple(lower[index : last + 1]) == way
                    and _is_noun(way, lower, index)
                    and not any(map(_is_code, words[index : last + 1]))
                    and not (last > index and words[last][0].isupper())  # the name of something: Price List
                ):
                    yield about, " ".join(way), index, last
            if index and word in self.capitals and OBJECTS.isdisjoint(lower[index + 1 : index + 2]):
                yield f"capitals of {word}", words[index], index, index
            if 0 < index < len(lower) - 1 and word in self.pairs and lower[index + 1] in self.pairs:
                pair = words[index : index + 2]
                alike = pair[0][0].isupper() == pair[1][0].isupper()
                named = _part_of_name(words, index) or not LABELS.isdisjoint(lower[index + 2 : index + 3])
                if alike and lower[index - 1] in ARTICLES and not named:
                    yield f"capitals of {word} {lower[index + 1]}", " ".join(pair), index, index + 1


def _is_noun(way: tuple[str, ...], lower: list[str], index: int) -> bool:
    """Whether two words with a particle are a noun here: an article stands before them."""
    return len(way) == 1 or way[1] not in PARTICLES or bool(index and lower[index - 1] in DETERMINERS)


def _is_code(word: str) -> bool:
    """Whether a word looks like the name of something in a program: MachineConfig, AWSBackup, CLI."""
    return len(word) > 1 and not word[1:].islower() and any(map(str.isupper, word[1:]))


def _part_of_name(words: list[str], index: int) -> bool:
    """Whether a word beside the two has a capital too, so that they may be part of a longer name."""
    beside = (*words[max(index - 1, 1) : index], *words[index + 2 : index + 3])
    return any(word[0].isupper() for word in beside)


def alike(sentences: Iterable[Sentence], english: bool) -> Ways:
    """What these sentences may write in several ways."""
    known: set[str] = set()
    written: set[str] = set()
    for sentence in sentences:
        known.update(sentence.lower)
        written.update(sentence.words[1:])
    known.discard(OPAQUE)
    groups = [*_hyphened(known, english), *(_apart(known) if english else ())]
    by_word: dict[str, dict[tuple[str, ...], str]] = {}
    for about, ways in groups:
        for way in ways:
            by_word.setdefault(way[0], {})[way] = about
    forms: dict[str, set[str]] = {}
    for word in written:
        if not word.isupper():
            forms.setdefault(word.lower(), set()).add(word)
    several = {word: forms for word, forms in forms.items() if len(forms) > 1 and len(word) >= PART}
    capitals = frozenset(word for word, forms in several.items() if any(map(INNER_CAPITAL.fullmatch, forms)))
    return Ways(by_word, capitals, frozenset(several) - capitals if len(several) > 1 else frozenset())


def _hyphened(known: set[str], english: bool) -> Iterator[tuple[str, set[tuple[str, ...]]]]:
    """Words with a hyphen or a dot that are written in another way too."""
    for word in known:
        together = word.replace("-", "").replace("·", "")
        if together == word or len(together) < LETTERS or not together.isalpha() or (english and word[:3] == "re-"):
            continue
        number = together[:-1] if together.endswith("s") else f"{together}s"
        ways: set[tuple[str, ...]] = {
            (word,),
            *((one,) for one in ((together, number) if english else (together,)) if one in known),
        }
        first, _, second = word.partition("-")
        if english and second in PARTICLES and first in known and second in known:
            ways.add((first, second))
        if len(ways) > 1:
            yield together.removesuffix("s") if english else together, ways


def _apart(known: set[str]) -> Iterator[tuple[str, set[tuple[str, ...]]]]:
    """English words whose two halves stand there too."""
    for word in known:
        for at in range(PART, len(word) - 1):
            if word[:at] not in known:
                continue
            first, second = word[:at], word[at:]
            enough = second in PARTICLES or (len(second) >= PART and second != "only")
            if enough and second in known and first not in APART:
                yield word, {(word,), (first, second)}
