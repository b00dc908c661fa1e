"""What the rules have said of documents before: how much of it is still right when some are set otherwise."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from sopgen.check import NOT_ASKED
from sopgen.config import Config
from sopgen.keys import digest
from sopgen.model import Silence, Verdict
from sopgen.rule import option
from sopgen.rules import RULES

Told = tuple[tuple[str, str], ...]
"""How the rules of a document are set: their names, and their settings as text."""


class Verdicts:
    """What of earlier verdicts counts. settings: by which documents are judged now (`check.judged_by`). then: how the
    rules were set when they were judged last.

    told: how they are set now. rest: the settings with the rules alone that are set otherwise.
    """

    def __init__(self, settings: Config, then: Iterable[tuple[str, str]]) -> None:
        self._settings, self.told = settings, told(settings)
        self._same = {name for name, _ in {*self.told} & {*then}}
        rules = {name: NOT_ASKED if name in self._same else setting for name, setting in settings.rules.items()}
        self._asked = {name for name, setting in rules.items() if setting != NOT_ASKED}
        self.rest = dataclasses.replace(settings, rules=rules)

    def still(self, verdict: Verdict) -> tuple[Verdict, bool]:
        """What of a verdict is still right, and whether it is all that there is to say; else the `rest` is yet to be
        asked, and `joined`.

        A rule's findings bear its name, and it reads no options but its own: so what others have said stands. So does
        the silence of one whose limit has been moved, but not as far as what comes next to it in the document.
        """
        silent = {silence.rule for silence in verdict.silences if silence.rule in self._asked and self._holds(silence)}
        settled = silent == self._asked
        right = self._same | silent if settled else self._same
        findings = tuple(finding for finding in verdict.findings if finding.rule in self._same)
        return Verdict(findings, tuple(silence for silence in verdict.silences if silence.rule in right)), settled

    def _holds(self, silence: Silence) -> bool:
        default = RULES[silence.rule].options[silence.option]
        value: float = option(self._settings, silence.rule, silence.option, default)
        return silence.least <= value <= silence.most


def told(settings: Config) -> Told:
    """How the rules are set, in a form that can be kept."""
    return tuple((name, repr(setting)) for name, setting in settings.rules.items())


def mark(of: Told) -> bytes:
    """A mark of what all rules say as they are set."""
    return digest(*(part for pair in of for part in pair))


def common(settings: Config) -> str:
    """What all rules of a document are told alike."""
    return repr(dataclasses.replace(settings, rules={}))


def joined(one: Verdict, other: Verdict) -> Verdict:
    """What some rules say and what others say, of the same document."""
    return Verdict(one.findings + other.findings, one.silences + other.silences)
