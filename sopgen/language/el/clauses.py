"""The main clause of a Greek sentence: the first verb outside subordinate clauses, and the further commands."""

from __future__ import annotations

from sopgen.language.el.letters import plain
from sopgen.language.el.verbs import WORDS, Form, form, passive_dependent
from sopgen.language.grammar import Clause, Span
from sopgen.language.tokens import MARKS, NUMBER, OPAQUE, Sentence

_SUBORDINATORS = WORDS.lists["subordinators"]
_CLITICS = WORDS.lists["clitics"]
_SUBJECTS = WORDS.lists["subjects"] | WORDS.lists["articles-nominative"]
_NOMINATIVE = frozenset(("ο", "η", "οι"))
_PREPOSITIONS = WORDS.lists["prepositions"]
_ADVERBS = WORDS.lists["adverbs"]
_BETWEEN = WORDS.lists["clause-adverbs"]
_WHETHER = WORDS.lists["whether"]
_STATEMENTS = WORDS.lists["statement-second"]
_SUBJUNCTIVE_AFTER = frozenset(
    ("για", "χωρις", "αντι", "πριν", "μεχρι", "ωσπου", "ωστε", "προκειμενου", "διχως", "παρα", "το", "του", "εως", "οτου")
    + ("σαν", "προτου", "σκοπο", "στοχο", "τρόπο", "περιπτωση", "αντί", "γι", "απο")
)
_NOT = frozenset(("δεν", "δε"))
_NEVER = frozenset(("μην", "μη"))
_AND = frozenset(("και", "κι"))
_OR = frozenset(("ή", "είτε"))
_BREAKS = frozenset((",", ":", "–", "—", "·", "\u0387", "•", "|"))
_CONDITIONS = frozenset(("αν", "εάν", "εαν", "όταν", "οταν", "εφόσον", "εφοσον"))
_NEEDS_NA = frozenset(("χρειαζεται", "χρειαζονται", "επιτρεπεται", "απαγορευεται", "απαιτειται", "συνισταται", "προτεινεται"))
_NEEDS_NA_AFTER_IS = frozenset(
    "απαραιτητο αναγκαιο υποχρεωτικο σημαντικο δυνατον δυνατο σκοπιμο καλο προτιμοτερο χρησιμο πιθανο επιτρεπτο εφικτο".split()
)
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

_SHOWN = frozenset("τι ο η το οι τα πως που γιατι ενας μια ενα μερικα".split())
"""What "να" can point at: then it is no particle of a verb."""

_NA_KIND, _FINITE_KIND = 1, 2


