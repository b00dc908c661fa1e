"""Which way fits: for each purpose what to try first, for whom it serves and from where it works."""

from __future__ import annotations

from datetime import date

import pytest
from selectolax.lexbor import LexborHTMLParser

from sopgen.contact.block import block
from sopgen.theme import load
from sopgen.view import ChannelView
from tests.contact.builders import book
from tests.theme_samples import BRANCHES, LANGUAGES, frame, page

WAYS = """
- {id: it, kind: phone, audience: customer, label: x, number: "800 555 014", country: IT, languages: [it], purposes: [orders, questions]}
- {id: all, kind: phone, audience: customer, label: x, number: "+39 02 5550 0147", purposes: [questions]}
- {id: mail, kind: email, audience: customer, label: x, address: a@x.example, purposes: [questions, complaints]}
- {id: mail2, kind: email, audience: customer, label: x, address: b@x.example, purposes: [questions]}
- {id: chat, kind: chat, audience: customer, label: x, url: "https://x.example/", purposes: [questions]}
- {id: form, kind: form, audience: customer, label: x, url: "https://x.example/", purposes: [questions]}
- {id: post, kind: post, audience: customer, label: x, address: [A, B], purposes: [questions]}
- {id: sos, kind: emergency, audience: [customer, staff], label: x, number: "112", purposes: [emergencies]}
- {id: desk, kind: phone, audience: staff, label: x, number: "02 5550 0152", purposes: [questions]}
"""  # noqa: E501  # a table
OFFICE = """
milan:
  name: Milan
  country: IT
  address: [Via A, Milano]
  channels: [{id: door, kind: office, audience: customer, label: x, purposes: [returns, questions]}]
"""


def found(language: str, audience: str = "customer", branches: str = OFFICE) -> dict[str, tuple[list[str], bool]]:
    shown = block(book(WAYS, branches), audience, language, date(2026, 11, 21), "contact/", str)  # type: ignore[arg-type]
    return {fit.purpose: ([way.id for way in fit.channels], fit.office) for fit in shown.fitting}


def test_one_of_each_kind_for_whom_it_serves() -> None:
    assert found("it") == {
        "questions": (["it", "mail", "chat", "form"], True),
        "complaints": (["mail"], False),
        "orders": (["it"], False),
        "returns": ([], True),
        "emergencies": (["sos"], False),
    }


def test_elsewhere_not_what_works_in_another_country_unless_there_is_nothing_else() -> None:
    greek = found("el")
    assert greek["questions"][0] == ["all", "mail", "chat", "form"]
    assert greek["orders"][0] == ["it"]


def test_staff_see_emergencies_first_and_nothing_for_customers() -> None:
    staff = found("en", "staff")
    assert list(staff) == ["emergencies", "questions"]
    assert staff["questions"] == (["desk"], False)


# ------------------------------------------------------------------------------------------------ as it is shown

EMPTY = [ChannelView(kind, kind, kind.title(), "x", "https://x.example/") for kind in (
    "phone", "sms", "whatsapp", "viber", "chat", "callback", "email", "form", "office", "post", "text relay",
    "emergency", "pigeon",
)]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_cell_is_blank(language: str) -> None:
    contact = frame("help", language).contact
    ways = (*contact.channels, *EMPTY)
    shown = frame("help", language, contact=type(contact)(ways[0], ways, BRANCHES, (), "contact/"))
    tree = LexborHTMLParser(load("help", None, tuple(LANGUAGES)).render(shown, page("contact", "help", language)))
    rows = tree.css(".ways-table tbody tr")
    heads = [head.text(strip=True) for head in tree.css(".ways-table thead th")]
    assert [row.attributes["data-channel"] for row in rows] == [way.id for way in ways]
    for row in rows:
        assert row.css_first("th[scope=row]").text(strip=True)
        assert [name.text(strip=True) for name in row.css(".cell-name")] == heads[1:]
        assert all(cell.text(strip=True) for cell in row.css(".cell")), row.html


def test_what_is_empty_is_said_honestly() -> None:
    contact = frame("help").contact
    shown = frame("help", contact=type(contact)(EMPTY[0], tuple(EMPTY), (), (), "contact/"))
    tree = LexborHTMLParser(load("help", None, tuple(LANGUAGES)).render(shown, page("contact", "help")))
    said = {
        row.attributes["data-channel"]: [cell.text(strip=True) for cell in row.css(".cell")][:4]
        for row in tree.css(".ways-table tbody tr")
    }
    assert said["phone"] == ["Any request", "The usual rate of your provider", "No set time", "You talk at once"]
    assert said["email"] == ["Any request", "Only your internet connection", "No set time", "No set time"]
    assert said["emergency"][1] == said["pigeon"][1] == "Not stated", "nobody is told a price that we do not know"
    assert not tree.css(".ways-table thead th:nth-child(7)"), "a column that says nothing of any way is left out"
