"""Workflow commands of GitHub Actions: each problem becomes an annotation on the pull request.

Source: GitHub Actions documentation, "Workflow commands", error, warning and notice messages.
"""

from __future__ import annotations

from collections.abc import Sequence

from sopgen.fingerprint import LinesOf
from sopgen.model import Problem
from sopgen.reports.text import as_seen

LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def report(problems: Sequence[Problem], lines_of: LinesOf) -> str:
    return "".join(f"{_line(problem)}\n" for problem in problems)


def _line(problem: Problem) -> str:
    problem = as_seen(problem)  # logs are read in terminals too
    place = problem.place
    values = {"file": place.path, "line": place.line, "col": place.column}
    if place.end_column > place.column:
        values |= {"endLine": place.line, "endColumn": place.end_column}
    values["title"] = f"sopgen {problem.rule}"
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in values.items())
    message = f"{problem.message} [{problem.rule}]" + (f"\n{problem.hint}" if problem.hint else "")
    return f"::{LEVELS[problem.severity]} {properties}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
