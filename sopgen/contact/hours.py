"""The clock on the wall: opening hours as written, and as intervals of a day."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Annotated, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import Field, PlainValidator, model_validator
from pydantic_core import PydanticCustomError

from sopgen.contact import holidays
from sopgen.fields import CountryField, Input, TimeZoneField, did_you_mean, fail, failures, fault
from sopgen.formats import parse_date

RULE = "hours"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MIDNIGHT = 24 * 60

_HINT = "write ranges such as 08:00-18:00, a list of them, or closed"


class Opening(NamedTuple):
    """Open from, until: minutes after midnight; over midnight `closes` is more than 24 hours."""

    opens: int
    closes: int


Openings = tuple[Opening, ...]
Week = tuple[Openings, Openings, Openings, Openings, Openings, Openings, Openings]
"""Monday to Sunday; () is closed."""


class Special(NamedTuple):
    """Days, both included, that differ from the week. name: of the public holiday, in the reader's language."""

    first: date
    last: date
    openings: Openings
    name: str = ""


Exceptions = tuple[Special, ...]

Errors = list[tuple[tuple[str | int, ...], PydanticCustomError]]


def _minutes(text: str) -> int:
    match = re.fullmatch(r"(\d{1,2}):(\d{2})", text.strip())
    if not match:
        raise ValueError(f"`{text.strip()}` is not a time of day\nwrite hours and minutes, such as 08:00 or 18:30")
    minutes = int(match[1]) * 60 + int(match[2])
    if int(match[2]) > 59 or minutes > MIDNIGHT:
        raise ValueError(f"`{text.strip()}` is not a time of day\nThe day ends at 24:00.")
    return minutes


def parse_opening(text: str) -> Opening:
    """Read `08:00-18:00` or, over midnight, `22:00-02:00`. ValueError: what is wrong, a line break, what to write."""
    parts = re.split(r"\s*[-\u2013]\s*", text.strip())
    if len(parts) != 2:
        raise ValueError(f"`{text}` is not a range of times\n{_HINT}")
    opens, closes = _minutes(parts[0]), _minutes(parts[1])
    if opens == MIDNIGHT:
        raise ValueError(f"`{text}` opens at 24:00\nwrite 00:00 on the next day")
    if opens == closes:
        raise ValueError(f"`{text}` opens and closes at the same time\nThe whole day is 00:00-24:00.")
    return Opening(opens, closes if closes > opens else closes + MIDNIGHT)


def parse_openings(value: object) -> Openings:
    """Read what stands beside a day: a range, a list of ranges, or `closed`. ValueError as in `parse_opening`."""
    written = value if isinstance(value, list | tuple) else [value]
    texts = [text for text in written if isinstance(text, str) and text]
    if texts == ["closed"]:
        return ()
    if not texts or len(texts) != len(written):
        raise ValueError(f"there are no hours here\n{_HINT}")
    openings = sorted(parse_opening(text) for text in texts)
    for before, after in pairwise(openings):
        if after.opens < before.closes:
            raise ValueError("two ranges of the same day overlap\nwrite one range for both")
    return tuple(openings)


def parse_days(text: str) -> tuple[int, ...]:
    """Read `mon`, `mon-fri`, `sat,sun`, `fri-mon`: 0 is Monday. ValueError as in `parse_opening`."""
    days: list[int] = []
    for part in text.split(","):
        ends = [end.strip().lower() for end in re.split(r"[-\u2013]", part)]
        for end in ends:
            if end not in DAYS:
                hint = did_you_mean(end[:3], DAYS, "write mon, tue, wed, thu, fri, sat, sun, or mon-fri, or sat,sun")
                raise ValueError(f"`{end}` is not a day of the week\n{hint}")
        if len(ends) > 2:
            raise ValueError(f"`{part.strip()}` is not a range of days\nwrite mon-fri, or mon,wed,fri")
        first, last = DAYS.index(ends[0]), DAYS.index(ends[-1])
        days += [day % 7 for day in range(first, last + 1 if last >= first else last + 8)]
    return tuple(days)


def parse_dates(text: str) -> tuple[date, date]:
    """Read `2026-12-25` or `2026-12-25..2026-12-26`. ValueError as in `parse_opening`."""
    first, _, last = text.partition("..")
    start = parse_date(first)
    end = parse_date(last) if last else start
    if end < start:
        raise ValueError(f"`{text}` ends before it begins\nwrite the earlier day first")
    return start, end


def _fault(error: ValueError) -> PydanticCustomError:
    message, _, hint = str(error).partition("\n")
    return fault(RULE, message, hint)


def decode_week(value: object) -> Week:
    """`{mon-fri: 08:00-18:00, sat: [09:00-12:00, 14:00-16:00], sun: closed}`; days not named are closed."""
    if isinstance(value, tuple) and len(value) == 7:
        return value
    if not isinstance(value, dict) or not value:
        raise fault(RULE, "the week has no days", "write a line such as mon-fri: 08:00-18:00 for each group of days")
    week: dict[int, Openings] = {}
    errors: Errors = []
    for key, written in value.items():
        try:
            days, openings = parse_days(str(key)), parse_openings(written)
            if twice := [DAYS[day] for day in days if day in week]:
                raise ValueError(f"{twice[0]} has its hours already\nname each day once")
            week |= dict.fromkeys(days, openings)
        except ValueError as error:
            errors.append(((key,), _fault(error)))
    for day, openings in sorted(week.items()):
        late = openings[-1].closes - MIDNIGHT if openings else 0
        following = week.get((day + 1) % 7, ())
        if not errors and following and late > following[0].opens:
            message = f"the night of {DAYS[day]} runs into the hours of {DAYS[(day + 1) % 7]}"
            errors.append(((), fault(RULE, message, "end it where the next day opens, or open later")))
    if errors:
        raise failures(errors)
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (week.get(day, ()) for day in range(7))
    return (monday, tuesday, wednesday, thursday, friday, saturday, sunday)


