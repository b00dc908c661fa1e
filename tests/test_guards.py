"""The table of guards is fresh: each text stands there once, each test that should notice is still there."""

from __future__ import annotations

import ast
from functools import cache

import pytest

from tests.torture.guards.guard import REPOSITORY, Guard, read
from tests.torture.guards.table import CHAPTERS

GUARDS = tuple(guard for guards in CHAPTERS.values() for guard in guards)


def test_there_are_enough_and_no_two_have_one_name() -> None:
    assert len(GUARDS) >= 45 and len({guard.name for guard in GUARDS}) == len(GUARDS)


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_it_can_be_switched_off(guard: Guard) -> None:
    whole = read(guard)
    assert guard.switched_off(whole) != whole
    assert [test for test in guard.tests if not is_there(test)] == []


def is_there(test: str) -> bool:
    path, _, name = test.partition("::")
    return name.partition("[")[0] in _names(path) if name else (REPOSITORY / path).exists()


@cache
def _names(path: str) -> frozenset[str]:
    tree = ast.parse((REPOSITORY / path).read_text("utf-8")) if (REPOSITORY / path).is_file() else ast.Module([], [])
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))
