"""The manual is true: it is clean by its own rules, and names every key, command and rule that there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import click
import pytest
from pydantic import BaseModel, ValidationError

from sopgen import __version__
from sopgen.build import Project, build, open_project
from sopgen.cli import COMMANDS, sopgen
from sopgen.colours import COLOUR_NAMES
from sopgen.config import (
    Fact,
    FeedbackSettings,
    FrontMatterSettings,
    Organisation,
    Product,
    Repository,
    Role,
    RuleSetting,
    SectionSetting,
    Settings,
    Site,
)
from sopgen.contact.hours import Holidays
from sopgen.contact.models import Branch, Channel, Hours, Kind, Purpose
from sopgen.fields import Input
from sopgen.front_matter import ApprovedField, ChangeField, FrontMatter, decode
from sopgen.manual import HERE, manual_files
from sopgen.notices import Notice
from sopgen.profiles import PROFILES
from sopgen.rules import RULES
from sopgen.services import Feature, Option, Price, Service
from sopgen.style import Style
from sopgen.terms import Term
from sopgen.yaml_source import read
from tests.projects import AS_OF, write

PAGES = HERE / "procedures"

# Each model of `sopgen.yaml` and front matter: the page and heading under which the manual lists its keys.
MODELS: dict[type[BaseModel], tuple[str, str]] = {
    ApprovedField: ("reference/front-matter.md", "approved"),
    Branch: ("reference/contacts.md", "branch"),
    ChangeField: ("reference/front-matter.md", "changes"),
    Channel: ("reference/contacts.md", "channel"),
    Fact: ("reference/facts.md", "fact"),
    Feature: ("reference/services.md", "feature"),
    FeedbackSettings: ("reference/sopgen-yaml.md", "feedback"),
    FrontMatter: ("reference/front-matter.md", "keys"),
    FrontMatterSettings: ("reference/sopgen-yaml.md", "front-matter"),
    Hours: ("reference/contacts.md", "hours"),
    Holidays: ("reference/contacts.md", "holidays"),
    Option: ("reference/services.md", "option"),
    Notice: ("reference/sopgen-yaml.md", "notices"),
    Organisation: ("reference/sopgen-yaml.md", "organisation"),
    Price: ("reference/services.md", "price"),
    Product: ("reference/sopgen-yaml.md", "products"),
    Repository: ("reference/sopgen-yaml.md", "repository"),
    Role: ("reference/sopgen-yaml.md", "roles"),
    RuleSetting: ("reference/severities.md", "rule"),
    SectionSetting: ("reference/profiles.md", "section"),
    Service: ("reference/services.md", "service"),
    Settings: ("reference/sopgen-yaml.md", "settings"),
    Site: ("reference/sopgen-yaml.md", "sites"),
    Style: ("reference/sopgen-yaml.md", "style"),
    Term: ("reference/sopgen-yaml.md", "terms"),
}


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The manual as `sopgen manual` builds it, with a page for each rule."""
    folder = write(tmp_path_factory.mktemp("manual"), dict(manual_files()))
    return open_project(folder / "sopgen.yaml", AS_OF, drafts=False)


def text_of(page: str) -> str:
    return (PAGES / page).read_text("utf-8")


def part(page: str, anchor: str) -> str:
    """The text below the heading with this id, up to the next heading of the same level or a higher one."""
    parts = re.split(r"^(#+ .*)$", text_of(page), flags=re.MULTILINE)
    for heading, text in zip(parts[1::2], parts[2::2], strict=True):
        if heading.endswith(f"{{#{anchor}}}"):
            return text
    raise AssertionError(f"{page} has no heading {{#{anchor}}}")


def first_column(text: str) -> list[tuple[str, bool]]:
    """The names in the first column of a text's tables, and whether a star stands beside them."""
    found = re.findall(r"^\| `([^`|]+)`( \*)? \|", text, flags=re.MULTILINE)
    return [(name, bool(star)) for name, star in found]


def models_in(model: type[BaseModel]) -> set[type[BaseModel]]:
    """A model and all that its fields lead to."""
    found = {model}

    def look(annotation: Any) -> None:
        if isinstance(annotation, type) and issubclass(annotation, Input) and annotation not in found:
            found.update(models_in(annotation))
        for argument in get_args(annotation):
            look(argument)

    for field in model.model_fields.values():
        look(field.annotation)
    return found


def fences(kind: str) -> Iterator[tuple[str, str, str]]:
    """(page, the second word after the fence, its text) of every block of this kind."""
    for file in sorted(PAGES.rglob("*.md")):
        found = re.findall(rf"^(`{{3,}}){kind}(?: (\S+))?\n(.*?)^\1$", file.read_text("utf-8"), flags=re.M | re.S)
        for _, name, text in found:
            yield file.relative_to(PAGES).as_posix(), name, text


# ------------------------------------------------------------------------------------------------- its own rules


def test_it_is_clean_without_exemption(manual: Project, tmp_path: Path) -> None:
    built = build(manual, tmp_path / "build", strict=True)
    assert built.problems == ()
    assert built.published is not None
    assert manual.library is not None
    assert [record.path for record in manual.library.records.values() if record.exemptions] == []


def test_each_rule_has_a_page(manual: Project) -> None:
    assert manual.library is not None
    titles = {e.meta.title for e in manual.library.entries if e.section == "rules" and not e.index}
    assert titles == set(RULES)


def test_steps_are_short(manual: Project) -> None:
    long = []
    for path, document in manual.documents.items():
        for block in document.body.blocks:
            if block.kind == "item" and block.number and "details" not in block.inside and len(block.text.split()) > 20:
                long.append(f"{path}:{block.place.line}: {block.text}")
    assert long == []


