"""What is watched, and what of it matters."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen.server.app import allowed_host
from sopgen.server.watch import Watcher, is_temporary, watched


@pytest.mark.parametrize(
    ("name", "temporary"),
    [
        ("refund.md", False),
        ("refund.it.md", False),
        ("4913.md", False),
        ("template.svg", False),
        ("επιστροφές.md", False),
        (".refund.md.swp", True),
        (".#refund.md", True),
        ("#refund.md#", True),
        ("refund.md~", True),
        ("refund.md.tmp", True),
        ("4913", True),
        ("refund.md___jb_tmp___", True),
        (".git", True),
    ],
)
def test_what_editors_write_while_they_save_is_ignored(name: str, temporary: bool) -> None:
    assert is_temporary(name) is temporary


@pytest.mark.parametrize(
    ("yaml", "folders", "files"),
    [
        ("", {"procedures", "themes", "static"}, set()),
        ("content: docs/all\n", {"docs/all", "themes", "static"}, set()),
        ("contacts: data/contacts.yaml\n", {"procedures", "themes", "static"}, {"data/contacts.yaml"}),
        ("organisation: {logo: pictures/logo.svg}\n", {"procedures", "themes", "static"}, {"pictures/logo.svg"}),
        ("organisation: [broken\n", {"procedures", "themes", "static"}, set()),
        (
            "audience_lock: audience.lock\nbaseline: old/problems.txt\n",
            {"procedures", "themes", "static"},
            {"audience.lock", "old/problems.txt"},
        ),
    ],
)
def test_folders_and_files_of_a_project(tmp_path: Path, yaml: str, folders: set[str], files: set[str]) -> None:
    config = tmp_path / "sopgen.yaml"
    config.write_text(yaml)
    found, single = watched(config)
    assert {folder for folder, deep in found.items() if deep} == {tmp_path / folder for folder in folders}
    assert single == {config, *(tmp_path / file for file in files)}
    assert all(file.parent in found for file in single)


@pytest.mark.parametrize(
    ("header", "host", "allowed"),
    [
        ("192.168.1.7:8000", "192.168.1.7", True),
        ("desk.example:8000", "desk.example", True),
        ("192.168.1.7:8000", "0.0.0.0", True),
        ("[fe80::1]:8000", "::", True),
        ("evil.example", "0.0.0.0", False),
        ("", "127.0.0.1", False),
        ("fe80::1", "::1", False),
        ("localhost\r\nX: y", "127.0.0.1", False),
    ],
)
def test_names_that_lead_to_us(header: str, host: str, allowed: bool) -> None:
    assert allowed_host(header, host) is allowed


def test_only_what_changes_from_now_on_is_a_change(tmp_path: Path) -> None:
    """What was saved before the first build is in that build."""
    config = tmp_path / "sopgen.yaml"
    config.write_text("organisation: {name: A}\n")
    watcher = Watcher(config)
    watcher.start()
    try:
        assert watcher.rests(0.2) and not watcher.changed
        config.write_text("organisation: {name: B}\n")
        assert not watcher.rests(10.0)
        assert config in watcher.wait()
    finally:
        watcher.stop()
