"""A sentence of Italian with what each of its words can be; and what stands where a verb cannot."""

from __future__ import annotations

from sopgen.language import wording as word_file
from sopgen.language.it.verbs import (
    CLITIC,
    CONDITIONAL,
    FINITE,
    FUTURE,
    GERUND,
    INFINITIVE,
    PARTICIPLE,
    PAST,
    PLURAL,
    SECOND,
    THIRD,
    TU,
    VOI,
    reading,
)
from sopgen.language.tokens import MARKS, NUMBER, OPAQUE, Sentence

WORDS = word_file.read("it")
_LISTS = WORDS.lists
ARTICLES = _LISTS["articles"]
DETERMINERS = ARTICLES | _LISTS["determiners"]
POSSESSIVES = _LISTS["possessives"]
PREPOSITIONS = _LISTS["prepositions"]
OF = _LISTS["of"]
SUBORDINATORS = _LISTS["subordinators"]
RELATIVES = _LISTS["relatives"]
ASKERS = _LISTS["askers"]
CONNECTORS = _LISTS["connectors"]
ADVERBS = _LISTS["adverbs"]
JOINERS = _LISTS["joiners"]
CLITICS = _LISTS["clitics"]
NOUNS = _LISTS["nouns"]
NOUN_OR_COMMAND = _LISTS["noun-or-command"]
TURNING = _LISTS["turning"]
STAGES = _LISTS["stages"]
PRESENTING = _LISTS["presenting"]
ASK_VERBS = _LISTS["ask-verbs"]
AGENTS = _LISTS["agents"]
INTRANSITIVE = _LISTS["intransitive"]
JUDGED = _LISTS["judged"]
DUTY = _LISTS["duty"]
NO_ACT = _LISTS["no-act"]
LIMITING = _LISTS["limiting"]
OF_SUBJECT = _LISTS["of-subject"]
SHOWN = _LISTS["shown"]
REFLEXIVE = _LISTS["reflexive"]
PAST_DAYS = _LISTS["past-days"]
FOREIGN = _LISTS["foreign"]
NO_COMMAND = _LISTS["no-command"]
IMPERSONAL = _LISTS["impersonal"]
NO_PASSIVE_SI = _LISTS["no-passive-si"]
BETWEEN = _LISTS["between"]
GOVERNING = _LISTS["governing"]
LIGHT_VERBS = _LISTS["light-verbs"]
NO_ACTION = _LISTS["no-action"]
_NO_VERB = _LISTS["function"] | _LISTS["never-verbs"] | MARKS

AUXILIARIES = frozenset(["essere", "avere", "venire", "andare", "dovere", "potere", "volere", "stare", "fare"])
MODALS = frozenset(("dovere", "potere"))
SEPARATORS = frozenset(",;:–—-•*>=")
_PRONOUN_OR_ARTICLE = frozenset(("lo", "la", "le", "li", "l'", "gli"))
_DETERMINING_PRONOUNS = (DETERMINERS | POSSESSIVES) - ARTICLES - PREPOSITIONS
_BEFORE_NOUN = DETERMINERS | POSSESSIVES | PREPOSITIONS
_NEVER_NOUN = frozenset(("bisogna", "occorre", "conviene"))
_PLAINLY_FINITE = FUTURE | PAST | CONDITIONAL | PLURAL


_AFTER_DAI = DETERMINERS | PREPOSITIONS
"""What follows "dai" where it is the verb and not the preposition."""


