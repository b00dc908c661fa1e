"""Finding the main clause of a Catalan sentence: the verbs in order, which of them is the main one, what it is."""

from __future__ import annotations

from typing import NamedTuple

from sopgen.language import wording as word_file
from sopgen.language.ca import verbs as v
from sopgen.language.ca.verbs import Lexicon, Reading
from sopgen.language.grammar import Form, Tense
from sopgen.language.tokens import MARKS, NUMBER, OPAQUE, Sentence

WORDS = word_file.read("ca")
_LISTS = WORDS.lists
DETERMINERS, ARTICLES, PRONOUNS = _LISTS["determiners"], _LISTS["articles"], _LISTS["pronouns"]
PREPOSITIONS, SUBORDINATORS, ADVERBS = _LISTS["prepositions"], _LISTS["subordinators"], _LISTS["adverbs"]
HAPPENS, PRONOMINAL, AGENTS = _LISTS["happens"], _LISTS["pronominal"], _LISTS["agents"]
TIMES = _LISTS["times"]
NECESSARY, RECOMMENDING, STATIVE = _LISTS["necessary"], _LISTS["recommending"], _LISTS["stative"]
VERBAL_NOUNS = frozenset(pair.partition(":")[0] for pair in _LISTS["verbal-nouns"])

_FUNCTION = (DETERMINERS | PREPOSITIONS | SUBORDINATORS | ADVERBS | PRONOUNS) - {"sobre"}
_BEFORE_NOUN = DETERMINERS | PREPOSITIONS | {NUMBER}
_PERIPHRASTIC = frozenset(["va", "van", "vaig", "vas", "vam", "vàrem", "vau", "vàreu", "varen", "vares"])
_NO_COMMAND = frozenset(["haver", "poder", "voler", "deure", "necessitar", "soler", "caldre"])
_ADDRESSED = frozenset(["tu", "vós", "vosaltres", "vostè", "vostès"])
_BREAKS = frozenset([",", ";", ":", "—", "–", "-", "→", "=>", ">", "|", "·", "•", "/", "&", "+", "*", "…", "."])
_COMPARING = frozenset(["més", "menys", "millor", "pitjor", "major", "menor", "mateix", "mateixa", "igual"])
_ADJECTIVE_ENDINGS = ("al", "als", "ica", "iva", "ària", "ent", "ible", "able", "ada", "ida", "ial")


class Verb(NamedTuple):
    """A verb with its auxiliaries. first, last: indices of its words; head: the word that says what is done.

    opening: it stands where a clause begins; joined: after "and" or a comma; choice: after "or".
    """

    first: int
    head: int
    last: int
    kind: Form
    lemma: str
    form: int
    tense: Tense = "present"
    passive: bool = False
    subordinate: bool = False
    negative: bool = False
    choice: bool = False
    opening: bool = False


class Found(NamedTuple):
    """The verbs of a sentence; main: the one of the main clause, None where there is none.

    subject: index of the first word of what stands before the main verb and is its subject, -1 where there is none.
    """

    verbs: list[Verb]
    main: Verb | None
    subject: int
    doubtful: bool


