"""Every rule's page is true: its Bad is found by this rule, its Good is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sopgen.build import changed_documents
from sopgen.check import of_changes
from sopgen.model import Problem
from sopgen.rule import Rule
from sopgen.rules import NAMES, RULES
from tests.projects import BASE, FOUR_LANGUAGES, examples, problems, project


def test_the_base_project_has_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path) == ()


def test_every_module_is_named_and_sorted() -> None:
    folder = Path(__file__).parents[2] / "sopgen" / "rules"
    modules = sorted(file.stem.replace("_", "-") for file in folder.glob("*.py") if file.stem != "__init__")
    assert list(NAMES) == modules


@pytest.mark.parametrize("name", NAMES)
def test_page_is_complete(name: str) -> None:
    page = RULES[name].page
    first, _, rest = page.partition("\n\n")
    assert first.endswith(".") and "\n" not in first
    headings = re.findall(
        r"^## (.+)$", re.sub(r"^(```+).*?^\1$", "", rest, flags=re.MULTILINE | re.DOTALL), re.MULTILINE
    )
    assert headings[:3] == ["Why", "Bad", "Good"]
    assert set(headings[3:]) <= {"Options", "Source"}


@pytest.mark.parametrize("name", NAMES)
def test_bad_is_found_and_good_is_not(name: str, tmp_path: Path) -> None:
    rule = RULES[name]
    bad, good = examples(rule.page, "Bad"), examples(rule.page, "Good")
    assert bad and good
    assert name in {problem.rule for problem in found(rule, tmp_path / "bad", bad)}
    assert [problem for problem in found(rule, tmp_path / "good", good) if problem.rule == name] == []


def settings(name: str, files: dict[str, str]) -> dict[str, str]:
    """What examples need besides the base: the languages that they are in, and a rule that is off switched on."""
    every = any(path.endswith((".ca.md", ".el.md")) for path in files)
    text = (FOUR_LANGUAGES if every else BASE)["sopgen.yaml"]
    return {"sopgen.yaml": text + (f"rules: {{{name}: warning}}\n" if RULES[name].severity == "off" else "")}


def found(rule: Rule, folder: Path, files: dict[str, str]) -> tuple[Problem, ...]:
    """The problems of an example; files below `before/` say what the same files said at an earlier revision."""
    if rule.scope != "change":
        return problems(folder, settings(rule.name, files), files, render=rule.scope == "proof")
    before = {path.removeprefix("before/"): text.encode() for path, text in files.items() if path.startswith("before/")}
    assert before
    read = project(folder, {path: text for path, text in files.items() if not path.startswith("before/")})
    assert read.config is not None
    return of_changes(changed_documents(read, before), read.config)


@pytest.mark.parametrize("name", NAMES)
def test_options_are_described(name: str) -> None:
    described = RULES[name].page.partition("## Options")[2].partition("\n## ")[0]
    assert set(re.findall(r"`([a-z]+)`:", described)) == set(RULES[name].options)
