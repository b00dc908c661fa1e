"""Finding the main clause of a Catalan sentence: one walk through its words, past what stands before the verb."""

from __future__ import annotations

from sopgen.language.ca import verbs as v
from sopgen.language.ca.telling import Telling
from sopgen.language.ca.verbs import Reading
from sopgen.language.ca.walk import Found, Verb
from sopgen.language.ca.words import (
    ADVERBS,
    BEFORE_NOUN,
    DETERMINERS,
    FUNCTION,
    NAMES,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
)
from sopgen.language.tokens import MARKS, NUMBER, OPAQUE

_BREAKS = frozenset([",", ";", ":", "—", "–", "-", "→", "=>", ">", "|", "·", "•", "/", "&", "+", "*", "…", "."])
_AUXILIARIES = frozenset(["haver", "anar", "ser", "caldre", "poder", "deure", "tenir", "estar", "quedar", "fer"]) | {
    "convenir"
}
_PARTS = (
    dict.fromkeys(FUNCTION, "function")
    | dict.fromkeys(PRONOUNS, "pronoun")
    | dict.fromkeys(SUBORDINATORS, "subordinator")
    | dict.fromkeys(MARKS, "mark")
)
_PATHS = frozenset([">", "→", "=>", "/", "&", "+", "·", "*"])
_COMPARING = frozenset(["més", "menys", "millor", "pitjor", "major", "menor", "mateix", "mateixa", "igual"])


