"""Catalan verbs turned into commands: with the pronouns that belong to them, and all those of a row."""

from __future__ import annotations

from typing import NamedTuple

from sopgen.language.ca import verbs as v
from sopgen.language.ca.verbs import Lexicon
from sopgen.language.ca.walk import PERIPHRASTIC, Verb
from sopgen.language.ca.words import (
    ADVERBS,
    ARTICLES,
    BEFORE_NOUN,
    FUNCTION,
    HAPPENS,
    PRONOMINAL,
    PRONOUNS,
    SUBORDINATORS,
    WORDS,
)
from sopgen.language.tokens import MARKS, NUMBER, OPAQUE, Sentence

_PRONOUN = {
    **dict.fromkeys(("es", "s'", "se", "s"), "self"),
    **dict.fromkeys(("us", "vos"), "vos"),
    **dict.fromkeys(("et", "t'", "te", "t"), "te"),
    **dict.fromkeys(("el", "lo", "l"), "el"),
    **dict.fromkeys(("els", "los"), "els"),
    **dict.fromkeys(("en", "n'", "ne", "n"), "en"),
    **{one: one for one in ("ho", "hi", "li", "la", "les")},
}
_JOINS = frozenset(["i", "ni", ",", ";", "però"])
_SURELY_PRONOUN = frozenset(["es", "s'", "se", "hi", "ho", "li", "us", "et", "t'", "n'"])
MIRRORS = frozenset(["es", "s'", "se"])
SELF_ACTING, LIMITING, BY_THEMSELVES = (WORDS.lists[name] for name in ("self-acting", "limiting", "by-themselves"))
LEAVE = HAPPENS | WORDS.lists["no-action"]
"""What these say is no action that somebody could be told to do."""
_DRESSING, _BODY, _MOVING = WORDS.lists["dressing"], WORDS.lists["body"], WORDS.lists["moving-oneself"]
_PERSON = v.FIRST | v.SECOND | v.THIRD | v.PLURAL


class Turn(NamedTuple):
    """Words to write otherwise. first, last: their indices."""

    first: int
    last: int
    told: str


def with_pronoun(told: str, pronoun: str, address: int) -> str:
    """A command with a pronoun behind it; "" where that pronoun does not fit who is told."""
    kind = _PRONOUN.get(pronoun, "")
    open_end = told.endswith(("a", "e", "i"))
    if kind == "self" or kind == ("vos" if address == v.VOS else "te"):
        if address == v.VOS:
            return told + "-vos"
        return told + ("'t" if told.endswith(("a", "e")) else "-te")
    if kind in ("ho", "hi", "li", "la", "les"):
        return f"{told}-{kind}"
    if kind in ("el", "els", "en"):
        short, full = {"el": ("'l", "-lo"), "els": ("'ls", "-los"), "en": ("'n", "-ne")}[kind]
        return told + (short if open_end else full)
    return ""


def turned(word: str, lemma: str, before: list[str], lexicon: Lexicon, address: int, banned: bool = False) -> str:
    """A verb as a command (banned: as it stands after "no"), with the pronouns that stood before or behind it."""
    if not lemma or address not in (v.TU, v.VOS, v.VOSTE, v.VOSTES):
        return ""
    _, _, behind = word.replace("'", "-").partition("-")
    pronouns = before + ([behind] if behind else [])
    told = lexicon.prohibition(lemma, address) if banned else lexicon.imperative(lemma, address)
    if not told or not pronouns:
        return told
    if banned or len(pronouns) > 1 or address not in (v.TU, v.VOS) or "-" in behind:
        return ""
    return with_pronoun(told, pronouns[0], address)


def acts_on_self(lemma: str, following: list[str]) -> bool:
    """Whether a verb with "es" is what somebody does to himself: "s'assegura que", "es renta les mans"."""
    if lemma == "assegurar":
        return following[:1] in (["que"], ["de"], ["d'"])
    if lemma == "posar" and following == ["en", "contacte"]:
        return True
    return lemma in _MOVING or (lemma in _DRESSING and not _BODY.isdisjoint(following[1:]))


