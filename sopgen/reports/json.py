"""One array of objects, the same keys for ever: what editors, CI and other programs stand on."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sopgen.model import Problem


def report(problems: Sequence[Problem]) -> str:
    """An array of {"path", "line", "column", "end_column", "rule", "severity", "message", "hint"}; columns from 1."""
    return json.dumps([_object(problem) for problem in problems], ensure_ascii=False, indent=2) + "\n"


def _object(problem: Problem) -> dict[str, str | int]:
    place = problem.place
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_column": max(place.end_column, place.column),
        "rule": problem.rule,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
    }
