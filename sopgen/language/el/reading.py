"""Reads a Greek sentence from left to right and finds the main clause among the subordinate ones."""

from __future__ import annotations

from sopgen.language.el.actions import Actions
from sopgen.language.el.letters import plain
from sopgen.language.el.line import ADVERBS, AND, NAMES, NEVER, NOT, OR
from sopgen.language.el.verbs import PAST_SECOND, WORDS, Form, form
from sopgen.language.tokens import MARKS, NUMBER, Sentence

_SUBORDINATORS = WORDS.lists["subordinators"]
_SUBJECTS = WORDS.lists["subjects"] | WORDS.lists["articles-nominative"]
_STATEMENTS = WORDS.lists["statement-second"]
_BEFORE_NA = WORDS.lists["before-na"]
_SHOWN = WORDS.lists["shown"]
"""What "να" can point at: then it is no particle of a verb."""

_BREAKS = frozenset((",", ":", "–", "—", "·", "\u0387", "•", "|"))
_STEPS = frozenset(("-", ">", "→"))
_STATED = frozenset(("present", "past", "modal", "have"))
_CONDITIONS = frozenset(("αν", "εαν", "οταν", "εφοσον"))

_PARTICLES = frozenset(("να", "ας", "θα")) | NOT | NEVER

_MAIN, _NA, _FINITE = 0, 1, 2
"""The clause the reading is in: the main one, one with "να", another subordinate one."""


