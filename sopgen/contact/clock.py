"""The clock for browsers: the coming half year of opening hours as data, so that a page can say who is there now.

All is on the wall of the place itself. The browser needs no time zones of its own, which may be older than a
government's last idea: how far the wall is from UTC, and when that changes, is worked out here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from sopgen.contact.hours import Hours
from sopgen.formats import format_time, zone_name

SPAN = 183
"""How many days after the day of the build a page says whether it is open; nobody knows the hours of later days."""
_EPOCH = date(1970, 1, 1)
_MINUTE = timedelta(minutes=1)


@lru_cache(maxsize=1024)
def clock_data(hours: Hours, as_of: date, language: str, home_zone: str) -> str:
    """JSON for the script of a page, safe in an attribute in single quotes; "" where it is open day and night.

    home_zone: where the day of the build began; a device whose clock is before that is wrong. In the answer `from` is
    that day, in days since 1970, and `days` the span; `utc` [minute since 1970 in UTC, minutes that the wall is ahead
    of UTC from then on]; `week` and `other` [opens, closes] in minutes after midnight, Monday first, and by days since
    `from` where they differ; `names` the holiday of a day; `times` all these minutes in words; `zone` the
    time zone in words.
    """
    if hours.always:
        return ""
    first, last = as_of - timedelta(days=2), as_of + timedelta(days=SPAN)
    differing = {
        special.first + timedelta(days=ahead)
        for special in hours.specials(first, last, language)
        for ahead in range((special.last - special.first).days + 1)
    }
    other = {day: hours.on(day) for day in sorted(differing) if first <= day <= last}
    names = {day: hours.name(day, language) for day, openings in other.items() if not openings}
    used = sorted(
        {minute for openings in (*hours.weekly, *other.values()) for opening in openings for minute in opening}
    )
    data = {
        "from": (as_of - _EPOCH).days,
        "days": SPAN,
        "utc": list(_turns(hours.time_zone, _start(as_of, home_zone), last)),
        "week": hours.weekly,
        "other": {(day - as_of).days: openings for day, openings in other.items()},
        "names": {(day - as_of).days: name for day, name in names.items() if name},
        "times": {minute: _time(minute, language) for minute in used},
        "zone": zone_name(hours.time_zone, language),
    }
    return attribute_json(data)


def attribute_json(data: object) -> str:
    """JSON that may stand in an attribute in single quotes as it is."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace("'", "\\u0027")


def _time(minute: int, language: str) -> str:
    return format_time(minute - 24 * 60 if minute > 24 * 60 else minute, language)


def _start(as_of: date, zone: str) -> datetime:
    return datetime(as_of.year, as_of.month, as_of.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)


@lru_cache(maxsize=128)
def _turns(zone: str, start: datetime, last: date) -> tuple[tuple[int, int], ...]:
    """From `start` on, each moment when the wall gets another distance from UTC: (minute since 1970, minutes ahead)."""
    wall = ZoneInfo(zone)
    found = [(start, _ahead(start, wall))]
    end = datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=2)
    found += _changes(start, end, wall)
    return tuple((int(moment.timestamp()) // 60, ahead) for moment, ahead in found)


def _changes(start: datetime, end: datetime, wall: ZoneInfo) -> Iterator[tuple[datetime, int]]:
    while start < end:
        after = min(start + timedelta(days=1), end)
        if (ahead := _ahead(after, wall)) != _ahead(start, wall):
            low, high = start, after
            while high - low > _MINUTE:
                middle = low + (high - low) // _MINUTE // 2 * _MINUTE
                low, high = (low, middle) if _ahead(middle, wall) == ahead else (middle, high)
            yield high, ahead
        start = after


def _ahead(moment: datetime, wall: ZoneInfo) -> int:
    offset = moment.astimezone(wall).utcoffset()
    return round(offset / _MINUTE) if offset else 0
