"""What a browser is told about the coming half year, walked minute by minute as its script walks it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.contact.clock import SPAN, attribute_json, clock_data
from sopgen.contact.hours import Hours, is_open
from tests.contact.builders import yaml

WEEK = "{mon-fri: [09:00-14:00, 16:00-19:30], sat: 22:00-02:00}"


def hours(zone: str, weekly: str = WEEK, exceptions: str = "{}", holidays: str = "") -> Hours:
    written = {"weekly": yaml(weekly), "exceptions": yaml(exceptions), "holidays": yaml(holidays) if holidays else None}
    return Hours.model_validate({"time_zone": zone, **written})


def told(week: Hours, as_of: date, language: str = "en", home: str = "Europe/Rome") -> dict[str, Any]:
    return json.loads(clock_data(week, as_of, language, home))


def says_open(week: Hours, as_of: date, moment: datetime) -> bool | None:
    """Whether it is open, from the data alone; None where the data does not reach."""
    data = json.loads(clock_data(week, as_of, "en", week.time_zone))
    minute = moment.timestamp() / 60
    turns = [ahead for start, ahead in data["utc"] if start <= minute]
    if not turns:
        return None
    here = minute + turns[-1]
    today = int(here // 1440)
    if today >= data["from"] + data["days"]:
        return None
    return any(
        day * 1440 + opens <= here < day * 1440 + closes
        for day in (today - 1, today)
        for opens, closes in data["other"].get(str(day - data["from"]), data["week"][(day + 3) % 7])
    )


# the nights when clocks change, both ways: by an hour, by half an hour, at midnight UTC and at two
NIGHTS = [
    ("Europe/Rome", date(2027, 3, 28)),
    ("Europe/Rome", date(2026, 10, 25)),
    ("America/New_York", date(2027, 3, 14)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Australia/Lord_Howe", date(2027, 4, 4)),
    ("Asia/Kathmandu", date(2026, 12, 1)),
    ("Pacific/Auckland", date(2027, 4, 4)),
]


@pytest.mark.parametrize("weekly", [WEEK, "{mon-sun: 22:00-06:00}", "{mon-sun: [00:00-02:30, 03:00-24:00]}"])
@pytest.mark.parametrize(("zone", "night"), NIGHTS)
def test_around_the_change_of_clocks(zone: str, night: date, weekly: str) -> None:
    week = hours(zone, weekly)
    noon_before = datetime(night.year, night.month, night.day, tzinfo=ZoneInfo(zone)).astimezone(UTC) - timedelta(
        hours=12
    )
    for step in range(0, 40 * 60, 5):
        for around in (-1, 0):
            moment = noon_before + timedelta(minutes=step + around)
            assert says_open(week, night - timedelta(days=30), moment) == is_open(week, moment), moment


@given(st.integers(0, SPAN * 1440 - 1))
def test_any_minute_of_the_span(minute: int) -> None:
    as_of = date(2026, 11, 21)
    week = hours(
        "Europe/Madrid", WEEK, "{2026-12-24..2026-12-27: 23:00-01:00}", "{country: ES, region: CT, hours: 20:00-03:00}"
    )
    moment = datetime(2026, 11, 21, tzinfo=ZoneInfo("Europe/Madrid")).astimezone(UTC) + timedelta(minutes=minute)
    here = moment.astimezone(ZoneInfo("Europe/Madrid")).date()
    expected = None if here >= as_of + timedelta(days=SPAN) else is_open(week, moment)
    assert says_open(week, as_of, moment) == expected


def test_the_night_before_the_build_runs_into_it() -> None:
    bar = hours("Europe/Rome", "{mon-sun: 20:00-02:00}", "{2026-11-20: 21:00-04:00}")
    for hour in (0, 1, 2, 3, 4):
        moment = datetime(2026, 11, 21, hour, 30, tzinfo=ZoneInfo("Europe/Rome")).astimezone(UTC)
        assert says_open(bar, date(2026, 11, 21), moment) == is_open(bar, moment) == (hour < 4)


def test_the_day_of_the_build_begins_at_home() -> None:
    """In New York it is still the day before when a build of the morning in Rome is published."""
    week = hours("America/New_York", "{mon-sun: 08:00-20:00}")
    data = told(week, date(2026, 11, 21))
    assert data["utc"][0] == [int(datetime(2026, 11, 20, 23, tzinfo=UTC).timestamp()) // 60, -300]


def test_words_and_names() -> None:
    week = hours("Europe/Rome", "{mon-fri: 08:00-24:00, sat: 20:00-02:00}", "{2026-12-26: closed}", "{country: IT}")
    data = told(week, date(2026, 12, 1), "it")
    assert data["times"] == {"480": "08:00", "1200": "20:00", "1440": "24:00", "1560": "02:00"}
    assert data["names"]["7"] == "Immacolata Concezione"
    assert data["zone"] == "Ora dell’Europa centrale (Roma)"
    names = told(week, date(2026, 12, 1), "el")["names"]
    assert (names["24"], names["31"], names["36"]) == ("Χριστούγεννα", "Πρωτοχρονιά", "Θεοφάνεια")
    assert not {"7", "25"} & set(names), "Greece keeps no holiday, or another one, on these days"
    assert told(week, date(2026, 12, 1), "en-US")["times"]["1200"] == "8:00\N{NARROW NO-BREAK SPACE}PM"


def test_each_day_of_an_exception_has_its_own_holiday() -> None:
    week = hours("Europe/Rome", WEEK, "{2026-12-24..2026-12-26: closed}", "{country: IT}")
    names = told(week, date(2026, 12, 1))["names"]
    assert {day: names.get(day) for day in ("23", "24", "25")} == {
        "23": None, "24": "Christmas Day", "25": "Saint Stephen's Day",
    }  # fmt: skip


def test_day_and_night_needs_no_clock() -> None:
    assert clock_data(hours("Europe/Rome", "{mon-sun: 00:00-24:00}"), date(2026, 11, 21), "en", "UTC") == ""


def test_it_is_small_and_safe_in_an_attribute() -> None:
    text = clock_data(hours("Europe/Rome", WEEK, "{}", "{country: IT, region: MI}"), date(2026, 11, 21), "it", "UTC")
    assert "'" not in text and "Sant\\u0027Ambrogio" in text
    assert len(text.encode()) < 700
    assert json.loads(attribute_json(["<a href='&amp;'>"])) == ["<a href='&amp;'>"]
    assert not set("'<&") & set(attribute_json(["<a href='&amp;'>"]))
