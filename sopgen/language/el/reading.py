"""Reads a Greek sentence from left to right and finds the main clause among the subordinate ones."""

from __future__ import annotations

from sopgen.language.el.actions import Actions
from sopgen.language.el.letters import plain
from sopgen.language.el.line import ADVERBS, AND, CLITICS, FINITE, MAIN, NA, NAMES, NEVER, NOT, OR
from sopgen.language.el.verbs import WORDS, Form, form
from sopgen.language.tokens import MARKS, NUMBER, Sentence

SUBORDINATORS = WORDS.lists["subordinators"]
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

_BUT = frozenset(("αλλα", "ουτε"))
_BESIDE = frozenset(("για", "χωρις", "διχως", "αντι", "μεχρι"))
"""Before "να": its clause stands beside the one it is in, and is not the verb of that."""

PLEASE = frozenset(("παρακαλω", "παρακαλουμε", "παρακαλειστε", "παρακαλεισθε"))
_OBJECTS = frozenset(("το", "τα", "τον", "την", "τη", "τις"))
_PRONOUNS = _OBJECTS | {"του", "της", "τους", "μου", "μας", "σας", "σου"}
_AMOUNTS = frozenset(("ποσό", "ποσά"))
_NOMINATIVE = WORDS.lists["articles-nominative"]


