"""`sopgen new`: a document of each type, in the right folder, numbered on, without a problem from the first minute."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.cli import main
from sopgen.commands.new import yaml_text
from sopgen.config import LANGUAGES
from sopgen.guidance import SECTIONS
from sopgen.model import DocumentType
from sopgen.profiles import PROFILES
from sopgen.yaml_source import NO_TEXT, read


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The starter's project, with all four languages, as the working directory."""
    main(["init", str(tmp_path)])
    settings = tmp_path / "sopgen.yaml"
    settings.write_text(settings.read_text("utf-8").replace("[en]", "[en, it, ca, el]", 1), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "path", "says"),
    [
        (["procedure", "Greet a customer"], "customers/greet-a-customer.md", ["id: CU-003", "owner: manager"]),
        (["guide", "Clean: your lamp"], "guides/clean-your-lamp.md", ['title: "Clean: your lamp"', "id: GU-003"]),
        (["article", "no"], "no.md", ['title: "no"', "type: article", "id: AR-001"]),
        (["policy", "What we promise"], "what-we-promise.md", ["type: policy", "## Rules"]),
        (["service", "Ταχεία επισκευή"], "ταχεία-επισκευή.md", ["type: service"]),
        (["procedure", "Lock up", "--section", "procedures/shop"], "shop/lock-up.md", ["id: SH-002"]),
        (["procedure", "Wake up", "--section", "new/place"], "new/place/wake-up.md", ["id: PL-001"]),
        (["article", "Prices", "--section", "guides"], "guides/prices.md", ["type: article"]),
        (["article", "Help", "--audience", "customer"], "help.md", ["audience: customer"]),
        (
            ["article", "All", "--audience", "staff", "--audience", "customer"],
            "all.md",
            ["audience: [staff, customer]"],
        ),
        (["procedure", "Aprire", "--language", "it"], "customers/aprire.it.md", ["## Passi", "Prima versione."]),
        (["procedure", "Άνοιγμα", "--language", "el"], "customers/άνοιγμα.el.md", ["## Βήματα", "Πρώτη έκδοση."]),
    ],
)
def test_a_new_document(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], path: str, says: list[str]
) -> None:
    capsys.readouterr()
    assert main(["new", *arguments, "--as-of", "2026-11-21"]) == 0
    assert capsys.readouterr().out == f"procedures/{path}\n"
    text = (project / "procedures" / path).read_text("utf-8")
    assert [line for line in says if line not in text] == []
    assert "status: draft" in text and "date: 2026-11-21" in text
    main(["check", "--strict", "--min-severity", "warning", f"procedures/{path}"])
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("kind", get_args(DocumentType))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_in_every_language_has_its_sections(project: Path, kind: DocumentType, language: str) -> None:
    assert main(["new", kind, "Abc", "--language", language, "--section", "trial"]) == 0
    [file] = (project / "procedures" / "trial").iterdir()
    headings = [line[3:] for line in file.read_text("utf-8").splitlines() if line.startswith("## ")]
    assert headings == [section.title.get(language) for section in PROFILES[kind]]
    assert main(["check", "--strict", str(file)]) == 0


def test_what_a_folder_says_is_not_said_again(project: Path) -> None:
    assert main(["new", "guide", "Clean your lamp", "--audience", "customer"]) == 0
    text = (project / "procedures" / "guides" / "clean-your-lamp.md").read_text("utf-8")
    assert "audience:" not in text and "type:" not in text


def test_numbers_are_never_given_twice(project: Path) -> None:
    assert main(["new", "procedure", "One"]) == 0
    assert main(["new", "procedure", "Two"]) == 0
    folder = project / "procedures" / "customers"
    assert "id: CU-003" in (folder / "one.md").read_text("utf-8")
    assert "id: CU-004" in (folder / "two.md").read_text("utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ["procedure", "Give a refund"],
        ["procedure", "GIVE a   Refund!"],
        ["article", "Customers", "--section", ""],
        ["article", "Index"],
        ["article", "?!"],
        ["article", "Prices", "--section", "../elsewhere"],
        ["article", "Prices", "--section", "/tmp"],
        ["article", "Prices", "--section", "_snippets"],
        ["article", "Prices", "--language", "fr"],
        ["poem", "Prices"],
    ],
)
def test_what_cannot_be_written_is_refused(project: Path, arguments: list[str]) -> None:
    before = sorted(project.rglob("*"))
    assert main(["new", *arguments]) == 2
    assert sorted(project.rglob("*")) == before


def test_a_broken_project_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "sopgen.yaml").write_text("organisation: [")
    assert main(["new", "article", "Prices"]) == 1
    assert "sopgen.yaml:1" in capsys.readouterr().out


def test_translations_in_folders(project: Path) -> None:
    settings = project / "sopgen.yaml"
    settings.write_text(settings.read_text("utf-8") + "translations: folders\n", "utf-8")
    assert main(["new", "procedure", "Aprire", "--language", "it"]) == 0
    assert (project / "procedures" / "it" / "customers" / "aprire.md").is_file()
    assert main(["new", "procedure", "Open"]) == 0
    assert (project / "procedures" / "customers" / "open.md").is_file()


def test_guidance_knows_every_section_of_the_profiles() -> None:
    assert {kind: {*sections} for kind, sections in SECTIONS.items()} == {
        kind: {section.id for section in profile} for kind, profile in PROFILES.items()
    }


@given(st.text(min_size=1).map(lambda text: " ".join(text.split())).filter(bool), st.booleans())
def test_any_text_is_a_yaml_value(text: str, flow: bool) -> None:
    value = yaml_text(text, flow)
    tree = read(f"{{a: {value}, b: c}}" if flow else f"a: {value}\nb: c", "")
    assert tree.findings == () and tree.value == {"a": NO_TEXT.sub("", text), "b": "c"}
