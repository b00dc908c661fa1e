"""One mistake is one message: what follows from it is not reported beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.projects import BASE, problems

GREET = BASE["procedures/greet.md"].replace("## Steps\n", "## When\n").replace("id: CS-001\nversion: 1.0\n", "")


def test_it_has_other_mistakes(tmp_path: Path) -> None:
    found = problems(tmp_path, {"procedures/greet.md": GREET}, render=False)
    assert [one.rule for one in found] == ["section-missing", "register-incomplete"]


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("title: Greet a customer", "title: Greet: a customer", ["yaml"]),
        ("approved: {by: manager,", "approvd: {by: manager,", ["unknown-key"]),
        ("status: approved", "status: approved\nstatus: draft", ["duplicate-key"]),
        ("reviewed: 2026-03-01", "reviewed: last March", ["front-matter"]),
    ],
)
def test_unread_front_matter_is_all_that_is_said(old: str, new: str, rules: list[str], tmp_path: Path) -> None:
    found = problems(tmp_path, {"procedures/greet.md": GREET.replace(old, new)}, render=False)
    assert [one.rule for one in found] == rules
