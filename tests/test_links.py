"""Where links lead: every way of writing one, and what is said of those that lead nowhere."""

from __future__ import annotations

import pytest

from sopgen.address import file_url, public_url, relative_url
from sopgen.library import Library
from sopgen.links import resolve
from tests.projects import project

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>'


def doc(title: str, text: str = "Text.", **keys: str) -> str:
    given = {"title": title, "status": "approved", **keys}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in given.items()) + f"---\n\n{text}\n"


FILES = {
    "procedures/money/index.md": doc("Money"),
    "procedures/money/refund.md": doc("Refund", "## Limits\n\nText.\n\n1. Count.\n2. Pay. {#pay}", id="CS-003"),
    "procedures/money/refund.it.md": "---\ntitle: Rimborso\n---\n\n## Limiti\n\nTesto.\n\n1. Conta.\n2. Paga. {#pay}\n",
    "procedures/money/till.svg": PICTURE,
    "procedures/money/Old form.pdf": "%PDF-1.4",
    "procedures/prices.md": doc("Prices", audience="customer", description="What it costs."),
    "procedures/plan.md": doc("Plan", status="draft"),
    "procedures/Επιστροφές.md": doc("Επιστροφές", "## Όρια\n\nText."),
    "static/handbook/form.pdf": "%PDF-1.4",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    found = project(tmp_path_factory.mktemp("links"), FILES, drafts=False).library
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("target", "kind", "url", "anchor"),
    [
        ("https://example.org/a b", "external", "https://example.org/a b", ""),
        ("mailto:a@example.org", "external", "mailto:a@example.org", ""),
        ("tel:+39025550", "external", "tel:+39025550", ""),
        ("//example.org/x", "external", "//example.org/x", ""),
        ("#limits", "page", "money/refund/", "limits"),
        ("#Limits", "page", "money/refund/", "limits"),
        ("#step-1", "page", "money/refund/", "step-1"),
        ("#pay", "page", "money/refund/", "pay"),
        ("refund.md", "page", "money/refund/", ""),
        ("./refund.md#limits", "page", "money/refund/", "limits"),
        ("refund.it.md", "page", "money/refund/", ""),
        ("index.md", "page", "money/", ""),
        ("../money/", "page", "money/", ""),
        ("../greet.md", "page", "greet/", ""),
        ("../greet", "page", "greet/", ""),
        ("../greet/", "page", "greet/", ""),
        ("../greet.html", "page", "greet/", ""),
        ("../../greet/", "page", "greet/", ""),
        ("/money/refund.md", "page", "money/refund/", ""),
        ("/greet/", "page", "greet/", ""),
        ("/contact/", "page", "contact/", ""),
        ("CS-003", "page", "money/refund/", ""),
        ("CS-003#limits", "page", "money/refund/", "limits"),
        ("../Επιστροφές.md#όρια", "page", "επιστροφές/", "όρια"),
        ("../%CE%95%CF%80%CE%B9%CF%83%CF%84%CF%81%CE%BF%CF%86%CE%AD%CF%82.md", "page", "επιστροφές/", ""),
        ("till.svg", "file", "procedures/money/till.svg", ""),
        ("Old%20form.pdf", "file", "procedures/money/Old form.pdf", ""),
        ("/form.pdf", "static", "form.pdf", ""),
        ("../prices.md", "hidden", "", ""),
        ("../plan.md", "draft", "", ""),
        ("refunds.md", "missing", "", ""),
        ("CS-004", "missing", "", ""),
        ("../../../etc/passwd", "missing", "", ""),
    ],
)
def test_where_a_link_leads(target: str, kind: str, url: str, anchor: str, library: Library) -> None:
    page = library.by_key["money/refund"]["en"]
    found = resolve(target, page.record, page, library, library.routes["handbook", "en"])
    assert (found.kind, found.url, found.anchor) == (kind, url, anchor)


@pytest.mark.parametrize(
    ("target", "message", "hint"),
    [
        ("refnd.md", "`refnd.md` does not exist", "did you mean `refund.md`?"),
        ("../refund.md", "`../refund.md` does not exist", "did you mean `refund.md`?"),
        ("CS003", "no document has the id or file name `CS003`", "did you mean `CS-003`?"),
        ("#limit", "procedures/money/refund.md has no heading or step with the id `limit`", "did you mean `limits`?"),
    ],
)
def test_what_is_said_of_a_link_that_leads_nowhere(target: str, message: str, hint: str, library: Library) -> None:
    page = library.by_key["money/refund"]["en"]
    found = resolve(target, page.record, page, library, library.routes["handbook", "en"])
    assert (found.message, found.hint) == (message, hint)


def test_a_link_leads_to_the_page_in_the_readers_language(library: Library) -> None:
    page = library.by_key["money/refund"]["it"]
    routes = library.routes["handbook", "it"]
    assert resolve("refund.md", page.record, page, library, routes).url == "it/money/refund/"
    assert resolve("../greet.md", page.record, page, library, routes).url == "it/greet/"


def test_the_id_of_a_source_heading_works_in_its_translation(library: Library) -> None:
    page = library.by_key["money/refund"]["it"]
    found = resolve("#limits", page.record, page, library, library.routes["handbook", "it"])
    assert (found.anchor, found.anchor_found) == ("limiti", True)


@pytest.mark.parametrize(
    ("url", "page", "style", "link"),
    [
        ("", "", "folder", "./"),
        ("a/", "", "folder", "a/"),
        ("", "a/b/", "folder", "../../"),
        ("a/c/", "a/b/", "folder", "../../a/c/"),
        ("a/#x", "b/", "folder", "../a/#x"),
        ("", "", "file", "index.html"),
        ("a/?q=1#x", "b/", "file", "../a/index.html?q=1#x"),
        ("media/x.svg", "b/", "file", "../media/x.svg"),
        ("#x", "b/", "file", "#x"),
        ("https://example.org/", "b/", "file", "https://example.org/"),
        ("a/", "404.html", "folder", "/base/a/"),
        ("a/", "it/404.html", "folder", "/base/a/"),
    ],
)
def test_links_work_under_any_prefix(url: str, page: str, style: str, link: str) -> None:
    assert relative_url(url, page, "https://example.org/base/", style) == link  # type: ignore[arg-type]  # from the table


def test_addresses_of_files_and_pages() -> None:
    assert file_url("a b/Όρια & x#1?.png") == "a%20b/Όρια%20%26%20x%231%3F.png"
    assert public_url("https://example.org", "el/όρια/") == "https://example.org/el/%CF%8C%CF%81%CE%B9%CE%B1/"
    assert public_url("", "el/") == ""
