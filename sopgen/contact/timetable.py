"""The timetable: opening hours as lines to read, the coming exceptions and holidays among them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sopgen.contact.hours import Hours, Openings, Special
from sopgen.formats import closed_word, format_dates, format_days, format_times
from sopgen.view import HoursLine

AHEAD = timedelta(days=60)
"""How far before an exception it is shown."""


def _times(openings: Openings, language: str) -> str:
    if not openings:
        return closed_word(language)
    return ", ".join(format_times(opens, closes, language) for opens, closes in openings)


def week_lines(hours: Hours, language: str) -> tuple[HoursLine, ...]:
    """The week, Monday first, neighbouring days with the same hours on one line."""
    groups: list[tuple[int, int, Openings]] = []
    for day, openings in enumerate(hours.weekly):
        if groups and groups[-1][2] == openings:
            groups[-1] = (groups[-1][0], day, openings)
        else:
            groups.append((day, day, openings))
    return tuple(
        HoursLine(format_days(first, last, language), _times(openings, language)) for first, last, openings in groups
    )


def exception_lines(hours: Hours, as_of: date, language: str, ahead: timedelta = AHEAD) -> tuple[HoursLine, ...]:
    """The exceptions and holidays of the coming time (60 days), neighbouring days with the same hours on one line."""
    return tuple(
        HoursLine(format_dates(special.first, special.last, language), _times(special.openings, language), special.name)
        for special in _merged(hours.specials(as_of, as_of + ahead, language))
    )


def _merged(specials: Iterable[Special]) -> list[Special]:
    merged: list[Special] = []
    for special in specials:
        before = merged[-1] if merged else None
        if before and before.last + timedelta(days=1) == special.first and _alike(before, special):
            name = f"{before.name}, {special.name}" if special.name else ""
            merged[-1] = before._replace(last=special.last, name=name)
        else:
            merged.append(special)
    return merged


def _alike(one: Special, other: Special) -> bool:
    """Whether two can share a line: a name must not seem to be that of a day without any."""
    return one.openings == other.openings and bool(one.name) == bool(other.name)