class Reading:
    """A sentence as read from left to right: its main verb, its commands, its condition.

    form, first, last: of the main verb: what it is, and the words that make it.
    """

    def __init__(self, sentence: Sentence, own: frozenset[str]) -> None:
        self.sentence = sentence
        self.words = [plain(word) for word in sentence.lower]
        self.own = own
        self.shouted = all(word == word.upper() for word in sentence.words)
        self.kind = ""
        self.form: Form | None = None
        self.tense = ""
        self.passive = False
        self.first = self.last = -1
        self.subject = -1
        self.commands: list[tuple[int, int]] = []
        self.prohibits = False
        self.condition: tuple[int, int] | None = None
        self.unsure = False
        self.gerund = -1
        self.wanted = False
        self.conditions = 0
        self._read()

    def _read(self) -> None:
        words, lower = self.words, self.sentence.lower
        count = len(words)
        subordinate = 0
        pending = False
        self.start = 0
        index = 0
        while index < count:
            word = words[index]
            if word in MARKS:
                if word in _BREAKS and not (subordinate and pending):
                    subordinate = 0
                    self.start = index + 1
                elif word in ("-", ">", "→") and not self.kind:
                    self.start = index + 1
                    subordinate = 0
                index += 1
                continue
            if word == OPAQUE or word == NUMBER:
                index += 1
                continue
            if word in ("να", "ας") and not self._is_name(index):
                end = self._verb_after(index)
                if not subordinate and not self.kind and not self._completes(index, end):
                    self._na(index, end, word)
                else:
                    subordinate, pending = _NA_KIND, False
                    self.wanted = True
                index = end + 1
                continue
            if word == "θα":
                end = self._verb_after(index)
                if subordinate and pending:
                    pending = False
                elif not subordinate and not self.kind:
                    self._future(index, end)
                index = end + 1
                continue
            if word in _SUBORDINATORS and self._opens(index):
                if self.commands and not subordinate and lower[index] in _CONDITIONS:
                    self._start_condition(index)
                subordinate, pending = _FINITE_KIND, True
                self.conditions += 1
                index += 1
                continue
            if word in _NOT:
                end = self._verb_after(index)
                if subordinate and pending:
                    pending = False
                elif not subordinate and not self.kind:
                    self._state(index, end, form(lower[end]) if end < count else None)
                index = end + 1
                continue
            if word in _NEVER:
                end = self._verb_after(index)
                if not (subordinate and pending) and end < count and not self.kind and form(lower[end]).kind:
                    self._command(index, end, True)
                    subordinate = 0
                elif subordinate:
                    pending = False
                index = end + 1
                continue
            if not subordinate and word in _SUBJECTS and self.subject < 0 and not self._in_phrase(index):
                self.subject = index
            found = form(lower[index])
            if not found.kind or self._is_name(index):
                if self.own and index == self.start and not self.kind and self._is_own(word):
                    self._command(index, index, False)
                index += 1
                continue
            if found.kind == "unsure":
                self.unsure = True
                index += 1
                continue
            if found.kind == "gerund":
                if self.gerund < 0:
                    self.gerund = index
                index += 1
                continue
            before = lower[index - 1] if index else ""
            if subordinate and pending:
                if found.kind == "command" and found.plural and before == ",":
                    subordinate = 0
                elif found.kind == "short":
                    index += 1
                    continue
                else:
                    pending = False
                    subordinate = _FINITE_KIND
                    index = self._past_perfect_end(index, found) + 1
                    continue
            elif subordinate:
                if not self._leaves(found, index, before, subordinate):
                    index += 1
                    continue
                subordinate = 0
            index = self._main(index, found) + 1
        self._end_condition(count - 1)

    def _completes(self, index: int, end: int) -> bool:
        """Whether "να" goes on with what stands before it: "χωρίς να …", "η επιλογή να …", "να … ή να …"."""
        words = self.words
        if index == 0:
            return end >= len(words) or form(self.sentence.lower[end]).kind == "" and words[end] in _SHOWN
        before = words[index - 1]
        if before in _SUBJUNCTIVE_AFTER or (self.wanted and (before in _AND or before in ("η", ","))):
            return True
        if index == self.start or before in MARKS or before in _ADVERBS:
            return False
        return end < len(words) and form(self.sentence.lower[end]).person == 2

    def _is_name(self, index: int) -> bool:
        """A capital inside a sentence: the name of a button or a place, not a verb."""
        word = self.sentence.words[index]
        if index == 0 or self.shouted or not word[0].isupper():
            return False
        if index != self.start:
            return any(before not in MARKS and before != NUMBER for before in self.words[:index])
        return self.words[index - 1] not in (":", "–", "—", "·", "•", "-", "|") or bool(self.kind)

    def _in_phrase(self, index: int) -> bool:
        return index > 0 and self.words[index - 1] in _PREPOSITIONS

    def _opens(self, index: int) -> bool:
        words = self.words
        after = words[index + 1] if index + 1 < len(words) else ""
        word = words[index]
        if word == "πριν":
            return form(self.sentence.lower[index + 1]).kind not in ("", "unsure") if after else False
        if word in ("καθως", "οπως", "οσο") and after in ("και", "οι", "τα", "το"):
            return word != "καθως" or after != "και"
        if word in ("ποτε", "πως", "γιατι") and self.sentence.lower[index] in ("ποτέ",):
            return False
        if word == "μολις" and after == NUMBER:
            return False
        if word == "λες" or word == "σαν":
            return False
        return not (word == "που" and self.sentence.lower[index] == "πού" and after == "και")

    def _verb_after(self, index: int) -> int:
        """Where the verb after a particle is: past the little words that can stand between."""
        words = self.words
        index += 1
        while index < len(words) - 1 and (words[index] in _CLITICS or words[index] in _NEVER or words[index] in _NOT):
            index += 1
        return index

    def _leaves(self, found: Form, index: int, before: str, subordinate: int) -> bool:
        """Whether a verb in a subordinate clause that has its verb already is one of the main clause."""
        if found.kind == "command":
            return True
        if found.kind == "short" or before in _OR:
            return False
        if before in _AND:
            return found.kind in ("either", "bare") and subordinate == _NA_KIND and bool(self.commands)
        back = index - 1
        while back >= 0 and self.words[back] in _ADVERBS:
            if self.words[back] in _AND:
                return found.kind in ("either", "bare") and subordinate == _NA_KIND and bool(self.commands)
            back -= 1
        if self.commands:
            return False
        return found.kind != "bare" or found.kind == "bare" and before == ","

    def _main(self, index: int, found: Form) -> int:
        """Take a verb of the main clause; where it ends."""
        kind = found.kind
        if kind == "command":
            return self._command(index, index, False)
        if self.kind:
            if self.commands and kind in ("either", "bare", "short") and self._goes_on(index, found):
                return self._command(index, index, False)
            return index
        if kind == "either":
            if self._addressed(index) or self.words[index] in _STATEMENTS:
                return self._state(index, index, found)
            return self._command(index, index, False)
        if kind == "short":
            if index == self.start and self._takes_object(index):
                return self._command(index, index, False)
            return index
        if kind == "bare":
            if self._speaks_to_one(index):
                return self._command(index, index, False)
            self._set("declarative", index, index, "past", False, found)
            return index
        if kind == "have":
            return self._have(index, found)
        if kind == "modal":
            return self._modal(index, index, found)
        return self._state(index, index, found)

    def _goes_on(self, index: int, found: Form) -> bool:
        """Whether a form that can be a command is a further one: joined to the first at once, in the same number."""
        first = form(self.sentence.lower[self.commands[0][1]])
        if found.plural is False and first.plural:
            return False
        back = index - 1
        while back >= 0 and (self.words[back] in _ADVERBS or self.words[back] == ",") and self.words[back] not in _AND:
            back -= 1
        if back >= 0 and self.words[back] in _AND:
            return True
        if self._and_with_place(index):
            return True
        opened = self.words[self.start - 1] if self.start else ""
        return opened == "," and (self.start == index or self.words[self.start] in _PREPOSITIONS)

    def _and_with_place(self, index: int) -> bool:
        """ "and in the field Price enter …": what is joined begins with where it is done."""
        for back in range(index - 1, max(self.start, index - 7), -1):
            if self.words[back] in _AND:
                return self.words[back + 1] in _PREPOSITIONS
        return False

    def _addressed(self, index: int) -> bool:
        return any(word in ("εσεις", "εσυ") for word in self.words[:index])

    def _takes_object(self, index: int) -> bool:
        after = self.words[index + 1] if index + 1 < len(self.words) else ""
        return not after or after in _CLITICS or after in _PREPOSITIONS or after == NUMBER or after == OPAQUE

    def _speaks_to_one(self, index: int) -> bool:
        """Whether a form that is also a past one is a command: there is no subject for a past one."""
        words = self.words
        if index + 1 < len(words) and words[index + 1] in _NOMINATIVE:
            return False
        if self.subject >= 0:
            return False
        between = words[self.start : index]
        return not between or between[0] in _PREPOSITIONS or all(word in _ADVERBS for word in between)

    def _command(self, first: int, last: int, prohibition: bool) -> int:
        if not self.commands:
            self._set("imperative", first, last, "present", False, form(self.sentence.lower[last]))
            self.commands = [(first, last)]
            self.prohibits = prohibition
            return last
        self._end_condition(first - 1)
        if self._alternative(first):
            self._drop_alternatives()
        elif not prohibition and not self._one_movement(last):
            self.commands.append((first, last))
        return last

    def _drop_alternatives(self) -> None:
        """In "A, B or C" the commands before the last are alternatives too, where only commas join them."""
        while len(self.commands) > 1 and self.words[self.commands[-1][0] - 1] == ",":
            self.commands.pop()

    def _alternative(self, index: int) -> bool:
        """Whether a further command is another way to do the same: "or …", "otherwise …"."""
        lower = self.sentence.lower
        back = index - 1
        while back > self.commands[-1][1]:
            word = lower[back]
            if word in _OR or self.words[back] in ("αλλιως", "διαφορετικα", "ειδαλλως"):
                return True
            if word in _AND:
                return False
            if word not in (",",) and self.words[back] not in _ADVERBS:
                return self._or_with_place(index, back)
            back -= 1
        return False

    def _or_with_place(self, index: int, back: int) -> bool:
        """ "or in the menu press …": the alternative begins with where it is done."""
        lower = self.sentence.lower
        while back > self.commands[-1][1] and lower[back] != "," and lower[back] not in _AND:
            if lower[back] in _OR:
                return self.words[back + 1] in _PREPOSITIONS
            back -= 1
        return lower[back] == "," and lower[back - 1] in _OR

    def _one_movement(self, index: int) -> bool:
        last = self.commands[-1][1]
        if self.words[last] in _HOLD and any(word.startswith("πατημεν") for word in self.words[last + 1 : index]):
            return True
        return (self.words[last], self.words[index]) in _JOINED and index - last <= 3

    def _set(self, kind: str, first: int, last: int, tense: str, passive: bool, found: Form | None) -> None:
        self.kind, self.first, self.last, self.tense, self.passive, self.form = kind, first, last, tense, passive, found

    def _na(self, index: int, end: int, particle: str) -> None:
        found = form(self.sentence.lower[end]) if end < len(self.words) else None
        passive = bool(found and found.passive)
        self._set("na-clause" if particle == "να" else "declarative", index, min(end, len(self.words) - 1), "present", passive, found)

    def _future(self, index: int, end: int) -> None:
        last = min(end, len(self.words) - 1)
        found = form(self.sentence.lower[last])
        if found.kind == "modal" or self.words[last] == "πρεπει":
            self._modal(index, last, found)
        elif found.kind == "have":
            self._set("declarative", index, last, "future", False, found)
        elif self.words[last] in _NEEDS_NA and "να" in self.words[last : last + 4]:
            self._modal(index, last, found)
        else:
            self._set("declarative", index, last, "future", found.passive, found)

    def _modal(self, first: int, last: int, found: Form) -> int:
        words = self.words
        for at in range(last + 1, min(last + 10, len(words))):
            if words[at] == "να":
                end = min(self._verb_after(at), len(words) - 1)
                after = form(self.sentence.lower[end])
                passive = after.passive
                if after.kind == "have" and end + 1 < len(words):
                    passive = words[end + 1].endswith("ει") and passive_dependent(words[end + 1][:-2])
                self._set("modal", first, end, "present", passive, found)
                return end
        kind = "declarative" if words[last].startswith("οφειλ") else "modal"
        self._set(kind, first, last, "present", False, found)
        return last

    def _have(self, index: int, found: Form) -> int:
        end = self._past_perfect_end(index, found)
        if end > index:
            passive = passive_dependent(self.words[end][:-2])
            self._set("declarative", index, end, "past", passive, found)
        elif found.person == 2:
            self._set("unknown", index, index, "present", False, found)
        else:
            self._set("declarative", index, index, "present", False, found)
        return end

    def _past_perfect_end(self, index: int, found: Form) -> int:
        """Where "έχει … ελεγχθεί" ends; the same place where no such form follows."""
        if found.kind != "have" and not self.words[index].startswith("ειχ"):
            return index
        at = index + 1
        while at < len(self.words) - 1 and self.words[at] in _BETWEEN:
            at += 1
        if at < len(self.words) and self.words[at].endswith("ει") and form(self.sentence.lower[at]).kind == "present":
            return at
        return index

    def _state(self, first: int, last: int, found: Form | None) -> int:
        """A statement: a finite verb that is no command, with what its tense and voice are."""
        words = self.words
        last = min(last, len(words) - 1)
        if found is None or not found.kind:
            self._set("unknown", first, last, "present", False, found)
            return last
        if found.kind == "modal":
            return self._modal(first, last, found)
        if found.kind == "have":
            return self._have(last, found)
        if words[last] in _NEEDS_NA and "να" in words[last : last + 5]:
            return self._modal(first, last, found)
        if words[last] in ("ειναι", "ηταν") and "να" in words[last : last + 6]:
            if any(word in _NEEDS_NA_AFTER_IS for word in words[max(0, last - 2) : last + 5]):
                return self._modal(first, last, found)
        if words[last] == "προκειται" and "να" in words[last : last + 4]:
            self._set("declarative", first, last, "future", False, found)
            return last
        if words[last].startswith("ειχ"):
            end = self._past_perfect_end(last, found)
            passive = end > last and passive_dependent(words[end][:-2])
            self._set("declarative", first, end, "past", passive, found)
            return end
        tense = "past" if found.kind in ("past", "bare") else "present"
        self._set("declarative", first, last, tense, found.passive, found)
        return last

    def _is_own(self, word: str) -> bool:
        return any(word[-1:] in "εα" and word.startswith(plain(verb)[:-1].rstrip("αιω")) for verb in self.own)

    def _start_condition(self, index: int) -> None:
        lower = self.sentence.lower
        if self.condition or self.prohibits:
            return
        before = self.words[self.commands[-1][1]]
        if before in _WHETHER and lower[index] not in ("όταν", "οταν") and "," not in lower[self.commands[-1][1] : index]:
            return
        if self.words[index] == "οταν" and self._verb_is_yours(index):
            return
        if lower[index - 1] in ("εκτός", "ακόμη", "ακόμα", "και", "παρά", "σαν", "μόνο", "εκτος", "κι"):
            return
        self.condition = (index, -1)

    def _verb_is_yours(self, index: int) -> bool:
        """ "When you leave": the time of the reader's own act, no condition."""
        for word in self.sentence.lower[index + 1 : index + 8]:
            found = form(word)
            if found.kind:
                return found.person == 2
        return False

    def _end_condition(self, last: int) -> None:
        if self.condition and self.condition[1] < 0:
            while last > self.condition[0] and (self.words[last] in MARKS or self.words[last] in _ADVERBS):
                last -= 1
            self.condition = (self.condition[0], last)


