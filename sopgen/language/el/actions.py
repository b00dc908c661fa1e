"""The commands in a Greek sentence: further ones joined to the first, alternatives, conditions after them."""

from __future__ import annotations

from sopgen.language.el.line import ADVERBS, AND, CLITICS, OR, PREPOSITIONS
from sopgen.language.el.statements import Statements
from sopgen.language.el.verbs import WORDS, Form, form
from sopgen.language.tokens import MARKS, NUMBER, OPAQUE

_NOMINATIVE = frozenset(("ο", "η", "οι"))
_WHETHER = WORDS.lists["whether"]
_EXCEPT = frozenset(["εκτος", "ακομη", "ακομα", "και", "παρα", "σαν", "μονο", "κι"])
_ELSE = frozenset(("αλλιως", "διαφορετικα", "ειδαλλως"))
_JOINED = (
    ("πατηστε", "κρατηστε"),
    ("πιεστε", "κρατηστε"),
    ("αντιγραψτε", "επικολληστε"),
    ("κοψτε", "επικολληστε"),
    ("αποκοψτε", "επικολληστε"),
    ("συρετε", "αποθεστε"),
    ("συρετε", "αφηστε"),
    ("πατησε", "κρατησε"),
    ("αντιγραψε", "επικολλησε"),
)
"""Two commands that are one movement."""
_HOLD = frozenset(("κρατηστε", "κρατησε", "κρατατε", "κρατα"))
"""With "πατημένο": what comes next is done while a key is held."""


class Actions(Statements):
    """Tells commands from what looks like them, and counts those that are actions of their own."""

    def command(self, first: int, last: int, prohibition: bool) -> int:
        if not self.commands:
            self.take("imperative", first, last, "present", False, form(self.lower[last]))
            self.commands = [(first, last)]
            self.prohibits = prohibition
            return last
        self.end_condition(first - 1)
        if self._alternative(first):
            self._drop_alternatives()
        elif not prohibition and not self._one_movement(last):
            self.commands.append((first, last))
        return last

    def goes_on(self, index: int, found: Form) -> bool:
        """Whether a form that can be a command is a further one: joined to the first at once, in the same number."""
        first = form(self.lower[self.commands[0][1]])
        if found.plural is False and first.plural:
            return False
        back = index - 1
        while back >= 0 and (self.words[back] in ADVERBS or self.words[back] == ",") and self.words[back] not in AND:
            back -= 1
        if back >= 0 and self.words[back] in AND:
            return True
        if self._and_with_place(index):
            return True
        opened = self.words[self.start - 1] if self.start else ""
        return opened == "," and (self.start == index or self.words[self.start] in PREPOSITIONS)

    def _and_with_place(self, index: int) -> bool:
        """ "and in the field Price enter …": what is joined begins with where it is done."""
        for back in range(index - 1, max(self.start, index - 7), -1):
            if self.words[back] in AND:
                return self.words[back + 1] in PREPOSITIONS
        return False

    def takes_object(self, index: int) -> bool:
        after = self.words[index + 1] if index + 1 < len(self.words) else ""
        return not after or after in CLITICS or after in PREPOSITIONS or after in (NUMBER, OPAQUE)

    def speaks_to_one(self, index: int) -> bool:
        """Whether a form that is also a past one is a command: there is no subject for a past one."""
        words = self.words
        if index + 1 < len(words) and words[index + 1] in _NOMINATIVE:
            return False
        if self.subject >= 0:
            return False
        between = words[self.start : index]
        return not between or between[0] in PREPOSITIONS or all(word in ADVERBS for word in between)

    def _drop_alternatives(self) -> None:
        """In "A, B or C" the commands before the last are alternatives too, where only commas join them."""
        while len(self.commands) > 1 and self.words[self.commands[-1][0] - 1] == ",":
            self.commands.pop()

    def _alternative(self, index: int) -> bool:
        """Whether a further command is another way to do the same: "or …", "otherwise …"."""
        lower = self.lower
        back = index - 1
        while back > self.commands[-1][1]:
            word = lower[back]
            if word in OR or self.words[back] in _ELSE:
                return True
            if word in AND:
                return False
            if word not in (",",) and self.words[back] not in ADVERBS:
                return self._or_with_place(index, back)
            back -= 1
        return False

    def _or_with_place(self, index: int, back: int) -> bool:
        """ "or in the menu press …": the alternative begins with where it is done."""
        lower = self.lower
        while back > self.commands[-1][1] and lower[back] != "," and lower[back] not in AND:
            if lower[back] in OR:
                return self.words[back + 1] in PREPOSITIONS
            back -= 1
        return lower[back] == "," and lower[back - 1] in OR

    def _one_movement(self, index: int) -> bool:
        last = self.commands[-1][1]
        if self.words[last] in _HOLD and any(word.startswith("πατημεν") for word in self.words[last + 1 : index]):
            return True
        return (self.words[last], self.words[index]) in _JOINED and index - last <= 3

    def start_condition(self, index: int) -> None:
        lower = self.lower
        if self.condition or self.prohibits:
            return
        before = self.words[self.commands[-1][1]]
        if (
            before in _WHETHER
            and lower[index] not in ("όταν", "οταν")
            and "," not in lower[self.commands[-1][1] : index]
        ):
            return
        if self.words[index] == "οταν" and self._verb_is_yours(index):
            return
        if self.words[index - 1] in _EXCEPT:
            return
        self.condition = (index, -1)

    def _verb_is_yours(self, index: int) -> bool:
        """ "When you leave": the time of the reader's own act, no condition."""
        for word in self.lower[index + 1 : index + 8]:
            found = form(word)
            if found.kind:
                return found.person == 2
        return False

    def end_condition(self, last: int) -> None:
        if self.condition and self.condition[1] < 0:
            while last > self.condition[0] and (self.words[last] in MARKS or self.words[last] in ADVERBS):
                last -= 1
            self.condition = (self.condition[0], last)
