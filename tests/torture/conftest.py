"""How long attacks go on, and by which seed: `make torture SEED=7 MINUTES=10`."""

from __future__ import annotations

import os

import pytest

SEED = int(os.environ.get("SEED") or 1)
MINUTES = float(os.environ.get("MINUTES") or 2)


def pytest_report_header() -> str:
    return f"torture: seed {SEED}, {MINUTES:g} minutes for each attack"


@pytest.fixture
def seed() -> int:
    """What all chance in an attack comes from."""
    return SEED


@pytest.fixture
def seconds() -> float:
    """How long an attack that can go on for ever goes on."""
    return MINUTES * 60
