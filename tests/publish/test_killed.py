"""A build that is killed at any step leaves whole sites, and the next one cleans up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills children, which need fork")


def kills(folder: Path, way: str, times: str) -> list[dict[str, object]]:
    command = [sys.executable, "-m", "tests.publish.killed", str(folder), way, times]
    done = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, timeout=300)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("way", "times", "whole", "recovered"),
    [
        ("exchange", "again", {"old", "new"}, {"old", "new"}),
        ("exchange", "first", {"missing", "new"}, {"missing", "new"}),
        # the tree that stood before is kept; of the third build on, it is made the next one
        ("spare", "first", {"missing", "new"}, {"missing", "new"}),
        ("spare", "again", {"old", "new"}, {"old", "new"}),
        ("spare", "third", {"old", "new"}, {"old", "new"}),
        # without an exchange by the system there is one moment between two renames; `recover` ends it
        ("renames", "again", {"old", "new", "missing"}, {"old", "new"}),
    ],
)
def test_sites_are_whole_at_every_step(
    tmp_path: Path,
    way: str,
    times: str,
    whole: set[str],
    recovered: set[str],
    record_property: Callable[[str, object], None],
) -> None:
    reports = kills(tmp_path, way, times)
    record_property("cases", len(reports))
    assert len(reports) > 30
    assert {report["killed"] for report in reports} == whole, [r for r in reports if r["killed"] not in whole]
    assert {report["recovered"] for report in reports} == recovered, reports
    assert [report for report in reports if not report["next"] == report["again"] == "new"] == []
    litter = [".build.sopgen", "build"] if way == "spare" else ["build"]
    assert [report for report in reports if report["litter"] != litter] == []
    assert [report for report in reports if not report["honest"]] == []


def test_old_site_is_missing_for_one_step_only_where_the_system_cannot_exchange(tmp_path: Path) -> None:
    missing = [report for report in kills(tmp_path, "renames", "again") if report["killed"] == "missing"]
    assert len(missing) == 2  # after the first rename, before the second: one place, seen from both sides