class Reading(Actions):
    """A sentence as read. level: the clause the reading is in; pending: that clause has not had its verb yet."""

    def __init__(self, sentence: Sentence, own: frozenset[str]) -> None:
        super().__init__(sentence, own)
        self.level = _MAIN
        self.pending = False
        index = 0
        count = len(self.words)
        while index < count:
            index = self._read(index) + 1
        self.end_condition(count - 1)

    def _read(self, index: int) -> int:
        """Take the word at this place; where what it begins ends."""
        word = self.words[index]
        if word in MARKS:
            self._mark(word, index)
            return index
        if word in NAMES:
            return index
        if word in _PARTICLES and not (word in ("να", "ας") and self.is_name(index)):
            return self._particle(word, index)
        if word in _SUBORDINATORS and self._opens(index):
            if self.commands and self.level == _MAIN and word in _CONDITIONS:
                self.start_condition(index)
            self.level, self.pending = _FINITE, True
            self.conditions += 1
            return index
        if self.level == _MAIN and self.subject < 0 and word in _SUBJECTS and not self.in_phrase(index):
            self.subject = index
        found = form(self.lower[index])
        if self.own and index == self.start and not self.kind and found.kind in ("", "unsure") and self._is_own(word):
            return self.command(index, index, False)
        # A verb in capitals is a name too ("Πατήστε ΑΝΟΙΞΤΕ"), but for "ΠΡΕΠΕΙ".
        stressed = found.kind == "modal" and self.sentence.words[index].isupper()
        if found.kind and (stressed or not self.is_name(index)):
            return self._verb(index, found)
        return index

    def _mark(self, mark: str, index: int) -> None:
        if (mark in _BREAKS and not (self.level and self.pending)) or (mark in _STEPS and not self.kind):
            self.level = _MAIN
            self.start = index + 1

    def _particle(self, word: str, index: int) -> int:
        """ "Να", "ας", "θα", a negation: the next word but for the little ones is a verb, whatever its shape."""
        end = self.verb_after(index)
        open_main = self.level == _MAIN and not self.kind
        if word in ("να", "ας"):
            if open_main and not self._completes(index, end):
                self.wish(index, end, word)
            else:
                self.level, self.pending, self.wanted = _NA, False, True
        elif word in NEVER:
            holds = end < len(self.words) and bool(form(self.lower[end]).kind)
            if holds and not self.kind and not (self.level and self.pending):
                self.command(index, end, True)
                self.level = _MAIN
            else:
                self.pending = False
        elif self.level and (self.pending or self._joined(index)):
            self.pending = False
        elif self.kind:
            return end
        elif word == "θα":
            self.level = _MAIN
            self.future(index, end)
        else:
            self.level = _MAIN
            self.state(index, end, form(self.lower[end]) if end < len(self.words) else None)
        return end

    def _joined(self, index: int) -> bool:
        before = self.lower[index - 1] if index else ""
        return before in AND or before in OR or before in ("αλλά", "ούτε")

    def _verb(self, index: int, found: Form) -> int:
        kind = found.kind
        if kind == "unsure":
            self.unsure = True
            return index
        if kind == "gerund":
            if self.gerund < 0:
                self.gerund = index
            return index
        before = self.lower[index - 1] if index else ""
        if self.level and self.pending:
            if kind == "short":
                return index
            if not (kind == "command" and found.plural and before == ","):
                self.pending, self.level = False, _FINITE
                return self.perfect_end(index, found)
        elif self.level and not self._leaves(found, index, before):
            return index
        self.level = _MAIN
        return self._main(index, found)

    def _main(self, index: int, found: Form) -> int:
        """Take a verb of the main clause; where it ends."""
        kind = found.kind
        if kind == "command":
            return self.command(index, index, False)
        if self.kind == "na-clause" and self.first > 0 and kind in _STATED and not self._joined(index):
            self.kind = ""  # what stood before was only the subject: "η δυνατότητα να … είναι …"
        if self.kind:
            if self.commands and kind in ("either", "bare", "short") and self.goes_on(index, found):
                return self.command(index, index, False)
            return index
        if kind == "either":
            if self.addressed(index) or self.words[index] in _STATEMENTS:
                return self.state(index, index, found)
            return self.command(index, index, False)
        if kind == "short":
            if index == self.start and self.takes_object(index):
                return self.command(index, index, False)
            return index
        if kind == "bare":
            if self.speaks_to_one(index):
                return self.command(index, index, False)
            self.take("declarative", index, index, "past", False, found)
            return index
        if found is PAST_SECOND and index == self.start and self.lower[index - 1 : index] != ["ήδη"]:
            self.take("unknown", index, index, "present", False, found)  # "Ελέγξατε": an old command has this form
            return index
        if kind == "have":
            return self.have(index, found)
        if kind == "modal":
            return self.modal(index, index, found)
        return self.state(index, index, found)

    def _leaves(self, found: Form, index: int, before: str) -> bool:
        """Whether a verb in a subordinate clause that has its verb already is one of the main clause."""
        if found.kind == "command":
            return True
        if found.kind == "short" or before in OR:
            return False
        if before in AND:
            return found.kind in ("either", "bare") and self.level == _NA and bool(self.commands)
        back = index - 1
        while back >= 0 and self.words[back] in ADVERBS:
            if self.words[back] in AND:
                return found.kind in ("either", "bare") and self.level == _NA and bool(self.commands)
            back -= 1
        if self.commands:
            return False
        return found.kind != "bare" or before == ","

    def _completes(self, index: int, end: int) -> bool:
        """Whether "να" goes on with what stands before it: "χωρίς να …", "η επιλογή να …", "να … ή να …"."""
        words = self.words
        if index == 0:
            return end >= len(words) or (form(self.lower[end]).kind == "" and words[end] in _SHOWN)
        before = words[index - 1]
        if before in _BEFORE_NA or (self.wanted and (before in AND or before in ("η", ","))):
            return True
        if index == self.start or before in MARKS or before in ADVERBS:
            return False
        return end < len(words) and form(self.lower[end]).person == 2

    def _opens(self, index: int) -> bool:
        words = self.words
        after = words[index + 1] if index + 1 < len(words) else ""
        word = words[index]
        if word == "πριν":
            return form(self.lower[index + 1]).kind not in ("", "unsure") if after else False
        if word == "οπως":
            return self._verb_follows(index)
        if word == "καθως" and after == "και":
            return False
        if word in ("ποτε", "πως", "γιατι") and self.lower[index] in ("ποτέ",):
            return False
        if word == "μολις" and after == NUMBER:
            return False
        if word == "λες" or word == "σαν":
            return False
        return not (word == "που" and self.lower[index] == "πού" and after == "και")

    def _verb_follows(self, index: int) -> bool:
        """Whether a verb comes before the next mark: "όπως ορίζει …", not "όπως γάντια και μάσκα"."""
        for word, written in zip(self.words[index + 1 : index + 6], self.lower[index + 1 : index + 6], strict=True):
            if word in MARKS:
                return False
            if form(written).kind in ("present", "past", "either", "modal", "have", "bare"):
                return True
        return False

    def _is_own(self, word: str) -> bool:
        return any(word[-1:] in "εα" and word.startswith(plain(verb)[:-1].rstrip("αιω")) for verb in self.own)