def decode_exceptions(value: object) -> Exceptions:
    """`{2026-12-25: closed, 2026-12-24: 08:00-13:00, 2026-12-25..2026-12-26: closed}`, sorted by day."""
    if isinstance(value, tuple):
        return value
    if not isinstance(value, dict):
        raise fault(RULE, "exceptions are days with their hours", "write a line such as 2026-12-25: closed for each")
    found: list[Special] = []
    errors: Errors = []
    for key, written in value.items():
        try:
            first, last = parse_dates(str(key))
            if any(first <= other.last and other.first <= last for other in found):
                raise ValueError(f"`{key}` holds a day that has its hours already\nname each day once")
            found.append(Special(first, last, parse_openings(written)))
        except ValueError as error:
            errors.append(((key,), _fault(error)))
    if errors:
        raise failures(errors)
    return tuple(sorted(found))


_Written = str | list[str]


def decode_openings(value: object) -> Openings:
    """What stands beside a day, as a field: `closed`, a range, a list of ranges."""
    if isinstance(value, tuple):
        return value
    try:
        return parse_openings(value)
    except ValueError as error:
        raise _fault(error) from None


class Holidays(Input):
    """The public holidays of a country or one of its regions: all have the same hours."""

    country: CountryField = Field(description="Two capitals of ISO 3166, such as ES.")
    region: str = Field(default="", description="A region with holidays of its own, such as CT for Catalonia.")
    hours: Annotated[Openings, PlainValidator(decode_openings, json_schema_input_type=_Written)] = Field(
        default=(), description="closed, or times such as 10:00-14:00."
    )

    @model_validator(mode="after")
    def _known(self) -> Holidays:
        try:
            holidays.verify(self.country, self.region)
        except holidays.Unknown as error:
            fail(RULE, str(error), error.hint, (error.key,))
        return self

    def name(self, first: date, last: date, language: str) -> str:
        """The names of the holidays from one day to another; "" where one of these days is none, or has no name."""
        days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
        names = [holidays.holiday_name(self.country, self.region, day, language) for day in days]
        return ", ".join(names) if all(names) else ""


class Hours(Input):
    """Opening hours: what is not listed is closed. Exceptions replace the whole day, public holidays too."""

    time_zone: TimeZoneField = Field(description="Where the clock hangs, such as Europe/Rome.")
    weekly: Annotated[Week, PlainValidator(decode_week, json_schema_input_type=dict[str, _Written])] = Field(
        description="Days and times: mon-fri: 08:00-18:00, or a list of ranges, or closed."
    )
    exceptions: Annotated[Exceptions, PlainValidator(decode_exceptions, json_schema_input_type=dict[str, _Written])] = (
        Field(default=(), description="Days that differ: 2026-12-25: closed, or 2026-12-25..2026-12-26: closed.")
    )
    holidays: Holidays | None = Field(default=None, description="Public holidays: country, region and hours.")

    def on(self, day: date) -> Openings:
        """The ranges that begin on a day, in minutes of the clock on the wall there."""
        if exception := self.exception(day):
            return exception.openings
        kept = self.holidays
        if kept and holidays.is_holiday(kept.country, kept.region, day):
            return kept.hours
        return self.weekly[day.weekday()]

    def name(self, day: date, language: str) -> str:
        """The public holiday that a day is, in the reader's language; "" where it is none, or has no name."""
        return self.holidays.name(day, day, language) if self.holidays else ""

    def exception(self, day: date) -> Special | None:
        """What is written for this very day."""
        return next((one for one in self.exceptions if one.first <= day <= one.last), None)

    def specials(self, first: date, last: date, language: str) -> list[Special]:
        """What differs from the week between two days, both included, by day: exceptions as they are written, and
        holidays that have no exception, each with its name in a language."""
        found = [one for one in self.exceptions if one.last >= first and one.first <= last]
        if kept := self.holidays:
            found = [one._replace(name=kept.name(one.first, one.last, language)) for one in found]
            for day in holidays.holidays_between(kept.country, kept.region, first, last):
                if not self.exception(day) and kept.hours != self.weekly[day.weekday()]:
                    found.append(Special(day, day, kept.hours, kept.name(day, day, language)))
        return sorted(found)

    @property
    def always(self) -> bool:
        """Day and night, all week."""
        return all(openings == ((0, MIDNIGHT),) for openings in self.weekly)


def intervals(hours: Hours, day: date) -> tuple[tuple[datetime, datetime], ...]:
    """The stretches that begin on a day, as moments with their zone (a night when clocks change is an hour off)."""
    zone = ZoneInfo(hours.time_zone)
    midnight = datetime(day.year, day.month, day.day)
    return tuple(
        (
            (midnight + timedelta(minutes=opening.opens)).replace(tzinfo=zone),
            (midnight + timedelta(minutes=opening.closes)).replace(tzinfo=zone),
        )
        for opening in hours.on(day)
    )


def is_open(hours: Hours, moment: datetime) -> bool:
    """Whether it is open at a moment (with a zone), the night before included."""
    here = moment.astimezone(ZoneInfo(hours.time_zone))
    days = (here.date() - timedelta(days=1), here.date())
    return any(opens <= here < closes for day in days for opens, closes in intervals(hours, day))
