"""How long attacks go on, and by which seed: `make torture SEED=7 MINUTES=10`. With RECORD=1 in the environment what
comes of them is recorded for the manual.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import Any

import pytest

from tests.torture.record import write

SEED = int(os.environ.get("SEED") or 1)
MINUTES = float(os.environ.get("MINUTES") or 2)
_STARTED = time.monotonic()


_FOUND: dict[str, dict[str, int]] = {}


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Counts the cases of each test, as it tells them; of one that tells none, itself."""
    if report.when == "call" and not report.skipped:
        cases = int(dict(report.user_properties).get("cases", 1))
        found = _FOUND.setdefault(report.nodeid.partition("[")[0].rpartition("/")[2], {"cases": 0, "failed": 0})
        found["cases"] += cases
        found["failed"] += report.failed


def pytest_sessionfinish(session: pytest.Session) -> None:
    if os.environ.get("RECORD") and _FOUND:
        pythons = [sys.executable, *filter(None, os.environ.get("PYTHONS", "").split(":"))]
        figures: dict[str, Any] = {"seed": SEED, "minutes": MINUTES, "tests": _FOUND, "pythons": _versions(pythons)}
        write("torture", figures | {"seconds": round(time.monotonic() - _STARTED)})


def _versions(pythons: list[str]) -> list[str]:
    asked = [[python, "-c", "import platform; print(platform.python_version())"] for python in pythons]
    return [subprocess.run(one, capture_output=True, text=True, check=True).stdout.strip() for one in asked]


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
