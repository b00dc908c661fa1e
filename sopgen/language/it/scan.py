"""Pass over what leads in to the main clause of an Italian sentence (place, time, condition, subject) to its verb."""

from __future__ import annotations

from typing import NamedTuple

from sopgen.language.it.commands import UNSURE, command_at
from sopgen.language.it.line import (
    ARTICLES,
    ASKERS,
    AUXILIARIES,
    BETWEEN,
    CLITICS,
    CONNECTORS,
    DETERMINERS,
    NOUN_OR_COMMAND,
    NOUNS,
    PREPOSITIONS,
    RELATIVES,
    SEPARATORS,
    SUBORDINATORS,
    Line,
)
from sopgen.language.it.verbs import (
    CLITIC,
    FINITE,
    FIRST,
    FUTURE,
    GERUND,
    INFINITIVE,
    LEI,
    NOI,
    PARTICIPLE,
    PAST,
    PLURAL,
    SECOND,
    SUBJUNCTIVE,
    THIRD,
    TU,
    VOI,
)

SOME_VERB = FINITE | NOI
_AND_OR = frozenset(("e", "ed", "o", "oppure"))
_GOES_ON = _AND_OR | {"ma", "né"}
_BEFORE_THAT = frozenset(["dato", "visto", "prima", "dopo", "posto", "sempre", "salvo", "tranne", "considerato"])
_REFLEXIVE = frozenset(("si", "s'", "ci", "c'", "ne", "mi", "ti", "vi"))
_SAYS_HOW = frozenset(("cui", "dove", "come", "quando", "quale", "che", "se"))


_SHORT_CONDITIONS = frozenset(("necessario", "possibile", "richiesto", "opportuno", "presente", "disponibile"))


class Head(NamedTuple):
    """Where the main clause has its verb. command: what `commands.command_at` says there; 0 for a statement.

    kind: "command", "finite" (a statement), "gerund", "participle", "none" (no verb), "unsure".
    subject: whether a subject stands before the verb.
    """

    kind: str
    at: int
    command: int = 0
    subject: bool = False


def weighty(line: Line, at: int) -> bool:
    """Whether a word with a finite form is surely a verb where it stands, and no noun beside a noun."""
    bits, word = line.bits[at], line.lower[at]
    verb = line.verbs[at]
    if line.word(at - 1) in _AND_OR and line.word(at + 1) in ("", ",", "e", "o") and verb not in AUXILIARIES:
        return False
    if verb in AUXILIARIES:
        return not bits & PARTICIPLE or bool(bits & (FINITE & ~VOI))
    if bits & PAST and word.endswith("se") and verb not in AUXILIARIES:
        return line.word(at + 1) in DETERMINERS and word not in NOUNS
    if bits & (FUTURE | PLURAL) or (bits & PAST and not word.endswith(("i", "ate"))):
        return True
    before = line.word(at - 1)
    if before in ("non", "si", "ci", "ne", "c'", "s'", "ce", "vi"):
        return True
    if not bits & FINITE:
        return False
    if word in NOUNS:
        return bool(bits & THIRD) and at > 0 and line.word(at + 1) in ARTICLES
    if bits & THIRD and not bits & TU:
        return not bits & PARTICIPLE
    following = line.word(at + 1)
    if word in NOUN_OR_COMMAND:
        ends = not following and bits & THIRD and line.word(at - 2) in ARTICLES
        return following in ARTICLES or following == "che" or bool(ends)
    if bits & FIRST:
        return following in ARTICLES and at == 0
    return bool(bits & THIRD) or bool(bits & SECOND and bits & TU and following in DETERMINERS)