# ------------------------------------------------------------------------------------------------- keys


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_is_described(model: type[BaseModel]) -> None:
    described = dict(first_column(part(*MODELS[model])))
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    assert sorted(described) == sorted(fields)
    required = {name for name, field in fields.items() if field.is_required()}
    assert {name for name, star in described.items() if star} == required


def test_no_model_is_forgotten() -> None:
    assert models_in(Settings) == set(MODELS)


@pytest.mark.parametrize(
    ("page", "anchor", "names"),
    [
        ("reference/contacts.md", "kinds", get_args(Kind)),
        ("adapt/themes.md", "colours", COLOUR_NAMES),
        ("reference/profiles.md", "built-in", tuple(PROFILES)),
    ],
)
def test_every_choice_is_described(page: str, anchor: str, names: tuple[str, ...]) -> None:
    assert sorted(name for name, _ in first_column(part(page, anchor))) == sorted(names)


def test_every_purpose_is_named() -> None:
    line = next(line for line in text_of("reference/contacts.md").splitlines() if line.startswith("| `purposes`"))
    assert tuple(re.findall(r"`([a-z]+)`", line)[1:]) == get_args(Purpose)


def test_the_profiles_are_those_of_the_code() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", part("reference/profiles.md", "built-in"), flags=re.MULTILINE)
    shown = {kind: sections.split(", ") for kind, sections in rows if kind != "article"}
    built_in = {
        kind: [section.title.get("en") + (" *" if section.required else "") for section in profile]
        for kind, profile in PROFILES.items()
        if profile
    }
    assert shown == built_in


# ------------------------------------------------------------------------------------------------- commands


def options(command: click.Command) -> set[str]:
    return {name for param in command.params if isinstance(param, click.Option) for name in param.opts if "--" in name}


def command_named(name: str) -> click.Command:
    command = sopgen.get_command(click.Context(sopgen), name)
    assert command is not None
    return command


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_described(name: str) -> None:
    described = [option for option, _ in first_column(part("reference/commands.md", name))]
    assert sorted(described) == sorted(options(command_named(name)))


def test_every_command_that_is_named_exists() -> None:
    files = [*PAGES.rglob("*.md"), *(HERE.parents[1] / name for name in ("README.md", "ARCHITECTURE.md"))]
    said = [(file, line.split()) for file in files for line in code_of(file)]
    assert len(said) > 50
    wrong = []
    for file, (_, *words) in said:
        name = words[0] if words and not words[0].startswith("-") else ""
        known = {"--help", "--version"} | (options(command_named(name)) if name in COMMANDS else set())
        if name and name not in COMMANDS:
            wrong.append(f"{file.name}: there is no command {name}")
        wrong += [f"{file.name}: {name} has no {word}" for word in words if word[:2] == "--" and word not in known]
    assert wrong == []


def code_of(file: Path) -> list[str]:
    """What a page shows as code: between backticks, and lines of `text` and `sh` blocks."""
    text = re.sub(r"^(`{3,})(?!text|sh).*?^\1$", "", file.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    spans = [span for span in re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text) if span.startswith("sopgen ")]
    blocks = re.findall(r"^```(?:sh|text)\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)
    return spans + [line for block in blocks for line in block.splitlines() if re.match(r"(\S*/)?sopgen ", line)]


# ------------------------------------------------------------------------------------------------- examples


SETTINGS = list(fences("yaml"))
BASE = {
    "organisation": {"name": "A", "country": "GB"},
    "languages": ["en"],
    "sites": {"a": {"title": "A", "audience": "staff"}},
}


@pytest.mark.parametrize("page,text", [(page, text) for page, name, text in SETTINGS if name == "sopgen.yaml"])
def test_settings_that_are_shown_can_be_read(page: str, text: str) -> None:
    tree = read(text, page)
    assert tree.findings == ()
    try:
        Settings.model_validate({**BASE, **tree.value})
    except ValidationError as error:
        pytest.fail(f"{page}: {error}")


@pytest.mark.parametrize("page,text", [(page, text) for page, name, text in SETTINGS if name == "front-matter"])
def test_front_matter_that_is_shown_can_be_read(page: str, text: str) -> None:
    assert decode(text, page, 1).findings == ()


@pytest.mark.parametrize(
    "page,text", [(page, text) for page, _, text in fences("markdown") if text.startswith("---\n")]
)
def test_documents_that_are_shown_can_be_read(page: str, text: str) -> None:
    assert decode(text.split("---\n")[1], page, 1).findings == ()


def test_there_are_examples_to_test() -> None:
    assert len(SETTINGS) > 20
    assert len(list(fences("markdown"))) > 20


# ------------------------------------------------------------------------------------------------- the house


def test_the_architecture_names_every_room() -> None:
    package = HERE.parent
    rooms = {path.stem for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    text = (package.parent / "ARCHITECTURE.md").read_text("utf-8")
    table = re.search(r"^## The rooms\n(.*?)^## ", text, flags=re.MULTILINE | re.DOTALL)
    assert table is not None
    named = re.findall(r"`(\w+)/?`", " ".join(re.findall(r"^\| ([^|]*) \|", table[1], flags=re.MULTILINE)))
    assert sorted(named) == sorted(rooms - {"__init__", "__main__"})


def test_the_version_that_is_installed_is_ours() -> None:
    assert set(re.findall(r"sopgen==([\d.]+)", text_of("adapt/ci.md"))) == {__version__}
    assert f"## {__version__} " in (HERE.parents[1] / "CHANGELOG.md").read_text("utf-8")
