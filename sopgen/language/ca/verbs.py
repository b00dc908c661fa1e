"""Catalan verb forms: what a word can be as a form of a verb, and the imperative of an infinitive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from sopgen.language.ca.words import FUNCTION
from sopgen.language.tokens import MARKS, NUMBER, OPAQUE

INFINITIVE, GERUND, PARTICIPLE, PRESENT, SUBJUNCTIVE, FUTURE, CONDITIONAL, IMPERFECT, PAST = (1 << n for n in range(9))
TU, VOS, VOSTE, VOSTES = (1 << n for n in range(9, 13))
"""Commands: obre, obriu, obri, obrin."""
FIRST, SECOND, THIRD, PLURAL = (1 << n for n in range(13, 17))
NOUN = 1 << 17
"""The word can be a noun or an adjective too."""
ENCLITIC = 1 << 18
"""Pronouns follow: "Deseu-lo", "Col·loca't"."""

COMMAND = TU | VOS | VOSTE | VOSTES
FINITE = PRESENT | SUBJUNCTIVE | FUTURE | CONDITIONAL | IMPERFECT | PAST
NOT_COMMANDED = FIRST | SECOND

CLITICS = frozenset(["me", "te", "se", "lo", "la", "los", "les", "li", "ho", "hi", "ne", "nos", "vos"])
CLITICS |= frozenset(["m", "t", "l", "n", "s", "em", "et", "el", "els", "en", "ens", "us"])
_VOWELS = "aeiouàèéíòóú"


class Reading(NamedTuple):
    """What a form is (`form`: the bits above, 0 for no verb), and the infinitive it comes from."""

    form: int
    lemma: str


NO_VERB = Reading(0, "")


def _persons(text: str, tense: int) -> dict[str, int]:
    """Six endings, in the order I, you, it, we, you all, they."""
    persons = (FIRST, SECOND, THIRD, FIRST | PLURAL, SECOND | PLURAL, THIRD | PLURAL)
    return {ending: tense | person for ending, person in zip(text.split(), persons, strict=True) if ending != "-"}


def _merged(*tables: dict[str, int]) -> dict[str, int]:
    merged: dict[str, int] = {}
    for table in tables:
        for ending, form in table.items():
            merged[ending] = merged.get(ending, 0) | form
    return merged


_FUTURE = _persons("é às à em eu an", FUTURE) | _persons("ia ies - íem íeu ien", CONDITIONAL)
_AR = _merged(
    {"ar": INFINITIVE, "ant": GERUND} | dict.fromkeys(("at", "ada", "ats", "ades"), PARTICIPLE),
    _persons("o es a em eu en", PRESENT),
    {"a": TU, "eu": VOS, "i": VOSTE, "in": VOSTES, "ï": VOSTE, "ïn": VOSTES},
    _persons("- is i - - in", SUBJUNCTIVE) | _persons("- ïs ï - - ïn", SUBJUNCTIVE),
    {"ar" + ending: form for ending, form in _FUTURE.items()},
    _persons("ava aves ava àvem àveu aven", IMPERFECT),
    _persons("- ares à àrem àreu aren", PAST),
    dict.fromkeys(("és", "essis", "éssim", "éssiu", "essin"), SUBJUNCTIVE | FIRST),
)
_IR = _merged(
    {"ir": INFINITIVE, "int": GERUND},
    dict.fromkeys(("it", "ida", "its", "ides", "ït", "ïda", "ïts", "ïdes"), PARTICIPLE),
    _persons("eixo eixes eix im iu eixen", PRESENT) | _persons("- - - ïm ïu -", PRESENT),
    {"eix": TU, "iu": VOS, "ïu": VOS, "eixi": VOSTE, "eixin": VOSTES},
    _persons("- eixis eixi - - eixin", SUBJUNCTIVE),
    {"ir" + ending: form for ending, form in _FUTURE.items()},
    _persons("ia ies ia íem íeu ien", IMPERFECT),
    _persons("- ires í írem íreu iren", PAST),
    dict.fromkeys(("ís", "issis", "íssim", "íssiu", "issin"), SUBJUNCTIVE | FIRST),
)
_TAGS = {
    "1s": PRESENT | FIRST,
    "2s": PRESENT | SECOND,
    "3s": PRESENT | THIRD | TU,
    "1p": PRESENT | FIRST | PLURAL,
    "2p": PRESENT | SECOND | PLURAL,
    "3p": PRESENT | THIRD | PLURAL,
    "tu": TU,
    "also": TU,
    "vos": VOS,
    "vostè": VOSTE | SUBJUNCTIVE | THIRD,
    "vostès": VOSTES | SUBJUNCTIVE | THIRD | PLURAL,
    "neg2s": SUBJUNCTIVE | SECOND,
    "neg2p": SUBJUNCTIVE | SECOND | PLURAL,
    "ger": GERUND,
    "inf": INFINITIVE,
    "imp": IMPERFECT | THIRD,
    "past": PAST | THIRD,
}


class _Family:
    """A family of irregular verbs, as its line in the data file says it."""

    def __init__(self, line: str) -> None:
        own, _, before = line.partition("|")
        fields = own.split()
        self.base, self.third, self.second, self.stem, self.subjunctive, self.future = fields[:6]
        self.participles = fields[6].split(",")
        self.further = [(tag, form.split(",")) for tag, _, form in (field.partition("=") for field in fields[7:])]
        self.prefixes = before.split()

    def forms(self) -> Iterator[tuple[str, int]]:
        stem, subjunctive = self.stem, self.subjunctive
        tags = {tag for tag, _ in self.further}
        vowel = "i" if self.base.endswith("ir") else "e"
        yield self.base, INFINITIVE
        yield self.third, PRESENT | THIRD | (0 if "tu" in tags else TU)
        yield self.second, PRESENT | SECOND
        if "1p" not in tags:
            yield f"{stem}{vowel}m", PRESENT | FIRST | PLURAL
        if "2p" not in tags:
            yield f"{stem}{vowel}u", PRESENT | SECOND | PLURAL | (0 if "vos" in tags and self.base != "treure" else VOS)
        if "3p" not in tags:
            yield (self.third.removesuffix("e") if vowel == "i" else stem) + "en", PRESENT | THIRD | PLURAL
        yield stem + "o", PRESENT | FIRST
        if "ger" not in tags:
            yield f"{stem}{vowel}nt", GERUND
        for ending, form in _persons("ia ies ia íem íeu ien", IMPERFECT).items():
            yield stem + ending, form
        if "vostè" not in tags:
            yield subjunctive + "i", VOSTE | SUBJUNCTIVE | THIRD
        if "vostès" not in tags:
            yield subjunctive + "in", VOSTES | SUBJUNCTIVE | THIRD | PLURAL
        if "neg2s" not in tags:
            yield subjunctive + "is", SUBJUNCTIVE | SECOND
        yield subjunctive + "eu", SUBJUNCTIVE | SECOND | PLURAL
        if "past" not in tags:
            yield from ((subjunctive + "é", PAST | THIRD), (subjunctive + "eren", PAST | THIRD | PLURAL))
        yield subjunctive + "és", SUBJUNCTIVE | THIRD
        for ending, form in _FUTURE.items():
            yield self.future + ending, form
        for participle in self.participles:
            yield participle, PARTICIPLE
            if len(self.participles) == 1:
                for ending in ("da", "ts", "des", "ta", "tes"):
                    yield participle[:-1] + ending, PARTICIPLE
        for tag, forms in self.further:
            for written in forms:
                yield written, _TAGS[tag]


_AGAIN = ("eu", "iu", "ar", "ir", "ant", "int", "arem", "irem")


class Lexicon:
    """The verbs of the data file and further ones; `reading` says what a word is among their forms."""

    def __init__(self, further: Iterable[str] = ()) -> None:
        sections = _sections()
        self._ar = {stem.rstrip("+"): stem.endswith("+") for stem in _words(sections["ar"])}
        self._ir = set(_words(sections["ir"]))
        self._nouns = frozenset(_words(sections["nouns"]))
        self._families = {family.base: family for family in map(_Family, sections["families"].splitlines())}
        self._irregular: dict[str, dict[str, int]] = {}
        for base, family in self._families.items():
            for written, form in family.forms():
                known = self._irregular.setdefault(written, {})
                known[base] = known.get(base, 0) | form
        self._prefixed = {prefix + base for base, family in self._families.items() for prefix in family.prefixes}
        self._prefixes = {prefix for family in self._families.values() for prefix in family.prefixes}
        for verb in further:
            if verb.endswith("ar"):
                self._ar.setdefault(verb[:-2], False)
            elif verb.endswith("ir") and verb not in self._families and verb not in self._prefixed:
                self._ir.add(verb[:-2])
        self._known: dict[str, Reading] = dict.fromkeys(FUNCTION | MARKS | {OPAQUE, NUMBER}, NO_VERB)

    def reading(self, word: str) -> Reading:
        """What a word in lower case is as a form of a verb."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._with_pronouns(word) if "-" in word or "'" in word else self._plain(word)
        return found

    def _with_pronouns(self, word: str) -> Reading:
        verb, _, pronouns = word.replace("'", "-").partition("-")
        if len(verb) < 2 or any(part and part not in CLITICS for part in pronouns.split("-")):
            return NO_VERB
        found = self._plain(verb)
        form = found.form & (INFINITIVE | GERUND | COMMAND)
        return Reading(form | ENCLITIC, found.lemma) if form else NO_VERB

    def _plain(self, word: str) -> Reading:
        form, lemma = 0, ""
        for found in (self._as_irregular(word), self._as_ar(word), self._as_ir(word)):
            form |= found.form
            lemma = lemma or found.lemma
        if not form and len(word) > 7 and word.startswith("re") and word.endswith(_AGAIN):
            found = self._plain(word[2:])  # "recompileu"
            form, lemma = found.form & ~NOUN, "re" + found.lemma
        if form and word in self._nouns:
            form |= NOUN
        return Reading(form, lemma) if form else NO_VERB

    def _as_irregular(self, word: str) -> Reading:
        for base, form in self._irregular.get(word, {}).items():
            return Reading(form, base)
        for length in range(1, min(8, len(word) - 1)):
            if word[:length] in self._prefixes:
                for base, form in self._irregular.get(word[length:], {}).items():
                    if word[:length] + base in self._prefixed:
                        return Reading(form, word[:length] + base)
        return NO_VERB

    def _as_ar(self, word: str) -> Reading:
        for length in range(min(6, len(word) - 1), 0, -1):
            ending = word[-length:]
            form = _AR.get(ending)
            if form is None:
                continue
            stem = word[:-length]
            for hard in _hard(stem) if ending[0] in "eéiï" else (stem,):
                noun = self._ar.get(hard)
                if noun is None and len(hard) > 4 and hard.endswith(("itz", "ej", "ific")):
                    noun = False
                if noun is not None:
                    return Reading(form | (NOUN if noun and ending in ("a", "es") else 0), hard + "ar")
        if len(word) > 7 and word.endswith("arem"):
            return Reading(FUTURE | FIRST | PLURAL, word[:-2])
        return NO_VERB

    def _as_ir(self, word: str) -> Reading:
        for length in range(min(6, len(word) - 1), 0, -1):
            form = _IR.get(word[-length:])
            if form is not None and word[:-length] in self._ir:
                return Reading(form, word[:-length] + "ir")
        return NO_VERB

    def imperative(self, lemma: str, address: int) -> str:
        """The command of an infinitive, spoken to tu, vós, vostè or vostès (`TU` …); "" where it is not known."""
        if lemma in self._prefixed or lemma in self._families:
            return self._irregular_imperative(lemma, address)
        stem = lemma[:-2]
        if lemma.endswith("ar"):
            soft = soften(stem)
            accented = stem[-1:] in _VOWELS and stem[-2:] not in ("gu", "qu")
            polite = "ï" if accented else "i"
            return {TU: stem + "a", VOS: soft + "eu", VOSTE: soft + polite, VOSTES: soft + polite + "n"}[address]
        if lemma.endswith("ir"):
            vowel = "ï" if stem[-1:] in _VOWELS and stem[-2:] not in ("gu", "qu") else "i"
            return {TU: stem + "eix", VOS: f"{stem}{vowel}u", VOSTE: stem + "eixi", VOSTES: stem + "eixin"}[address]
        return ""

    def _irregular_imperative(self, lemma: str, address: int) -> str:
        base = max((base for base in self._families if lemma.endswith(base)), key=len)
        family, prefix = self._families[base], lemma[: -len(base)]
        further = {tag: forms[0] for tag, forms in family.further}
        if address == TU:
            accented = further.get("3s", family.third) if prefix else family.third
            return prefix + further.get("tu", accented)
        if address == VOS:
            vowel = "i" if base.endswith("ir") else "e"
            return prefix + (
                f"{family.stem}{vowel}u" if base == "treure" else further.get("vos", f"{family.stem}{vowel}u")
            )
        tag, ending = ("vostè", "i") if address == VOSTE else ("vostès", "in")
        return prefix + further.get(tag, family.subjunctive + ending)

    def prohibition(self, lemma: str, address: int) -> str:
        """What stands after "no" to forbid an infinitive: "no obriu", "no obris"."""
        if address in (VOSTE, VOSTES):
            return self.imperative(lemma, address)
        known = lemma in self._prefixed or lemma in self._families
        if not known and address == VOS:
            return self.imperative(lemma, VOS)
        if not known:
            polite = self.imperative(lemma, VOSTE)
            return polite and polite + "s"
        base = max((base for base in self._families if lemma.endswith(base)), key=len)
        family, prefix = self._families[base], lemma[: -len(base)]
        further = {tag: forms[0] for tag, forms in family.further}
        if address == TU:
            return prefix + further.get("neg2s", family.subjunctive + "is")
        if base == "fer":
            return prefix + "feu"
        if base.endswith("ir") and not family.subjunctive.endswith("gu"):
            return prefix + family.stem + "iu"
        return prefix + further.get("neg2p", family.subjunctive + "eu")


