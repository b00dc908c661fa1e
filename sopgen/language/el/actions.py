"""The commands in a Greek sentence: further ones joined to the first, alternatives, conditions after them."""

from __future__ import annotations

from sopgen.language.el.line import ADVERBS, AND, CLITICS, MAIN, OR, PREPOSITIONS
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
_AFTER = WORDS.lists["then"]
_THEN = _AFTER | {"μετα", "στη", "συνεχεια", "τελος"}
_NO_THING = frozenset((NUMBER, "καθε", "ανα", "και", "μια", "δυο", "παλι", "ξανα", "οχι", "ο", "η", "οι"))
"""What says how often or how long, after "and then", or who or what does something: no thing to act on."""

_LIGHT = frozenset(("καντε", "κανε", "πραγματοποιηστε", "πραγματοποιησε"))
_ACTS = ("ση", "ξη", "ψη")
_HOW = ADVERBS - AND - {"αλλα", "ολα", "ολοι", "τελευταια", "μονο", "μια", "ναι", "οχι"}
_AT = frozenset(("σε", "στο", "στη", "στην", "στον", "στα", "στις", "στους"))
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
        self.then = -1
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
        return not after or after in CLITICS or after in PREPOSITIONS or after in (NUMBER, OPAQUE) or after in _HOW

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
        while len(self.commands) > 1 and self._joined_by_comma(self.commands[-1][0]):
            self.commands.pop()

    def _joined_by_comma(self, index: int) -> bool:
        """Whether a comma alone stands before a command: not "and, then, …"."""
        if self.words[index - 1] != ",":
            return False
        back = index - 2
        while back > 0 and (self.words[back] in _THEN or self.words[back] == ",") and self.lower[back] not in AND:
            back -= 1
        return self.lower[back] not in AND

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
            if word != "," and self.words[back] not in ADVERBS:
                return self._or_with_place(back, self.words[index - 1] == ",")
            back -= 1
        return False

    def _or_with_place(self, back: int, comma: bool) -> bool:
        """ "or in the menu press …": the alternative begins with where it is done. Not "by name or by number, press …":
        there the place has an alternative, and a comma closes it."""
        lower = self.lower
        while back > self.commands[-1][1] and lower[back] != "," and lower[back] not in AND:
            if lower[back] in OR:
                place = self.words[back + 1]
                return place in PREPOSITIONS and not (comma and place in self.words[self.commands[-1][1] : back])
            back -= 1
        return lower[back] == "," and lower[back - 1] in OR

    def mark_then(self, index: int) -> None:
        """Note "and then" at an "and" or a comma: what comes after it is an action, with a verb of its own or not."""
        at = self._after_then(index)
        if at >= 0:
            self.end_then()
            self.then = at

    def _after_then(self, index: int) -> int:
        """Where the name of a thing begins after "και μετά", "και, στη συνέχεια,"; -1 where none does."""
        words = self.words
        joined = words[index] in AND
        at = index + 2 if words[index + 1 : index + 2] == [","] else index + 1
        sure = True
        if words[at : at + 2] == ["στη", "συνεχεια"]:
            at += 2
        elif words[at : at + 1] == ["μετα"]:
            sure, at = False, at + 1
        elif at < len(words) and words[at] in _AFTER:
            at += 1
        else:
            return -1
        if words[at : at + 1] == [","]:
            sure, at = True, at + 1
        if at >= len(words) or "πριν" in words[self.start : index]:
            return -1
        named = self._is_named(at) or (words[at] in CLITICS and at + 1 < len(words) and self._is_named(at + 1))
        if named and (self.level == MAIN or self.words[self.opened] == "που"):
            return at
        if self.level != MAIN and self.closed < index - 2:
            return -1  # "… που ξεκινά με τον έλεγχο και στη συνέχεια τη ζύγιση": joined to what stands in that clause
        if not joined or words[at] in MARKS or words[at] in _NO_THING or words[at] in ADVERBS:
            return -1
        if form(self.lower[at]).kind:
            return -1
        if words[at] in PREPOSITIONS:
            return at if words[at] in _AT else -1
        return at if sure or words[at] not in CLITICS else -1

    def add_act(self, index: int) -> None:
        """Count the second of two acts that one light verb has: "κάντε λήψη και εγκατάσταση της εφαρμογής"."""
        words = self.words
        if self.commands[-1][1] != index - 2 or words[index - 2] not in _LIGHT or self.prohibits:
            return
        if words[index - 1].endswith(_ACTS) and words[index + 1 : index + 2] and words[index + 1].endswith(_ACTS):
            self.commands.append((index + 1, index + 1))

    def _is_named(self, index: int) -> bool:
        return self.words[index] == OPAQUE or self.is_name(index)

    def end_then(self) -> None:
        """Count what follows "and then" as an action where no verb has come: "επιλέξτε Α και μετά Β"."""
        if self.then >= 0 and self.commands and not self.prohibits:
            self.commands.append((self.then, self.then))
        self.then = -1

    def _one_movement(self, index: int) -> bool:
        last = self.commands[-1][1]
        if self.words[last] in _HOLD and any(word.startswith("πατημεν") for word in self.words[last + 1 : index]):
            return True
        return (self.words[last], self.words[index]) in _JOINED and index - last <= 3

    def start_condition(self, index: int) -> None:
        lower = self.lower
        if self.condition or self.prohibits:
            return
        last = self.commands[-1][1] if self.commands else self.last
        if self.words[last] in _WHETHER and lower[index] not in ("όταν", "οταν") and "," not in lower[last:index]:
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
