"""What the rules have said of documents before: how much of it is still right when some are set otherwise."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from sopgen.check import NOT_ASKED
from sopgen.config import Config
from sopgen.keys import digest
from sopgen.model import Finding


class Verdicts:
    """What of earlier findings counts. settings: by which documents are judged now (`check.judged_by`). then: how the
    rules were set when they were judged last, as `told` tells it.

    now, before: marks of what all rules say as they are set, and as they were. rest: the settings with the rules alone
    that are set otherwise; None where none of these is asked any more.
    """

    def __init__(self, settings: Config, then: Iterable[tuple[str, str]]) -> None:
        self.told = tuple((name, repr(setting)) for name, setting in settings.rules.items())
        then = tuple(then)
        self.now, self.before = _mark(self.told), _mark(then)
        self._same = {name for name, _ in {*self.told} & {*then}}
        rules = {name: NOT_ASKED if name in self._same else setting for name, setting in settings.rules.items()}
        asked = any(setting != NOT_ASKED for setting in rules.values())
        self.rest = dataclasses.replace(settings, rules=rules) if asked else None

    def still(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Of what was found before, what is still right: a rule's findings bear its name, and it reads no options but
        its own."""
        return tuple(finding for finding in findings if finding.rule in self._same)


def common(settings: Config) -> str:
    """What all rules of a document are told alike."""
    return repr(dataclasses.replace(settings, rules={}))


def _mark(told: Iterable[tuple[str, str]]) -> bytes:
    return digest(*(part for pair in told for part in pair))
