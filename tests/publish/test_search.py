"""The search index: what is in it and what is not, in which language, the same bytes each time."""

from __future__ import annotations

import gzip
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sopgen.build import render
from sopgen.model import Output, SopgenError
from sopgen.outputs import search
from sopgen.outputs.search import part_of_index, search_index
from tests.projects import BASE, project


def document(title: str, text: str, **front_matter: str) -> str:
    lines = {"audience": "[staff, customer]", "type": "article", "status": "approved", "description": f"About {title}."}
    matter = "".join(f"{key}: {value}\n" for key, value in {**lines, **front_matter}.items())
    return f"---\ntitle: {title}\n{matter}---\n{text}\n"


FILES = {
    "procedures/water.md": document("Hot water", "Turn the tap.", asked_as='["My shower, why is it cold?"]'),
    "procedures/water.it.md": "---\ntitle: L’acqua calda\ndescription: D.\n---\nApri il rubinetto dell’acqua.\n",
    "procedures/oven.md": document(
        "The oven", "Open the door of the oven.\n\n| Dish | Time |\n| --- | --- |\n| Bread | Long |"
    ),
    "procedures/hidden.md": document("Not to be found", "A xylophone.", search="false"),
    "procedures/retired.md": document("Out of force", "An old zither.", status="retired"),
    "procedures/inside.md": document("For us", "The secret bassoon.", audience="staff"),
    "procedures/mixed.md": document("Both", "Open.\n\n:::staff\nA hidden bagpipe.\n:::\n"),
}


@dataclass(frozen=True)
class Index:
    """What the fragments of a site's index say, by language and address."""

    pages: dict[tuple[str, str], dict[str, Any]]
    files: dict[str, bytes]

    def text(self) -> str:
        words = [gzip.decompress(self.files[path]).decode() for path in self.files if path.endswith(".pf_words")]
        return json.dumps([[page["content"], page["meta"]] for page in self.pages.values()]) + " ".join(words)

    def words(self, language: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(gzip.decompress(self.files[f"pagefind/words.{language}.pf_words"]))
        return found


def index_of(outputs: tuple[Output, ...]) -> Index:
    files = {output.path: output.data for output in outputs if output.path.startswith("pagefind/")}
    pages = {}
    for path, data in files.items():
        if path.endswith(".pf_fragment"):
            page = json.loads(gzip.decompress(data).removeprefix(b"pagefind_dcd"))
            pages[path.rpartition("/")[2][:2], page["url"]] = page
    return Index(pages, files)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Output, ...]]:
    read = project(tmp_path_factory.mktemp("project"), FILES)
    rendered, findings, _ = render(read, ("handbook", "help"))
    assert findings == ()
    return rendered


@pytest.fixture(scope="module")
def help_index(sites: dict[str, tuple[Output, ...]]) -> Index:
    return index_of(sites["help"])


def test_documents_are_found_and_nothing_that_only_leads_on(help_index: Index) -> None:
    english = {url for language, url in help_index.pages if language == "en"}
    assert {"/water/", "/oven/", "/mixed/", "/contact/", "/ask/"} <= english
    assert not english & {"/", "/404.html", "/search/", "/a-z/", "/hidden/", "/retired/", "/inside/"}


def test_only_the_text_of_a_page_is_in_it(help_index: Index) -> None:
    oven = help_index.pages["en", "/oven/"]
    assert oven["content"] == "The oven. About The oven. Open the door of the oven. Dish Time Bread. Long."
    assert oven["meta"] == {"title": "The oven", "way": "", "kind": "Article"}


def test_what_people_ask_is_kept_beside_the_text(help_index: Index) -> None:
    water = help_index.pages["en", "/water/"]
    assert water["meta"]["asked_as"] == "My shower why is it cold?"
    assert "shower" not in water["content"]


def test_a_page_that_falls_back_is_found_in_the_language_it_is_shown_in(help_index: Index) -> None:
    oven = help_index.pages["it", "/it/oven/"]["meta"]
    assert (oven["language"], oven["says"]) == ("en", "In inglese") and "asked_as" not in oven
    assert "language" not in help_index.pages["it", "/it/water/"]["meta"]


def test_an_article_before_an_apostrophe_is_parted_from_its_word(help_index: Index) -> None:
    assert help_index.pages["it", "/it/water/"]["content"].startswith("L'acqua calda.")


def test_cells_of_a_table_are_parted(help_index: Index) -> None:
    assert "Dish Time" in help_index.pages["en", "/oven/"]["content"]


def test_nothing_for_staff_is_in_the_index_of_customers(sites: dict[str, tuple[Output, ...]]) -> None:
    customers, staff = (index_of(sites[site]).text() for site in ("help", "handbook"))
    for word in ("bassoon", "bagpipe"):
        assert word not in customers and word in staff
    for word in ("xylophone", "zither"):
        assert word not in customers and word not in staff


def test_the_words_for_suggestions_are_those_of_the_language(help_index: Index) -> None:
    english, italian = (help_index.words(code)["words"] for code in ("en", "it"))
    assert {"oven", "shower", "tap"} <= set(english) and {"rubinetto", "acqua", "oven"} <= set(italian)
    assert "rubinetto" not in english and all(len(word) > 2 and word == word.lower() for word in english)
    assert english.index("about") < english.index("shower"), "not those on most pages first"


