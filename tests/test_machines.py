"""A whole section on one page, pages of questions, services: what readers and machines find there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from sopgen.build import render
from sopgen.edition.printed import MOST, below
from sopgen.edition.questions import questions
from sopgen.model import Heading, Place
from tests.projects import BASE, project

FIRST = """\
---
title: First
type: article
audience: [staff, customer]
status: approved
---
See [the words](#words) and [the second](second.md#words).

## Words

One.

### Deeper

:::staff
SECRET
:::
"""
SECOND = FIRST.replace("First", "Second").replace("second.md", "first.md")
STAFF = SECOND.replace("Second", "Only ours").replace("[staff, customer]", "staff")
FILES = {
    "procedures/rooms/first.md": FIRST,
    "procedures/rooms/second.md": SECOND,
    "procedures/rooms/staff.md": STAFF,
    "procedures/one/only.md": FIRST.replace("second.md", "../rooms/second.md").replace("First", "Only"),
}


def files(tmp_path: Path, sources: dict[str, str]) -> dict[str, dict[str, str]]:
    rendered, findings, _ = render(project(tmp_path, sources), ("handbook", "help"))
    assert findings == ()
    return {site: {o.path: o.data.decode() for o in outputs if o.html} for site, outputs in rendered.items()}


def test_a_section_is_one_page_with_what_its_readers_may_see(tmp_path: Path) -> None:
    made = files(tmp_path, FILES)
    for site, titles in (("help", ["First", "Second"]), ("handbook", ["First", "Only ours", "Second"])):
        tree = LexborHTMLParser(made[site]["rooms/print/index.html"])
        assert [node.text(strip=True) for node in tree.css("article h2")] == titles
        assert [node.text(strip=True) for node in tree.css(".whole-contents li")] == titles
        assert [node.text(strip=True) for node in tree.css("article h3")] == ["Words"] * len(titles)
        assert [node.text(strip=True) for node in tree.css("article h4")] == ["Deeper"] * len(titles)
        ids = [node.attributes["id"] for node in tree.css("[id]")]
        assert len(ids) == len(set(ids)) and {"part-1-words", "part-2-words"} <= set(ids)
        links = [node.attributes["href"] for node in tree.css("article .text a")]
        last = f"#part-{len(titles)}-words"
        assert (links[:2], links[-2:]) == (["#part-1-words", last], [last, "#part-1-words"])
        assert tree.css_first("meta[name=robots]") is not None
        assert ("SECRET" in tree.html) == (site == "handbook")  # type: ignore[operator] # a page has HTML
        section = LexborHTMLParser(made[site]["rooms/index.html"])
        assert section.css_first(".whole-link a").attributes["href"] == "../rooms/print/"
        assert "it/rooms/print/index.html" in made[site]


def test_a_single_document_needs_no_page_more(tmp_path: Path) -> None:
    made = files(tmp_path, FILES)
    assert "one/print/index.html" not in made["help"] and "whole-link" not in made["help"]["one/index.html"]


@pytest.mark.parametrize("documents", [MOST, MOST + 1])
def test_no_page_to_print_is_endless(documents: int, tmp_path: Path) -> None:
    text = FIRST.replace("See [the words](#words) and [the second](second.md#words).", "One.")
    sources = {f"procedures/big/n{at}.md": text.replace("First", f"N {at}") for at in range(documents)}
    made = files(tmp_path, sources)
    printed = documents <= MOST
    assert ("big/print/index.html" in made["handbook"]) == printed
    assert ("whole-link" in made["handbook"]["big/index.html"]) == printed
    assert [path for path, page in made["handbook"].items() if not printed and "big/print/" in page] == []


@pytest.mark.parametrize(
    ("body", "part"),
    [
        ('<p>no id here, href="#x"</p>', '<p>no id here, href="#x"</p>'),
        ('<a href="page/#x">a</a>', '<a href="page/#x">a</a>'),
        ('<a href="../other/#x">a</a>', '<a href="#q-x">a</a>'),
        ('<a href="../other/">a</a>', '<a href="#q">a</a>'),
        ('<a href="#">a</a>', '<a href="#">a</a>'),
        ('<h2 id="x">X</h2>', '<h3 id="p-x">X</h3>'),
        ('<a class="b" href="#x">a</a>', '<a class="b" href="#p-x">a</a>'),
        ('<div aria-labelledby="x y" id="z">', '<div aria-labelledby="p-x p-y" id="p-z">'),
        ("<h6>deep</h6><hr>", "<h6>deep</h6><hr>"),
    ],
)
def test_ids_of_a_part_are_its_own(body: str, part: str) -> None:
    assert below("p", body, {"../other/": "q"}) == part


ASKED = """\
---
title: Questions
type: article
audience: customer
status: approved
---
## Can I *cancel* a visit?

Yes, for **free** up to a day before.

- By phone
- By e-mail

### When exactly?

At noon.

## Our offices

Three.

## What does it cost?

Ask {{ facts.cancellation_fee }} & more.
"""


def test_questions_are_told_to_machines_as_they_are_seen(tmp_path: Path) -> None:
    made = files(tmp_path, {"procedures/asked.md": ASKED})
    tree = LexborHTMLParser(made["help"]["asked/index.html"])
    listed = [json.loads(node.text()) for node in tree.css("script[type='application/ld+json']")]
    (faq,) = [one for one in listed if one["@type"] == "FAQPage"]
    said = [(one["name"], one["acceptedAnswer"]["text"]) for one in faq["mainEntity"]]
    assert said == [
        (
            "Can I cancel a visit?",
            "Yes, for free up to a day before. By phone By e-mail When exactly? At noon.",
        ),
        ("When exactly?", "At noon."),
        ("What does it cost?", "Ask €15 & more."),
    ]
    seen = re.sub(r"\s+", "", tree.css_first("main").text())
    assert all(re.sub(r"\s+", "", part) in seen for pair in said for part in pair)


@pytest.mark.parametrize(
    ("titles", "language", "number"),
    [
        (["Hours", "Prices"], "en", 0),
        (["Why?", "Prices"], "en", 0),
        (["Why?", "When?"], "en", 2),
        (["Γιατί;", "Πότε;"], "el", 2),
        (["One;", "Two;"], "en", 0),
        (["Γιατί\u037e", "Πότε\u037e"], "en", 2),
    ],
)
def test_two_headings_that_ask_make_a_page_of_questions(titles: list[str], language: str, number: int) -> None:
    contents = [Heading(2, title, "x", Place("x")) for title in titles]
    body = "".join(f"<h2>{title}</h2>\n<p>So.</p>\n" for title in titles)
    assert len(questions(contents, language, body)) == number


def test_an_answer_is_what_readers_see() -> None:
    contents = [Heading(2, title, "x", Place("x")) for title in ("Why?", "When?")]
    drawing = '<details class="decision-drawing"><summary>D</summary><svg><text>D</text></svg><button>D</button>'
    body = (
        '<h2>Why? <a class="changed" href="../">Changed</a></h2>\n<p hidden><button>Back</button></p>\n'
        f'<p>So <span class="changed">Changed</span><b>it</b> is.</p>\n{drawing}</details>\n'
        '<h2>When?</h2>\n<div><p>Now.</p><button>Copy</button><div popover id="p">Term</div></div>\n'
    )
    assert questions(contents, "en", body) == (("Why?", "So it is."), ("When?", "Now."))


SERVICE = """\
---
id: SV-1
title: Windows
description: Clean glass.
type: service
audience: customer
status: approved
---
Each window costs {{ facts.window }}.
"""


def test_a_service_tells_machines_the_prices_that_its_page_prints(tmp_path: Path) -> None:
    sources = {
        "sopgen.yaml": BASE["sopgen.yaml"] + "services: services.yaml\n",
        "services.yaml": "a: {name: Windows, document: SV-1, price: [{fact: window, per: each}, cancellation_fee]}\n",
        "facts.yaml": BASE["facts.yaml"] + "window: {type: money, by_branch: {milan: 6.50 EUR}}\n",
        "procedures/windows.md": SERVICE,
    }
    tree = LexborHTMLParser(files(tmp_path, sources)["help"]["windows/index.html"])
    notes = [json.loads(node.text()) for node in tree.css("script[type='application/ld+json']")]
    (service,) = [note for note in notes if note["@type"] == "Service"]
    (offer,) = service["offers"]
    price = offer["priceSpecification"]
    assert (service["name"], service["description"]) == ("Windows", "Clean glass.")
    assert (offer["areaServed"], price["price"], price["priceCurrency"], price["unitText"]) == (
        "Milan",
        "6.50",
        "EUR",
        "each",
    )
    assert service["provider"]["name"] == "Serenetta" and "6.50" in tree.css_first("main").text()
