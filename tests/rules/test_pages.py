"""Every rule's page is true: its Bad is found by this rule, its Good is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sopgen.rules import NAMES, RULES
from tests.projects import examples, problems


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
    render = rule.scope == "proof"
    assert name in {problem.rule for problem in problems(tmp_path / "bad", bad, render=render)}
    left = [problem for problem in problems(tmp_path / "good", good, render=render) if problem.rule == name]
    assert left == []
