"""Finished pages of small sites: facts, includes, fallbacks, audiences, history, feedback, addresses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from sopgen.build import render
from tests.projects import BASE, project

CONFIG = BASE["sopgen.yaml"] + (
    "repository: {url: https://github.com/serenetta-example/handbook}\n"
    'feedback: {customer: "https://ask.example/?d={id}&v={version}&l={language}&a={answer}",'
    " staff: quality@serenetta.example}\n"
)
BRANCHES = """\
milan: {name: {en: Milan, it: Milano}, country: IT, languages: [it], channels: [
  {id: milan-phone, kind: phone, audience: [staff, customer], label: Milan, number: "02 5550 0131"}]}
athens: {name: {en: Athens, it: Atene}, country: GR, languages: [en], channels: [
  {id: athens-phone, kind: phone, audience: [staff, customer], label: Athens, number: "210 555 0147"}]}
"""
FACTS = """\
cancellation_fee: {type: money, value: 15.00 EUR}
rate: {type: money, by_branch: {milan: 23.50 EUR, athens: 15 EUR}}
same: {type: duration, by_branch: {milan: 24 hours, athens: 24 hours}}
notice: {type: duration, value: 1 day}
start: {type: date, value: 2026-09-01}
shop: {type: url, value: https://shop.example/}
motto: {type: text, value: "Clean & <kind>"}
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>'


def site(
    folder: Path, files: Mapping[str, str], name: str = "handbook", drafts: bool = False
) -> dict[str, LexborHTMLParser]:
    """The HTML pages of one site of the base with these files, by path, parsed."""
    read = project(
        folder, {"sopgen.yaml": CONFIG, "branches.yaml": BRANCHES, "facts.yaml": FACTS}, files, drafts=drafts
    )
    assert [p for p in read.problems if p.severity == "error"] == []
    outputs, findings, _ = render(read, (name,))
    assert list(findings) == []
    return {output.path: LexborHTMLParser(output.data) for output in outputs[name] if output.html}


def doc(text: str = "Text.", **keys: str) -> str:
    given = {"title": "Refund", "status": "approved", "description": "What we give back.", **keys}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in given.items()) + f"---\n\n{text}\n"


def words(page: LexborHTMLParser, selector: str = ".text") -> str:
    node = page.css_first(selector)
    assert node is not None, selector
    return " ".join(node.text(separator=" ").split()).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("written", "english", "italian"),
    [
        ("{{ facts.cancellation_fee }}", "€15", "15 €"),
        ("{{ facts.notice }}", "1 day", "1 giorno"),
        ("{{ facts.same }}", "24 hours", "24 ore"),
        ("{{ facts.start }}", "1 September 2026", "1 settembre 2026"),
        ("{{ facts.rate }}", "Milan €23.50, Athens €15.00", "Milano 23,50 €, Atene 15,00 €"),
        ("{{ facts.shop }}", "shop.example", "shop.example"),
        ("{{ facts.motto }}", "Clean & <kind>", "Clean & <kind>"),
        ("{{ organisation.name }}", "Serenetta", "Serenetta"),
        ("{{ branch.milan.name }}", "Milan", "Milano"),
        ("{{ branch.milan.phone }}", "+39 02 5550 0131", "02 5550 0131"),
        ("{{ contact.phone }}", "+39 02 5550 0130", "02 5550 0130"),
        ("`{{ facts.notice }}`", "{{ facts.notice }}", "{{ facts.notice }}"),
    ],
)
def test_facts_in_the_readers_language(written: str, english: str, italian: str, tmp_path: Path) -> None:
    files = {"procedures/r.md": doc(f"A {written} b."), "procedures/r.it.md": f"---\ntitle: R\n---\n\nA {written} b.\n"}
    pages = site(tmp_path, files)
    shown = [words(pages[path]).replace(" ,", ",") for path in ("r/index.html", "it/r/index.html")]
    assert shown == [f"A {english} b.", f"A {italian} b."]