class Line:
    """The words of a sentence in lower case, what each can be (`bits`), its infinitive, and whether it is a name."""

    __slots__ = ("bits", "lower", "n", "named", "sentence", "verbs")

    def __init__(self, sentence: Sentence, own: frozenset[str]) -> None:
        self.sentence = sentence
        self.lower = lower = sentence.lower
        self.n = len(lower)
        self.bits: list[int] = []
        self.verbs: list[str] = []
        self.named: list[bool] = []
        opening = True
        for index, word in enumerate(lower):
            if word in _NO_VERB:
                self.bits.append(0)
                self.verbs.append("")
                self.named.append(False)
                opening = (opening and word in MARKS) or word == ":"
                continue
            named = word == OPAQUE or (not opening and sentence.words[index][0].isupper())
            bits, verb = (0, "") if named or word == NUMBER else reading(word)
            if own and not bits and not named:
                bits, verb = _own(word, own)
            if word == "dai" and not (index + 1 < self.n and lower[index + 1] in _AFTER_DAI):
                bits = 0
            self.bits.append(bits)
            self.verbs.append(verb)
            self.named.append(named)
            opening = opening and word == NUMBER

    def begin_at(self, index: int) -> None:
        """Let a word in capitals begin the sentence: it stands behind a label."""
        if index < self.n and self.named[index] and self.lower[index] != OPAQUE:
            self.named[index] = False
            self.bits[index], self.verbs[index] = reading(self.lower[index])

    def word(self, index: int) -> str:
        return self.lower[index] if 0 <= index < self.n else ""

    def noun_place(self, index: int) -> bool:
        """Whether what stands before a word makes it a noun, or an infinitive that something else governs."""
        if index == 0:
            return False
        before = self.lower[index - 1]
        if before in _PRONOUN_OR_ARTICLE:
            bits = self.bits[index]
            if before in ("lo", "la", "l'") and self.lower[index].endswith(("i", "te")) and bits & SECOND:
                return False
            return not self._plainly_finite(index)
        if before in _DETERMINING_PRONOUNS:
            return not self._plainly_finite(index)
        return before in _BEFORE_NOUN and self.lower[index] not in _NEVER_NOUN

    def _plainly_finite(self, index: int) -> bool:
        bits = self.bits[index]
        return bool(bits & _PLAINLY_FINITE) or self.verbs[index] in AUXILIARIES or bits & FINITE == THIRD == bits

    def governed(self, index: int) -> bool:
        """Whether an infinitive belongs to the word before it: a preposition, a verb, "cui", "dove"."""
        at = index - 1
        while at >= 0 and (self.lower[at] in CLITICS or self.lower[at] in ("non", "anche", "sempre", "subito")):
            at -= 1
        if at < 0:
            return False
        before = self.lower[at]
        if before in PREPOSITIONS or before in ASKERS or before in RELATIVES or before in DETERMINERS:
            return True
        bits = self.bits[at]
        return bool(bits & (FINITE | INFINITIVE | GERUND | TU)) and self.verbs[at] in GOVERNING

    def next_comma(self, index: int) -> int:
        """The place of the next comma, or the length."""
        try:
            return self.lower.index(",", index)
        except ValueError:
            return self.n


def _own(word: str, own: frozenset[str]) -> tuple[int, str]:
    """What a word is as a form of a verb that only the project knows: only the forms that matter most."""
    for ending, bits, infinitives in _OWN_ENDINGS:
        if word.endswith(ending):
            for infinitive in infinitives:
                verb = word[: -len(ending)] + infinitive
                if verb in own:
                    return bits, verb
    return 0, ""


_OWN_ENDINGS = (
    ("are", INFINITIVE, ("are",)),
    ("ere", INFINITIVE, ("ere",)),
    ("ire", INFINITIVE, ("ire",)),
    ("arlo", INFINITIVE | CLITIC, ("are",)),
    ("ando", GERUND, ("are",)),
    ("endo", GERUND, ("ere", "ire")),
    ("ate", VOI, ("are",)),
    ("ete", VOI, ("ere",)),
    ("ite", VOI, ("ire",)),
    ("ato", PARTICIPLE, ("are",)),
    ("erà", FUTURE, ("are", "ere")),
    ("irà", FUTURE, ("ire",)),
    ("isci", TU, ("ire",)),
    ("a", TU | THIRD, ("are",)),
    ("i", TU, ("ere", "ire")),
    ("e", THIRD, ("ere", "ire")),
)
