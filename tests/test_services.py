"""Services from data: what a comparison shows to whom, and what is said of names that do not exist."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from sopgen.build import render
from tests.projects import BASE, problems, project

SERVICES = """\
standard:
  name: {en: Standard clean, it: Pulizia standard}
  document: services/standard
  price: {fact: rate, per: {en: each hour, it: ogni ora}}
  minimum: least
  included: floors
  not_included: [oven]
  options: [{feature: windows, price: {fact: pane, per: {en: each window, it: ogni finestra}}}]
deep:
  name: {en: Deep clean, it: Pulizia a fondo}
  price: [rate, pane]
  duration: least
  included: [floors, oven]
  not_included: windows
  options: [{name: {en: Two people, it: Due persone}}]
"""
FILES: Mapping[str, str] = {
    "sopgen.yaml": BASE["sopgen.yaml"] + "services: services.yaml\nfeatures: features.yaml\n",
    "services.yaml": SERVICES,
    "features.yaml": "floors: {en: Floors, it: Pavimenti}\noven: Oven & hob\nwindows:\n"
    "  name: {en: Windows, it: Finestre}\n  document: services/standard\n",
    "branches.yaml": "milan: {name: Milan, country: IT}\nrome: {name: Rome, country: IT}\n",
    "facts.yaml": "rate: {type: money, by_branch: {milan: 23.50 EUR, rome: 20 EUR}}\n"
    "pane: {type: money, value: 6 EUR}\nleast: {type: duration, value: 2 hours}\n",
    "procedures/services/standard.md": "---\ntitle: Standard\ndescription: Ours.\naudience: customer\n"
    "status: approved\n---\n\nText.\n",
    "procedures/services/standard.it.md": "---\ntitle: Standard\ndescription: Nostra.\n---\n\nTesto.\n",
}


def about(text: str, audience: str = "[staff, customer]") -> dict[str, str]:
    head = f"---\ntitle: All\ndescription: All.\naudience: {audience}\nstatus: approved\n---\n\n"
    return {
        "procedures/all.md": head + text + "\n",
        "procedures/all.it.md": f"---\ntitle: Tutto\ndescription: Tutto.\n---\n\n{text}\n",
    }


def shown(
    folder: Path, *files: Mapping[str, str], site: str = "help", path: str = "all/index.html"
) -> LexborHTMLParser:
    read = project(folder, FILES, *files, drafts=False)
    assert [one for one in read.problems if one.severity == "error"] == []
    outputs, findings, _ = render(read, (site,))
    assert findings == ()
    return LexborHTMLParser(next(output.data for output in outputs[site] if output.path == path))


def rows(page: LexborHTMLParser) -> dict[str, list[str]]:
    found = {}
    for row in page.css(".compare tr"):
        cells = [" ".join(cell.text(separator=" ").split()).replace("\xa0", " ") for cell in row.css("th, td")]
        found[cells[0]] = cells[1:]
    return found


def test_services_side_by_side(tmp_path: Path) -> None:
    page = shown(tmp_path, about("{{ services }}"))
    assert rows(page) == {
        "": ["Standard clean", "Deep clean"],
        "Price": ["Milan €23.50 , Rome €20.00 each hour", "Milan €23.50 , Rome €20.00 , €6"],
        "Smallest booking": ["2 hours", ""],
        "How long it takes": ["", "2 hours"],
        "Floors": ["Yes", "Yes"],
        "Oven & hob": ["No", "Yes"],
        "Windows": ["As an extra €6 each window", "No"],
        "Options": ["", "Two people"],
    }
    assert [node.attributes["scope"] for node in page.css(".compare th")] == ["col"] * 2 + ["row"] * 7
    assert [node.attributes["href"] for node in page.css(".compare a")] == ["../services/standard/"] * 2


def test_what_each_service_is_in_a_sentence(tmp_path: Path) -> None:
    described = SERVICES.replace("\n  duration", "\n  description: {en: All <b> of it., it: Tutta.}\n  duration")
    page = shown(tmp_path, about("{{ services }}"), {"services.yaml": described})
    assert list(rows(page).items())[1] == ("What it is", ["", "All <b> of it."])


def test_it_speaks_the_readers_language(tmp_path: Path) -> None:
    found = rows(shown(tmp_path, about("{{ services }}"), path="it/all/index.html"))
    assert found["Prezzo"][0] == "Milan 23,50 € , Rome 20,00 € ogni ora"
    assert found["Finestre"] == ["Come extra 6 € ogni finestra", "No"]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("{{ services }}", ["Standard clean", "Deep clean"]),
        ("{{services 'deep'}}", ["Deep clean"]),
        ('{{ services "deep, standard" }}', ["Deep clean", "Standard clean"]),
    ],
)
def test_which_services(written: str, names: list[str], tmp_path: Path) -> None:
    assert rows(shown(tmp_path, about(written)))[""] == names


@pytest.mark.parametrize("text", ["`{{ services }}`", "    {{ services }}", "```\n{{ services }}\n```"])
def test_code_is_left_alone(text: str, tmp_path: Path) -> None:
    page = shown(tmp_path, about(text))
    assert page.css(".compare") == []
    assert "{{ services }}" in page.text()


@pytest.mark.parametrize(
    ("old", "new"), [("audience: customer", "audience: staff"), ("status: approved", "status: draft")]
)
def test_customers_see_what_has_a_page_for_them(old: str, new: str, tmp_path: Path) -> None:
    hidden = {"procedures/services/standard.md": FILES["procedures/services/standard.md"].replace(old, new)}
    assert rows(shown(tmp_path, about("{{ services }}"), hidden))[""] == ["Deep clean"]
    staff = shown(tmp_path, about("{{ services }}"), hidden, site="handbook")
    assert rows(staff)[""] == ["Standard clean", "Deep clean"]


@pytest.mark.parametrize(
    ("old", "new"), [("audience: customer", "audience: staff"), ("status: approved", "status: retired")]
)
def test_a_hidden_service_in_a_page_stops_the_build(old: str, new: str, tmp_path: Path) -> None:
    hidden = FILES["procedures/services/standard.md"].replace(old, new)
    text = about("{{ services }}\n\n**Standard clean**")
    found = problems(tmp_path, FILES, text, {"procedures/services/standard.md": hidden})
    assert {(one.rule, one.severity) for one in found if one.severity == "error"} == {("audience-leak", "error")}


@pytest.mark.parametrize(
    ("old", "new", "place", "message", "hint"),
    [
        ("fact: pane,", "fact: pan,", "services.yaml:8", "there is no fact `pan`", "did you mean `pane`?"),
        ("minimum: least", "minimum: leas", "services.yaml:5", "there is no fact `leas`", "did you mean `least`?"),
        ("fact: rate", "fact: least", "services.yaml:4", "the fact `least` is of type duration, not money", "known: "),
        ("duration: least", "duration: pane", "services.yaml:12", "is of type money, not duration", "known: least"),
        ("[oven]", "[ovn]", "services.yaml:7", "there is no feature `ovn`", "did you mean `oven`?"),
        ("[oven]", "[floors]", "services.yaml:7", "`floors` stands twice in the service `standard`", "keep it below"),
        ("services/standard", "services/standart", "services.yaml:3", "there is no document", "`services/standard`?"),
    ],
)
def test_what_does_not_exist(old: str, new: str, place: str, message: str, hint: str, tmp_path: Path) -> None:
    wrong = {"services.yaml": SERVICES.replace(old, new, 1)}
    [found] = [one for one in problems(tmp_path, FILES, wrong, render=False) if one.rule == "service-data"]
    assert (f"{found.place.path}:{found.place.line}", found.severity) == (place, "error")
    assert message in found.message and hint in found.hint


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("included: floors", "the key `includes` is not known here", "did you mean `included`?"),
        ("{name: {en: Two people, it: Due persone}}", "an option is either one of the features or has a name", "write"),
    ],
)
def test_what_cannot_be_read(written: str, message: str, hint: str, tmp_path: Path) -> None:
    new = {"included: floors": "includes: floors"}.get(written, "{name: Two, feature: oven}")
    found = problems(tmp_path, FILES, {"services.yaml": SERVICES.replace(written, new)}, render=False)
    assert any(message in one.message and hint in one.hint and one.place.path == "services.yaml" for one in found)


def test_names_in_a_comparison_exist(tmp_path: Path) -> None:
    [found] = problems(tmp_path, FILES, about('{{ services "standart" }}', "customer"), render=False)[:1]
    assert (found.rule, found.message, found.hint) == (
        "service-data",
        "there is no service `standart`",
        "did you mean `standard`?",
    )


def test_a_comparison_needs_services(tmp_path: Path) -> None:
    found = problems(tmp_path, about("{{ services }}"), render=False)
    assert {one.message for one in found} == {"there are no services to compare"}


def test_a_text_that_is_missing_in_a_language_is_said(tmp_path: Path) -> None:
    found = problems(tmp_path, FILES, {"services.yaml": SERVICES.replace(", it: ogni ora", "")}, render=False)
    assert [(one.rule, one.place.path, one.place.line) for one in found] == [("text-translation", "services.yaml", 4)]