def past_connectors(line: Line, at: int) -> int:
    """The first word that is no "poi", "quindi", "infine", adverb, mark or number of the step."""
    while at < line.n - 1:
        word = line.lower[at]
        if (
            word in CONNECTORS
            or word in SEPARATORS
            or word in ("+", "/", "•", "·", "|", "&", '"')
            or (word == "#" and at == 0 and line.word(1) in SEPARATORS)
            or (word.endswith("mente") and len(word) > 6 and not line.bits[at])
        ):
            at += 1
        elif word == "se" and line.word(at + 1) in _SHORT_CONDITIONS and command_at(line, at + 2):
            at += 2
        elif word in ("per", "alla", "in", "di") and line.word(at + 1) in (
            "prima",
            "fine",
            "alternativa",
            "nuovo",
            "seguito",
        ):
            after = line.word(at + 2)
            if word == "per" and after == "cosa":
                at += 3
            elif (word in ("per", "alla") and after != ",") or (
                after in PREPOSITIONS and word == "in" and line.word(at + 1) != "alternativa"
            ):
                return at
            else:
                at += 2
        else:
            break
    return at


class _Scan:
    """The state of the search. pending: subordinate clauses whose verb is still to come.

    leading: the sentence begins with a place, a time or a condition; subordinate: with a clause of its own.
    closed: whether that is over, and the main clause may begin. subject: whether a subject stands before.
    phrase: whether a preposition stands before, so that a name belongs to it and is no subject.
    """

    __slots__ = ("closed", "leading", "line", "pending", "phrase", "start", "statement", "subject", "subordinate")

    def __init__(self, line: Line, start: int) -> None:
        self.line = line
        first, second, third = line.lower[start], line.word(start + 1), line.word(start + 2)
        self.subordinate = first in SUBORDINATORS
        self.leading = self.subordinate or first in PREPOSITIONS
        self.start = start
        if second == "che" and first in _BEFORE_THAT:
            self.subordinate = self.leading = True
            self.start += 1
        elif (second == "volta" and first in ("una", "ogni")) or (first == "non" and second == "appena"):
            self.leading = True
            self.subordinate = first == "non" or third == "che"
            self.start += 2 if third == "che" else 1
        elif first == "nel" and second == "caso" and third not in ("di", "del", "della", "dell'"):
            self.subordinate = True
            self.start += 3 if third == "in" else 2 if third == "che" else 1
        self.pending = 1 if self.subordinate else 0
        said_first = first in ARTICLES or not line.bits[start]
        self.subject = not self.leading and first not in CLITICS and first != "non" and said_first
        self.closed = not self.leading
        self.phrase = False
        self.statement = Head("none", start)

    def run(self) -> Head:
        line = self.line
        index = self.start + 1 if self.leading else self.start
        while index < line.n:
            word, bits = line.lower[index], line.bits[index]
            found: Head | None = None
            if word in (",", ";", ":"):
                found = self._at_comma(index)
            elif word in RELATIVES or word in SUBORDINATORS or (word in ASKERS and not self.closed):
                self.pending += 1
            elif not bits:
                found = self._at_other_word(index)
            elif line.noun_place(index):
                pass
            elif self.pending:
                self._subordinate_verb(index)
            else:
                found = self._main_verb(index)
            if found:
                return found
            index += 1
        return self._nothing_found()

    def _at_comma(self, index: int) -> Head | None:
        line = self.line
        begin = past_connectors(line, index + 1)
        if line.word(begin + 1) in ARTICLES:
            line.begin_at(begin)
        command = command_at(line, begin) if begin < line.n else 0
        joined = self.pending and line.word(begin - 1) in _AND_OR
        if command and command != UNSURE and not joined:
            return Head("command", begin, command)
        goes_on = self.subordinate and line.word(index + 1) in _GOES_ON
        if self.statement.kind == "none" and not self.pending and not goes_on:
            self.closed = True
        self.subject = self.phrase = False
        return None

    def _at_other_word(self, index: int) -> Head | None:
        """A word that is no verb: "non" before a command, an article or a name that begins a subject."""
        line = self.line
        word, before = line.lower[index], line.word(index - 1)
        begins = self.closed or (self.leading and not self.subordinate)
        if word == "non" and begins and not self.subject and not self.pending:
            command = command_at(line, index)
            if command:
                return Head("command", index, command)
        begins = word in ARTICLES and before not in PREPOSITIONS and before not in _AND_OR
        if begins and index and line.bits[index - 1] & (INFINITIVE | GERUND):
            begins = False
        if word in PREPOSITIONS:
            self.phrase = True
        elif begins or (line.named[index] and self.closed and not self.phrase):
            self.subject = True
            self.phrase = False
        return None

    def _subordinate_verb(self, index: int) -> None:
        """Take a verb as that of the subordinate clause that waits for one."""
        line = self.line
        bits, before = line.bits[index], line.lower[index - 1]
        certain = bits & ~(FIRST | LEI | SECOND | TU) or weighty(line, index) or line.word(index + 1) in DETERMINERS
        if (
            (bits & (SOME_VERB | LEI | SUBJUNCTIVE) and certain)
            or (bits & INFINITIVE and before in _SAYS_HOW)
            or (bits & (TU | LEI) and not bits & FINITE & ~SECOND)
            or (bits & PARTICIPLE and before in SUBORDINATORS)
        ):
            self.pending -= 1
        self.subject = False

    def _main_verb(self, index: int) -> Head | None:
        line = self.line
        bits, before = line.bits[index], line.word(index - 1)
        joint = line.word(index - 2) if before == "non" else before
        if joint in _AND_OR and self.subordinate and not self.closed:
            return None
        if self.statement.kind != "none":
            return None
        if self._person_before(index) in ("tu", "voi") and bits & (SECOND | TU):
            return Head("finite", index, subject=True)
        command = command_at(line, index, loose=True)
        if command and self._commands_here(index):
            return Head("command", index, command)
        if bits & SOME_VERB and (weighty(line, index) or (bits & NOI and (index == self.start or before in CLITICS))):
            said = self.subject or (index > self.start and before not in CLITICS and not self.leading)
            self.statement = Head("finite", index, subject=said)
            if self.closed:
                return self.statement
        return None

    def _person_before(self, index: int) -> str:
        """The word before the verb, its pronouns and "non" passed over: "Tu non lo apri"."""
        at = index - 1
        while at > 0 and (self.line.lower[at] in CLITICS or self.line.lower[at] in BETWEEN):
            at -= 1
        return self.line.word(at)

    def _commands_here(self, index: int) -> bool:
        """Whether a form that can be a command is one, with no comma before it."""
        line = self.line
        bits = line.bits[index]
        if self.subject and bits & VOI and bits & PARTICIPLE:
            return False
        if line.verbs[index] == "stare" and index + 1 < line.n and line.bits[index + 1] & GERUND:
            return False
        if line.word(index - 1) in _REFLEXIVE and not bits & INFINITIVE:
            return False
        if bits & INFINITIVE:
            return self.leading and line.word(index - 1) not in _AND_OR
        if bits & CLITIC or (self.leading and not self.subject):
            return True
        return bool(bits & (TU | VOI) and not bits & THIRD)

    def _nothing_found(self) -> Head:
        """No main verb; where a form that could be a command stands in an odd place, nothing is sure."""
        line = self.line
        if self.statement.kind == "none" and not self.subordinate:
            for at in range(self.start + 1, line.n):
                bits = line.bits[at]
                if bits & (TU | VOI) and not bits & PARTICIPLE and not line.noun_place(at):
                    if line.lower[at] not in NOUNS and line.lower[at] not in NOUN_OR_COMMAND:
                        return Head("unsure", self.start)
                elif bits & INFINITIVE and not line.governed(at):
                    return Head("unsure", self.start)
        return self.statement


def scan(line: Line, start: int) -> Head:
    """The main clause of a sentence that begins with something else than its command."""
    return _Scan(line, start).run()
