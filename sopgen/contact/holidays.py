"""The calendar on the wall: public holidays of a country or region, as days with names. Loaded only where it is used.

The days come from the `holidays` package. Only functions import it (it takes 70 ms), and each year of a
calendar is worked out once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase


class Unknown(ValueError):
    """A country or region that the calendar does not have. key: "country" or "region"; hint: what to write."""

    def __init__(self, key: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.key, self.hint = key, hint


def verify(country: str, region: str) -> None:
    """Raise Unknown where there is no calendar for a country ("ES") or for a region of it ("CT", "Barcelona")."""
    if country not in _countries():
        near = get_close_matches(country, sorted(_countries()), n=1, cutoff=0.5)
        hint = f"did you mean `{near[0]}`?" if near else "write the two capitals of ISO 3166, such as IT"
        raise Unknown("country", f"there are no public holidays known for `{country}`", hint)
    known = _calendar(country).subdivisions
    if region and region not in known:
        raise Unknown(
            "region", f"`{region}` is not a region of {country} with its own holidays", _region_hint(country, region)
        )


def _region_hint(country: str, region: str) -> str:
    known = [str(name) for name in _calendar(country).subdivisions]
    aliases = {str(alias).casefold(): str(code) for alias, code in _calendar(country).subdivisions_aliases.items()}
    short = region.upper().removeprefix(f"{country}-")
    meant = short if short in known else aliases.get(region.casefold(), "")
    if not meant:
        named = get_close_matches(region.casefold(), list(aliases), n=1, cutoff=0.7)
        near = get_close_matches(region, known, n=1, cutoff=0.6)
        meant = aliases[named[0]] if named else near[0] if near else ""
    if meant:
        return f"did you mean `{meant}`?"
    return f"known: {', '.join(known)}" if known else "take `region` out: all of the country has the same holidays"


def holidays_between(country: str, region: str, first: date, last: date) -> Iterator[date]:
    """The public holidays from one day to another, both included, in order; days kept instead of them too."""
    for year in range(first.year, last.year + 1):
        yield from (day for day in _days(country, region, year) if first <= day <= last)


def is_holiday(country: str, region: str, day: date) -> bool:
    """Whether a day is a public holiday there."""
    return day in _days(country, region, day.year)


def holiday_name(country: str, region: str, day: date, language: str) -> str:
    """The name of a holiday for readers of a language; "" where there is none in it, or the day is none.

    What the calendar itself has no words for is called what a country with this language calls it: Christmas in Milan
    is Χριστούγεννα to a Greek.
    """
    spoken = _language(country, language)
    if spoken is not None:
        return _names(country, region, day.year, spoken).get(day, "")
    return _borrowed(country, region, day.year, language).get(day, "")


@lru_cache(maxsize=256)
def _borrowed(country: str, region: str, year: int, language: str) -> Mapping[date, str]:
    """The names that holidays of a country have in others where people speak this language. It is the same holiday
    where the day is the same and so is its English name; by the day alone, two that fell together once would be one."""
    ours = _names(country, region, year, english) if (english := _language(country, "en")) is not None else {}
    found: dict[date, str] = {}
    for other in _speaking(language.partition("-")[0]):
        spoken, theirs = _language(other, language), _language(other, "en")
        if spoken is None or theirs is None:
            continue
        named, known = _names(other, "", year, spoken), _names(other, "", year, theirs)
        found = {day: named[day] for day, name in known.items() if name == ours.get(day)} | found
    return found


@lru_cache(maxsize=32)
def _speaking(language: str) -> tuple[str, ...]:
    """Countries with a calendar where a language is official, first those where most people speak it."""
    from babel.core import get_global

    speakers = {
        country: float(spoken[language]["population_percent"])
        for country, spoken in get_global("territory_languages").items()
        if country in _countries() and (spoken.get(language) or {}).get("official_status")
    }
    return tuple(sorted(speakers, key=lambda country: (-speakers[country], country)))


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    from holidays.registry import COUNTRIES  # slow, and for projects with holidays only

    return frozenset(str(names[1]) for names in COUNTRIES.values())


@lru_cache(maxsize=32)
def _calendar(country: str) -> type[HolidayBase]:
    import holidays  # as above

    calendar: type[HolidayBase] = getattr(holidays, country)
    return type(calendar(years=()))


@lru_cache(maxsize=256)
def _names(country: str, region: str, year: int, spoken: str) -> Mapping[date, str]:
    """spoken: a language as the calendar names it ("en_GB"); "" for its own."""
    import holidays  # as above

    found = holidays.country_holidays(country, subdiv=region or None, years=year, language=spoken or None)
    return {day: name.replace("; ", ", ") for day, name in sorted(found.items())}


@lru_cache(maxsize=256)
def _days(country: str, region: str, year: int) -> Mapping[date, str]:
    return _names(country, region, year, "")


@lru_cache(maxsize=256)
def _language(country: str, language: str) -> str | None:
    """What the calendar calls a language of ours; None where it has no names in it."""
    base, exact = language.partition("-")[0], language.replace("-", "_")
    calendar = _calendar(country)
    spoken = [str(code) for code in calendar.supported_languages]
    if not spoken:
        own = calendar.default_language or "en"  # names without translations are English
        return "" if own.partition("_")[0] == base else None
    wanted = (exact, "en_GB" if base == "en" else base)
    same = (code for code in spoken if code.partition("_")[0] == base)
    return next((code for code in wanted if code in spoken), next(same, None))
