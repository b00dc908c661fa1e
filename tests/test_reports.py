"""The formats for other programs: each is what its public schema or documentation says, whatever is in a problem."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest

from sopgen import __version__
from sopgen.model import Edit, Place, Problem
from sopgen.reports import REPORTS
from sopgen.rules import RULES
from tests import tools

PATH = "procedures/Όροι & 100 %.md"
LINES = ("# Refunds", "", "1. Please 🚨 check the receipt. The box was closed.", "2. Check.", "2. Check.")
EDIT = Edit(Place(PATH, 3, 4, 11), "Please ", "")
PROBLEMS = (
    Problem(Place(PATH), "title-missing", "info", "no title"),
    Problem(Place(PATH, 3, 4, 11), "step-past-tense", "error", "“Please” is not needed", "leave it out", (EDIT,), True),
    Problem(Place(PATH, 4, 4, 9), "step-past-tense", "warning", "short"),
    Problem(Place(PATH, 5, 4, 9), "step-past-tense", "warning", "short"),
)

# GitLab's documentation, "Code Quality report format": what each object must have, and which severities there are.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "location", "severity"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./|/)."},
                    "lines": {"required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}


def reported(form: str, problems: tuple[Problem, ...] = PROBLEMS, lines: tuple[str, ...] = LINES) -> Any:
    return json.loads(REPORTS[form](problems, lambda path: lines))


def moved(by: int) -> tuple[tuple[Problem, ...], tuple[str, ...]]:
    """The same problems with so many lines above the text."""
    lower = tuple(
        Problem(Place(PATH, p.place.line + by, p.place.column, p.place.end_column), *rest(p))
        if p.place.end_column
        else p
        for p in PROBLEMS
    )
    return lower, (*["New line."] * by, *LINES)


def rest(problem: Problem) -> tuple[Any, ...]:
    return problem.rule, problem.severity, problem.message, problem.hint


@pytest.fixture(scope="module")
def sarif_schema() -> Any:
    assert tools.SARIF_SCHEMA.exists(), "the SARIF schema is not there: run `make test`, or `python -m tests.tools`"
    schema = json.loads(tools.SARIF_SCHEMA.read_text("utf-8"))
    return jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("problems", [(), PROBLEMS], ids=["none", "some"])
def test_sarif_is_sarif(sarif_schema: Any, problems: tuple[Problem, ...]) -> None:
    log = reported("sarif", problems)
    sarif_schema.validate(log)
    (run,) = log["runs"]
    assert run["tool"]["driver"]["version"] == __version__
    assert len(run["results"]) == len(problems)


def test_the_schema_of_sarif_refuses(sarif_schema: Any) -> None:
    log = reported("sarif")
    log["runs"][0]["results"][0]["level"] = "info"
    assert not sarif_schema.is_valid(log)


def test_sarif_says_what_and_where() -> None:
    (run,) = reported("sarif")["runs"]
    title, please, *_ = run["results"]
    assert (title["level"], please["level"]) == ("note", "error")
    assert title["locations"][0]["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 1}
    place = please["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 3, "startColumn": 4, "endColumn": 11}
    assert place["artifactLocation"]["uri"].isascii() and unquote(place["artifactLocation"]["uri"]) == PATH
    assert place["artifactLocation"]["uriBaseId"] in run["originalUriBaseIds"]
    assert please["message"]["text"] == "“Please” is not needed\nleave it out"
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert rule["help"]["markdown"] == RULES[rule["id"]].page


def test_sarif_carries_the_fix() -> None:
    title, please, *_ = reported("sarif")["runs"][0]["results"]
    assert "fixes" not in title
    (fix,) = please["fixes"]
    (change,) = fix["artifactChanges"]
    region = {"startLine": 3, "startColumn": 4, "endColumn": 11}
    assert change["replacements"] == [{"deletedRegion": region, "insertedContent": {"text": ""}}]


@pytest.mark.parametrize("problems", [(), PROBLEMS], ids=["none", "some"])
def test_gitlab_is_what_gitlab_says(problems: tuple[Problem, ...]) -> None:
    found = reported("gitlab", problems)
    jsonschema.validate(found, GITLAB)
    assert len({one["fingerprint"] for one in found}) == len(problems), "the same text twice is two problems"
    assert [one["severity"] for one in found] == ["info", "major", "minor", "minor"][: len(problems)]


@pytest.mark.parametrize("form", ["gitlab", "sarif"])
def test_fingerprints_are_of_the_text_not_of_the_line(form: str) -> None:
    def prints(problems: tuple[Problem, ...], lines: tuple[str, ...]) -> list[str]:
        found = reported(form, problems, lines)
        if form == "gitlab":
            return [one["fingerprint"] for one in found]
        return [one["partialFingerprints"]["sopgen/v1"] for one in found["runs"][0]["results"]]

    before = prints(PROBLEMS, LINES)
    assert prints(*moved(3)) == before
    other_end = (*LINES[:2], LINES[2].replace("box was", "box is"), *LINES[3:])
    assert prints(PROBLEMS, other_end) == before, "another sentence of the step"
    edited = (*LINES[:2], LINES[2].replace("receipt", "slip"), *LINES[3:])
    assert [old == new for old, new in zip(before, prints(PROBLEMS, edited), strict=True)] == [True, False, True, True]


def test_json_has_the_edits() -> None:
    title, please, *_ = reported("json")
    assert (title["edits"], title["certain"]) == ([], False)
    edit = {"path": PATH, "line": 3, "column": 4, "end_column": 11, "old": "Please ", "new": ""}
    assert (please["edits"], please["certain"]) == ([edit], True)


@pytest.mark.parametrize("form", REPORTS)
def test_what_cannot_be_read_is_reported_too(form: str) -> None:
    problems = (Problem(Place("gone.md", 7, 2, 4), "unreadable-file", "error", "cannot be read"),)
    assert "cannot be read" in REPORTS[form](problems, lambda path: ())
