"""SARIF 2.1.0: what code scanning of GitHub and other hosts, and viewers in editors, take.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from sopgen import __version__
from sopgen.fingerprint import LinesOf, Marked, marked
from sopgen.model import Edit, Place, Problem

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note", "off": "none"}
ROOT = "SRCROOT"
"""What the addresses start from: the folder where sopgen was called, the root of the repository in CI."""

Json = Mapping[str, object]


def report(problems: Sequence[Problem], lines_of: LinesOf) -> str:
    names = sorted({problem.rule for problem in problems})
    driver = {"name": "sopgen", "version": __version__, "semanticVersion": __version__, "rules": [*map(_rule, names)]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder where sopgen was called."}}},
        "results": [_result(one, names.index(one.problem.rule)) for one in marked(problems, lines_of)],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(name: str) -> Json:
    from sopgen.rules import (
        RULES,  # here, for with them all that they judge by is imported, and every command has reports
    )

    rule = RULES.get(name)
    if rule is None:
        return {"id": name}
    text = f"{rule.summary}."
    return {
        "id": name,
        "shortDescription": {"text": text},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"enabled": rule.severity != "off", "level": LEVELS[rule.severity]},
    }


def _result(one: Marked, index: int) -> Json:
    problem = one.problem
    text = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    where = {"artifactLocation": _file(problem.place.path), "region": _region(problem.place)}
    name = f"{one.fingerprint}:{one.number}"
    result: dict[str, object] = {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": LEVELS[problem.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": where}],
        # the first is ours; by the second, which GitHub knows, it finds a problem again in the next commit
        "partialFingerprints": {"sopgen/v1": name, "primaryLocationLineHash": name},
    }
    if problem.edits:
        result["fixes"] = [_fix(problem)]
    return result


def _fix(problem: Problem) -> Json:
    by_path: dict[str, list[Edit]] = {}
    for edit in problem.edits:
        by_path.setdefault(edit.place.path, []).append(edit)
    changes = [
        {"artifactLocation": _file(path), "replacements": [*_replacements(edits)]} for path, edits in by_path.items()
    ]
    return {"description": {"text": problem.hint or problem.message}, "artifactChanges": changes}


def _replacements(edits: Iterable[Edit]) -> Iterable[Json]:
    for edit in sorted(edits):
        yield {"deletedRegion": _region(edit.place), "insertedContent": {"text": edit.new}}


def _file(path: str) -> Json:
    return {"uri": quote(path), "uriBaseId": ROOT}


def _region(place: Place) -> Json:
    region = {"startLine": place.line, "startColumn": place.column}
    return {**region, "endColumn": place.end_column} if place.end_column else region
