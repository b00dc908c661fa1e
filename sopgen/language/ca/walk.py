"""Where a walk through the words of a Catalan sentence stands, and the verbs that it has found."""

from __future__ import annotations

from typing import NamedTuple

from sopgen.language.ca import verbs as v
from sopgen.language.ca.verbs import Lexicon, Reading
from sopgen.language.ca.words import ADVERBS, ARTICLES, NECESSARY, PRONOUNS
from sopgen.language.grammar import Form, Tense
from sopgen.language.tokens import NUMBER, OPAQUE, Sentence

_AUXILIARIES = frozenset(["ha", "han", "heu", "he", "has", "hem"])
PERIPHRASTIC = frozenset(["va", "van", "vaig", "vas", "vam", "vàrem", "vau", "vàreu", "varen", "vares"])


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


class Walk:
    """The words, what has been found so far, and what the words just before say about the next one."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self.lower = sentence.lower
        self.size = len(sentence.lower)
        self.lexicon = lexicon
        self.shouted = sentence.words[0].isupper() and sentence.words[-1].isupper() and len(sentence.words[-1]) > 1
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

    def _clear(self) -> None:
        self.reflexive = False
        self.proclitic = -1
        self.negative = False
        self.linked = False

    def _reading(self, index: int) -> Reading:
        """What a word is as a verb; a capital inside the sentence makes it a name."""
        word = self.lower[index]
        reading = self.lexicon.reading(word)
        if reading.form and index and self.words[index][0].isupper() and not self.shouted:
            before = self.lower[index - 1]
            if before not in (":", ")", "–", "—", "-", "•", ".") and not (before in (",", NUMBER) and index < 3):
                return v.NO_VERB
            if before == "-" and self.main is not None:
                return v.NO_VERB
        return reading

    def _reading_at(self, index: int) -> Reading:
        return self._reading(index) if index < self.size else v.NO_VERB

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
        if following in PERIPHRASTIC or following in _AUXILIARIES:
            return True
        reading = self._reading(index + 1)
        if (
            not reading.form & (v.FINITE | v.VOS)
            or reading.form & v.NOUN
            or reading.form & (v.PARTICIPLE | v.INFINITIVE)
        ):
            return False
        return bool(reading.form & (v.THIRD | v.PLURAL)) or word in ("hi", "en")

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

    def _continues_subordinate(self) -> bool:
        """Whether the verb is joined by "and" or "or" to one of a clause that stands before the main one."""
        return self.linked and self.main is None and self.lead and any(one.subordinate for one in self.verbs)

    def _object_follows(self, index: int) -> bool:
        following = self.lower[index + 1] if index + 1 < self.size else ""
        return following in ARTICLES or following in (OPAQUE, NUMBER)

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


def tense_of(form: int) -> Tense:
    if form & (v.PRESENT | v.SUBJUNCTIVE):
        return "present"
    if form & v.FUTURE:
        return "future"
    return "past" if form & (v.PAST | v.IMPERFECT) else "present"
