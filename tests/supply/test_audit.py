"""What `make audit` says, of answers as pip-audit gives them, and when it ends well."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.supply import audit

CLEAN: list[dict[str, Any]] = [{"name": "click", "version": "8.5.1", "vulns": []}]
KNOWN: list[dict[str, Any]] = [
    {"name": "jinja2", "version": "3.1.5", "vulns": [{"id": "PYSEC-0000-1", "fix_versions": ["3.1.6"]}]},
    {"name": "click", "version": "8.5.1", "skip_reason": "not found"},
]
UNKNOWN = json.dumps({"dependencies": [{"name": "click", "version": "8.5.1", "skip_reason": "not found"}]})


@pytest.mark.parametrize(
    ("run", "tools", "code", "said"),
    [
        (CLEAN, CLEAN, 0, "run.lock: 1 packages audited, 0 unknown, 0 problems"),
        (KNOWN, CLEAN, 1, "  jinja2 3.1.5: PYSEC-0000-1, mended by 3.1.6"),
        (CLEAN, KNOWN, 0, "test.lock: 1 packages audited, 1 unknown, 1 problems"),
        (None, CLEAN, 0, "run.lock: not audited, nobody could be asked"),
    ],
    ids=["nothing known", "known of what users get", "known of a tool", "no network"],
)
def test_what_users_install_counts(
    run: Any, tools: Any, code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(audit, "asked", lambda lock: run if lock.stem == "run" else tools)
    assert audit.audit() == code
    out = capsys.readouterr()
    assert said in out.out + out.err


@pytest.mark.parametrize(
    "answer", [subprocess.TimeoutExpired("pip-audit", 1), "", "no JSON", "[]", '{"else": 1}', UNKNOWN]
)
def test_no_answer_is_no_alarm(answer: str | Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*_: object, **__: object) -> subprocess.CompletedProcess[str]:
        if isinstance(answer, Exception):
            raise answer
        return subprocess.CompletedProcess([], 1, answer, "no network")

    monkeypatch.setattr(audit.subprocess, "run", run)
    assert audit.asked(Path("run.lock")) is None


def test_its_answer_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = json.dumps({"dependencies": KNOWN, "fixes": []})
    monkeypatch.setattr(audit.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 1, answer, ""))
    assert audit.asked(Path("run.lock")) == KNOWN
