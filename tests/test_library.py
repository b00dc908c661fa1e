"""Documents together: languages, complete front matter, addresses, who may see what."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from sopgen import library as library_of
from sopgen import load
from sopgen.config import Config, read_config
from sopgen.edition.related import ways
from sopgen.library import SETTINGS, Library
from sopgen.parse import ParseOptions, parse
from sopgen.slug import slugify
from tests.conftest import REPOSITORY
from tests.projects import AS_OF, BASE, project

CONFIG = BASE["sopgen.yaml"]


def library(folder: Path, files: dict[str, str], config: str = CONFIG, drafts: bool = False) -> Library:
    read = project(folder, {"sopgen.yaml": config}, files, drafts=drafts)
    assert read.library is not None, read.problems
    return read.library


def doc(title: str = "Refund", **keys: str) -> str:
    given = {"title": title, "status": "approved", **keys}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in given.items()) + "---\n\nText.\n"


def urls(found: Library, site: str, language: str) -> dict[str, str]:
    return {key: url for key, url in found.routes[site, language].urls.items() if key not in ("greet", "hours")}


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Give a refund", "give-a-refund"),
        ("Επιστροφές & αλλαγές", "επιστροφές-αλλαγές"),
        ("Què cal?", "què-cal"),
        ("Cafe\u0301", "café"),
        ("  a__b--c  ", "a-b-c"),
        ("C++ / 2.0", "c-2-0"),
        ("---", ""),
    ],
)
def test_slugs_keep_their_script(words: str, slug: str) -> None:
    assert slugify(words) == slug


def test_translations_beside_the_source(tmp_path: Path) -> None:
    files = {
        "procedures/money/refund.md": doc(),
        "procedures/money/refund.it.md": "---\ntitle: Rimborso\n---\n\nTesto.\n",
        "procedures/avviso.it.md": doc("Avviso"),
    }
    found = library(tmp_path, files)
    assert urls(found, "handbook", "en") == {"avviso": "avviso/", "money/refund": "money/refund/"}
    assert urls(found, "handbook", "it") == {"avviso": "it/avviso/", "money/refund": "it/money/refund/"}
    assert found.routes["handbook", "en"].entries["avviso"].language == "it"
    assert found.routes["handbook", "it"].entries["money/refund"].meta.title == "Rimborso"


def test_translations_in_folders(tmp_path: Path) -> None:
    config = CONFIG + "translations: folders\n"
    files = {"procedures/en/refund.md": doc(), "procedures/it/refund.md": doc("Rimborso"), "procedures/x.md": doc("X")}
    found = library(tmp_path, files, config)
    assert urls(found, "handbook", "it") == {"refund": "it/refund/", "x": "it/x/"}
    assert found.in_language("refund", "it") is not None
    assert found.routes["handbook", "it"].entries["refund"].meta.title == "Rimborso"


def test_a_translation_takes_over_what_it_does_not_say(tmp_path: Path) -> None:
    files = {
        "procedures/refund.md": doc(id="CS-1", owner="manager", version="1.10", audience="staff", description="Why."),
        "procedures/refund.it.md": "---\ntitle: Rimborso\n---\n\nTesto.\n",
    }
    meta = library(tmp_path, files).routes["handbook", "it"].entries["refund"].meta
    assert (meta.id, meta.owner, meta.version, meta.status) == ("CS-1", "manager", "1.10", "approved")
    assert meta.description == ""


def test_folder_defaults_later_ones_win_and_the_file_has_the_last_word(tmp_path: Path) -> None:
    config = (
        CONFIG
        + 'defaults:\n  "**": {status: approved, owner: manager}\n  "help/**": {audience: customer, owner: agent}\n'
    )
    files = {
        "procedures/a.md": "---\ntitle: A\n---\n\nText.\n",
        "procedures/help/b.md": "---\ntitle: B\n---\n\nText.\n",
        "procedures/help/deep/c.md": "---\ntitle: C\nowner: manager\n---\n\nText.\n",
    }
    found = library(tmp_path, files, config)
    metas = {key: next(iter(entries.values())).meta for key, entries in found.by_key.items()}
    assert (metas["a"].audience, metas["a"].owner, metas["a"].status) == (("staff",), "manager", "approved")
    assert (metas["help/b"].audience, metas["help/b"].owner) == (("customer",), "agent")
    assert (metas["help/deep/c"].audience, metas["help/deep/c"].owner) == (("customer",), "manager")


@pytest.mark.parametrize(
    ("keys", "sites"),
    [
        ({}, ["handbook"]),
        ({"audience": "staff"}, ["handbook"]),
        ({"audience": "customer"}, ["help"]),
        ({"audience": "[staff, customer]"}, ["handbook", "help"]),
        ({"audience": "customer", "status": "draft"}, []),
        ({"audience": "customer", "status": "retired"}, ["help"]),
    ],
)
def test_nothing_reaches_customers_by_default(keys: dict[str, str], sites: list[str], tmp_path: Path) -> None:
    found = library(tmp_path, {"procedures/refund.md": doc(**keys)})
    assert [site for site in ("handbook", "help") if "refund" in found.routes[site, "en"].entries] == sites


def test_drafts_on_request(tmp_path: Path) -> None:
    files = {"procedures/refund.md": doc(status="draft")}
    assert "refund" not in library(tmp_path / "a", files).routes["handbook", "en"].entries
    assert "refund" in library(tmp_path / "b", files, drafts=True).routes["handbook", "en"].entries


def test_slugs_of_documents_and_sections(tmp_path: Path) -> None:
    files = {
        "procedures/Money Matters/index.md": doc("Money", slug="money"),
        "procedures/Money Matters/Επιστροφές.md": doc(),
        "procedures/Money Matters/b.md": doc("B", slug="Back Office"),
    }
    found = urls(library(tmp_path, files), "handbook", "en")
    assert found == {
        "Money Matters": "money/",
        "Money Matters/b": "money/back-office/",
        "Money Matters/Επιστροφές": "money/επιστροφές/",
    }


@pytest.mark.parametrize(
    "files",
    [
        {"procedures/a.md": doc(), "procedures/b.md": doc("B", slug="a")},
        {"procedures/a.md": doc(), "procedures/A.md": doc("B")},
        {"procedures/a.md": doc(), "procedures/a.en.md": doc("B")},
        {"procedures/contact.md": doc()},
        {"procedures/roles/index.md": doc()},
        {"procedures/a.md": doc(), "procedures/b.md": doc("B", aliases="[/a/]")},
        {"procedures/a.md": doc(aliases="[/old]"), "procedures/b.md": doc("B", aliases="[/old/]")},
        {"procedures/a.md": doc(aliases='["/old?page=1"]')},
        {"procedures/a.md": doc(aliases="[/robots.txt]")},
        {"procedures/a.md": doc(slug="a" * 300)},
    ],
    ids=[
        "slug",
        "case",
        "language",
        "generated",
        "section",
        "alias of a page",
        "two aliases",
        "alias with a question",
        "alias of a file of ours",
        "too long",
    ],
)
def test_two_pages_never_land_on_one_address(files: dict[str, str], tmp_path: Path) -> None:
    found = library(tmp_path, files)
    assert "url-clash" in {finding.rule for finding in found.findings}


def test_a_document_beside_its_folder_is_its_section(tmp_path: Path) -> None:
    files = {"procedures/money.md": doc("Money"), "procedures/money/refund.md": doc()}
    found = library(tmp_path, files)
    assert [finding.rule for finding in found.findings] == []
    assert found.routes["handbook", "en"].sections["money"] == "money/"


def test_readme_is_the_section_where_no_index_is(tmp_path: Path) -> None:
    files = {
        "procedures/a/README.md": doc("A"),
        "procedures/b/README.md": doc("B read me"),
        "procedures/b/index.md": doc("B"),
    }
    found = urls(library(tmp_path, files), "handbook", "en")
    assert found == {"a": "a/", "b": "b/", "b/README": "b/readme/"}


@pytest.mark.parametrize("line", ["audience: staf", "audiance: staff", "audience: [staff, custmer]"])
def test_an_audience_that_cannot_be_read_is_staff(line: str, tmp_path: Path) -> None:
    """Even where the project lets such a mistake pass, the folder's default does not publish the document."""
    config = CONFIG + 'defaults: {"**": {audience: customer, status: approved}}\nrules: {all: info}\n'
    found = library(tmp_path, {"procedures/refund.md": f"---\ntitle: Refund\n{line}\n---\n\nText.\n"}, config)
    assert "refund" not in found.routes["help", "en"].entries


class Noting(Config):
    """Settings that note which of them are asked."""

    asked: set[str]

    def __getattribute__(self, name: str) -> object:
        if name in NAMES:
            object.__getattribute__(self, "asked").add(name)
        return object.__getattribute__(self, name)


NAMES = {field.name for field in fields(Config)}


def test_a_library_depends_on_no_other_settings() -> None:
    """A server keeps the library, and where its texts lead, as long as these are the same."""
    config, _ = read_config(REPOSITORY / "sopgen.yaml", AS_OF)
    assert config
    noting = Noting(**{name: getattr(config, name) for name in NAMES})
    asked: set[str] = set()
    object.__setattr__(noting, "asked", asked)
    loaded = load.load(config.root, config.content, config.languages, config.translations)
    records = [parse(source, ParseOptions(languages=config.languages)).record for source in loaded.sources]
    found = library_of.build(noting, loaded, records)
    assert any(to for routes in found.routes.values() for to in ways(found, routes).values())
    assert asked == {*SETTINGS}