def test_a_document_of_one_branch_prints_that_branchs_value(tmp_path: Path) -> None:
    page = site(tmp_path, {"procedures/r.md": doc("{{ facts.rate }}", branches="[athens]")})["r/index.html"]
    assert words(page) == "€15"


def test_a_fact_inside_a_link_makes_no_link_in_a_link(tmp_path: Path) -> None:
    page = site(tmp_path, {"procedures/r.md": doc("[Call {{ contact.phone }} now](greet.md)")})["r/index.html"]
    assert [node.attributes["href"] for node in page.css(".text a")] == ["../greet/"]


def test_included_text_in_the_language_of_the_page(tmp_path: Path) -> None:
    files = {
        "procedures/r.md": doc('{{ include "_snippets/hands.md" }}'),
        "procedures/r.it.md": '---\ntitle: R\n---\n\n{{ include "_snippets/hands.md" }}\n',
        "procedures/_snippets/hands.md": "Wash your hands. See [this](../greet.md).\n",
        "procedures/_snippets/hands.it.md": "Lavati le mani. Vedi [questo](../greet.md).\n",
    }
    pages = site(tmp_path, files)
    assert words(pages["r/index.html"]) == "Wash your hands. See this ."
    assert words(pages["it/r/index.html"]) == "Lavati le mani. Vedi questo ."
    link = pages["it/r/index.html"].css_first(".text a")
    assert link is not None and link.attributes["href"] == "../../it/greet/"
    assert not any("hands" in path for path in pages)


def test_each_audience_gets_its_own_text(tmp_path: Path) -> None:
    text = "Both.\n\n::: staff\nOnly staff, see [greet](greet.md).\n:::\n\n::: customer\nOnly customers.\n:::\n"
    files = {"procedures/r.md": doc(text, audience="[staff, customer]")}
    staff = words(site(tmp_path / "a", files)["r/index.html"])
    customer = words(site(tmp_path / "b", files, "help")["r/index.html"])
    assert staff == "Both. Only staff, see greet ."
    assert customer == "Both. Only customers."


def test_a_page_without_a_translation_falls_back_and_says_so(tmp_path: Path) -> None:
    pages = site(tmp_path, {"procedures/r.md": doc(audience="customer")}, "help")
    page = pages["it/r/index.html"]
    html, text, notice = page.css_first("html"), page.css_first(".text"), page.css_first(".bar-info")
    assert html is not None and html.attributes["lang"] == "it"
    assert text is not None and text.attributes["lang"] == "en"
    assert notice is not None and "inglese" in notice.text()
    canonical = page.css_first("link[rel=canonical]")
    assert canonical is not None and canonical.attributes["href"] == "https://help.serenetta.example/r/"
    languages = [a.attributes["href"] for a in page.css("nav.languages a")]
    assert languages == ["../../r/", "../../it/r/"]


def test_status_is_shown(tmp_path: Path) -> None:
    files = {
        "procedures/old.md": doc("Gone.", title="Old way", status="retired", successor="new"),
        "procedures/new.md": doc("Now.", title="New way", effective="2027-01-01", audience="[staff, customer]"),
        "procedures/plan.md": doc("Soon.", title="Plan", status="draft"),
    }
    pages = site(tmp_path, files, drafts=True)
    assert "New way" in words(pages["old/index.html"], "main")
    assert "Gone." not in words(pages["old/index.html"], "main")
    assert "1 January 2027" in words(pages["new/index.html"], "main")
    assert "Draft" in words(pages["plan/index.html"], "main")
    assert "Old way" not in words(pages["index.html"], "body")
    assert "plan/index.html" not in site(tmp_path / "b", files)


def test_old_addresses_lead_to_the_page(tmp_path: Path) -> None:
    pages = site(tmp_path, {"procedures/r.md": doc(aliases="[/old/money.html, faq/refund]")})
    for path, target in (("old/money.html", "../r/"), ("faq/refund/index.html", "../../r/")):
        meta = pages[path].css_first("meta[http-equiv=refresh]")
        assert meta is not None and (meta.attributes["content"] or "").endswith(f"url={target}")


