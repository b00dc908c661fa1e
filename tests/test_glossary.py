"""The glossary: the first use of a term is explained, where it may be; each audience has its own words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from sopgen.build import render
from tests.projects import FOUR_LANGUAGES, problems, project

TERMS = """\
- prefer: {en: cloth rack, it: cassetta portachiavi, ca: caixa de claus, el: κλειδοθήκη}
  meaning:
    {en: A safe for "keys" & more., it: Una cassetta per le chiavi., ca: Una caixa per a claus., el: Κουτί κλειδιών.}
  avoid: {en: [lock box]}
  why: {en: One word., it: Una parola., ca: Una paraula., el: Μία λέξη.}
- prefer: {en: cloth, it: chiave, ca: clau, el: κλειδί}
  meaning: {en: It opens., it: Apre., ca: Obre., el: Ανοίγει.}
- prefer: {en: near miss, it: mancato infortunio, ca: ensurt, el: παρ' ολίγον ατύχημα}
  forms: {en: near misses}
  meaning: {en: It could have hurt somebody., it: Poteva ferire., ca: Podia ferir algú., el: Μπορούσε να τραυματίσει.}
  audience: staff
- prefer: {en: visit, it: intervento, ca: visita, el: επίσκεψη}
  meaning: {en: We come., it: Veniamo., ca: Venim., el: Ερχόμαστε.}
  mark: false
- prefer: {en: colleague}
  avoid: {en: [co-worker]}
- {prefer: {en: amp}, meaning: Loud.}
- {prefer: {en: lt}, meaning: Less.}
- {prefer: {en: quot}, meaning: Said.}
"""
FILES: Mapping[str, str] = {**FOUR_LANGUAGES, "terms.yaml": TERMS}


def about(text: str, language: str = "en") -> dict[str, str]:
    head = "---\ntitle: About\ndescription: About it.\naudience: [staff, customer]\nstatus: approved\n---\n\n"
    files = {"procedures/about.md": head + (text if language == "en" else "Text.") + "\n"}
    if language != "en":
        files[f"procedures/about.{language}.md"] = f"---\ntitle: About {language}\ndescription: It.\n---\n\n{text}\n"
    return files


def pages(folder: Path, *files: Mapping[str, str], site: str = "help") -> dict[str, LexborHTMLParser]:
    read = project(folder, FILES, *files, drafts=False)
    assert [one for one in read.problems if one.severity == "error"] == []
    outputs, findings, _ = render(read, (site,))
    assert findings == ()
    return {output.path: LexborHTMLParser(output.data) for output in outputs[site] if output.html}


def marked(page: LexborHTMLParser) -> list[str]:
    return [" ".join(node.text().split()) for node in page.css("a.term")]


@pytest.mark.parametrize(
    "text",
    [
        "## The cloth rack",
        "A [cloth rack](https://a.example/) and <https://cloth.example/cloth>.",
        "Write `cloth` and ```cloth rack```.",
        "    cloth rack",
        "Select **Cloth rack**.",
        "> [!NOTE] Cloth rack\n> Text.",
        "::: details Cloth rack\nText.\n:::",
        "Cloth rack\n: A thing.",
        "| Cloth rack |\n| --- |\n| a |",
        '![Cloth rack](x.svg "cloth")',
        "A cloth-like broadcloth, tablecloth and cloth_rack.",
        "*Cloth*{lang=it}",
        "A visit. Visits.",
        "A colleague.",
        "R&D, 1 < 2 > 0 and &quot;so&quot;.",
    ],
)
def test_what_is_left_alone(text: str, tmp_path: Path) -> None:
    picture = {"procedures/x.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>'}
    page = pages(tmp_path, about(text), picture)["about/index.html"]
    assert marked(page) == [] and page.css(".meaning") == []


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "A cloth rack. Two cloth racks, one cloth, many cloths.", ["cloth rack", "cloth"]),
        ("en", "*Cloths* stay in the cloth\nrack; “cloth”.", ["Cloths", "cloth rack"]),
        ("en", "- Cloths\n- Cloths\n\n| A |\n| --- |\n| cloth rack |", ["Cloths", "cloth rack"]),
        ("en", "## Cloths\n\nThe [cloth](https://a.example/) and the cloth.", ["cloth"]),
        ("it", "Due cassette portachiavi e le chiavi.", ["cassette portachiavi", "chiavi"]),
        ("it", "L’intervento: nell'armadio c'è la chiave.", ["chiave"]),
        ("ca", "Les caixes de claus i una clau.", ["caixes de claus", "clau"]),
        ("el", "Της κλειδοθήκης, και των ΚΛΕΙΔΙΏΝ.", ["κλειδοθήκης", "ΚΛΕΙΔΙΏΝ"]),
    ],
)
def test_the_first_use_is_explained(language: str, text: str, words: list[str], tmp_path: Path) -> None:
    path = "about/index.html" if language == "en" else f"{language}/about/index.html"
    page = pages(tmp_path, about(text, language))[path]
    assert marked(page) == words
    for link in page.css("a.term"):
        meaning = page.css_first(f"#{link.attributes['aria-describedby']}")
        assert meaning is not None and "hidden" in meaning.attributes
        assert link.attributes["href"].endswith("glossary/#" + link.attributes["aria-describedby"][len("meaning_") :])


def test_meanings_are_text(tmp_path: Path) -> None:
    page = pages(tmp_path, about("A cloth rack."))["about/index.html"]
    assert page.css_first(".meaning").text() == 'cloth rack: A safe for "keys" & more.'


def test_a_page_that_is_not_translated_explains_in_the_readers_language(tmp_path: Path) -> None:
    page = pages(tmp_path, about("A cloth rack."))["it/about/index.html"]
    assert marked(page) == ["cloth rack"]
    assert page.css_first(".meaning").text() == "cassetta portachiavi: Una cassetta per le chiavi."


def entries(page: LexborHTMLParser) -> list[str]:
    return [node.text() for node in page.css(".glossary dfn")]


def test_each_audience_has_its_own_glossary(tmp_path: Path) -> None:
    text = about("A cloth rack, and a near miss.")
    customers, staff = (pages(tmp_path / site, text, site=site) for site in ("help", "handbook"))
    assert marked(customers["about/index.html"]) == ["cloth rack"]
    assert marked(staff["about/index.html"]) == ["cloth rack", "near miss"]
    assert entries(customers["glossary/index.html"]) == ["amp", "cloth", "cloth rack", "lt", "quot", "visit"]
    assert entries(staff["glossary/index.html"]) == [
        "amp",
        "cloth",
        "cloth rack",
        "colleague",
        "lt",
        "near miss",
        "quot",
        "visit",
    ]
    for said in ("lock box", "One word"):
        assert said in staff["glossary/index.html"].css_first("#main").text()
        assert said not in customers["glossary/index.html"].html


def test_the_page_of_the_glossary(tmp_path: Path) -> None:
    found = pages(tmp_path, about("A cloth rack."))
    page, greek = found["glossary/index.html"], found["el/glossary/index.html"]
    assert [node.text() for node in page.css(".letter h2")] == ["A", "C", "L", "Q", "V"]
    assert [node.text() for node in greek.css(".letter h2")] == ["Ε", "Κ"]
    assert [node.attributes["id"] for node in greek.css(".glossary dt")] == ["visit", "cloth", "cloth-rack"]
    assert [link.attributes["href"] for link in page.css(".glossary a")] == ["../about/"]
    assert found["about/index.html"].css_first('.footer-links a[href="../glossary/"]') is not None
    assert found["404.html"].css_first('#main a[href$="glossary/"]') is not None


def test_a_meaning_for_staff_on_a_page_for_customers_stops_the_build(tmp_path: Path) -> None:
    found = problems(tmp_path, FILES, about("It could have hurt somebody."))
    assert {one.rule for one in found if one.severity == "error"} == {"audience-leak"}


@pytest.mark.parametrize("name", ["handbook", "help"])
def test_without_meanings_there_is_no_glossary(name: str, tmp_path: Path) -> None:
    own = {"procedures/glossary.md": about("Our words.")["procedures/about.md"]}
    terms = {"terms.yaml": "- {prefer: {en: colleague}, avoid: {en: [co-worker]}}\n"}
    found = pages(tmp_path, terms, own, site=name)
    assert "Our words." in found["glossary/index.html"].text()
    assert not found["index.html"].css(".footer-links a[href*=glossary]")


@pytest.mark.parametrize(
    ("terms", "rule", "message"),
    [
        ("- prefer: {en: key}\n", "config", "this term has neither `meaning` nor `avoid`"),
        ("- {prefer: {en: key}, meening: It opens.}\n", "unknown-key", "the key `meening` is not known here"),
        ("- {prefer: {en: key, it: chiave}, meaning: {en: It opens.}}\n", "text-translation", "missing in `it`"),
    ],
)
def test_what_is_wrong_is_said(terms: str, rule: str, message: str, tmp_path: Path) -> None:
    found = problems(tmp_path, {"terms.yaml": terms}, render=False)
    assert any(one.rule == rule and message in one.message and one.place.path == "terms.yaml" for one in found)


def test_a_meaning_is_wanted_where_the_term_has_a_word(tmp_path: Path) -> None:
    assert problems(tmp_path, {"terms.yaml": "- {prefer: {en: key}, meaning: {en: It opens.}}\n"}) == ()
