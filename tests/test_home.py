"""The first pages: what is asked most, drawings, my role and my branch, reviews, and whom to call."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from selectolax.lexbor import LexborHTMLParser

from sopgen.build import render
from sopgen.front_matter import Icon
from tests.projects import BASE, problems, project

HELP = "help: {title: Help, description: Ask us., audience: customer"
HANDBOOK = "handbook: {title: Handbook, description: How we work., audience: staff"
BRANCHES = """\
milan: {name: Milan, country: IT, languages: [it, en], channels: [
  {id: milan-phone, kind: phone, audience: [staff, customer], label: Milan, number: "02 5550 0131"}]}
"""
SAFETY_LINE = """\
- {id: desk, kind: phone, audience: staff, label: Desk, number: "02 5550 0152", country: IT}
- {id: safety, kind: phone, audience: staff, label: Safety line, number: "02 5550 0112", country: IT,
   purposes: emergencies}
"""


def doc(text: str = "Text.", **keys: str) -> str:
    written = {"status": "approved", "audience": "customer", "description": "One sentence.", **keys}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in written.items()) + f"---\n\n{text}\n"


def home(
    folder: Path, documents: dict[str, str], name: str = "help", most: str = "", language: str = ""
) -> LexborHTMLParser:
    """The first page of a small site. most: what `most_asked` says."""
    settings = BASE["sopgen.yaml"]
    for site in (HELP, HANDBOOK) if most else ():
        settings = settings.replace(site, f"{site}, most_asked: {most}") if site.startswith(name) else settings
    contacts = BASE["contacts.yaml"] + SAFETY_LINE
    files = {f"procedures/{path}": text for path, text in documents.items()}
    read = project(
        folder, {"sopgen.yaml": settings, "branches.yaml": BRANCHES, "contacts.yaml": contacts}, files, drafts=False
    )
    assert [p.message for p in read.problems if p.severity == "error"] == []
    outputs, findings, _ = render(read, (name,))
    assert list(findings) == []
    path = f"{language}/index.html" if language else "index.html"
    return LexborHTMLParser(next(output.data for output in outputs[name] if output.path == path))


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text(separator=" ").split()) for node in page.css(selector)]


# ------------------------------------------------------------------------------------------------------ most asked


def test_most_asked_in_the_readers_own_words(tmp_path: Path) -> None:
    files = {
        "pay.md": doc(title="Pay", id="VI-1", asked_as="[How can I pay?, Cash?]"),
        "pay.it.md": "---\ntitle: Pagare\nasked_as: Come posso pagare?\n---\n\nTesto.\n",
        "keys.md": doc(title="Keys"),
    }
    asked = ["Keys One sentence.", "How can I pay? Pay"]
    assert texts(home(tmp_path / "en", files, most="[keys, VI-1]"), ".asked li") == asked
    italian = home(tmp_path / "it", files, most="[keys, VI-1]", language="it")
    assert texts(italian, ".asked li")[1] == "Come posso pagare? Pagare"
    assert [node.attributes.get("lang") for node in italian.css(".asked li")] == ["en", None]
    assert not home(tmp_path / "none", files).css(".group-most-asked"), "nothing named, nothing shown"


@pytest.mark.parametrize(
    ("most", "column", "message", "hint"),
    [
        ("[hours]", 0, "", ""),
        ("hours", 0, "", ""),
        ("[soon]", 0, "", ""),
        ("[hours, huors]", 85, "there is no document `huors`", "did you mean `hours`?"),
        ("[CS-001]", 78, "`CS-001` is for staff only", "name a document for customers"),
        ("[old]", 78, "`old` is retired", "name the document that replaces it"),
    ],
)
def test_most_asked_that_is_wrong(most: str, column: int, message: str, hint: str, tmp_path: Path) -> None:
    settings = BASE["sopgen.yaml"].replace(HELP, f"{HELP}, most_asked: {most}")
    files = {
        "sopgen.yaml": settings,
        "procedures/old.md": doc(title="Old", status="retired", successor="hours"),
        "procedures/soon.md": doc(title="Soon", status="draft"),
    }
    found = [p for p in problems(tmp_path, files, render=False) if p.rule == "most-asked"]
    assert [(p.place.column, p.message, p.hint) for p in found] == ([(column, message, hint)] if message else [])


# ------------------------------------------------------------------------------------------------------------ topics


def test_a_topic_has_its_drawing_and_the_pages_that_are_asked_for_most(tmp_path: Path) -> None:
    pages = {f"visits/p{n}.md": doc(title=f"Page {n}", order=str(n)) for n in range(1, 7)}
    index = doc(title="Your visit", icon="calendar")
    page = home(tmp_path, {"visits/index.md": index, "other/a.md": doc(title="A"), **pages}, most="visits/p5")
    links = texts(page, ".group-topics .card:nth-child(2) .card-links a")
    assert [link.partition(" –")[0] for link in links] == ["Page 5", "Page 1", "Page 2", "Page 3", "2 more"]
    drawings = [node.html for node in page.css(".topic > .icon")]
    assert len(drawings) == 2 and drawings[0] != drawings[1]


def test_every_drawing_is_there() -> None:
    icons = (Path(__file__).parents[1] / "themes/base/templates/icons.html").read_text("utf-8")
    assert set(get_args(Icon)) <= set(re.findall(r'^  "([a-z ]+)": \'<path', icons, re.MULTILINE))


def test_an_unknown_drawing(tmp_path: Path) -> None:
    found = problems(tmp_path, {"procedures/a/index.md": doc(title="A", icon="calender")}, render=False)
    assert [(p.rule, p.hint) for p in found if p.place.line == 6] == [("front-matter", "did you mean `calendar`?")]


# ---------------------------------------------------------------------------------------------------------- handbook

STAFF = {"audience": "staff", "type": "article"}


def test_help_comes_before_all_else(tmp_path: Path) -> None:
    page = home(tmp_path, {}, "handbook", most="CS-001")
    assert texts(page, ".at-once-calls a") == ["Safety line 02 5550 0112"] or texts(page, ".at-once-calls a") == [
        "Safety line +39 02 5550 0112"
    ]
    assert [node.attributes["href"] for node in page.css(".at-once-calls a")] == ["tel:+390255500112"]
    assert texts(page, ".at-once-pages a") == ["Greet a customer"]
    main = page.css_first("main").html or ""
    assert main.index("at-once") < main.index("data-mine")


def test_what_a_role_and_a_branch_do(tmp_path: Path) -> None:
    files = {
        "work/b.md": doc(title="B", **STAFF, roles="agent", branches="milan", order="2"),
        "work/a.md": doc(title="A", **STAFF, roles="[agent, manager]", order="1"),
        "office/z.md": doc(title="Z", **STAFF, roles="agent"),
        "work/draft.md": doc(title="Draft", audience="staff", status="draft", roles="agent"),
    }
    page = home(tmp_path, files, "handbook")
    assert texts(page, "[data-mine=role] .mine-all a") == ["Manager 1", "Agent 3"]
    assert texts(page, "[data-mine=branch] .mine-all a") == ["Milan 1"]
    assert [node.attributes["href"] for node in page.css("[data-mine=role] .mine-all a")] == [
        "roles/manager/",
        "roles/agent/",
    ]
    inside = re.search(r'<template data-key="agent">(.*?)</template>', page.html or "", re.DOTALL)
    assert inside and re.findall(r">([^<>]+)</a></li>", inside[1]) == ["Z", "A", "B"], "as the menu has them"


def test_no_role_no_panel(tmp_path: Path) -> None:
    page = home(tmp_path, {}, "handbook")
    assert not page.css("[data-mine=role]"), "no document names a role"
    assert not home(tmp_path / "help", {}).css("[data-mine], .at-once"), "the help centre has neither"


def test_reviews_the_earliest_first(tmp_path: Path) -> None:
    every = {"review_every": "12 months", "owner": "manager"}
    files = {
        "a.md": doc(title="Later", **STAFF, **every, reviewed="2026-06-01"),
        "b.md": doc(title="Overdue", **STAFF, **every, reviewed="2025-03-01"),
        "c.md": doc(title="Never", **STAFF),
        "d.md": doc(title="Today", **STAFF, **every, reviewed="2025-11-21"),
    }
    assert texts(home(tmp_path, files, "handbook"), ".group-due li") == [
        "1 March 2026 Overdue Overdue Manager",
        "21 November 2026 Today Manager",
        "1 March 2027 Greet a customer Manager",
        "1 June 2027 Later Manager",
    ]
