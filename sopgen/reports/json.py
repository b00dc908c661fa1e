"""One array of objects, the same keys for ever: what editors, CI and other programs stand on."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sopgen.fingerprint import LinesOf
from sopgen.model import Edit, Problem


def report(problems: Sequence[Problem], lines_of: LinesOf) -> str:
    """An array of {"path", "line", "column", "end_column", "rule", "severity", "message", "hint", "edits", "certain"};
    columns from 1. Each of the edits has "path", "line", "column", "end_column", "old" and "new".
    """
    return json.dumps([_object(problem) for problem in problems], ensure_ascii=False, indent=2) + "\n"


def _object(problem: Problem) -> dict[str, object]:
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
        "edits": [_edit(edit) for edit in problem.edits],
        "certain": problem.certain,
    }


def _edit(edit: Edit) -> dict[str, str | int]:
    place = edit.place
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_column": place.end_column,
        "old": edit.old,
        "new": edit.new,
    }