def test_pictures_have_width_and_height(tmp_path: Path) -> None:
    files = {
        "procedures/a b/r.md": doc("![A till](<my till.svg>)\n\n![A till, small](<my till.svg>){width=20}"),
        "procedures/a b/my till.svg": PICTURE,
    }
    images = site(tmp_path, files)["a-b/r/index.html"].css(".text img")
    shown = [(i.attributes["src"], i.attributes["width"], i.attributes["height"]) for i in images]
    assert shown == [("../../a%20b/my%20till.svg", "40", "30"), ("../../a%20b/my%20till.svg", "20", "15")]


def test_pictures_go_only_where_a_page_shows_them(tmp_path: Path) -> None:
    files = {
        "procedures/r.md": doc("![A till](till.svg)"),
        "procedures/till.svg": PICTURE,
        "procedures/spare.svg": PICTURE,
    }
    read = project(
        tmp_path, {"sopgen.yaml": CONFIG, "branches.yaml": BRANCHES, "facts.yaml": FACTS}, files, drafts=False
    )
    outputs, _, _ = render(read, ("handbook", "help"))
    assert [site for site in outputs for output in outputs[site] if output.path == "till.svg"] == ["handbook"]
    assert not any(output.path == "spare.svg" for site in outputs for output in outputs[site])


def test_answers_carry_document_version_and_language(tmp_path: Path) -> None:
    files = {"procedures/r.md": doc(audience="[staff, customer]", id="CS-003", version="1.10")}
    customer = site(tmp_path / "a", files, "help")["it/r/index.html"]
    links = [a.attributes["href"] for a in customer.css(".feedback .buttons a")]
    assert links == [
        "#thanks",
        "https://ask.example/?d=CS-003&v=1.10&l=it&a=partly",
        "https://ask.example/?d=CS-003&v=1.10&l=it&a=no",
    ]
    staff = site(tmp_path / "b", files)["r/index.html"]
    report, suggest = (a.attributes["href"] or "" for a in staff.css(".feedback .buttons a"))
    assert report.startswith("mailto:quality@serenetta.example?subject=CS-003%201.10%20%28en%29%3A%20Refund")
    assert suggest == "https://github.com/serenetta-example/handbook/edit/main/procedures/r.md"


def test_the_owners_own_address_gets_the_reports(tmp_path: Path) -> None:
    config = CONFIG.replace("manager: {title: Manager}", "manager: {title: Manager, email: boss@serenetta.example}")
    page = site(tmp_path, {"sopgen.yaml": config, "procedures/r.md": doc(owner="manager")})["r/index.html"]
    report = page.css_first(".feedback .buttons a")
    assert report is not None and (report.attributes["href"] or "").startswith("mailto:boss@serenetta.example?")


def test_a_handbook_is_not_indexed_and_a_help_centre_is(tmp_path: Path) -> None:
    for page in site(tmp_path / "a", {}).values():
        assert page.css_first('meta[name=robots][content="noindex"]') is not None
    pages = site(tmp_path / "b", {}, "help")
    assert pages["hours/index.html"].css_first("meta[name=robots]") is None
    assert pages["404.html"].css_first("meta[name=robots]") is not None


def test_structured_data_says_what_the_page_says(tmp_path: Path) -> None:
    pages = site(tmp_path, {}, "help")
    script = pages["contact/index.html"].css_first('script[type="application/ld+json"]')
    assert script is not None
    organisation = json.loads(script.text())
    assert organisation["@type"] == "Organization" and organisation["name"] == "Serenetta"
    assert "+390255500130" in [point.get("telephone") for point in organisation["contactPoint"]]
    branch = pages["branches/milan/index.html"].css_first('script[type="application/ld+json"]')
    assert branch is not None and json.loads(branch.text())["@type"] == "LocalBusiness"


