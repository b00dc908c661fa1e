"""Statements in Greek: wishes with "να", the future, duties and permissions, the perfect, and plain finite verbs."""

from __future__ import annotations

from sopgen.language.el.line import Line
from sopgen.language.el.verbs import WORDS, Form, form, passive_dependent
from sopgen.language.grammar import Tense

_BETWEEN = WORDS.lists["clause-adverbs"]
_NEEDS_NA = WORDS.lists["modal-with-na"]
"""With "να" after them these say what must or may be done; without it they are plain verbs."""

_ADJECTIVES = WORDS.lists["modal-adjectives"]


class Statements(Line):
    """Finds what a statement is, from its first word on; each method gives back where its verb ends."""

    def wish(self, index: int, end: int, particle: str) -> None:
        found = form(self.lower[end]) if end < len(self.words) else None
        passive = bool(found and found.passive)
        self.take(
            "na-clause" if particle == "να" else "declarative",
            index,
            min(end, len(self.words) - 1),
            "present",
            passive,
            found,
        )

    def future(self, index: int, end: int) -> None:
        last = min(end, len(self.words) - 1)
        found = form(self.lower[last])
        if found.kind == "modal" or self.words[last] == "πρεπει":
            self.modal(index, last, found)
        elif found.kind == "have":
            self.take("declarative", index, last, "future", False, found)
        elif self._is_duty(last):
            self.modal(index, last, found)
        else:
            self.take("declarative", index, last, "future", found.passive, found)

    def modal(self, first: int, last: int, found: Form) -> int:
        words = self.words
        for at in range(last + 1, min(last + 10, len(words))):
            if words[at] == "να":
                end = min(self.verb_after(at), len(words) - 1)
                after = form(self.lower[end])
                passive = after.passive
                if after.kind == "have" and end + 1 < len(words):
                    passive = words[end + 1].endswith("ει") and passive_dependent(words[end + 1][:-2])
                self.take("modal", first, end, "present", passive, found)
                return end
        kind = "declarative" if words[last].startswith("οφειλ") else "modal"
        self.take(kind, first, last, "present", False, found)
        return last

    def have(self, index: int, found: Form) -> int:
        end = self.perfect_end(index, found)
        if end > index:
            passive = passive_dependent(self.words[end][:-2])
            self.take("declarative", index, end, "past", passive, found)
        elif found.person == 2:
            self.take("unknown", index, index, "present", False, found)
        else:
            self.take("declarative", index, index, "present", False, found)
        return end

    def perfect_end(self, index: int, found: Form) -> int:
        """Where "έχει … ελεγχθεί" ends; the same place where no such form follows."""
        if found.kind != "have" and not self.words[index].startswith("ειχ"):
            return index
        at = index + 1
        while at < len(self.words) - 1 and self.words[at] in _BETWEEN:
            at += 1
        if at < len(self.words) and self.words[at].endswith("ει") and form(self.lower[at]).kind == "present":
            return at
        return index

    def state(self, first: int, last: int, found: Form | None) -> int:
        """A statement: a finite verb that is no command, with what its tense and voice are."""
        words = self.words
        last = min(last, len(words) - 1)
        if found is None or not found.kind:
            self.take("unknown", first, last, "present", False, found)
            return last
        if found.kind == "modal":
            return self.modal(first, last, found)
        if found.kind == "have":
            return self.have(last, found)
        if self._is_duty(last):
            first -= first > 0 and words[first - 1] in _ADJECTIVES
            return self.modal(first, last, found)
        if words[last] == "προκειται" and "να" in words[last : last + 4]:
            self.take("declarative", first, last, "future", False, found)
            return last
        if words[last].startswith("ειχ"):
            end = self.perfect_end(last, found)
            passive = end > last and passive_dependent(words[end][:-2])
            self.take("declarative", first, end, "past", passive, found)
            return end
        tense: Tense = "past" if found.kind in ("past", "bare") else "present"
        self.take("declarative", first, last, tense, found.passive, found)
        return last

    def _is_duty(self, index: int) -> bool:
        """Whether a verb says with "να" what must or may be done: "χρειάζεται να", "είναι απαραίτητο να"."""
        words = self.words
        if words[index] in _NEEDS_NA:
            return "να" in words[index : index + 5]
        if words[index] not in ("ειναι", "ηταν") or "να" not in words[index : index + 6]:
            return False
        return any(word in _ADJECTIVES for word in words[max(0, index - 2) : index + 5])
