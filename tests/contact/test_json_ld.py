"""What machines read about whom to reach."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sopgen.contact import json_ld
from tests.contact.builders import BRANCHES, CONTACTS, HOURS, book

BOOK = book(CONTACTS, BRANCHES, HOURS)
URL = "https://help.serenetta.example/"


def test_the_organisation() -> None:
    text = json_ld.script(json_ld.organisation(BOOK, "customer", "it", "Serenetta", URL, legal_name="Serenetta S.r.l."))
    read = json.loads(text)
    assert (read["@type"], read["name"], read["url"]) == ("Organization", "Serenetta", URL)
    assert "logo" not in read
    phone = read["contactPoint"][0]
    assert (phone["@type"], phone["telephone"], phone["areaServed"]) == ("ContactPoint", "+39800555014", "IT")
    assert phone["contactOption"] == "https://schema.org/TollFree"
    assert phone["contactType"] == ["customer service", "complaints"]
    assert phone["availableLanguage"] == ["it", "en"]
    monday = phone["hoursAvailable"][0]
    assert (monday["opens"], monday["closes"], monday["dayOfWeek"][0]) == (
        "07:30",
        "20:00",
        "https://schema.org/Monday",
    )
    assert {"https://wa.me/393475550147"} == {
        point["url"] for point in read["contactPoint"] if "wa.me" in point.get("url", "")
    }
    assert "112" not in [point.get("telephone") for point in read["contactPoint"]]


def test_staff_channels_stay_inside() -> None:
    text = json_ld.script(json_ld.organisation(BOOK, "customer", "it", "Serenetta", URL))
    assert "+390255500152" not in text
    milan = json_ld.script(json_ld.branch(BOOK, "milan", "customer", "it", date(2026, 11, 21), "Serenetta", URL))
    assert "+390255500130" in milan
    assert "+390255500131" not in milan


def test_a_branch() -> None:
    opened = book(CONTACTS, BRANCHES.replace("country: ES", "country: ES\n  hours: desk"), HOURS)
    made = json_ld.branch(opened, "barcelona", "customer", "ca", date(2026, 11, 21), "Serenetta", URL + "b/", URL)
    read = json.loads(json_ld.script(made))
    assert (read["@type"], read["name"], read["telephone"]) == ("LocalBusiness", "Serenetta Barcelona", "+34935550147")
    assert read["parentOrganization"]["@id"] == URL + "#organisation"
    assert read["openingHoursSpecification"][1]["opens"] == "09:00"
    specials = read["specialOpeningHoursSpecification"]
    assert [(day["validFrom"], day["opens"], day["closes"]) for day in specials] == [
        ("2026-12-25", "00:00", "00:00"), ("2026-12-26", "00:00", "00:00"),
    ]  # fmt: skip


@given(st.text())
def test_nothing_ends_the_script_element(name: str) -> None:
    text = json_ld.script({"name": name})
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == {"name": name}
