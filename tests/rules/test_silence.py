"""A rule that finds nothing says how far its limit may be moved before it would: nobody asks it again before that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.build import Project
from sopgen.check import NOT_ASKED, judged_by, of_one
from sopgen.config import Config, RuleSetting
from sopgen.model import Finding, Verdict
from sopgen.rules import RULES
from sopgen.verdicts import Verdicts, joined, told
from tests.projects import examples, project
from tests.rules.test_pages import settings

Options = Mapping[str, float]
LIMITED = [name for name, rule in RULES.items() if any(isinstance(one, int | float) for one in rule.options.values())]
TEXTS = {
    "procedures/short.md": "---\ntitle: Short\ntype: guide\n---\n\nOne two; three four. Five.\n\n1. Open it.\n",
    "procedures/empty.md": "---\ntitle: Empty\n---\n",
    "procedures/german.md": "---\ntitle: Deutsch\nlanguage: de\n---\n\nDas ist ein kurzer Satz.\n",
}


@cache
def _read(name: str, heading: str) -> Project:
    files = examples(RULES[name].page, heading)
    with TemporaryDirectory() as folder:
        return project(Path(folder), settings(name, files), files, TEXTS)


def _set(read: Project, name: str, options: Options | None) -> Config:
    """The settings with this rule alone; None: it is off."""
    assert read.library
    by = judged_by(read.library.config)
    setting = NOT_ASKED if options is None else RuleSetting(severity="warning", options=dict(options))
    return replace(by, rules=dict.fromkeys(by.rules, NOT_ASKED) | {name: setting})


def _judged(read: Project, by: Config) -> dict[str, Verdict]:
    assert read.library
    entries = (*read.library.entries, *read.library.snippets)
    return {entry.record.path: of_one(entry, read.body(entry.record.path), by) for entry in entries}


def _findings(verdicts: Mapping[str, Verdict]) -> list[Finding]:
    return sorted(finding for verdict in verdicts.values() for finding in verdict.findings)


def _options(name: str) -> st.SearchStrategy[Options | None]:
    """Values around what the examples have, near one another; seldom the rule is off."""
    value = st.integers(0, 40) | st.floats(0, 120)
    every = st.dictionaries(st.sampled_from(sorted(RULES[name].options)), value)
    return st.one_of(every, every, every, every, st.none())


@pytest.mark.parametrize("heading", ["Good", "Bad"])
@pytest.mark.parametrize("name", LIMITED)
@given(data=st.data())
def test_what_stands_when_a_limit_is_moved_is_what_the_rule_would_say(
    name: str, heading: str, data: st.DataObject
) -> None:
    """However often it is moved."""
    read = _read(name, heading)
    options = data.draw(st.lists(_options(name), min_size=2, max_size=4))
    by = _set(read, name, options[0])
    known = _judged(read, by)
    for one in options[1:]:
        before, by = by, _set(read, name, one)
        verdicts = Verdicts(by, told(before))
        kept = {path: verdicts.still(verdict) for path, verdict in known.items()}
        rest = _judged(read, verdicts.rest) if not all(settled for _, settled in kept.values()) else {}
        known = {path: right if settled else joined(right, rest[path]) for path, (right, settled) in kept.items()}
        assert _findings(known) == _findings(_judged(read, by))


@pytest.mark.parametrize("name", LIMITED)
def test_a_rule_with_a_limit_need_not_be_asked_again_where_it_is_silent(name: str) -> None:
    """Where it finds nothing, a limit that is far more lenient changes nothing."""
    read = _read(name, "Good")
    by = _set(read, name, {})
    known = _judged(read, by)
    assert not _findings(known)
    formulas = {"flesch": 1, "gulpease": 1, "lix": 900}
    lenient = {option: formulas.get(option, 900) for option in RULES[name].options}
    verdicts = Verdicts(_set(read, name, lenient), told(by))
    assert [path for path, verdict in known.items() if not verdicts.still(verdict)[1]] == []
