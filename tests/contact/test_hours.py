"""Opening hours: read, shown, and as intervals of a day."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.contact.hours import Hours, Opening, intervals, is_open, parse_opening
from sopgen.contact.timetable import exception_lines, week_lines
from tests.contact.builders import errors, yaml


def hours(weekly: str, exceptions: str = "{}", zone: str = "Europe/Rome") -> Hours:
    return Hours.model_validate({"time_zone": zone, "weekly": yaml(weekly), "exceptions": yaml(exceptions)})


@pytest.mark.parametrize(
    ("weekly", "day", "expected"),
    [
        ("{mon-fri: 08:00-18:00}", 0, ((480, 1080),)),
        ("{mon-fri: 08:00-18:00}", 5, ()),
        ("{mon-fri: [16:00-19:30, 09:00-14:00]}", 2, ((540, 840), (960, 1170))),
        ("{'mon,wed': 08:00-09:00}", 2, ((480, 540),)),
        ("{sat-mon: 08:00-09:00}", 0, ((480, 540),)),
        ("{fri: 22:00-02:00}", 4, ((1320, 1560),)),
        ("{fri: 18:00-24:00}", 4, ((1080, 1440),)),
        ("{Sun: closed, mon: 8:00–9:00}", 0, ((480, 540),)),
    ],
)
def test_a_week(weekly: str, day: int, expected: tuple[tuple[int, int], ...]) -> None:
    assert hours(weekly).weekly[day] == expected


@pytest.mark.parametrize(
    ("text", "loc", "message", "hint"),
    [
        ("weekly: {mon-fri: 8-18}", ("weekly", "mon-fri"), "`8` is not a time of day", "such as 08:00"),
        ("weekly: {mon-fri: 08:00}", ("weekly", "mon-fri"), "not a range of times", "08:00-18:00"),
        ("weekly: {mon-fri: 08:60-09:00}", ("weekly", "mon-fri"), "`08:60` is not a time", "24:00"),
        ("weekly: {mon-fri: 08:00-25:00}", ("weekly", "mon-fri"), "`25:00` is not a time", "24:00"),
        ("weekly: {mon-fri: 08:00-08:00}", ("weekly", "mon-fri"), "the same time", "00:00-24:00"),
        ("weekly: {mon-fri: 24:00-08:00}", ("weekly", "mon-fri"), "opens at 24:00", "next day"),
        ("weekly: {mon-fri: open}", ("weekly", "mon-fri"), "`open` is not a range", "closed"),
        ("weekly: {mon-fri: [08:00-12:00, 11:00-13:00]}", ("weekly", "mon-fri"), "overlap", "one range"),
        ("weekly: {mon-fri: }", ("weekly", "mon-fri"), "no hours here", "08:00-18:00"),
        ("weekly: {tues: 08:00-12:00}", ("weekly", "tues"), "`tues` is not a day", "did you mean `tue`?"),
        ("weekly: {mon-fri: 08:00-12:00, wed: closed}", ("weekly", "wed"), "wed has its hours already", "once"),
        ("weekly: {thu: 22:00-02:00, fri: 01:00-05:00}", ("weekly",), "the night of thu runs into", "end it"),
        ("weekly: {}", ("weekly",), "the week has no days", "mon-fri"),
        ("{weekly: {mon: closed}, exceptions: {25/12: closed}}", ("exceptions", "25/12"), "not a date", "2026-09-01"),
        ("{weekly: {mon: closed}, exceptions: {2026-02-30: closed}}", ("exceptions", "2026-02-30"), "calendar", ""),
        ("{weekly: {mon: closed}, exceptions: {2026-12-26..2026-12-25: closed}}",
         ("exceptions", "2026-12-26..2026-12-25"), "ends before it begins", "earlier"),
        ("{weekly: {mon: closed}, exceptions: {2026-12-25..2026-12-26: closed, 2026-12-26: closed}}",
         ("exceptions", "2026-12-26"), "has its hours already", "once"),
    ],
)  # fmt: skip
def test_what_cannot_be_read(text: str, loc: tuple[str, ...], message: str, hint: str) -> None:
    body = yaml(text)
    [(at, rule, said, advice)] = errors(Hours, json.dumps({"time_zone": "Europe/Rome", **body}))
    assert (at, rule) == (loc, "hours")
    assert message in said
    assert hint in advice


def test_all_mistakes_at_once() -> None:
    found = errors(Hours, "{time_zone: Rome/Italy, weekly: {mon: x, tue: y}, exceptions: {2026-12-25: z}}")
    assert [loc for loc, _, _, _ in found] == [
        ("time_zone",),
        ("weekly", "mon"),
        ("weekly", "tue"),
        ("exceptions", "2026-12-25"),
    ]


def test_lines_of_the_week() -> None:
    week = hours("{mon-fri: 08:30-17:30, sat: 09:30-14:30}", zone="Europe/Athens")
    assert [(line.days, line.times) for line in week_lines(week, "en")] == [
        ("Mon–Fri", "08:30–17:30"), ("Sat", "09:30–14:30"), ("Sun", "closed"),
    ]  # fmt: skip
    assert [line.times for line in week_lines(week, "el")][-1] == "κλειστά"
    split = week_lines(hours("{mon-fri: [09:00-14:00, 16:00-19:30]}"), "it")
    assert [(line.days, line.times) for line in split] == [
        ("lun–ven", "09:00–14:00, 16:00–19:30"), ("sab–dom", "chiuso"),
    ]  # fmt: skip


def test_exceptions_of_the_coming_sixty_days() -> None:
    week = hours(
        "{mon-fri: 08:00-18:00}",
        "{2026-11-20: closed, 2026-12-24: 08:00-13:00, 2026-12-25: closed, 2026-12-26: closed, 2027-01-21: closed}",
    )
    lines = exception_lines(week, date(2026, 11, 21), "en")
    assert [(line.days, line.times) for line in lines] == [("Thu 24 Dec", "08:00–13:00"), ("25–26 Dec", "closed")]
    assert [line.days for line in exception_lines(week, date(2026, 12, 26), "en")] == ["Sat 26 Dec", "Thu 21 Jan"]


def test_an_exception_replaces_the_day() -> None:
    week = hours("{mon-sun: 08:00-18:00}", "{2026-12-24: 08:00-13:00, 2026-12-25..2026-12-26: closed}")
    days = [date(2026, 12, day) for day in (23, 24, 25, 26, 27)]
    assert [week.on(day) for day in days] == [((480, 1080),), ((480, 780),), (), (), ((480, 1080),)]


def test_over_midnight() -> None:
    week = hours("{fri: 22:00-02:00}")
    [(opens, closes)] = intervals(week, date(2026, 11, 20))
    assert (opens.isoformat(), closes.isoformat()) == ("2026-11-20T22:00:00+01:00", "2026-11-21T02:00:00+01:00")
    assert is_open(week, datetime(2026, 11, 21, 0, 30, tzinfo=UTC))
    assert not is_open(week, datetime(2026, 11, 21, 1, 0, tzinfo=UTC))
    assert not is_open(week, datetime(2026, 11, 20, 0, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("day", "elapsed"),
    [
        (date(2026, 3, 28), timedelta(hours=7)),  # clocks go forward in the night
        (date(2026, 10, 24), timedelta(hours=9)),  # and back
        (date(2026, 11, 21), timedelta(hours=8)),
    ],
)
def test_nights_when_clocks_change(day: date, elapsed: timedelta) -> None:
    [(opens, closes)] = intervals(hours("{mon-sun: 22:00-06:00}"), day)
    assert (opens.hour, closes.hour) == (22, 6)
    assert closes.astimezone(UTC) - opens.astimezone(UTC) == elapsed


def test_open_through_the_change_of_clocks() -> None:
    always = hours("{mon-sun: 00:00-24:00}")
    assert always.always
    start = datetime(2026, 10, 24, 12, tzinfo=UTC)
    assert all(is_open(always, start + timedelta(minutes=10 * step)) for step in range(200))


minutes = st.integers(0, 24 * 60 - 1)


@given(minutes, st.integers(0, 24 * 60))
def test_ranges_are_read_as_written(opens: int, closes: int) -> None:
    text = f"{opens // 60:02}:{opens % 60:02}-{closes // 60:02}:{closes % 60:02}"
    if opens == closes:
        with pytest.raises(ValueError, match="same time"):
            parse_opening(text)
        return
    opening = parse_opening(text)
    assert opening == Opening(opens, closes if closes > opens else closes + 1440)
    assert 0 < opening.closes - opening.opens <= 1440
