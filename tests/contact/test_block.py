"""The contact block: who may see what, in which order."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sopgen.contact.block import NOBODY, block
from sopgen.contact.book import AddressBook
from sopgen.contact.models import Channel
from sopgen.model import Audience, Text
from sopgen.view import ChannelView, ContactBlock
from tests.contact.builders import BRANCHES, CONTACTS, HOURS, book

BOOK = book(CONTACTS, BRANCHES, HOURS)


def show(language: str, audience: Audience = "customer", of: AddressBook = BOOK) -> ContactBlock:
    return block(of, audience, language, date(2026, 11, 21), "contact/", lambda key: f"branches/{key}/")


def view(of: ContactBlock, name: str) -> ChannelView:
    return next(way for way in (*of.channels, *(w for b in of.branches for w in b.channels)) if way.id == name)


@pytest.mark.parametrize(
    ("language", "first", "order"),
    [
        ("en", "phone-en", ("phone-en", "whatsapp", "email", "chat", "emergency", "phone-it", "phone-gr")),
        ("it", "phone-it",
         ("phone-it", "milan-phone", "milan-office", "phone-en", "whatsapp", "email", "chat", "emergency", "phone-gr")),
        ("ca", "barcelona-phone",
         ("barcelona-phone", "phone-en", "whatsapp", "email", "chat", "emergency", "phone-it", "phone-gr")),
        ("el", "phone-gr",
         ("phone-gr", "athens-phone", "phone-en", "whatsapp", "email", "chat", "emergency", "phone-it")),
    ],
)  # fmt: skip
def test_channels_that_serve_the_language_come_first(language: str, first: str, order: tuple[str, ...]) -> None:
    shown = show(language)
    assert (shown.first.id, shown.order) == (first, order)
    assert tuple(way.id for way in shown.channels) == shown.order


def test_branches_that_speak_the_language_lead() -> None:
    assert [branch.key for branch in show("el").branches] == ["athens", "milan", "barcelona"]
    assert [branch.key for branch in show("en").branches] == ["milan", "barcelona", "athens"]
    assert [branch.name for branch in show("el").branches][:2] == ["Αθήνα", "Μιλάνο"]


def test_a_branch_without_customer_channels_is_for_staff() -> None:
    assert "depot" not in [branch.key for branch in show("it").branches]
    assert "depot" in [branch.key for branch in show("it", "staff").branches]


def test_numbers_at_home_and_elsewhere() -> None:
    assert view(show("it"), "milan-phone").value == "02 5550 0130"
    assert view(show("en"), "milan-phone").value == "+39 02 5550 0130"
    assert view(show("el"), "milan-phone").value == "+39 02 5550 0130"
    assert view(show("el"), "athens-phone").value == "210 555 0147"
    assert view(show("el"), "athens-phone").href == "tel:+302105550147"
    assert (view(show("el"), "phone-it").value, view(show("el"), "phone-it").country) == ("800 555 014", "Ιταλία")
    assert (view(show("it"), "phone-it").value, view(show("it"), "phone-it").country) == ("800 555 014", "")
    assert view(show("en"), "emergency").href == "tel:112"


def test_one_country_without_branches_is_at_home() -> None:
    contacts = '[{id: p, kind: phone, audience: customer, label: Call, number: "020 7946 0018"}]'
    british = book(contacts, country="GB", languages=("en", "it"))
    assert view(show("en", of=british), "p").value == "020 7946 0018"
    assert view(show("it", of=british), "p").value == "+44 20 7946 0018"


def test_links_of_other_kinds() -> None:
    shown = show("en")
    assert view(shown, "whatsapp").href == "https://wa.me/393475550147"
    assert (view(shown, "email").href, view(shown, "email").reply_time) == ("mailto:help@serenetta.example", "1 day")
    assert (view(shown, "chat").href, view(shown, "chat").value) == (
        "https://chat.serenetta.example/now", "chat.serenetta.example",
    )  # fmt: skip
    office = view(shown, "milan-office")
    assert (office.href, office.lines) == ("https://maps.example.org/milan", ("Via del Sapone 14", "20121 Milano"))


def test_hours_and_exceptions_come_along() -> None:
    phone = view(show("it"), "phone-it")
    assert [line.days for line in phone.hours] == ["lun–ven", "sab", "dom"]
    assert [(line.days, line.times) for line in phone.exceptions] == [("25–26 dic", "chiuso")]
    assert phone.soon == ()
    later = view(block(BOOK, "customer", "it", date(2026, 12, 14), "contact/", str), "phone-it")
    assert [(line.days, line.times) for line in later.soon] == [("25–26 dic", "chiuso")]


ZONED = """
rome: {time_zone: Europe/Rome, weekly: {mon-fri: 08:00-18:00}}
madrid: {time_zone: Europe/Madrid, weekly: {mon-fri: 08:00-18:00}}
athens: {time_zone: Europe/Athens, weekly: {mon-fri: 08:00-18:00}}
"""
PLACES = """
milan: {name: Milan, country: IT, languages: [it, en], hours: rome}
barcelona: {name: Barcelona, country: ES, languages: [ca, en], hours: madrid}
athens: {name: Athens, country: GR, languages: [el, en], time_zone: Europe/Athens}
"""
CLOCKS = """
- {id: at-rome, kind: phone, audience: customer, label: Call, number: "02 5550 0130", hours: rome}
- {id: at-athens, kind: chat, audience: customer, label: Chat, url: "https://chat.example.org", hours: athens}
- {id: email, kind: email, audience: customer, label: E-mail, address: a@example.org}
"""


@pytest.mark.parametrize(
    ("language", "away"),
    [
        ("it", ["at-athens"]),
        ("ca", ["at-athens"]),  # Barcelona's clocks show what Rome's show
        ("el", ["at-rome"]),
        ("en", ["at-rome", "at-athens"]),  # its readers live by both
        ("de", ["at-athens"]),  # nobody speaks it: the organisation's clock
    ],
)
def test_hours_of_another_clock_are_known(language: str, away: list[str]) -> None:
    shown = show(language, of=replace(book(CLOCKS, PLACES, ZONED), time_zone="Europe/Rome"))
    assert [way.id for way in shown.channels if way.away] == away


def test_time_zones_are_words() -> None:
    assert view(show("el"), "phone-it").time_zone == "Ώρα Κεντρικής Ευρώπης (Ρώμη)"
    athens = book(CLOCKS, PLACES, ZONED)
    assert [branch.time_zone for branch in show("it", of=replace(athens, contacts=())).branches] == []
    staff = block(athens, "staff", "it", date(2026, 11, 21), "contact/", str)
    assert [branch.time_zone for branch in staff.branches] == [
        "Ora dell’Europa centrale (Roma)", "Ora dell’Europa centrale (Madrid)", "Ora dell’Europa orientale (Atene)",
    ]  # fmt: skip


def test_the_usual_hours_are_those_of_most_channels() -> None:
    contacts = "\n".join(
        f"- {{id: {name}, kind: chat, audience: customer, label: x, url: 'https://{name}.example.org'{hours}}}"
        for name, hours in (("a", ", hours: one"), ("b", ", hours: two"), ("c", ", hours: two"), ("d", ""))
    )
    hours = "{one: {time_zone: UTC, weekly: {mon: 08:00-18:00}}, two: {time_zone: UTC, weekly: {tue: 08:00-18:00}}}"
    usual = show("en", of=book(contacts, hours=hours)).usual
    assert usual and usual.id == "b"
    assert show("en").usual is None


def test_without_channels_nobody_stands_first() -> None:
    empty = show("en", of=book())
    assert (empty.first, empty.channels, empty.order) == (NOBODY, (), ())


def test_only_an_emergency_number_does_not_lead() -> None:
    contacts = """
    - {id: emergency, kind: emergency, audience: customer, label: Emergency, number: "112"}
    - {id: email, kind: email, audience: customer, label: E-mail, address: a@example.org}
    """
    assert show("en", of=book(contacts)).first.id == "email"


def channels(prefix: str) -> st.SearchStrategy[tuple[Channel, ...]]:
    audiences = st.sampled_from([("staff",), ("customer",), ("staff", "customer")])
    languages = st.lists(st.sampled_from(["en", "it", "ca", "el"]), unique=True).map(tuple)
    one = st.builds(
        lambda audience, kind, spoken: (audience, kind, spoken),
        audiences,
        st.sampled_from(["phone", "email", "office", "emergency", "chat"]),
        languages,
    )
    return st.lists(one, max_size=5).map(
        lambda drawn: tuple(
            Channel(
                id=f"{prefix}-{'staff' if audience == ('staff',) else 'open'}-{index}",
                kind=kind,
                audience=audience,
                label=Text((("", "label"),)),
                number="02 5550 0130",
                languages=spoken,
            )
            for index, (audience, kind, spoken) in enumerate(drawn)
        )
    )


@given(channels("own"), channels("milan"), channels("athens"), st.sampled_from(["en", "it", "ca", "el"]))
def test_no_staff_channel_reaches_customers(
    own: tuple[Channel, ...], milan: tuple[Channel, ...], athens: tuple[Channel, ...], language: str
) -> None:
    known = dict(BOOK.branches)
    own_channels = {"milan": milan, "athens": athens}
    places = tuple((key, known[key].model_copy(update={"channels": extra})) for key, extra in own_channels.items())
    shown = show(language, of=replace(BOOK, contacts=own, branches=places))
    seen = [shown.first.id, *shown.order, *(way.id for b in shown.branches for way in b.channels)]
    assert not [name for name in seen if "staff" in name]
    everything = {channel.id for channel in own if "customer" in channel.audience}
    assert everything <= set(shown.order)
    assert len(set(shown.order)) == len(shown.order)
    serves = [way.serves for way in shown.channels]
    assert serves == sorted(serves, reverse=True)
