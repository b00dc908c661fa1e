"""Catalan verbs that need another: have, be, must, can; and passives with "es"."""

from __future__ import annotations

from sopgen.language.ca import verbs as v
from sopgen.language.ca.verbs import Reading
from sopgen.language.ca.walk import PERIPHRASTIC, Walk, tense_of
from sopgen.language.ca.words import AGENTS, NECESSARY, PRONOMINAL, RECOMMENDING, STATIVE
from sopgen.language.grammar import Tense


class Predicates(Walk):
    """Reads a verb that is more than one word, or passive; each method returns the index after it, 0 for none."""

    def _auxiliary(self, index: int, reading: Reading) -> int:
        """A verb that needs another: have, be, must, can; 0 where it stands alone."""
        lemma, form = reading.lemma, reading.form
        following = self._skip(index + 1)
        word = self.lower[following] if following < self.size else ""
        reading_after = self._reading(following) if following < self.size else v.NO_VERB
        if lemma == "haver":
            if word in ("de", "d'"):
                return self._duty(index, following + 1, reading)
            if reading_after.form & v.PARTICIPLE:
                return self._perfect(index, following, reading, reading_after)
            if self.lower[index - 1 : index] == ["hi"] and word == "que":
                return self._duty(index, following + 1, reading)
            return self._take(index, index, index, "declarative", reading, tense=tense_of(form))
        if lemma == "anar":
            if self.lower[index] in PERIPHRASTIC and reading_after.form & v.INFINITIVE:
                return self._periphrastic(index, following, reading_after)
            return 0
        if lemma in ("ser", "estar", "quedar"):
            return self._being(index, following, reading, reading_after)
        if lemma == "caldre":
            return self._duty(index, index + 1, reading)
        if lemma == "poder" or (lemma == "deure" and reading_after.form & v.INFINITIVE):
            return self._duty(index, index + 1, reading)
        if lemma == "fer":
            return self._duty(index, following + 1, reading) if word == "falta" else 0
        if lemma == "convenir":
            return self._duty(index, index + 1, reading) if word == "que" or reading_after.form & v.INFINITIVE else 0
        if lemma == "tenir" and word == "que" and self._reading_at(following + 1).form & v.INFINITIVE:
            return self._duty(index, following + 1, reading)
        return 0

    def _duty(self, index: int, after: int, reading: Reading) -> int:
        """What must, should or can be done, with the infinitive that says it."""
        infinitive = self._next_infinitive(after)
        if infinitive < 0:
            return self._take(index, index, index, "modal", reading)
        head = self._reading(infinitive)
        last, passive = infinitive, False
        if head.lemma == "ser":
            participle = self._skip(infinitive + 1)
            if self._reading_at(participle).form & v.PARTICIPLE:
                head, last, passive = self._reading(participle), participle, True
        return self._take(index, last, last, "modal", Reading(reading.form, head.lemma), passive=passive)

    def _perfect(self, index: int, participle: int, reading: Reading, head: Reading) -> int:
        last, passive = participle, self.reflexive and head.lemma not in PRONOMINAL
        tense: Tense = "future" if reading.form & v.FUTURE else "past"
        if head.lemma == "ser" or self.lower[participle] in ("estat", "sigut"):
            further = self._skip(participle + 1)
            if self._reading_at(further).form & v.PARTICIPLE:
                head, last, passive = self._reading(further), further, True
        return self._take(
            index, last, last, "declarative", Reading(reading.form, head.lemma), tense=tense, passive=passive
        )

    def _periphrastic(self, index: int, infinitive: int, head: Reading) -> int:
        last, passive = infinitive, self.reflexive and head.lemma not in PRONOMINAL
        if head.lemma == "ser":
            participle = self._skip(infinitive + 1)
            if self._reading_at(participle).form & v.PARTICIPLE:
                head, last, passive = self._reading(participle), participle, True
        form = self.lexicon.reading(self.lower[index]).form
        return self._take(index, last, last, "declarative", Reading(form, head.lemma), tense="past", passive=passive)

    def _being(self, index: int, following: int, reading: Reading, after: Reading) -> int:
        word = self.lower[following] if following < self.size else ""
        if word in NECESSARY and self._then_clause(following + 1):
            infinitive = self._next_infinitive(following + 1)
            if infinitive < 0 and following + 1 < self.size and self.lower[following + 1] in ("de", "d'"):
                infinitive = self._next_infinitive(following + 2)
            last = infinitive if infinitive >= 0 else following
            lemma = self._reading(last).lemma if infinitive >= 0 else reading.lemma
            return self._take(index, last, last, "modal", Reading(reading.form, lemma))
        if reading.lemma == "ser" and after.form & v.PARTICIPLE and not reading.form & v.COMMAND:
            tense = tense_of(reading.form)
            by = following + 1 < self.size and self.lower[following + 1] in ("per", "pel", "pels")
            if by or tense != "present" or after.lemma not in STATIVE:
                head = Reading(reading.form, after.lemma)
                return self._take(index, following, following, "declarative", head, tense=tense, passive=True)
        return 0

    def _then_clause(self, index: int) -> bool:
        if index >= self.size:
            return False
        return self.lower[index] in ("que", "de", "d'") or bool(self._reading(index).form & v.INFINITIVE)

    def _reflexive(self, index: int, reading: Reading) -> int:
        """After "es": a passive, a duty ("es recomana"), or a verb that always has it."""
        lemma = reading.lemma
        if lemma in RECOMMENDING and not self.pending and self._next_infinitive(index + 1) >= 0:
            end = self._next_infinitive(index + 1)
            return self._take(index, end, end, "modal", Reading(reading.form, self._reading(end).lemma))
        animate = self.subject >= 0 and any(word in AGENTS for word in self.lower[self.subject : index])
        passive = lemma not in PRONOMINAL and not animate
        return self._take(index, index, index, "declarative", reading, tense=tense_of(reading.form), passive=passive)