class Row:
    """The verbs that go on with the main one ("mesura el pes, l'anota i signa"), each turned as that one is."""

    def __init__(self, sentence: Sentence, main: Verb, lexicon: Lexicon, address: int, banned: bool) -> None:
        self.sentence, self.main, self.lexicon = sentence, main, lexicon
        self.lower = sentence.lower
        self.address, self.banned = address, banned
        self.wanted = _wanted(main, self.lower)

    def turns(self) -> list[Turn] | None:
        """What to write for the further verbs; None where one is not sure, or has a subject of its own."""
        turns: list[Turn] = []
        joined = governed = False
        pending = 0
        index = self.main.last + 1
        while index < len(self.lower):
            word = self.lower[index]
            if word in _JOINS or (word == "o" and not joined):
                joined = True
                if word == "o" and self._verb_at(index + 1):
                    return None
            elif word in SUBORDINATORS:
                pending, joined, governed = pending + 1, False, True
            elif self._stands_between(index, joined):
                pass
            elif joined and self._may_be_object(index):
                return None
            elif word in FUNCTION or word in MARKS or word in (OPAQUE, NUMBER):
                joined = joined and word == "a" and self.lower[index + 1 : index + 2] == ["continuació"]
            elif self.sentence.words[index][0].isupper():
                joined = False
            elif joined:
                turn = self._turn(index)
                if turn is not None and not governed and turn.told:
                    turns.append(turn)
                    index = turn.last
                elif turn is not None or self._unknown_verb(index):
                    return None
                joined = word == "continuació"
            else:
                form = self.lexicon.reading(word).form
                if self._is_finite(index, form):
                    if not pending or self.main.tense == "past":
                        return None
                    pending -= 1
                elif form & v.INFINITIVE:
                    governed = True
            index += 1
        return turns

    def _stands_between(self, index: int, joined: bool) -> bool:
        """Whether a word, an adverb or a pronoun, can stand before the next verb."""
        word = self.lower[index]
        if word in PRONOUNS and self._is_object(index, joined):
            return True
        return word in ADVERBS or (joined and word.endswith("ment"))

    def _is_object(self, index: int, joined: bool) -> bool:
        if self.lower[index] in _SURELY_PRONOUN:
            return True
        return joined and index + 1 < len(self.lower) and self._verb_at(index + 1)

    def _may_be_object(self, index: int) -> bool:
        """Whether "la" may stand before a verb, though the next word is a noun too: "… i la deixa reposar"."""
        if self.lower[index] not in ("el", "la", "els", "les") or index + 1 >= len(self.lower):
            return False
        form = self.lexicon.reading(self.lower[index + 1]).form
        following = self.lower[index + 2] if index + 2 < len(self.lower) else ""
        noun = following in ("de", "d'", "del", "dels")
        return bool(form & self.wanted & v.FINITE and form & v.THIRD and self.main.form & v.THIRD) and not noun

    def _verb_at(self, index: int) -> bool:
        while index < len(self.lower) and (self.lower[index] in ADVERBS or self.lower[index] in PRONOUNS):
            index += 1
        form = self.lexicon.reading(self.lower[index]).form if index < len(self.lower) else 0
        return bool(form & self.wanted) and not form & v.NOUN

    def _is_finite(self, index: int, form: int) -> bool:
        if not form & (v.FINITE | v.COMMAND) or form & (v.NOUN | v.INFINITIVE | v.GERUND):
            return False
        before = self.lower[index - 1]
        return before in PRONOUNS - ARTICLES or before not in BEFORE_NOUN

    def _unknown_verb(self, index: int) -> bool:
        """Whether an unknown word may go on with the row: "i zorba la caixa", "i s'zorba"."""
        if self.lower[index - 1] in _SURELY_PRONOUN:
            return True
        following = self.lower[index + 1] if index + 1 < len(self.lower) else ""
        return not self.lexicon.reading(self.lower[index]).form and (following in ARTICLES or following == OPAQUE)

    def _turn(self, index: int) -> Turn | None:
        """What to write for a word of a row; None where it is no verb, without words where it is not sure."""
        lower = self.lower
        reading = self.lexicon.reading(lower[index])
        first = index
        while lower[first - 1] in PRONOUNS and lower[first - 1] not in _JOINS:
            first -= 1
        pronouns = lower[first:index]
        following = lower[index + 1] if index + 1 < len(lower) else ""
        goes_on = following in FUNCTION - {"de", "d'", "del", "dels", "i", "o", "ni"} or following in (OPAQUE, NUMBER)
        head = self.main.first + (lower[self.main.first] in PRONOUNS)
        auxiliary = self.main.tense == "past" and lower[index] == lower[head] and head < self.main.head
        if auxiliary and index + 1 < len(lower):
            after = self.lexicon.reading(lower[index + 1])
            if after.form & (v.INFINITIVE if lower[index] in PERIPHRASTIC else v.PARTICIPLE) and not pronouns:
                told = turned(lower[index + 1], after.lemma, [], self.lexicon, self.address)
                return Turn(first, index + 1, told)
            return Turn(first, index, "")
        form = reading.form
        fits = form & self.wanted
        if self.wanted & v.FINITE and (form & _PERSON & self.main.form & ~v.PLURAL == 0 or self._number(form)):
            fits = 0
        if form & v.NOUN and not (fits and goes_on):
            return Turn(first, index, "") if pronouns or goes_on or not following else None
        if fits and not (self.wanted == v.PARTICIPLE and not goes_on):
            known = self._as_pronouns(index, reading.lemma, pronouns)
            if known is None or self._is_limited(first) or reading.lemma in LEAVE:
                return Turn(first, index, "")
            pronouns = known
            told = turned(lower[index], reading.lemma, pronouns, self.lexicon, self.address, self.banned)
            return Turn(first, index, told)
        shared = not self.wanted and form & v.PARTICIPLE  # "va ser etiquetada i desada"
        certain = form & (v.FINITE | v.COMMAND | v.INFINITIVE) or fits or shared
        return Turn(first, index, "") if certain else None

    def _as_pronouns(self, index: int, lemma: str, pronouns: list[str]) -> list[str] | None:
        """The pronouns before a further verb as the command has them; None where that is not sure, or where the verb
        may have a subject of its own behind it ("… i s'obre la finestra", "… i comença la impressió")."""
        following = self.lower[index + 1 : index + 3]
        if "l'" in pronouns:
            return None
        if not MIRRORS.isdisjoint(pronouns):
            if acts_on_self(lemma, following):
                return ["se"]
            by_itself = lemma in SELF_ACTING or lemma in PRONOMINAL
            told = self.main.passive and len(pronouns) == 1 and following[:1] and following[0] in ARTICLES
            return [] if told and not by_itself else None
        finite = self.wanted & v.FINITE
        if self.main.passive and finite:
            return None
        if finite and lemma in BY_THEMSELVES and (not following or following[0] in ARTICLES):
            return None
        return pronouns

    def _is_limited(self, first: int) -> bool:
        """Whether words between the joining one and the verb deny or limit it; a ban goes on with "ni" only."""
        begin = first
        while self.lower[begin - 1] not in _JOINS and begin - 1 > self.main.last:
            begin -= 1
        return not LIMITING.isdisjoint(self.lower[begin:first]) or (self.lower[begin - 1] == "ni") != self.banned

    def _number(self, form: int) -> bool:
        return bool(form & v.PLURAL) != bool(self.main.form & v.PLURAL)


def _wanted(main: Verb, lower: list[str]) -> int:
    """The form that a verb has which goes on with the main one; 0: none can."""
    if main.kind in ("modal", "infinitive"):
        return v.INFINITIVE
    if main.kind == "gerund":
        return v.GERUND
    if main.passive and main.head > main.first + 1:
        return 0
    if main.tense == "past" and main.head > main.first:
        compound = set(lower[main.first : main.head])
        return v.INFINITIVE if compound & PERIPHRASTIC else v.PARTICIPLE
    for tense in (v.PRESENT, v.FUTURE, v.IMPERFECT, v.PAST):
        if main.form & tense:
            return tense
    return 0