class Scan:
    """One walk through the words of a sentence."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self.lower = sentence.lower
        self.size = len(sentence.lower)
        self.lexicon = lexicon
        self.verbs: list[Verb] = []
        self.main: Verb | None = None
        self.pending = 0
        self.opening = True
        self.lead = False
        self.lead_infinitive = False
        self.subject = -1
        self.negative = False
        self.reflexive = False
        self.proclitic = -1
        self.choice = False
        self.choice_at = -9
        self.linked = False
        self.doubtful = False

    def run(self) -> Found:
        index = 0
        while index < self.size:
            index = self._step(index)
        return Found(self.verbs, self.main, self.subject, self.doubtful)

    # --- one word ----------------------------------------------------------------------------------------------

    def _step(self, index: int) -> int:
        word = self.lower[index]
        if word in MARKS:
            self._mark(index, word)
            return index + 1
        if word in SUBORDINATORS:
            self._subordinator(index, word)
            return index + 1
        if word in PRONOUNS and self._is_pronoun(index):
            self.reflexive = self.reflexive or word in ("es", "s'", "se")
            if self.proclitic < 0:
                self.proclitic = index
            return index + 1
        if word in _FUNCTION:
            self._function(index, word)
            return index + 1
        reading = self._reading(index)
        if reading.form:
            after = self._verb(index, reading)
            if after:
                return after
        self._content(index, word)
        return index + 1

    def _mark(self, index: int, word: str) -> None:
        if word not in _BREAKS:
            return
        following = self.lower[index + 1] if index + 1 < self.size else ""
        if word in (">", "→", "=>", "/", "&", "+", "·", "*"):
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
        if reading.form & (v.COMMAND | v.INFINITIVE):
            if reading.form & v.TU and reading.form & v.PRESENT and "," in self.lower[index:]:
                return False  # "Si el client, un cop informat, accepta, …"
            return not reading.form & v.NOUN or self._verb_not_noun(index)
        return reading.lemma in ("haver", "caldre", "poder") and self.lower[index] != "haver"

    def _subordinator(self, index: int, word: str) -> None:
        before = self.lower[index - 1] if index else ""
        following = self.lower[index + 1] if index + 1 < self.size else ""
        if word == "que" and any(one in _COMPARING for one in self.lower[max(0, index - 4) : index]):
            if following in DETERMINERS or following == NUMBER or following in PREPOSITIONS:
                return
        if word in ("que", "qual", "quals") and before in ("tot", "i", "o") and word != "que":
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
        if word in ADVERBS and word not in PREPOSITIONS and word not in DETERMINERS:
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

    def _clear(self) -> None:
        self.reflexive = False
        self.proclitic = -1
        self.negative = False
        self.linked = False

    # --- words that need their neighbours ----------------------------------------------------------------------

    def _reading(self, index: int) -> Reading:
        """What a word is as a verb; a capital inside the sentence makes it a name."""
        word = self.lower[index]
        if word == OPAQUE or word == NUMBER or word in MARKS or word in _FUNCTION:
            return v.NO_VERB
        reading = self.lexicon.reading(word)
        if reading.form and index and self.words[index][0].isupper():
            before = self.lower[index - 1]
            if before not in (":", "–", "—", "-", "•", ".") and not (before in (",", NUMBER) and index < 3):
                return v.NO_VERB
            if before == "-" and self.main is not None:
                return v.NO_VERB
        return reading

    def _is_pronoun(self, index: int) -> bool:
        """Whether "el", "la", "en" … stands before a verb as its object, not before a noun."""
        word = self.lower[index]
        if index + 1 >= self.size:
            return False
        following = self.lower[index + 1]
        if following in PRONOUNS:
            if word in ("el", "la", "els", "les", "l'", "en", "un"):
                return following in ("hi", "en", "n'", "ho") and self._is_pronoun(index + 1)
            return True
        if word in ("es", "s'", "us", "ho", "hi", "em", "et", "ens", "m'", "t'", "li", "se", "n'", "me", "te", "ne"):
            return True
        if following in _PERIPHRASTIC or following in ("ha", "han", "heu", "he", "has", "hem"):
            return True
        reading = self._reading(index + 1)
        if (
            not reading.form & (v.FINITE | v.VOS)
            or reading.form & v.NOUN
            or reading.form & (v.PARTICIPLE | v.INFINITIVE)
        ):
            return False
        return bool(reading.form & (v.THIRD | v.PLURAL)) or word in ("hi", "en")

    # --- verbs -------------------------------------------------------------------------------------------------

    def _verb(self, index: int, reading: Reading) -> int:
        """Take the verb at this word; the index after it, 0 where the word turns out to be none."""
        form, lemma = reading.form, reading.lemma
        before = self.lower[index - 1] if index else ""
        finite = form & (v.FINITE | v.COMMAND)
        after_number = before == NUMBER and index > 1 and self.lower[index - 2] not in _BEFORE_NOUN
        if form & v.NOUN and self.proclitic < 0 and not after_number and (before in _BEFORE_NOUN or before == OPAQUE):
            return 0
        if lemma in ("haver", "anar", "ser", "caldre", "poder", "deure", "tenir", "estar", "quedar") and finite:
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
            return self._subordinate_finite(index, reading)
        if self._commands(index, reading):
            return self._take(index, index, index, "imperative", reading)
        return self._finite(index, reading)

    def _subordinate_finite(self, index: int, reading: Reading) -> int:
        if reading.form & v.NOUN and self.proclitic < 0 and not reading.form & v.VOS and not self._verb_not_noun(index):
            return 0
        return self._take(index, index, index, "declarative", reading, subordinate=True)

    def _continues_subordinate(self) -> bool:
        """Whether the verb is joined by "and" or "or" to one of a clause that stands before the main one."""
        return self.linked and self.main is None and self.lead and any(one.subordinate for one in self.verbs)

    def _infinitive(self, index: int, reading: Reading) -> int:
        before = self.lower[index - 1] if index else ""
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
        if self.opening and not governed and not self.pending and self.subject < 0:
            last = self.verbs[-1] if self.verbs else None
            chained = last is not None and last.kind == "unknown" and self.lower[index - 1] in ("i", "o", ",")
            if not chained or self.main is None:
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

    def _reflexive(self, index: int, reading: Reading) -> int:
        """After "es": a passive, a duty ("es recomana"), or a verb that always has it."""
        lemma = reading.lemma
        if lemma in RECOMMENDING and not self.pending and self._next_infinitive(index + 1) >= 0:
            end = self._next_infinitive(index + 1)
            return self._take(index, end, end, "modal", Reading(reading.form, self._reading(end).lemma))
        animate = self.subject >= 0 and any(word in AGENTS for word in self.lower[self.subject : index])
        passive = lemma not in PRONOMINAL and not animate
        return self._take(index, index, index, "declarative", reading, tense=_tense(reading.form), passive=passive)

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
            return self._take(index, index, index, "declarative", reading, tense=_tense(form))
        if lemma == "anar":
            if self.lower[index] in _PERIPHRASTIC and reading_after.form & v.INFINITIVE:
                return self._periphrastic(index, following, reading_after)
            return 0
        if lemma in ("ser", "estar", "quedar"):
            return self._being(index, following, reading, reading_after)
        if lemma == "caldre":
            return self._duty(index, index + 1, reading)
        if lemma == "poder" or (lemma == "deure" and reading_after.form & v.INFINITIVE):
            return self._duty(index, index + 1, reading)
        if lemma == "tenir" and word == "que" and self._reading_at(following + 1).form & v.INFINITIVE:
            return self._duty(index, following + 1, reading)
        return 0

    def _reading_at(self, index: int) -> Reading:
        return self._reading(index) if index < self.size else v.NO_VERB

    def _skip(self, index: int) -> int:
        """Past adverbs and pronouns that stand between an auxiliary and its verb."""
        lower = self.lower
        while index < self.size and (
            (lower[index] in ADVERBS and lower[index] not in NECESSARY and lower[index] not in ("i", "o", "ni"))
            or (lower[index].endswith("ment") and len(lower[index]) > 6)
            or (lower[index] in PRONOUNS and self._reading_at(index + 1).form & v.INFINITIVE)
        ):
            index += 1
        return index

    def _next_infinitive(self, index: int) -> int:
        index = self._skip(index)
        return index if self._reading_at(index).form & v.INFINITIVE else -1

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
            tense = _tense(reading.form)
            by = following + 1 < self.size and self.lower[following + 1] in ("per", "pel", "pels")
            if by or tense != "present" or after.lemma not in STATIVE:
                head = Reading(reading.form, after.lemma)
                return self._take(index, following, following, "declarative", head, tense=tense, passive=True)
        return 0

    def _then_clause(self, index: int) -> bool:
        if index >= self.size:
            return False
        return self.lower[index] in ("que", "de", "d'") or bool(self._reading(index).form & v.INFINITIVE)

    # --- commands or statements --------------------------------------------------------------------------------

    def _commands(self, index: int, reading: Reading) -> bool:
        """Whether a finite form outside a subordinate clause tells the reader to do something."""
        form, lemma = reading.form, reading.lemma
        if lemma in _NO_COMMAND or (self.reflexive and not form & v.ENCLITIC):
            return False
        if form & v.ENCLITIC and form & v.COMMAND:
            return self.main is None or bool(self.main.form & v.COMMAND) or self.opening
        before = self.lower[index - 1] if index else ""
        if before in _ADDRESSED:
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
            started = (led or self._only_time(index)) and self.main is None and not form & v.NOUN
            return started and self.lower[index - 1] not in _BEFORE_NOUN and bool(form & v.TU)
        if self.main is not None and not (self.main.form & form & (v.TU | v.VOSTE | v.VOSTES)):
            mixed = self.main.form & v.VOS and form & v.TU and not self.verbs[-1].subordinate
            return bool(mixed and self._object_follows(index) and not self._after_name(index))
        if self.main is not None and self._after_name(index) and not self._object_follows(index):
            return False
        return not form & v.NOUN or self._verb_not_noun(index)

    def _only_time(self, index: int) -> bool:
        """Whether what stands before is a time ("Cada divendres envia …"), not a subject."""
        before = self.lower[max(0, self.subject) : index]
        return bool(before) and all(one in DETERMINERS or one in TIMES for one in before)

    def _after_name(self, index: int) -> bool:
        """Whether the word is joined to a name: "Edita ▸ Cerca i reemplaça"."""
        return self.lower[index - 1] == "i" and index > 1 and self.words[index - 2][:1].isupper() and index > 2

    def _object_follows(self, index: int) -> bool:
        following = self.lower[index + 1] if index + 1 < self.size else ""
        return following in ARTICLES or following in (OPAQUE, NUMBER)

    def _verb_not_noun(self, index: int) -> bool:
        """Of a word that is both ("neteja", "prova"): what follows it tells."""
        if index + 1 >= self.size:
            return index == 0
        following = self.lower[index + 1]
        if following in ("de", "d'", "del", "dels") or following in MARKS:
            if self._reading_at(index + 2).form & v.INFINITIVE:
                return True
            self.doubtful = self.doubtful or (index == 0 and self.lower[0] not in VERBAL_NOUNS)
            return following == "," and self._another_command(index + 2)
        if following in ("i", "o", "ni"):
            return self._another_command(index + 2)
        if following in _FUNCTION or following in (OPAQUE, NUMBER) or self.words[index + 1][0].isupper():
            return True
        after = self._reading(index + 1)
        if after.form & (v.PARTICIPLE | v.FINITE) and not after.form & v.NOUN:
            return False
        return index == 0 and not following.endswith(_ADJECTIVE_ENDINGS)

    def _another_command(self, index: int) -> bool:
        """Of a row ("Renta, pela i talla les pastanagues"): whether a command stands here too."""
        form = self._reading_at(index).form
        return bool(form & v.COMMAND) and (not form & v.NOUN or self._object_follows(index))

    def _finite(self, index: int, reading: Reading) -> int:
        """A statement, where the word is surely a verb."""
        form = reading.form
        before = self.lower[index - 1] if index else ""
        if self.main is not None:
            if before in DETERMINERS and self.proclitic < 0:
                return 0
            return self._take(index, index, index, "declarative", reading, subordinate=True)
        if self.proclitic < 0 and before in _BEFORE_NOUN and before not in ADVERBS and before != NUMBER:
            return 0
        if form & v.NOUN and self.proclitic < 0 and not self._verb_not_noun(index) and not form & (v.FIRST | v.PLURAL):
            return 0
        plain_first = form & v.FIRST and not form & (v.PLURAL | v.FUTURE | v.CONDITIONAL)
        weak = form & v.PRESENT and (form & v.SECOND or plain_first) and not form & (v.PLURAL | v.THIRD)
        if weak and self.proclitic < 0 and before not in _ADDRESSED and before not in ("jo", "no"):
            if not (self.opening and self._object_follows(index)):
                return 0
        kind: Form = "declarative"
        if form & v.SUBJUNCTIVE and not form & (v.FINITE & ~v.SUBJUNCTIVE) and not form & v.TU:
            kind = "unknown"
        return self._take(index, index, index, kind, reading, tense=_tense(form))

    # --- taking a verb -----------------------------------------------------------------------------------------

    def _take(
        self,
        index: int,
        head: int,
        last: int,
        kind: Form,
        reading: Reading,
        *,
        tense: Tense = "present",
        passive: bool = False,
        subordinate: bool = False,
    ) -> int:
        if kind not in ("imperative", "infinitive"):
            subordinate = subordinate or bool(self.pending) or self._continues_subordinate()
            self.pending = max(0, self.pending - 1)
        first = self.proclitic if 0 <= self.proclitic < index else index
        if self.negative and first and self.lower[first - 1] in ("no", "mai"):
            first -= 1
        form = reading.form & ~v.COMMAND if kind not in ("imperative", "infinitive") else reading.form
        verb = Verb(
            first,
            head,
            last,
            kind,
            reading.lemma,
            form,
            tense,
            passive,
            subordinate,
            self.negative,
            self.choice,
            self.opening,
        )
        self.verbs.append(verb)
        if not subordinate:
            self._main(verb)
        if kind in ("imperative", "infinitive"):
            self.choice = False
        self.opening = False
        self._clear()
        return last + 1

    def _main(self, verb: Verb) -> None:
        main = self.main
        if main is None:
            self.main = verb
        elif verb.kind == "imperative" and verb.opening and verb.form & v.VOS:
            weak = main.kind in ("declarative", "unknown") and main.tense == "present" and not main.passive
            if weak or (main.kind == "infinitive" and self.lead_infinitive):
                self.main = verb

    def _add(self, index: int, last: int, kind: Form, reading: Reading) -> None:
        self.verbs.append(Verb(index, index, last, kind, reading.lemma, reading.form, negative=self.negative))


def _tense(form: int) -> Tense:
    if form & (v.PRESENT | v.SUBJUNCTIVE):
        return "present"
    if form & v.FUTURE:
        return "future"
    return "past" if form & (v.PAST | v.IMPERFECT) else "present"