def test_products_show_their_guides_in_order(tmp_path: Path) -> None:
    steps = "## Steps\n\n1. Do it."
    files = {
        f"procedures/{name}.md": doc(
            steps, title=f"How to {purpose}", type="guide", audience="customer", product="dispenser", purpose=purpose
        )
        for name, purpose in (("a", "solve"), ("b", "use"), ("c", "assemble"))
    }
    page = site(tmp_path, files, "help")["products/dispenser/index.html"]
    text = words(page, "main")
    assert text.index("How to assemble") < text.index("How to use") < text.index("How to solve")


def test_changes_are_listed_newest_first(tmp_path: Path) -> None:
    files = {
        "procedures/r.md": doc(
            changes="[{version: 2, date: 2026-05-01, what: Higher limit.},"
            " {version: 1, date: 2025-01-01, what: First.}]"
        ),
        "procedures/s.md": doc(title="Sweep", changes="[{version: 1, date: 2026-03-01, what: New brooms.}]"),
    }
    text = words(site(tmp_path, files)["changes/index.html"], "main")
    assert text.index("Higher limit.") < text.index("New brooms.") < text.index("First.")


def test_a_picture_on_another_host_becomes_a_link(tmp_path: Path) -> None:
    text = "![A till](https://pictures.example.org/till.png)\n\n[![A till](https://pictures.example.org/till.png)](greet.md)"
    page = site(tmp_path, {"procedures/r.md": doc(text)})["r/index.html"]
    assert page.css(".text img") == []
    assert [(a.attributes["href"], a.text()) for a in page.css(".text a")] == [
        ("https://pictures.example.org/till.png", "A till"),
        ("../greet/", "A till"),
    ]


def test_a_link_into_a_retired_document_leads_to_its_page(tmp_path: Path) -> None:
    files = {
        "procedures/old.md": doc("## Limits\n\nGone.", title="Old way", status="retired", successor="greet"),
        "procedures/r.md": doc("[Limits](old.md#limits)"),
    }
    link = site(tmp_path, files)["r/index.html"].css_first(".text a")
    assert link is not None and link.attributes["href"] == "../old/"


def test_what_changes_later_is_not_listed_yet(tmp_path: Path) -> None:
    files = {"procedures/r.md": doc(changes="[{version: 2, date: 2027-05-01, what: Not yet.}]")}
    assert "Not yet." not in words(site(tmp_path, files)["changes/index.html"], "main")


def test_facts_in_titles_are_filled_everywhere(tmp_path: Path) -> None:
    files = {"procedures/r.md": doc(title='"Wait {{ facts.notice }}"', description='"In {{ facts.notice }}."')}
    pages = site(tmp_path, files)
    for path, selector in (("r/index.html", "title"), ("r/index.html", "h1"), ("index.html", "nav.menu")):
        assert "Wait 1 day" in words(pages[path], selector)
    described = pages["r/index.html"].css_first("meta[name=description]")
    assert described is not None and described.attributes["content"] == "In 1 day."
    assert not any("{{" in (page.html or "") for page in pages.values())


def test_staff_may_name_the_channels_of_customers(tmp_path: Path) -> None:
    page = site(tmp_path, {"procedures/r.md": doc("Tell them to write to {{ contact.email }}.")})["r/index.html"]
    assert words(page) == "Tell them to write to help@serenetta.example ."


def test_customers_have_no_page_of_changes(tmp_path: Path) -> None:
    files = {
        "procedures/r.md": doc(audience="[staff, customer]", changes="[{version: 1, date: 2026-01-01, what: New.}]")
    }
    pages = site(tmp_path, files, "help")
    assert "changes/index.html" not in pages
    assert not any("New." in words(page, "body") for page in pages.values())


def test_a_draft_is_not_indexed(tmp_path: Path) -> None:
    page = site(tmp_path, {"procedures/r.md": doc(audience="customer", status="draft")}, "help", drafts=True)[
        "r/index.html"
    ]
    assert page.css_first('meta[name=robots][content="noindex"]') is not None
