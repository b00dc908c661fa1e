"""A Greek sentence under analysis: its words without accents, and what has been found in it so far."""

from __future__ import annotations

from sopgen.language.el.letters import plain
from sopgen.language.el.verbs import WORDS, Form
from sopgen.language.grammar import Tense
from sopgen.language.tokens import MARKS, NUMBER, OPAQUE, Sentence

CLITICS = WORDS.lists["clitics"]
PREPOSITIONS = WORDS.lists["prepositions"]
ADVERBS = WORDS.lists["adverbs"]
NOT = frozenset(("δεν", "δε"))
NEVER = frozenset(("μην", "μη"))
AND = frozenset(("και", "κι"))
OR = frozenset(("ή", "είτε"))
_SKIPPED = CLITICS | NOT | NEVER
NAMES = frozenset((OPAQUE, NUMBER))
_LABEL_MARKS = frozenset((":", ")", "–", "—", "·", "•", "-", "|"))

MAIN, NA, FINITE = 0, 1, 2
"""The kinds of clause: the main one, one with "να", another subordinate one."""


class Line:
    """kind: what the main verb makes of the sentence ("imperative", "modal" …; "" before one is found).

    form, first, last, tense, passive: of the main verb: what it is, the words that make it.
    start: where the stretch since the last comma or colon begins. subject: where a nominative stands, or -1.
    gerund: where the first one stands, or -1. wanted: a "να" clause has been seen. conditions: how many subordinate
    clauses have been opened; led: as many before the main verb. unsure: a word is shaped like a verb, but not known.
    commands: first and last word of each. condition: first and last word of one after a command.
    level: the kind of clause the reading is in. open: how many subordinate clauses wait for their verb; opened,
    closed: where the last one began, and where the last one got its verb.
    then: where "and then …" begins that has had no verb of its own, or -1.
    """

    def __init__(self, sentence: Sentence, own: frozenset[str]) -> None:
        self.sentence = sentence
        self.lower = sentence.lower
        self.words = [plain(word) for word in sentence.lower]
        self.own = own
        self.shouted = sentence.words[-1].isupper() and all(word == word.upper() for word in sentence.words)
        self.kind = ""
        self.form: Form | None = None
        self.tense: Tense = "present"
        self.passive = False
        self.first = self.last = self.subject = self.gerund = self.then = self.opened = self.closed = -1
        self.start = self.conditions = self.led = self.level = self.open = 0
        self.wanted = self.unsure = self.prohibits = False
        self.commands: list[tuple[int, int]] = []
        self.condition: tuple[int, int] | None = None

    def enter(self, index: int) -> None:
        """Begin a subordinate clause; two openers can begin the same one: "όταν και όπου", "παρόλο που"."""
        between = self.lower[self.opened + 1 : index]
        same = all(word in AND or word in OR for word in between) if between else self.words[index] == "που"
        if not self.open or not same:
            self.open += 1
        self.opened, self.level = index, FINITE

    def close(self, index: int) -> None:
        """Note the verb of the subordinate clause begun last."""
        self.open, self.closed, self.level = max(0, self.open - 1), index, FINITE

    def leave(self) -> None:
        """Go back to the main clause."""
        self.open, self.level = 0, MAIN

    def take(self, kind: str, first: int, last: int, tense: Tense, passive: bool, found: Form | None) -> None:
        """Note the main verb."""
        self.led = self.conditions
        self.kind, self.first, self.last, self.tense, self.passive, self.form = kind, first, last, tense, passive, found

    def verb_after(self, index: int) -> int:
        """Where the verb after a particle is: past the little words that can stand between."""
        words = self.words
        index += 1
        while index < len(words) - 1 and words[index] in _SKIPPED:
            index += 1
        return index

    def is_name(self, index: int) -> bool:
        """A capital inside a sentence: the name of a button or a place, not a verb."""
        word = self.sentence.words[index]
        if index == 0 or self.shouted or not word[0].isupper():
            return False
        if index != self.start:
            return any(before not in MARKS and before not in NAMES for before in self.words[:index])
        return self.words[index - 1] not in _LABEL_MARKS or bool(self.kind)

    def in_phrase(self, index: int) -> bool:
        return index > 0 and self.words[index - 1] in PREPOSITIONS

    def addressed(self, index: int) -> bool:
        return any(word in ("εσεις", "εσυ") for word in self.words[:index])