def test_a_list_of_words_has_an_end(sites: dict[str, tuple[Output, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "LONGEST_LIST", 3)
    assert len(index_of(tuple(search_index(sites["help"]))).words("en")["words"]) == 3


def test_titles_and_questions_rank_pages(help_index: Index) -> None:
    pages = help_index.words("en")["pages"].values()
    assert ["Hot water", "", ["My shower why is it cold?"]] in pages


def test_the_same_pages_give_the_same_bytes(sites: dict[str, tuple[Output, ...]]) -> None:
    first = index_of(sites["help"]).files
    for _ in range(2):
        assert {output.path: output.data for output in search_index(reversed(sites["help"]))} == first


def test_the_languages_one_by_one_give_what_all_together_give(sites: dict[str, tuple[Output, ...]]) -> None:
    for outputs in sites.values():
        pages = [output for output in outputs if not output.path.startswith("pagefind/")]
        assert {*part_of_index(pages, "folder")} == {*search_index(pages)}


def test_word_lists_do_not_say_what_packed_them(help_index: Index) -> None:
    lists = [data for path, data in help_index.files.items() if path.endswith(".pf_words")]
    assert lists and {data[:10] for data in lists} == {b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"}


def test_only_what_the_search_needs_is_published(help_index: Index) -> None:
    plain = {path for path in help_index.files if not path.endswith((".pf_fragment", ".pf_index", ".pf_meta"))}
    assert plain == {
        "pagefind/pagefind.js",
        "pagefind/pagefind-entry.json",
        "pagefind/wasm.en.pagefind",
        "pagefind/wasm.it.pagefind",
        "pagefind/words.en.pf_words",
        "pagefind/words.it.pf_words",
    }


def test_addresses_are_written_as_the_site_writes_them(tmp_path: Path) -> None:
    config = BASE["sopgen.yaml"].replace("audience: customer,", "audience: customer, links: file,")
    rendered, _, _ = render(project(tmp_path, {**FILES, "sopgen.yaml": config}), ("help",))
    assert ("en", "/water/index.html") in index_of(rendered["help"]).pages


def test_a_site_without_pages_to_find_has_no_index() -> None:
    assert tuple(search_index([Output("index.html", b"<p>Nothing", html=True)])) == ()


def test_any_path_is_an_address() -> None:
    paths = ("index.html", "κα/index.html", "a b/c%20d.html", ".well/#1/index.html", "[x]/{y}/index.html")
    text = "<html lang=en><body data-pagefind-body><h1>Hello</h1>Words.</body></html>"
    files = part_of_index([Output(path, text.encode(), html=True) for path in paths], "file")
    assert {url for _, url in index_of(files).pages} == {f"/{path}" for path in paths}


@pytest.mark.parametrize("site", ["handbook", "help"])
def test_a_site_may_be_without_search(site: str, tmp_path: Path) -> None:
    audience = "audience: staff" if site == "handbook" else "audience: customer"
    settings = BASE["sopgen.yaml"].replace(audience, f"{audience}, search: false")
    outputs, found, _ = render(project(tmp_path, {"sopgen.yaml": settings}, FILES), (site,))
    assert found == () and settings != BASE["sopgen.yaml"]
    files = {output.path: output.data.decode("utf-8", "replace") for output in outputs[site]}
    assert [path for path in files if path.startswith(("search/", "it/search/", "pagefind/"))] == []
    assert [path for path, text in files.items() if path.endswith(".html") and 'role="search"' in text] == []
    assert "a-z/index.html" in files and "wasm" not in files["_headers"]


def test_an_index_that_cannot_be_made_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: "/no/such/program")
    with pytest.raises(SopgenError, match="the search index cannot be made"):
        tuple(search_index([Output("index.html", b"<p data-pagefind-body>Words", html=True)]))


def test_an_index_of_fewer_pages_than_there_are_stops_the_build() -> None:
    page = Output("index.html", b"<html lang=en><body data-pagefind-body>Words.</body></html>", html=True)
    with pytest.raises(SopgenError, match="Pagefind has read 1 pages of 2"):
        part_of_index([page, page], "folder")


def test_pages_that_cannot_be_written_for_the_index_stop_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    pages = [Output(path, b"<p data-pagefind-body>Words", html=True) for path in ("a.html", "a.html/b.html")]
    with pytest.raises(SopgenError, match=r"the search index cannot be made: .*a\.html"):
        part_of_index(pages, "folder")
    assert not [*tmp_path.iterdir()], "nothing is left behind"


def test_pagefind_takes_nothing_from_where_it_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its settings could come from a project, and one of them is a file to write; its program from the PATH."""
    page = Output("index.html", b"<html lang=en><body data-pagefind-body><h1>Hello</h1>Words.</body></html>", html=True)
    first = tuple(search_index([page]))
    victim = tmp_path / "victim.txt"
    (tmp_path / "pagefind.toml").write_text(f'logfile = "{victim}"\nforce_language = "el"\n')
    for name in ("pagefind", "pagefind_extended"):
        (tmp_path / name).write_text(f"#!/bin/sh\ntouch {victim}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("PAGEFIND_LOGFILE", str(victim))
    assert tuple(search_index([page])) == first
    assert not victim.exists()
