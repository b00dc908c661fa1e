"""Whether a Catalan verb form is a command, a statement, or a noun after all."""

from __future__ import annotations

from sopgen.language.ca import verbs as v
from sopgen.language.ca.predicates import Predicates
from sopgen.language.ca.verbs import Reading
from sopgen.language.ca.walk import tense_of
from sopgen.language.ca.words import (
    ADDRESSED,
    ADVERBS,
    AGENTS,
    BEFORE_NOUN,
    COMMAND_ALONE,
    DETERMINERS,
    FUNCTION,
    HAPPENS,
    MANNERS,
    PREPOSITIONS,
    TIMES,
    WITH_OF,
)
from sopgen.language.grammar import Form
from sopgen.language.tokens import MARKS, NUMBER, OPAQUE

_NO_COMMAND = frozenset(["haver", "poder", "voler", "deure", "necessitar", "soler", "caldre"])
_ADJECTIVE_ENDINGS = ("al", "als", "ica", "iva", "ària", "ent", "ible", "able", "ada", "ida", "ial")


class Telling(Predicates):
    """Tells commands from statements by where the verb stands and what follows it."""

    def _commands(self, index: int, reading: Reading) -> bool:
        """Whether a finite form outside a subordinate clause tells the reader to do something."""
        form, lemma = reading.form, reading.lemma
        if lemma == "disposar" and self.lower[index + 1 : index + 2] in (["de"], ["d'"], ["del"], ["dels"]):
            return False  # to have
        if lemma in _NO_COMMAND or (self.reflexive and not form & v.ENCLITIC):
            return False
        if form & v.ENCLITIC and form & v.COMMAND:
            return self.main is None or bool(self.main.form & v.COMMAND) or self.opening
        before = self.lower[index - 1] if index else ""
        if before in ADDRESSED:
            return False
        if self.negative:
            return bool(
                (self.opening or self.lead)
                and form & (v.SUBJUNCTIVE | v.VOS)
                and form & (v.SECOND | v.VOSTE | v.VOSTES)
            )
        if self.proclitic >= 0:
            return False
        if form & v.VOS:
            return self._vos_command(index, form, lemma)
        if not form & (v.TU | v.VOSTE | v.VOSTES) or lemma in HAPPENS:
            return False
        return self._short_command(index, form)

    def _vos_command(self, index: int, form: int, lemma: str) -> bool:
        if form & v.NOUN and not self._verb_not_noun(index):
            return False
        if self.lower[index] == "teniu":
            return self.lower[index + 1 : index + 2] in (["en"], ["a"], ["cura"], ["present"], ["la"], ["les"], ["el"])
        return self.opening or self.main is None or bool(self.main.form & v.COMMAND)

    def _short_command(self, index: int, form: int) -> bool:
        """Of obre, obri, obrin, which are statements and wishes too: a command only where a clause begins."""
        if self.lower[index] == "té":
            return False
        if not self.opening:
            led = self.lead and self.subject < 0
            surely = not form & v.NOUN or (led and self._ends_with_it(index))
            started = (led or self._only_time(index)) and self.main is None and surely
            before = self.lower[index - 1]
            return started and before not in BEFORE_NOUN and before not in AGENTS and bool(form & v.TU)
        if self._joined_to_relative(index) or self._parallel(index):
            return False
        if self.main is not None and not (self.main.form & form & (v.TU | v.VOSTE | v.VOSTES)):
            mixed = self.main.form & v.VOS and form & v.TU and not self.verbs[-1].subordinate
            return bool(mixed and self._object_follows(index) and not self._after_name(index))
        if self.main is not None and self._after_name(index) and not self._object_follows(index):
            return False
        return not form & v.NOUN or self._verb_not_noun(index)

    def _ends_with_it(self, index: int) -> bool:
        """Whether a word that is a noun too is the command of a sentence without a comma: "Si veus fum truca als
        bombers"."""
        following = self.lower[index + 1] if index + 1 < self.size else ""
        goes_on = self._object_follows(index) or following in ("a", "al", "als")
        return goes_on and any(one.subordinate for one in self.verbs) and "," not in self.lower

    def _only_time(self, index: int) -> bool:
        """Whether what stands before is a time ("Cada divendres envia …"), not a subject."""
        before = self.lower[max(0, self.subject) : index]
        return bool(before) and all(one in DETERMINERS or one in TIMES for one in before)

    def _joined_to_relative(self, index: int) -> bool:
        """Whether it goes on with the clause before: "l'hora en què comença i acaba la visita"."""
        last = self.verbs[-1] if self.verbs else None
        if last is None or not last.subordinate or last.last != index - 2:
            return False
        return self.lower[index - 1] in ("i", "o") and bool(last.form & v.THIRD and not last.form & v.PLURAL)

    def _parallel(self, index: int) -> bool:
        """Whether it goes on with a relative clause built the same way: "la línia que comença amb A i acaba amb B"."""
        last = self.verbs[-1] if self.verbs else None
        if last is None or not last.subordinate or not last.form & v.THIRD or self.lower[index - 1] not in ("i", "o"):
            return False
        following = self.lower[index + 1 : index + 2]
        return (
            bool(following)
            and following == self.lower[last.last + 1 : last.last + 2]
            and following[0] in (PREPOSITIONS)
        )

    def _after_name(self, index: int) -> bool:
        """Whether the word is joined to a name: "Edita ▸ Cerca i reemplaça"; "que" and "si" ask for a verb."""
        following = self.lower[index + 1 : index + 2]
        if following in (["que"], ["si"], ["clic"], ["doble"], [OPAQUE]):
            return False
        if following and index + 1 < self.size and self.words[index + 1][0].isupper():
            return False  # "Tria Fitxer i prem Desa"
        return self.lower[index - 1] == "i" and index > 1 and self.words[index - 2][:1].isupper() and index > 2

    def _verb_not_noun(self, index: int) -> bool:
        """Of a word that is both ("neteja", "prova"): what follows it tells."""
        if index + 1 >= self.size:
            stage = index == 0 and not self.sentence.mark and self.sentence.start == 0
            self.doubtful = self.doubtful or stage
            return (index == 0 and not stage) or (self.opening and bool(index) and self.lower[index] in COMMAND_ALONE)
        following = self.lower[index + 1]
        if index == 0 and following == NUMBER and (self.size == 2 or self.lower[2] in MARKS):
            self.doubtful = True  # "Porta 22", "Prova 3:"
            return False
        if index == 0 and following in (":", ";", ",") and self.lower[0] in COMMAND_ALONE:
            return True
        if following == "de" and index + 2 < self.size and self.lower[index + 2] in MANNERS:
            return True
        if following in ("de", "d'", "del", "dels") or following in MARKS:
            if self._reading_at(index + 2).form & v.INFINITIVE:
                return True
            self.doubtful = self.doubtful or (index == 0 and self._reading(0).lemma in WITH_OF)
            return following == "," and self._another_command(index + 2)
        if following in ("i", "o", "ni"):
            return self._another_command(index + 2)
        if following in FUNCTION or following in (OPAQUE, NUMBER) or self.words[index + 1][0].isupper():
            return True
        after = self._reading(index + 1)
        if after.form & v.INFINITIVE or (index and self.lower[index - 1] in AGENTS):
            return True
        if after.form & (v.PARTICIPLE | v.FINITE) and not after.form & v.NOUN:
            return False
        return index == 0 and (following.endswith("ment") or not following.endswith(_ADJECTIVE_ENDINGS))

    def _another_command(self, index: int) -> bool:
        """Of a row ("Renta, pela i talla les pastanagues"): whether a command stands here too."""
        form = self._reading_at(index).form
        return bool(form & v.COMMAND) and (not form & v.NOUN or self._object_follows(index))

    def _finite(self, index: int, reading: Reading) -> int:
        """A statement, where the word is surely a verb."""
        form = reading.form
        before = self.lower[index - 1] if index else ""
        if self.main is not None:
            if self.proclitic < 0 and (before in DETERMINERS or form & v.NOUN):
                return 0
            return self._take(index, index, index, "declarative", reading, subordinate=True)
        this_is = reading.lemma == "ser" and before.startswith(("aquest", "aquell"))
        if self.proclitic < 0 and before in BEFORE_NOUN and before not in ADVERBS and before != NUMBER and not this_is:
            return 0
        if form & v.NOUN and self.proclitic < 0 and not self._verb_not_noun(index) and not form & (v.FIRST | v.PLURAL):
            return 0
        plain_first = form & v.FIRST and not form & (v.PLURAL | v.FUTURE | v.CONDITIONAL)
        weak = form & v.PRESENT and (form & v.SECOND or plain_first) and not form & (v.PLURAL | v.THIRD)
        placed = self.proclitic >= 0 or before in ADDRESSED or before in ("jo", "no")
        governs = self._object_follows(index) or bool(self._reading_at(index + 1).form & v.INFINITIVE)
        if weak and not placed and not (self.opening and governs):
            return 0
        kind: Form = "declarative"
        if form & v.SUBJUNCTIVE and not form & (v.FINITE & ~v.SUBJUNCTIVE) and not form & v.TU:
            kind = "unknown"
        return self._take(index, index, index, kind, reading, tense=tense_of(form))
