"""Carets below the place in a terminal, whatever stands before it."""

from __future__ import annotations

import re
import unicodedata

import pytest

from sopgen.model import Place, Problem
from sopgen.reports import github
from sopgen.reports.text import report, terminal


@pytest.mark.parametrize(
    ("source", "column", "caret"),
    [
        ("abc x", 5, 4),
        ("\U0001f6a8 x", 3, 3),
        ("\u26a0\ufe0f x", 4, 3),
        ("e\u0301 x", 4, 2),
        ("\u6f22 x", 3, 3),
    ],
)
def test_caret(source: str, column: int, caret: int) -> None:
    problem = Problem(Place("a.md", 1, column, column + 1), "broken-link", "error", "wrong")
    shown = re.sub(r"\x1b\[\d*m", "", terminal([problem], lambda path: [source])).splitlines()
    assert shown[1] == f"  {source}"
    assert shown[2] == f"  {' ' * caret}^"


def test_a_hint_that_the_problem_before_gave_is_not_said_again() -> None:
    def problem(line: int, column: int, hint: str) -> Problem:
        return Problem(Place("a.md", line, column, column + 1), "broken-link", "error", "wrong", hint)

    problems = [problem(1, 1, "do so"), problem(1, 1, "do so"), problem(1, 3, "or so"), problem(2, 1, "or so")]
    for shown in (report(problems, lambda path: []), terminal(problems, lambda path: [])):
        assert shown.count("wrong") == 4
        assert (shown.count("do so"), shown.count("or so")) == (1, 2)


@pytest.mark.parametrize(
    "sign", ["\x1b]0;x\x07", "\x9b2J", "\r", "\n::error::", "\u202e", "\u2066", "\u2028", "\x7f", "\udcff"]
)
def test_what_a_terminal_would_obey_is_shown(sign: str) -> None:
    """A pull request brings names and texts that hold them; they come to the terminal of who reviews it."""
    problem = Problem(Place(f"a{sign}.md", 1, 1, 2), "broken-link", "error", f"`b{sign}` is wrong", f"write c{sign}")
    for shown in (report([problem], lambda path: [f"d{sign}"]), terminal([problem], lambda path: [f"d{sign}"])):
        text = re.sub(r"\x1b\[\d*m", "", shown)
        assert [
            char for char in text if char != "\n" and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        ] == []
        assert not any(line.startswith("::") for line in text.splitlines())
        assert text.count("\\") == 3 * sum(not char.isprintable() for char in sign)
    annotation = github.report([problem], lambda path: []).removesuffix("\n")
    assert annotation.isprintable() and annotation.startswith("::error file=a\\")
