"""`sopgen init`: a project that builds without a problem, and nothing that was there is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen.cli import main
from sopgen.commands.init import STARTER, starter


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_new_project_builds_without_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = tmp_path / "my handbook"
    assert main(["init", str(project)]) == 0
    assert main(["check", "--strict", "--config", str(project / "sopgen.yaml")]) == 0
    assert main(["build", "--strict", "--config", str(project / "sopgen.yaml")]) == 0
    printed = capsys.readouterr()
    assert printed.out == "", "not even a note"
    for page in sorted((project / "build" / "help").rglob("*.html")):
        assert "tel:+448081570123" in page.read_text("utf-8")
    for page in sorted((project / "build" / "handbook").rglob("*.html")):
        assert "tel:+442079460123" in page.read_text("utf-8")
    wanted = {".gitignore", ".pre-commit-config.yaml", ".github/workflows/sopgen.yml", "README.md", "sopgen.yaml"}
    assert wanted <= files(project).keys()


def test_it_has_three_procedures_and_two_guides() -> None:
    kept = [path.relative_to(STARTER / "procedures") for path in STARTER.rglob("*.md") if path.stem != "README"]
    pages = [path for path in kept if path.stem != "index"]
    assert (
        sorted("guide" if path.parts[0] == "guides" else "procedure" for path in pages)
        == ["guide"] * 2 + ["procedure"] * 3
    )


def test_no_mark_of_the_template_is_left() -> None:
    from datetime import date

    for path, data in starter(date(2027, 2, 3)):
        assert not any(part.startswith("dot-") for part in path.split("/"))
        assert b"@VERSION@" not in data and b"2026-01-01" not in data
        assert b"approved: {" not in data or b"date: 2027-02-03}" in data


def test_a_project_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sopgen.yaml").write_text("mine")
    (tmp_path / "README.md").write_text("mine too")
    assert main(["init", str(tmp_path)]) == 2
    assert files(tmp_path) == {"sopgen.yaml": b"mine", "README.md": b"mine too"}
    said = capsys.readouterr().err
    assert "sopgen.yaml" in said and "README.md" in said


def test_other_files_are_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / ".gitignore").write_text("mine")
    (tmp_path / "README.md").symlink_to("nowhere.md")
    assert main(["init", str(tmp_path)]) == 0
    assert (tmp_path / ".gitignore").read_text() == "mine"
    assert not (tmp_path / "nowhere.md").exists()
    assert "kept  " in capsys.readouterr().err


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "handbook").write_text("")
    assert main(["init", str(tmp_path / "handbook")]) == 2
