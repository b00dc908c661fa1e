"""Faults of channels, hours and branches taken together."""

import pytest
from msgspec.structs import replace

from sopgen.contact.book import AddressBook
from sopgen.contact.verify import Fault, faults
from tests.contact.builders import BRANCHES, CONTACTS, HANDBOOK, HELP, HOURS, book


def of(rule: str, asked: AddressBook) -> list[Fault]:
    return [fault for fault in faults(asked) if fault.rule == rule]


def test_a_good_book_has_few_faults() -> None:
    found = faults(replace(book(CONTACTS, BRANCHES, HOURS), sites=(HELP, HANDBOOK)))
    assert found == ()


def contacts(line: str) -> AddressBook:
    return book(f"[{{id: x, audience: customer, label: X, {line}}}]", hours=HOURS)


@pytest.mark.parametrize(
    ("line", "rule", "key", "message", "hint"),
    [
        ("kind: phone, number: '02 55'", "phone-number", "number", "too short", "form"),
        (
            "kind: phone, number: '199 123 456', toll_free: true",
            "toll-free",
            "toll_free",
            "not free to call in Italy",
            "out",
        ),
        ("kind: email, address: a@b.example, toll_free: true", "toll-free", "toll_free", "no number", ""),
        ("kind: phone", "contact-value", "", "has no `number`", "`number`"),
        ("kind: whatsapp", "contact-value", "", "has no `number` or `url`", ""),
        ("kind: email", "contact-value", "", "has no `address`", ""),
        ("kind: form", "contact-value", "", "has no `url`", ""),
        ("kind: office", "contact-value", "", "has no `address`", ""),
        ("kind: email, address: help", "email-address", "address", "no @", "help@example.org"),
        ("kind: email, address: [a@b.example, c@d.example]", "email-address", "address", "more than one", ""),
        ("kind: chat, url: 'http://example.org'", "web-address", "url", "begins with http:", "https://"),
        (
            "kind: phone, number: '02 5550 0130', hours: dsk",
            "hours",
            "hours",
            "no hours named `dsk`",
            "did you mean `desk`?",
        ),
        (
            "kind: phone, number: '02 5550 0130', languages: [it, gr]",
            "language-code",
            "languages/1",
            "`gr`",
            "Ελληνικά is `el`",
        ),
    ],
)
def test_one_channel(line: str, rule: str, key: str, message: str, hint: str) -> None:
    [fault] = of(rule, contacts(line))
    where = tuple(int(part) if part.isdigit() else part for part in key.split("/")) if key else ()
    assert fault.loc == ("contacts", 0, *where)
    assert message in fault.message
    assert hint in fault.hint


def test_numbers_belong_to_the_country_of_their_branch() -> None:
    moved = BRANCHES.replace('"93 555 01 47"', '"02 5550 0130"')
    [fault] = of("phone-number", book(branches=moved))
    assert fault.loc == ("branches", "barcelona", "channels", 0, "number")
    assert "could be one of Italy" in fault.message


def test_an_office_has_the_address_of_its_branch() -> None:
    assert not of("contact-value", book(branches=BRANCHES))


def test_ids_are_unique_everywhere() -> None:
    [fault] = of("contact-id", book(CONTACTS.replace("id: email", "id: milan-phone"), BRANCHES, HOURS))
    assert (fault.loc, "stands among" in fault.message) == (("branches", "milan", "channels", 0, "id"), True)


def test_hours_that_nobody_uses() -> None:
    [fault] = of("hours-unused", book(hours=HOURS))
    assert fault.loc == ("hours", "desk")


def test_a_branch_on_another_country_s_clock() -> None:
    moved = BRANCHES.replace("country: GR", "country: GR\n  hours: desk")
    [fault] = of("branch-time-zone", book(CONTACTS, moved, HOURS))
    assert fault.loc == ("branches", "athens", "hours")
    assert "the clock of Italy" in fault.message


PHONE = '{id: phone, kind: phone, audience: customer, label: P, number: "02 5550 0130", hours: desk}'
EMAIL = "{id: email, kind: email, audience: customer, label: E, address: a@b.example}"
CHAT = '{id: chat, kind: chat, audience: customer, label: C, url: "https://b.example/"}'
SOS = '{id: sos, kind: emergency, audience: customer, label: S, number: "112"}'
DESK = '{id: d, kind: phone, audience: staff, label: D, number: "02 5550 0130"}'


@pytest.mark.parametrize(
    ("ways", "message"),
    [
        ([PHONE], "can only speak (phone)"),
        ([EMAIL, CHAT], "can only write (email and chat)"),
        ([EMAIL, SOS], "can only write (email)"),
        ([EMAIL, DESK], "can only write (email)"),
        ([PHONE, EMAIL], ""),
        ([], "no channel by which customers reach a person"),
        ([SOS], "no channel by which customers reach a person"),
        ([DESK], "no channel by which customers reach a person"),
    ],
)
def test_customers_can_speak_and_write(ways: list[str], message: str) -> None:
    found = of("contact-channels", book(f"[{', '.join(ways)}]", hours=HOURS, sites=(HELP,)))
    assert [message in fault.message for fault in found] == ([True] if message else [])
    assert all(fault.loc == ("sites", "help") for fault in found)
    if "only" in message:
        assert "EN 301 549 12.2.3" in found[0].message


def test_channels_of_branches_count() -> None:
    assert not of("contact-channels", book(f"[{EMAIL}]", BRANCHES, sites=(HELP,)))


def test_colleagues_need_one_channel() -> None:
    assert len(of("contact-channels", book(f"[{PHONE}]", hours=HOURS, sites=(HANDBOOK,)))) == 1
    assert not of("contact-channels", book(f"[{DESK}]", sites=(HANDBOOK,)))


@pytest.mark.parametrize(
    ("weekly", "count"),
    [
        ("{mon-fri: 09:00-18:00}", 1),
        ("{mon-fri: 09:00-18:30}", 0),
        ("{sat: 09:00-10:00}", 0),
        ("{mon-sun: 00:00-24:00}", 0),
        ("{wed: 22:00-02:00}", 0),
    ],
)
def test_evening_and_weekend(weekly: str, count: int) -> None:
    asked = book(f"[{PHONE}, {EMAIL}]", hours=f"desk: {{time_zone: Europe/Rome, weekly: {weekly}}}", sites=(HELP,))
    assert len(of("opening-hours", asked)) == count


def test_each_language_is_served() -> None:
    found = of("channel-language", book(f"[{PHONE[:-1]}, languages: [en, it, ca]}}]", hours=HOURS, sites=(HELP,)))
    assert [fault.message for fault in found] == ["no channel of `help` serves Ελληνικά (`el`)"]
