"""Code Quality of GitLab: one array of objects, shown in the merge request beside the lines.

Source: GitLab documentation, "Code Quality", Code Quality report format.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from sopgen.fingerprint import LinesOf, Marked, digest, marked
from sopgen.model import Problem

SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def report(problems: Sequence[Problem], lines_of: LinesOf) -> str:
    return json.dumps([_object(one) for one in marked(problems, lines_of)], ensure_ascii=False, indent=2) + "\n"


def _object(one: Marked) -> dict[str, object]:
    problem = one.problem
    return {
        "description": problem.message + (f" ({problem.hint})" if problem.hint else ""),
        "check_name": problem.rule,
        "fingerprint": digest(problem.place.path, one.fingerprint, str(one.number)),
        "severity": SEVERITIES[problem.severity],
        "location": {"path": problem.place.path, "lines": {"begin": problem.place.line}},
    }
