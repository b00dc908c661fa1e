"""`sopgen manual`: builds without a problem, and opens from a folder."""

from __future__ import annotations

import re
import webbrowser
from pathlib import Path

import pytest

from sopgen.cli import main
from sopgen.rules import RULES


def test_it_is_written_where_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manual", "--output", str(tmp_path)]) == 0
    index = tmp_path / "manual" / "index.html"
    assert capsys.readouterr().out == f"{index}\n"
    for name in RULES:
        assert (tmp_path / "manual" / "rules" / name / "index.html").is_file()
    links = re.findall(r'href="([^":#]+)', index.read_text("utf-8"))
    assert links and all((index.parent / link).is_file() for link in links), "opens without a server"


def test_it_is_opened_from_the_users_own_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[str] = []
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(webbrowser, "open", lambda url: opened.append(url) or True)
    assert main(["manual", "--no-open"]) == 0
    assert opened == []
    assert main(["manual"]) == 0
    assert opened == [(tmp_path / "sopgen" / "manual" / "manual" / "index.html").as_uri()]
    assert capsys.readouterr().out.count("index.html") == 2
