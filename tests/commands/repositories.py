"""A project in a repository of git, as a team has one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.projects import BASE, write

ROOT = Path(__file__).parents[2]
HEAD = "---\ntitle: Give a refund\ntype: procedure\naudience: staff\n---\n\n"
OLD = (
    HEAD + "## Steps\n\n1. The receipt was checked.\n2. Count the money.\n\n## Who to ask\n\nAsk the team as needed.\n"
)
REFUND = "procedures/refund.md"


def git(folder: Path, *arguments: str) -> str:
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for role in ("AUTHOR", "COMMITTER"):
        own |= {f"GIT_{role}_NAME": "A", f"GIT_{role}_EMAIL": "a@example.org"}
    environment = {**{key: value for key, value in os.environ.items() if not key.startswith("GIT_")}, **own}
    done = subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit(folder: Path, what: str = "change") -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", what)


def repository(folder: Path, *layers: Mapping[str, str | bytes]) -> Path:
    """The base project with these files over it, committed on branch main."""
    write(folder, BASE, *layers)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    commit(folder, "old")
    return folder


def sopgen(
    *arguments: str | Path, cwd: Path, given: str | None = None, **variables: str
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SOPGEN_CACHE_DIR": str(cwd / ".cache"), **variables}
    command = [sys.executable, "-m", "sopgen", *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, env=environment, input=given, capture_output=True, text=True, timeout=120, check=False
    )


def found(*arguments: str | Path, cwd: Path, given: str | None = None) -> list[tuple[str, int, str]]:
    """(path, line, rule) of each problem that `sopgen check` prints, but for the notes of the register."""
    done = sopgen("check", "--format", "json", *arguments, cwd=cwd, given=given)
    assert done.returncode in (0, 1), done.stderr
    problems: list[dict[str, Any]] = json.loads(done.stdout)
    quiet = ("description-missing", "register-incomplete")
    return [(one["path"], one["line"], one["rule"]) for one in problems if one["rule"] not in quiet]