class Reading(Actions):
    """A sentence as read."""

    def __init__(self, sentence: Sentence, own: frozenset[str]) -> None:
        super().__init__(sentence, own)
        count = len(self.words)
        index = 2 if self.words[1:2] == [")"] and len(self.words[0]) < 3 and count > 2 else 0  # "α) Κλείστε …"
        asked = index + (self.words[index] == "σας")
        if self.words[asked + 1 : asked + 2] == ["να"] and self.words[asked] in PLEASE:
            index = asked + 1
        self.start = index
        while index < count:
            index = self._read(index) + 1
        self.end_then()
        self.end_condition(count - 1)

    def _read(self, index: int) -> int:
        """Take the word at this place; where what it begins ends."""
        word = self.words[index]
        if word in MARKS:
            self._mark(word, index)
            return index
        if word in NAMES:
            return index
        if word in _PARTICLES:
            if word in ("να", "ας") and self.is_name(index):
                self.level, self.wanted = NA, True  # an option is named so: "Να επιτρέπεται η πρόσβαση"
                return self.verb_after(index)
            return self._particle(word, index)
        if word in AND:
            self._and(index)
            return index
        if word in SUBORDINATORS and self._opens(index):
            told = self.commands or self.kind in ("na-clause", "modal", "declarative")
            if told and self.level == MAIN and word in _CONDITIONS:
                self.start_condition(index)
            self.enter(index)
            self.conditions += 1
            return index
        if self.level == MAIN and self.subject < 0 and word in _SUBJECTS and not self.in_phrase(index):
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
        if mark == "," and self.level == FINITE and not self.kind:
            following = self.words[index + 1 : index + 2]
            if following and following[0] in _BUT:
                self.enter(index)
                return
            if following and self.lower[index + 1] in AND and not self.open:
                return
        if (mark in _BREAKS and not (self.level and self.open)) or (mark in _STEPS and not self.kind):
            self.leave()
            self.start = index + 1
            if mark == "," and self.commands and self.lower[index - 1] not in AND:
                self.mark_then(index)

    def _and(self, index: int) -> None:
        """What is joined can be a further action without a verb."""
        if self.commands and self.level != NA and not self.open:
            self.mark_then(index)
            self.add_act(index)

    def _particle(self, word: str, index: int) -> int:
        """ "Να", "ας", "θα", a negation: the next word but for the little ones is a verb, whatever its shape."""
        end = self.verb_after(index)
        open_main = self.level == MAIN and not self.kind
        if word == "να" and index and self.words[index - 1] in AND and self._goes_on_with_wish(end):
            return self.command(index, end, False)
        if self.level == MAIN and self.then >= 0 and not (index and self.words[index - 1] in _BEFORE_NA):
            self.then = -1
        if word in ("να", "ας"):
            if open_main and not self._completes(index, end):
                self.wish(index, end, word)
            else:
                if self.opened > self.closed and not (index and self.words[index - 1] in _BESIDE):
                    self.close(index)
                self.level, self.wanted = NA, True
        elif word in NEVER:
            holds = end < len(self.words) and bool(form(self.lower[end]).kind)
            if holds and not self.kind and (not self.open or self._after_condition(index)):
                self.command(index, end, True)
                self.leave()
            elif self.open:
                self.close(index)
        elif self.level and (self.open or self._joined(index) or self._shares_condition(index)):
            if self.open:
                self.close(index)
        elif self.kind:
            return end
        elif word == "θα" or self.words[end : end + 1] == ["θα"]:
            self.leave()
            end = end if word == "θα" else self.verb_after(end)
            self.future(index, end)
        else:
            self.leave()
            self.state(index, end, form(self.lower[end]) if end < len(self.words) else None)
        return end

    def _goes_on_with_wish(self, end: int) -> bool:
        """Whether "και να …" after a plain command is a further one: "Πατήστε το κουμπί και να περιμένετε"."""
        if not self.commands or self.level != MAIN or self.wanted or self.prohibits or end >= len(self.words):
            return False
        return form(self.lower[end]).kind == "either" and form(self.lower[self.commands[0][1]]).plural is True

    def _joined(self, index: int) -> bool:
        before = self._before(index)
        return before in AND or before in OR or before in ("αλλά", "ούτε")

    def _before(self, index: int) -> str:
        """The word before a verb or particle, past the little words that lean on it: "και τη χρησιμοποιεί"."""
        index -= 1
        while index > 0 and self.words[index] in CLITICS and not self.in_phrase(index):
            index -= 1
        return self.lower[index] if index >= 0 else ""

    def _verb(self, index: int, found: Form) -> int:
        kind = found.kind
        if kind == "unsure":
            self.unsure = True
            return index
        if kind == "gerund":
            if self.gerund < 0:
                self.gerund = index
            return index
        before = self._before(index)
        if self.open:
            if kind == "short":
                return index
            if before != "," or not self._commands_after_comma(found, index):
                self.close(index)
                return self.perfect_end(index, found)
        elif self.level and not self._leaves(found, index, before):
            return self.perfect_end(index, found)
        if self.level == MAIN and kind != "short":
            self.then = -1
        self.leave()
        return self._main(index, found)

    def _commands_after_comma(self, found: Form, index: int) -> bool:
        """Whether a form after the comma that closes a condition is the command, though no verb was found in that."""
        if found.kind == "command":
            return bool(found.plural)
        return found.aorist and self._after_condition(index)

    def _after_condition(self, index: int) -> bool:
        """Whether the comma before this place closes a condition: in "αν, μετά τον έλεγχο, …" it does not."""
        return self.lower[index - 1] == "," and self.lower[self.opened + 1] != ","

    def _main(self, index: int, found: Form) -> int:
        """Take a verb of the main clause; where it ends."""
        kind = found.kind
        if kind == "command" or (found.aorist and not self._joined_to_statement(index)):
            return self.command(index, index, False)
        if self.kind == "na-clause" and self.first > 0 and kind in _STATED and not self._joined(index):
            self.kind = ""  # what stood before was only the subject: "η δυνατότητα να … είναι …"
        if self.kind:
            if self.commands and kind in ("either", "bare", "short") and self.goes_on(index, found):
                return self.command(index, index, False)
            return index
        if kind == "either":
            if self.addressed(index) or self.words[index] in _STATEMENTS or self._leans_on(index):
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
        if kind == "have":
            return self.have(index, found)
        if kind == "modal":
            return self.modal(index, index, found)
        return self.state(index, index, found)

    def _leans_on(self, index: int) -> bool:
        """Whether a pronoun stands before a verb: it stands before a statement ("του δίνετε"), but behind a command."""
        if index and self.words[index - 1] in _OBJECTS:
            return True
        return index > 0 and all(word in _PRONOUNS for word in self.words[:index])

    def _joined_to_statement(self, index: int) -> bool:
        """Whether "and" joins a form to a wish or statement: "να ελέγξετε … και βεβαιωθείτε"."""
        return bool(self.kind) and not self.commands and self._joined(index)

    def _leaves(self, found: Form, index: int, before: str) -> bool:
        """Whether a verb in a subordinate clause that has its verb already is one of the main clause."""
        if found.kind == "command":
            return True
        if found.kind == "short" or before in OR or before in ("αλλά", "ούτε"):
            return False
        if before in AND:
            return found.kind in ("either", "bare") and self.level == NA and bool(self.commands)
        back = index - 1
        while back >= 0 and self.words[back] in ADVERBS:
            if self.words[back] in AND:
                return found.kind in ("either", "bare") and self.level == NA and bool(self.commands)
            back -= 1
        if self.commands or self._shares_condition(index):
            return False
        return found.kind != "bare" or before == ","

    def _shares_condition(self, index: int) -> bool:
        """Whether a verb has another subject in the same condition: "αν το κουτί λείπει και ο πελάτης περιμένει"."""
        if self.level != FINITE or self.kind or self.words[self.start] not in SUBORDINATORS:
            return False
        back = index - 1
        while back > self.start and self.words[back] not in MARKS:
            if self.lower[back] in AND:
                return self.words[back + 1] in _NOMINATIVE
            back -= 1
        return False

    def _completes(self, index: int, end: int) -> bool:
        """Whether "να" goes on with what stands before it: "χωρίς να …", "η επιλογή να …", "να … ή να …"."""
        words = self.words
        if index == 0:
            return end >= len(words) or (form(self.lower[end]).kind == "" and words[end] in _SHOWN)
        before = words[index - 1]
        if before == "ποτε":
            return False
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
        if self.lower[index] in _AMOUNTS:
            return False
        if word in ("αν", "εαν") and after in ("οχι", "ναι"):
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