def read(sentence: Sentence, own: frozenset[str]) -> Reading:
    return Reading(sentence, own)


def clause_of(reading: Reading, better: str) -> Clause:
    """What the reading says of the sentence, in the terms all languages share."""
    sentence = reading.sentence
    span = sentence.span
    condition: Span | None = span(*reading.condition) if reading.condition else None
    found = reading.form
    plural = found.plural if found else None
    if reading.kind == "imperative":
        commands = tuple(span(first, last) for first, last in reading.commands)
        verb = span(reading.first, reading.last)
        return Clause("imperative", plural=plural, verb=verb, commands=commands, condition=condition)
    if _asks(sentence, reading):
        return Clause("question", verb=(sentence.start, sentence.end))
    if not reading.kind:
        return _verbless(reading)
    if reading.kind == "unknown":
        return Clause("unknown")
    verb = span(reading.first, reading.last)
    person = found.person if found else 0
    if person == 2 and not reading._addressed(reading.first):
        person = 0
    tense = "past" if reading.tense == "past" else "future" if reading.tense == "future" else "present"
    kind = reading.kind
    if kind == "modal":
        return Clause("modal", "present", reading.passive, person, plural, None, verb, better=better)
    if kind == "na-clause":
        return Clause("na-clause", "present", reading.passive, person, plural, None, verb, better=better)
    return Clause("declarative", tense, reading.passive, person, plural, None, verb, better=better)


def _asks(sentence: Sentence, reading: Reading) -> bool:
    return sentence.mark in ("?", ";", "\u037e") and sentence.mark != ""


def _verbless(reading: Reading) -> Clause:
    sentence = reading.sentence
    whole = (sentence.start, sentence.end)
    if reading.gerund >= 0 and all(word in _ADVERBS or word in MARKS for word in reading.words[: reading.gerund]):
        return Clause("gerund", verb=sentence.span(reading.gerund, reading.gerund))
    if reading.conditions and OPAQUE in reading.words[reading.start :]:
        return Clause("unknown")
    if reading.unsure or not any("α" <= word[0] <= "ω" for word in reading.words):
        return Clause("unknown")
    return Clause("no-verb", verb=whole)
