"""What a language says of a sentence: its form, tense, voice and person, the commands in it, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Protocol

from msgspec import Struct

from sopgen.language.tokens import Sentence, Tokenizer

Form = Literal[
    "imperative",
    "infinitive",
    "declarative",
    "modal",
    "gerund",
    "question",
    "na-clause",
    "no-verb",
    "unknown",
]
"""What the main clause of a sentence is. "unknown": the analysis is not sure, and nothing is said about it.

"infinitive" is a bare infinitive used as an instruction ("Verificare il codice", "To weigh the sample").
"""

Fault = Literal[
    "past-tense",
    "future-tense",
    "passive-voice",
    "modal",
    "second-person",
    "declarative",
    "gerund",
    "infinitive",
    "na-clause",
    "no-verb",
    "question",
]
"""What a clause can be instead of a command; each has the rule `step-` and its name."""

Tense = Literal["present", "past", "future"]

Span = tuple[int, int]
"""Start and end, offsets into the text of the block."""


class Clause(Struct, frozen=True):
    """The main clause of one sentence of a step.

    person: of its subject: 1, 2, 3; 0 where it has none (a command) or it is not known.
    plural: of a command or of the second person: whether it speaks to several, or politely by the same form.
    polite: an address by a third person form (Lei, vostè); None where the form does not tell.
    verb: the words that make the form: "was checked", "should check", "You check"; of a fragment, all of it.
    commands: the verbs that tell the reader to do something, in order, those of further coordinated commands too; also
    where the form is another one ("You must open the valve and start the pump").
    condition: a condition ("if …", "when …") that stands after the command instead of before it.
    missing_comma: the offset behind a condition that stands in front without its comma ("If it is red| stop"); None
    where there is none, or where its end is not certain.
    better: the whole sentence as a command, without its final mark; "" where it cannot be derived with certainty.
    """

    form: Form
    tense: Tense = "present"
    passive: bool = False
    person: int = 0
    plural: bool | None = None
    polite: bool | None = None
    verb: Span = (0, 0)
    commands: tuple[Span, ...] = ()
    condition: Span | None = None
    missing_comma: int | None = None
    better: str = ""

    @property
    def orders(self) -> bool:
        """Whether it is a command in the form of a command."""
        return bool(self.commands) and self.form in ("imperative", "infinitive")

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What keeps the clause from being a command in the present tense; a policy may accept some of it."""
        if self.form in ("imperative", "unknown"):
            return ()
        if self.form in ("infinitive", "gerund", "question", "na-clause", "no-verb"):
            return (self.form,)
        found: list[Fault] = []
        if self.form == "modal":
            found.append("modal")
        elif self.tense != "present":
            found.append("past-tense" if self.tense == "past" else "future-tense")
        if self.passive:
            found.append("passive-voice")
        if self.person == 2:
            found.append("second-person")
        if self.form == "declarative" and self.tense == "present" and not self.passive:
            found.append("declarative")
        return tuple(found)


WordingKind = Literal[
    "vague-wording",
    "nominalisation",
    "wordy-phrase",
    "noun-cluster",
    "please",
    "blaming-wording",
    "person-as-number",
    "pressure-selling",
    "link-text",
]


class Hit(Struct, frozen=True):
    """Words that a rule about wording is for. better: what to write; certain: it can replace the words as it is."""

    kind: WordingKind
    span: Span
    better: str = ""
    certain: bool = False


class Language(Protocol):
    """What a module of this folder offers, as module-level names."""

    TOKENIZER: Tokenizer

    def clause(self, sentence: Sentence, verbs: frozenset[str]) -> Clause:
        """What the sentence is. verbs: the project's own verbs, in the form a dictionary lists them."""

    def wording(self, sentence: Sentence) -> list[Hit]:
        """Wording that the rules about words are for; phrases from the word file, and what takes grammar to find."""


Words = Mapping[str, frozenset[str]]