class Scan(Telling):
    """One walk through the words of a sentence."""

    def run(self) -> Found:
        index = self._sits()
        while index < self.size:
            index = self._step(index)
        return Found(self.verbs, self.main, self.subject, self.doubtful)

    def _sits(self) -> int:
        """Take "Seu a la cadira", whose verb is a possessive everywhere else; the index to go on from."""
        lower = self.lower
        if lower[0] != "seu" or self.size < 3:
            return 0
        joined = lower[1] == "i" and self._reading(2).form & v.COMMAND
        if (
            not joined
            and lower[1] not in ("al", "als", "davant", "aquí")
            and not (lower[1] == "a" and lower[2] in DETERMINERS)
        ):
            return 0
        return self._take(0, 0, 0, "imperative", Reading(v.TU, "seure"))

    def _step(self, index: int) -> int:
        word = self.lower[index]
        part = _PARTS.get(word)
        if part is not None:
            if part == "mark":
                self._mark(index, word)
            elif part == "subordinator":
                self._subordinator(index, word)
            elif part == "pronoun" and self._is_pronoun(index):
                self.reflexive = self.reflexive or word in ("es", "s'", "se")
                if self.proclitic < 0:
                    self.proclitic = index
            else:
                self._function(index, word)
            return index + 1
        reading = self._reading(index)
        if reading.form:
            after = self._verb(index, reading)
            if after:
                return after
        if self.opening and self.main is None and self._looks_commanding(index, word):
            return self._take(index, index, index, "imperative", Reading(v.VOS, ""))
        self._content(index, word)
        return index + 1

    def _looks_commanding(self, index: int, word: str) -> bool:
        """Whether an unknown word has the ending of a command to vós and an object after it."""
        return len(word) > 4 and word.endswith(("eu", "iu", "ïu")) and self._object_follows(index) and not self.pending

    def _mark(self, index: int, word: str) -> None:
        if word not in _BREAKS:
            return
        following = self.lower[index + 1] if index + 1 < self.size else ""
        if word in _PATHS:
            self.opening = False
            return
        if self.pending and (self.lead or self.main) and self._begins_clause(index + 1):
            self.pending = 0
        if self.choice and not (index == self.choice_at + 1 or self.lead or following in ("o", "si")):
            self.choice = False
        if word in (":", "—", "–", "-", ";") and self.subject >= 0 and self.main is None:
            self.subject = -1
        self._clear()
        self.opening = True
        self.lead = False

    def _begins_clause(self, index: int) -> bool:
        """Whether what follows a comma begins a clause of its own: a command, a duty, an infinitive."""
        while index < self.size and (self.lower[index] in ADVERBS or self.lower[index] in PRONOUNS):
            index += 1
        if index >= self.size:
            return False
        reading = self._reading(index)
        if self.lower[index - 1] == "no" and reading.form & v.SUBJUNCTIVE and reading.form & v.SECOND:
            return True
        if reading.form & v.FUTURE and reading.form & v.FIRST and reading.form & v.PLURAL:
            return True  # "Ara que és obert, comprovarem …"
        if reading.form & (v.COMMAND | v.INFINITIVE):
            if reading.form & v.TU and reading.form & v.PRESENT and "," in self.lower[index:]:
                return False  # "Si el client, un cop informat, accepta, …"
            return not reading.form & v.NOUN or self._verb_not_noun(index)
        return reading.lemma in ("haver", "caldre", "poder") and self.lower[index] != "haver"

    def _subordinator(self, index: int, word: str) -> None:
        following = self.lower[index + 1] if index + 1 < self.size else ""
        compared = word == "que" and any(one in _COMPARING for one in self.lower[max(0, index - 4) : index])
        if compared and following in BEFORE_NOUN:
            return
        if self.opening and self.main is None and word not in ("que",):
            self.lead = True
        self.opening = False
        self.pending += 1
        self._clear()

    def _function(self, index: int, word: str) -> None:
        lower = self.lower
        if word == "no" or word == "mai" or word == "ni":
            self.negative = True
            return
        if word == "com":
            following = lower[index + 1] if index + 1 < self.size else ""
            self.pending += following in PRONOUNS - DETERMINERS or bool(self._reading_at(index + 1).form)
            return
        if word == "i":
            if self.main is not None:
                self.opening = self.opening or bool(self.main.form & v.COMMAND) or self.main.kind == "infinitive"
            if not self.lead:
                self.choice = False
            self._clear()
            self.linked = True
            return
        if word == "o":
            self.choice, self.choice_at = True, index
            self.opening = self.opening or self.main is not None
            self._clear()
            self.linked = True
            return
        if word in ADVERBS and word not in PREPOSITIONS and (word not in DETERMINERS or self._commanded(index + 1)):
            return
        if word == "en" and self.opening and self.main is None and not self.lead and self._named(index + 1):
            self.subject = index if self.subject < 0 else self.subject
            self.opening = False
            return
        if word in PREPOSITIONS and (word not in ADVERBS or self._has_object(index)):
            if self.opening and self.subject < 0:
                self.lead = True
            self.opening = False
            self._clear()
            return
        if word in ADVERBS:
            return
        if self.opening and word in DETERMINERS:
            if self.main is None and self.subject < 0 and not self.lead:
                self.subject = index
            self.opening = False
        if word == "un" or word == "una":
            following = lower[index + 1] if index + 1 < self.size else ""
            if following in ("cop", "vegada") and self.main is None and self.subject in (index, -1):
                self.subject, self.lead = -1, True
                after = lower[index + 2] if index + 2 < self.size else ""
                self.pending += after not in ("més", "al", "a", "per", "cada", "d'", ",")
        self._clear()

    def _named(self, index: int) -> bool:
        """Whether a person's name stands here: "En Pau"."""
        return index < self.size and self.lower[index] in NAMES and self.words[index][0].isupper()

    def _commanded(self, index: int) -> bool:
        """Whether a command follows: then "primer" and its like are adverbs."""
        form = self._reading_at(index).form
        return self.opening and bool(form & v.COMMAND) and (not form & v.NOUN or self._object_follows(index))

    def _has_object(self, index: int) -> bool:
        """Whether "després", "abans", "just" … is the head of a phrase ("després de la trucada"), not an adverb."""
        following = self.lower[index + 1] if index + 1 < self.size else ""
        return following in PREPOSITIONS or following in DETERMINERS

    def _content(self, index: int, word: str) -> None:
        """A noun, an adjective, a name, an adverb in -ment, an unknown word."""
        if self.opening and self.main is None:
            if word.endswith("ment") and len(word) > 6 and self._is_adverb(index):
                return
            if word == OPAQUE and index + 1 < self.size and self.lower[index + 1] == ":":
                return
            if word == NUMBER and index == 0:
                return
            if self.subject < 0 and not self.lead:
                self.subject = index
        self.opening = False
        self._clear()

    def _is_adverb(self, index: int) -> bool:
        word = self.lower[index]
        following = self.lower[index + 1] if index + 1 < self.size else ""
        if following == ",":
            return True
        return word.endswith(("ament", "alment", "blement", "rment")) and following not in (
            "de",
            "d'",
            "del",
            "dels",
            "",
        )

    def _verb(self, index: int, reading: Reading) -> int:
        """Take the verb at this word; the index after it, 0 where the word turns out to be none."""
        form, lemma = reading.form, reading.lemma
        before = self.lower[index - 1] if index else ""
        finite = form & (v.FINITE | v.COMMAND)
        after_number = before == NUMBER and index > 1 and self.lower[index - 2] not in BEFORE_NOUN
        first = before in ADVERBS and self._commanded(index)
        if (
            form & v.NOUN
            and self.proclitic < 0
            and not after_number
            and not first
            and (before in BEFORE_NOUN or before == OPAQUE)
        ):
            return 0
        if lemma in _AUXILIARIES and finite:
            taken = self._auxiliary(index, reading)
            if taken:
                return taken
        if form & v.INFINITIVE and not finite:
            return self._infinitive(index, reading)
        if form & v.GERUND and not finite:
            if self.opening and self.main is None and not self.pending:
                self._add(index, index, "gerund", reading)
                self.lead = True
            self.opening = False
            self._clear()
            return index + 1
        if not finite:
            return self._participle(index)
        if self.reflexive and form & v.FINITE:
            return self._reflexive(index, reading)
        if self.pending or self._continues_subordinate():
            return self._take(index, index, index, "declarative", reading, subordinate=True)
        if self._commands(index, reading):
            return self._take(index, index, index, "imperative", reading)
        return self._finite(index, reading)

    def _infinitive(self, index: int, reading: Reading) -> int:
        before = self.lower[index - 1] if index else ""
        if self.lower[index] == "dur" and not self.opening and before not in FUNCTION and not self._has_object(index):
            return 0  # "el disc dur"
        governed = (
            bool(self.verbs and self.verbs[-1].last == index - 1)
            or before in PREPOSITIONS
            or before == "com"
            or self.reflexive
        )
        if before in ("el", "un", "del", "al") and reading.lemma in (
            "poder",
            "sopar",
            "dinar",
            "haver",
            "ser",
            "deure",
        ):
            return 0
        if self.pending and before in SUBORDINATORS:
            self.pending -= 1
            governed = True
        if before in PREPOSITIONS and self.main is None and self.lead:
            self.lead_infinitive = True
        led = self.lead and self.main is None and not any(one.kind == "gerund" for one in self.verbs)
        if (self.opening or led) and not governed and not self.pending and self.subject < 0:
            last = self.verbs[-1] if self.verbs else None
            chained = last is not None and last.kind == "unknown" and self.lower[index - 1] in ("i", "o", ",")
            led_too = chained and self.lower[index - 1] != "," and "," in self.lower[index:]
            if not chained or (self.main is None and not led_too):
                self._take(index, index, index, "infinitive", reading)
                return index + 1
        self.verbs.append(Verb(index, index, index, "unknown", reading.lemma, reading.form, subordinate=True))
        self.opening = False
        self._clear()
        return index + 1

    def _participle(self, index: int) -> int:
        if self.opening and index == 0 and self.main is None:
            self.lead = True
        if self.pending and self.lead and self.lower[index - 1] in ("cop", "vegada"):
            self.pending -= 1
        return 0
