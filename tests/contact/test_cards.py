"""Contact cards: whom they name, what their codes say, and that the drawing says the same."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import segno
from selectolax.lexbor import LexborHTMLParser

from sopgen.build import build
from sopgen.contact.block import block
from sopgen.contact.cards import cards
from sopgen.outputs.codes import QUIET, qr_code
from sopgen.view import CardView
from tests.contact.builders import BRANCHES, CONTACTS, HOURS, book
from tests.projects import project

PUBLIC = "https://help.example/it/contact/"


def of(language: str, address: str = PUBLIC, contacts: str = CONTACTS) -> dict[str, CardView]:
    shown = block(book(contacts, BRANCHES, HOURS), "customer", language, date(2026, 11, 21), "contact/", str)
    return {card.key: card for card in cards(shown, "Serenetta", f"{language}/contact/card/", address)}


def test_one_for_the_organisation_and_one_with_each_branch() -> None:
    found = of("it")
    assert list(found) == ["", "milan", "barcelona", "athens"]
    own, milan = found[""], found["milan"]
    assert (own.first.id, own.own, own.name) == ("phone-it", None, "")
    assert (milan.first.id, milan.own and milan.own.id, milan.name) == ("phone-it", "milan-phone", "Milano")
    assert own.email and own.email.value == "help@serenetta.example"
    assert [line.times for line in own.hours] == ["07:30–20:00", "09:00–17:00", "chiuso"]
    assert own.picture == "it/contact/card/qr.svg" and milan.picture == "it/contact/card/qr-milan.svg"


def test_a_code_holds_the_numbers_and_the_page() -> None:
    found = of("el")
    assert found[""].code == (
        "MECARD:N:Serenetta;TEL:+308005550147;EMAIL:help@serenetta.example;URL:https\\://help.example/it/contact/;;"
    )
    assert found["milan"].code.startswith("MECARD:N:Serenetta Μιλάνο;TEL:+390255500130;TEL:+308005550147;")


@pytest.mark.parametrize(
    ("contacts", "address", "code"),
    [
        # nothing to hold, no code
        ("[{id: p, kind: post, audience: customer, label: x, address: [A, B]}]", "", ""),
        ("[{id: c, kind: chat, audience: customer, label: x, url: 'https://x.example/'}]", "", ""),
        (
            "[{id: c, kind: chat, audience: customer, label: x, url: 'https://x.example/'}]",
            "https://a.example/",
            "MECARD:N:Serenetta;URL:https\\://a.example/;;",
        ),
        (
            "[{id: p, kind: phone, audience: customer, label: x, number: '02 5550 0130 ext. 12'}]",
            "",
            "MECARD:N:Serenetta;TEL:+390255500130;;",
        ),
    ],
)
def test_a_code_of_what_there_is(contacts: str, address: str, code: str) -> None:
    shown = block(book(contacts), "customer", "it", date(2026, 11, 21), "contact/", str)
    assert [card.code for card in cards(shown, "Serenetta", "", address)] == [code]


def modules(svg: str) -> set[tuple[int, int]]:
    """The dark modules (row, column) that a drawing's horizontal strokes cover."""
    path = re.search(r'stroke="#000" d="([^"]*)"', svg)
    assert path
    found, x, y = set(), 0.0, 0.0
    for command, numbers in re.findall(r"([Mmhl])([-\d.\s]*)", path[1]):
        values = [float(number) for number in re.findall(r"-?\d*\.?\d+", numbers)]
        if command == "M":
            x, y = values
        elif command == "m":
            x, y = x + values[0], y + values[1]
        else:
            found |= {(int(y), column) for column in range(int(x), int(x + values[0]))}
            x += values[0]
    return found


def test_the_drawing_is_the_code_on_light_ground() -> None:
    text = "MECARD:N:Serenetta Αθήνα;TEL:+302105550147;;"
    svg = qr_code(text).decode()
    code = segno.make(text, error="m", micro=False, boost_error=False, encoding="utf-8")
    dark = {
        (row + QUIET, column + QUIET)
        for row, line in enumerate(code.matrix)
        for column, module in enumerate(line)
        if module & 1
    }
    assert modules(svg) == dark
    size = len(code.matrix) + 2 * QUIET
    assert f'viewBox="0 0 {size} {size}"' in svg and 'fill="#fff"' in svg and "style" not in svg


def test_pages_and_drawings_of_a_site(tmp_path: Path) -> None:
    assert build(project(tmp_path), tmp_path / "build").published
    for folder in ("help/contact", "help/it/contact", "handbook/contact"):
        page = LexborHTMLParser((tmp_path / f"build/{folder}/card/index.html").read_text("utf-8"))
        pictures = [image.attributes["src"] or "" for image in page.css(".large-card img")]
        assert pictures and all((tmp_path / f"build/{folder}/card" / Path(name).name).is_file() for name in pictures)
        assert all(image.attributes["alt"] for image in page.css(".large-card img"))
        large = LexborHTMLParser((tmp_path / f"build/{folder}/large-print/index.html").read_text("utf-8"))
        assert "5550 0130" in large.css_first(".large-value").text()
        contact = (tmp_path / f"build/{folder}/index.html").read_text("utf-8")
        assert "large-print/" in contact and "card/" in contact
    assert "email" not in (tmp_path / "build/handbook/contact/large-print/index.html").read_text("utf-8").lower(), (
        "the e-mail address is for customers"
    )