def _hard(stem: str) -> tuple[str, ...]:
    """What can stand before -a for what stands before -e: toqueu is of tocar, netegeu of netejar."""
    if stem.endswith("qu"):
        return stem[:-2] + "c", stem
    if stem.endswith("gu"):
        return stem[:-1], stem
    if stem.endswith(("qü", "gü")):
        return (stem[:-1] + "u",)
    if stem.endswith("g"):
        return (stem[:-1] + "j",)
    if stem.endswith("c"):
        return (stem[:-1] + "ç",)
    return (stem,)


def soften(stem: str) -> str:
    """The stem of a verb in -ar as it stands before e and i: toc-ar, toqu-eu."""
    for hard, soft in (("qu", "qü"), ("gu", "gü"), ("c", "qu"), ("g", "gu"), ("j", "g"), ("ç", "c")):
        if stem.endswith(hard):
            return stem[: -len(hard)] + soft
    return stem


def _sections() -> dict[str, str]:
    text = (files("sopgen.language") / "ca" / "verbs.txt").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for part in text.split("\n[")[1:]:
        name, _, rest = part.partition("]\n")
        found[name] = rest
    return found


def _words(section: str) -> Iterator[str]:
    """The words of a section whose lines begin with the letters that their words share."""
    for line in section.splitlines():
        shared, *rests = line.split()
        for rest in rests:
            yield shared if rest == "-" else shared + rest


@cache
def lexicon(further: frozenset[str] = frozenset()) -> Lexicon:
    """The verbs of the language with those of a project."""
    return Lexicon(further)
