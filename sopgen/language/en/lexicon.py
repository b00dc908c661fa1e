"""The words of English and what each can be: verb forms, nouns, adjectives and the words of grammar, as bits."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from sopgen.language import wording as word_file
from sopgen.language.tokens import NUMBER, OPAQUE

BASE = 1 << 0
"""A verb as a command has it: "open"."""
THIRD = 1 << 1
PAST = 1 << 2
PARTICIPLE = 1 << 3
GERUND = 1 << 4
NOUN = 1 << 5
PLURAL = 1 << 6
ADJECTIVE = 1 << 7
ADVERB = 1 << 8
DETERMINER = 1 << 9
"""What begins a noun phrase and cannot follow a noun: articles, "my", "each"."""
SUBJECT = 1 << 10
"""Pronouns that are a subject: "I", "they", "it"."""
OBJECT = 1 << 11
"""Pronouns that can be an object: "it", "them", "this"."""
MODAL = 1 << 12
BE = 1 << 13
HAVE = 1 << 14
DO = 1 << 15
PREPOSITION = 1 << 16
COORDINATOR = 1 << 17
SUBORDINATOR = 1 << 18
RELATIVE = 1 << 19
"""What begins a clause within a noun phrase or as an object: "that", "which", "where", "how"."""
NAME = 1 << 20
FIGURE = 1 << 21
MARK = 1 << 22
MOSTLY_VERB = 1 << 23
MOSTLY_NOUN = 1 << 24
IRREGULAR = 1 << 25
"""A past form that is no participle ("chose"): nothing but a finite verb."""
TO = 1 << 26
PERSON = 1 << 27
CHIEFLY_NOUN = 1 << 28
"""What can be a verb, but is nearly always a noun: "impact", "account"."""
CHIEFLY_VERB = 1 << 29

FINITE = MODAL | BE | HAVE | DO

WORDS = word_file.read("en")
LISTS = WORDS.lists

_GRAMMAR: dict[str, int] = {}
_BASES: dict[str, int] = {}
_OTHERS: dict[str, int] = {}
_IRREGULAR: dict[str, tuple[int, str]] = {}
_BE_FORMS = frozenset(["am", "is", "are", "was", "were"])

_SECTIONS = {
    "verbs": BASE | MOSTLY_VERB,
    "mostly verbs": BASE | NOUN | MOSTLY_VERB,
    "verbs or nouns": BASE | NOUN,
    "verbs or adjectives": BASE | ADJECTIVE,
    "mostly nouns": BASE | NOUN | MOSTLY_NOUN,
    "nouns": NOUN,
    "adjectives": ADJECTIVE,
    "chiefly nouns": CHIEFLY_NOUN,
    "chiefly verbs": CHIEFLY_VERB,
}

_GRAMMAR_LISTS = {
    "determiners": DETERMINER,
    "subject-pronouns": SUBJECT,
    "object-pronouns": OBJECT,
    "modals": MODAL,
    "prepositions": PREPOSITION,
    "coordinators": COORDINATOR,
    "subordinators": SUBORDINATOR,
    "relatives": RELATIVE,
    "adverbs": ADVERB,
    "plural-nouns": NOUN | PLURAL,
    "persons": NOUN | PERSON,
    "further-nouns": NOUN,
    "further-adjectives": ADJECTIVE,
    "further-verbs": BASE | NOUN,
    "nouns-for-verbs": BASE | NOUN | MOSTLY_NOUN,
}

PREFIXES = LISTS["verb-prefixes"]
"""What stands before a hyphen in a verb: "double-check", "re-enter"."""


def _load() -> None:
    bits, irregular = 0, False
    for line in (files(__package__) / "lexicon.txt").read_text(encoding="utf-8").splitlines():
        if line[0] == "[":
            irregular = line == "[irregular]"
            bits = _SECTIONS.get(line[1:-1], 0)
        elif line[0] == "#":
            continue
        elif irregular:
            base, past, participle = line.split()
            pasts, participles = past.split("/"), participle.split("/")
            for form in pasts:
                _IRREGULAR[form] = (PAST | PARTICIPLE if form in participles else PAST | IRREGULAR, base)
            for form in participles:
                if form not in pasts:
                    _IRREGULAR[form] = (PARTICIPLE, base)
        else:
            first, *rest = line.split()
            table = _BASES if bits & (BASE | CHIEFLY_NOUN | CHIEFLY_VERB) else _OTHERS
            for end in rest:
                word = first if end == "-" else first + end
                table[word] = table.get(word, 0) | bits
    for name, bits in _GRAMMAR_LISTS.items():
        for word in LISTS[name]:
            _GRAMMAR[word] = _GRAMMAR.get(word, 0) | bits
    for word in _BE_FORMS:
        _GRAMMAR[word] = BE
    _GRAMMAR.update(
        {
            "to": TO | PREPOSITION,
            "be": BASE | MOSTLY_VERB,
            "been": PARTICIPLE,
            "being": GERUND,
            "having": GERUND,
            "have": HAVE | BASE,
            "has": HAVE,
            "had": HAVE,
            "do": DO | BASE,
            "does": DO,
            "did": DO,
            "done": PARTICIPLE,
            OPAQUE: NAME,
            NUMBER: FIGURE,
        }
    )


_load()


@lru_cache(maxsize=1 << 16)
def tag(word: str) -> int:
    """What a word in lower case can be; 0 where nothing is known of it."""
    grammar = _GRAMMAR.get(word)
    if grammar is not None:
        return grammar | (_OTHERS.get(word, 0) | _BASES.get(word, 0) if grammar & (NOUN | ADJECTIVE) else 0)
    if not word[0].isalpha():
        return MARK
    bits = _BASES.get(word, 0) | _OTHERS.get(word, 0)
    if word in _IRREGULAR:
        bits |= _IRREGULAR[word][0]
    if "-" in word:
        return bits | _hyphenated(word)
    if "'" in word:
        return _contracted(word)
    if word in _BASES:
        return bits
    if word.endswith("s") and not word.endswith("ss"):
        for stem in _without_s(word):
            if stem in _BASES:
                bits |= (
                    THIRD | (NOUN | PLURAL if _BASES[stem] & NOUN else 0) | (_BASES[stem] & (MOSTLY_NOUN | MOSTLY_VERB))
                )
            if _OTHERS.get(stem, 0) & NOUN or _GRAMMAR.get(stem, 0) & NOUN:
                bits |= NOUN | PLURAL
    elif word.endswith("ing") and verb_of(word):
        bits |= GERUND
    elif word.endswith("ed") and verb_of(word):
        bits |= PAST | PARTICIPLE
    elif word.endswith("ly") and len(word) > 4 and not bits & BASE:
        bits |= ADVERB
    return bits or _prefixed(word) or _guessed(word)


def _contracted(word: str) -> int:
    """ "They're", "isn't", "the agent's"."""
    stem, _, end = word.rpartition("'")
    if end == "t":
        return {"is": BE, "are": BE, "was": BE, "were": BE, "has": HAVE, "have": HAVE, "had": HAVE}.get(
            stem[:-1], DO if stem in ("don", "doesn", "didn") else MODAL
        )
    if stem in ("i", "you", "we", "they", "he", "she", "it", "that", "there", "this", "what", "who"):
        return SUBJECT | {"re": BE, "m": BE, "s": BE, "ve": HAVE, "d": HAVE, "ll": MODAL}.get(end, 0)
    return DETERMINER


def _hyphenated(word: str) -> int:
    first, _, last = word.rpartition("-")
    bits = tag(last) if last else 0
    if first in _BASES and last in ("in", "on", "off", "out", "up", "down"):
        return BASE | NOUN
    if first in PREFIXES and bits & (BASE | THIRD | PAST | GERUND):
        return bits & ~NOUN | MOSTLY_VERB if first != "pre" else bits | ADJECTIVE | MOSTLY_NOUN
    return bits & (NOUN | PLURAL) | (ADJECTIVE if bits & (PARTICIPLE | GERUND | ADJECTIVE) else 0) or NOUN | ADJECTIVE


def _prefixed(word: str) -> int:
    """A form of a known verb with something before it: "backporting", "reassign", "unlinks"."""
    for length in range(2, min(6, len(word) - 3)):
        if word[:length] in PREFIXES:
            bits = tag(word[length:])
            if bits & GERUND:
                return GERUND | NOUN | ADJECTIVE
            if bits & MOSTLY_VERB:
                return bits & (BASE | THIRD | PAST | PARTICIPLE | MOSTLY_VERB)
    return 0


def _guessed(word: str) -> int:
    """What the ending of an unknown word tells."""
    if word.endswith(("tion", "sion", "ment", "ness", "ity", "ship", "ance", "ence", "ism", "logy")):
        return NOUN
    if word.endswith(("tions", "sions", "ments", "ities", "ances", "ences", "ists")):
        return NOUN | PLURAL
    if word.endswith(("ise", "ize", "ify")):
        return BASE | MOSTLY_VERB
    if word.endswith("ing") and len(word) > 6:
        return GERUND | NOUN
    if word.endswith("s") and len(word) > 5 and word[-2] not in "sui'":
        return NOUN | PLURAL
    if word.endswith("ate"):
        return BASE | NOUN
    if word.endswith(("able", "ible", "ous", "ical", "less", "ful")):
        return ADJECTIVE
    return 0


def _without_s(word: str) -> tuple[str, ...]:
    if word.endswith("ies"):
        return word[:-3] + "y", word[:-1]
    if word.endswith("es"):
        return word[:-1], word[:-2]
    return (word[:-1],)


@cache
def _stems(word: str) -> tuple[str, ...]:
    """What could be the plain form of a word in -ed or -ing, the likeliest first."""
    stem = word[:-3] if word.endswith("ing") else word[:-2]
    if len(stem) < 2:
        return ()
    stems = [stem, stem + "e"]
    if stem[-1] == stem[-2]:
        stems.append(stem[:-1])
    if stem.endswith("i"):
        stems.insert(0, stem[:-1] + "y")
    if word.endswith("ying"):
        stems.append(word[:-4] + "ie")
    if (
        stem[-1] in "vcsuz"
        or (stem[-1] in "aiou" and stem[-2] not in "aeo")
        or stem.endswith(("at", "dg", "ng", "rg", "bl", "tl", "pl", "gl", "dl"))
    ):
        stems[0], stems[1] = stems[1], stems[0]
    return tuple(stems)


def verb_of(word: str) -> str:
    """The plain form of a verb's form ("checked", "opens", "logging"); "" where it is not known."""
    if word in _IRREGULAR:
        return _IRREGULAR[word][1]
    if word in _BASES:
        return word
    if "-" in word:
        first, _, last = word.rpartition("-")
        base = verb_of(last)
        return f"{first}-{base}" if base else ""
    if word.endswith("s"):
        return next((stem for stem in _without_s(word) if stem in _BASES), "")
    if word.endswith(("ed", "ing")):
        return next((stem for stem in _stems(word) if stem in _BASES), "")
    return ""
