"""Each rule of a document judges by itself: its findings bear its name, and it asks for no options but its own. So what
others have found stays right when one of them is set otherwise."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from sopgen.build import Project
from sopgen.check import NOT_ASKED, judged_by, of_one
from sopgen.config import Config
from sopgen.model import Finding
from sopgen.rules import RULES
from tests.projects import examples, project
from tests.rules.test_pages import settings

OF_DOCUMENT = [name for name, rule in RULES.items() if rule.check_document]


def said(read: Project, by: Config) -> list[Finding]:
    assert read.library
    return [
        found for entry in read.library.entries for found in of_one(entry, read.body(entry.record.path), by).findings
    ]


@pytest.mark.parametrize("name", OF_DOCUMENT)
def test_findings_bear_the_name_of_the_rule(name: str, tmp_path: Path) -> None:
    """And all rules together find what they find one by one."""
    files = examples(RULES[name].page, "Bad")
    read = project(tmp_path, settings(name, files), files)
    assert read.library
    by = judged_by(read.library.config)
    alone = {
        one: said(read, replace(by, rules=dict.fromkeys(OF_DOCUMENT, NOT_ASKED) | {one: by.rules[one]}))
        for one in OF_DOCUMENT
    }
    assert {found.rule for found in alone[name]} == {name}
    assert {found.rule for one in OF_DOCUMENT for found in alone[one] if found.rule != one} == set()
    assert sorted(said(read, by)) == sorted(found for findings in alone.values() for found in findings)


@pytest.mark.parametrize("name", OF_DOCUMENT)
def test_options_are_the_rules_own(name: str) -> None:
    """It names itself where it asks for one, and does not look for the others'."""
    file = Path(__file__).parents[2] / "sopgen" / "rules" / f"{name.replace('-', '_')}.py"
    tree = ast.walk(ast.parse(file.read_text("utf-8")))
    asked = [node for node in tree if isinstance(node, ast.Attribute) and node.attr in ("option", "rules")]
    assert {node.attr for node in asked} <= {"option"}
    calls = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
    named = [call.args[0] for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "option"]
    assert [ast.unparse(one) for one in named] == [repr(name)] * len(asked)
    assert bool(named) == bool(RULES[name].options)
