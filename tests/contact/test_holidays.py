"""Public holidays: the days of a country or region, their hours, their names, and what is written beside them."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from sopgen.contact.hours import Hours, is_open
from sopgen.contact.timetable import exception_lines
from tests.contact.builders import errors, yaml

WEEK = "{mon-fri: 08:00-18:00, sat: 09:00-13:00}"


def hours(holidays: str, exceptions: str = "{}", zone: str = "Europe/Rome", weekly: str = WEEK) -> Hours:
    written = {"weekly": yaml(weekly), "exceptions": yaml(exceptions), "holidays": yaml(holidays)}
    return Hours.model_validate({"time_zone": zone, **written})


@pytest.mark.parametrize(
    ("holidays", "day", "expected"),
    [
        # no holiday there: left alone
        ("{country: IT}", date(2026, 12, 7), ((480, 1080),)),
        ("{country: ES}", date(2026, 9, 11), ((480, 1080),)),
        ("{country: GR}", date(2027, 3, 29), ((480, 1080),)),
        ("{country: ES, region: CT}", date(2026, 9, 24), ((480, 1080),)),
        # holidays
        ("{country: IT}", date(2026, 12, 8), ()),
        ("{country: IT, region: MI}", date(2026, 12, 7), ()),
        ("{country: ES, region: CT}", date(2026, 9, 11), ()),
        ("{country: ES, region: Barcelona}", date(2026, 9, 11), ()),
        ("{country: ES, region: Barcelona}", date(2026, 9, 24), ()),
        ("{country: GR}", date(2027, 5, 3), ()),  # Easter Monday of the Orthodox calendar
        ("{country: US}", date(2027, 7, 5), ()),  # 4 July is a Sunday
        ("{country: IT, hours: 10:00-14:00}", date(2026, 12, 8), ((600, 840),)),
        ("{country: IT, hours: [10:00-12:00, 15:00-16:00]}", date(2026, 12, 8), ((600, 720), (900, 960))),
    ],
)
def test_a_day(holidays: str, day: date, expected: tuple[tuple[int, int], ...]) -> None:
    assert hours(holidays).on(day) == expected


def test_what_is_written_goes_first() -> None:
    week = hours("{country: IT}", "{2026-12-08: 10:00-12:00, 2026-12-24..2026-12-26: closed}")
    assert week.on(date(2026, 12, 8)) == ((600, 720),)
    assert week.on(date(2026, 12, 24)) == week.on(date(2026, 12, 25)) == ()


def test_the_night_before_a_holiday_runs_into_it() -> None:
    bar = hours("{country: IT}", weekly="{mon-sun: 20:00-02:00}")
    assert is_open(bar, datetime(2026, 12, 8, 0, 59, tzinfo=UTC))
    assert not is_open(bar, datetime(2026, 12, 8, 1, 0, tzinfo=UTC))
    assert not is_open(bar, datetime(2026, 12, 8, 20, 0, tzinfo=UTC))


def lines(week: Hours, language: str, as_of: date = date(2026, 12, 1)) -> list[tuple[str, str, str]]:
    return [(line.days, line.name, line.times) for line in exception_lines(week, as_of, language)]


def test_lines_name_the_holiday_in_the_language_of_the_page() -> None:
    milan = hours("{country: IT, region: MI}", "{2026-12-24: 08:00-13:00}")
    assert lines(milan, "it") == [
        ("07–08 dic", "Sant'Ambrogio, Immacolata Concezione", "chiuso"),
        ("gio 24 dic", "", "08:00–13:00"),
        ("25–26 dic", "Natale, Santo Stefano", "chiuso"),
        ("ven 1 gen", "Capodanno", "chiuso"),
        ("mer 6 gen", "Epifania", "chiuso"),
    ]
    assert [name for _, name, _ in lines(milan, "en")][:2] == ["Saint Ambrose's Day, Immaculate Conception", ""]
    assert lines(milan, "ca")[0][1] == "", "a saint of Milan, in a language where no calendar has him"
    assert [name for _, name, _ in lines(milan, "el")] == ["", "", "Χριστούγεννα", "", "Πρωτοχρονιά", "Θεοφάνεια"], (
        "the names that Greece has for the same holidays, and none where it has another one that day"
    )
    catalan = lines(hours("{country: ES, region: CT}", zone="Europe/Madrid"), "ca")
    assert ("dc., 6 de gen.", "Reis", "tancat") in catalan
    greek = lines(hours("{country: GR}", zone="Europe/Athens"), "el")
    assert ("Παρ 1 Ιαν", "Πρωτοχρονιά", "κλειστά") in greek


def test_lines_leave_out_what_is_no_news() -> None:
    """26 December 2027 is a Sunday, and closed anyway."""
    assert [days for days, _, _ in lines(hours("{country: IT}"), "en", date(2027, 12, 10))] == [
        "Sat 25 Dec", "Sat 1 Jan", "Thu 6 Jan",
    ]  # fmt: skip


def test_days_with_and_without_a_name_have_a_line_each() -> None:
    week = hours("{country: IT}", "{2026-12-24: closed, 2026-12-27..2026-12-30: closed}")
    assert lines(week, "en")[1:4] == [
        ("Thu 24 Dec", "", "closed"),
        ("25–26 Dec", "Christmas Day, Saint Stephen's Day", "closed"),
        ("27–30 Dec", "", "closed"),
    ]


def test_written_days_that_are_holidays_are_named_too() -> None:
    week = hours("{country: IT}", "{2026-12-08: 10:00-12:00, 2026-12-25..2026-12-26: 10:00-11:00}")
    assert lines(week, "en")[:2] == [
        ("Tue 8 Dec", "Immaculate Conception", "10:00–12:00"),
        ("25–26 Dec", "Christmas Day, Saint Stephen's Day", "10:00–11:00"),
    ]


@pytest.mark.parametrize(
    ("holidays", "loc", "message", "hint"),
    [
        ("{country: XQ}", ("country",), "`XQ`", ""),
        ("{country: IT, region: Milano}", ("region",), "`Milano` is not a region of IT", "did you mean `MI`?"),
        ("{country: ES, region: ES-CT}", ("region",), "`ES-CT` is not a region of ES", "did you mean `CT`?"),
        ("{country: ES, region: Catalonia}", ("region",), "`Catalonia`", "did you mean `CT`?"),
        ("{country: GB, region: scotland}", ("region",), "`scotland`", "did you mean `SCT`?"),
        ("{country: ES, region: Q}", ("region",), "`Q` is not a region", "known: AN, AR, AS"),
        ("{country: GR, region: Attica}", ("region",), "`Attica`", "take `region` out"),
        ("{country: IT, hours: 8-12}", ("hours",), "`8` is not a time of day", "such as 08:00"),
        ("{region: MI}", ("country",), "Field required", ""),
    ],
)
def test_what_cannot_be_read(holidays: str, loc: tuple[str, ...], message: str, hint: str) -> None:
    [(at, _, said, advice)] = errors(Hours, f"{{time_zone: Europe/Rome, weekly: {WEEK}, holidays: {holidays}}}")
    assert at[: 1 + len(loc)] == ("holidays", *loc)
    assert message in said
    assert hint in advice


def test_projects_without_holidays_do_not_load_them() -> None:
    code = (
        "import sys; from sopgen.contact.hours import Hours; from sopgen.contact.timetable import exception_lines\n"
        "from datetime import date\n"
        "week = Hours(time_zone='Europe/Rome', weekly={'mon': '08:00-09:00'}, exceptions={'2026-12-25': 'closed'})\n"
        "exception_lines(week, date(2026, 12, 1), 'en'); sys.exit('holidays' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
