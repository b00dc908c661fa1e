"""The interpreter: dates, money, durations, names and lists in the reader's language.

Everything takes the language as an argument and knows no locale of the machine. `en` alone is read as the English of
most of the world (1 September 2026, 18:00); `en-US` says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date as babel_date
from babel.dates import format_interval, format_skeleton, get_timezone_location, get_timezone_name
from babel.dates import format_time as babel_time
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, list_currencies
from babel.units import format_unit
from msgspec import Struct

DurationUnit = Literal["minute", "hour", "day", "week", "month", "year"]


class Money(Struct, frozen=True):
    """An amount, exact, in a currency of ISO 4217 ("EUR")."""

    amount: Decimal
    currency: str


class Duration(Struct, frozen=True):
    """A length of time as people say it: 24 hours is not 1 day."""

    count: int
    unit: DurationUnit


MISTAKEN_CODES = {
    "gr": "el",
    "cz": "cs",
    "dk": "da",
    "jp": "ja",
    "cn": "zh",
    "ua": "uk",
    "gb": "en",
    "us": "en",
    "cat": "ca",
}
"""Codes of countries (and other habits) that people write for languages."""


def parse_money(text: str) -> Money:
    """Read `15 EUR` or `15.00 EUR`. ValueError: what is wrong, and after a line break what to write."""
    match = re.fullmatch(r"(-?\d+(?:\.\d+)?)\s+([A-Z]{3})", text.strip())
    if not match:
        hint = "write the amount with a dot, a space, and the currency's three letters: 15.00 EUR"
        raise ValueError(f"`{text}` is not an amount of money\n{hint}")
    amount, currency = match.groups()
    if currency not in list_currencies():
        raise ValueError(f"`{currency}` is not a currency\nwrite the three letters of ISO 4217: EUR, GBP, USD …")
    return Money(Decimal(amount), currency)


def parse_duration(text: str) -> Duration:
    """Read `24 hours`, `1 day`, `12 months`. ValueError: what is wrong, and after a line break what to write."""
    match = re.fullmatch(r"(\d{1,6})\s+([a-z]+)", text.strip())
    units: dict[str, DurationUnit] = {unit: unit for unit in get_args(DurationUnit)}
    unit = units.get(match[2].removesuffix("s")) if match else None
    if not match or not unit:
        raise ValueError(
            f"`{text}` is not a length of time\n"
            "write a whole number and minutes, hours, days, weeks, months or years: 24 hours"
        )
    return Duration(int(match[1]), unit)


def parse_date(text: str) -> date:
    """Read `2026-09-01`. ValueError: what is wrong, and after a line break what to write."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip()):
        try:
            return date.fromisoformat(text.strip())
        except ValueError:
            raise ValueError(f"`{text}` is not a day of the calendar\nlook at the month and the day") from None
    raise ValueError(f"`{text}` is not a date\nwrite year-month-day: 2026-09-01")


@lru_cache(maxsize=256)
def locale_of(language: str) -> Locale:
    """The locale of a language code; English where Babel does not know it."""
    for code in ("en-GB" if language == "en" else language, language.partition("-")[0]):
        try:
            return Locale.parse(code, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en_GB")


_RIGHT_TO_LEFT = frozenset({"arab", "hebr", "nkoo", "syrc", "thaa", "dv", "ku", "ug", "yi"})
"""Scripts that codes name (ku-Arab), and languages that Babel does not know."""


@lru_cache(maxsize=256)
def direction(language: str) -> Literal["ltr", "rtl"]:
    """Which way a language is written: "rtl" for ar, he, fa, ur, and for a code that names such a script (ku-Arab)."""
    first, *rest = language.lower().split("-")
    scripts = [part for part in rest if len(part) == 4]
    if scripts:
        return "rtl" if {*scripts} & _RIGHT_TO_LEFT else "ltr"
    return "rtl" if first in _RIGHT_TO_LEFT or locale_of(language).text_direction == "rtl" else "ltr"


@lru_cache(maxsize=4096)
def format_date(day: date, language: str) -> str:
    """A date in words: "1 September 2026", "1 settembre 2026"."""
    return babel_date(day, "long", locale_of(language))


@lru_cache(maxsize=4096)
def format_number(number: Decimal | int, language: str) -> str:
    return format_decimal(number, locale=locale_of(language))


@lru_cache(maxsize=4096)
def format_money(amount: Decimal, currency: str, language: str, cents: bool = False) -> str:
    """An amount: "€15", "15 €"; without cents where it is whole, unless `cents` are wanted."""
    locale = locale_of(language)
    pattern = str(locale.currency_formats["standard"].pattern)
    whole = not cents and amount == amount.to_integral_value()
    if whole:
        pattern = re.sub(r"\.0+", "", pattern)
    return format_currency(amount, currency, pattern, locale, currency_digits=not whole)


@lru_cache(maxsize=4096)
def format_duration(duration: Duration, language: str) -> str:
    """A length of time: "24 hours", "1 giorno", "24 ώρες"."""
    unit, locale = f"duration-{duration.unit}", locale_of(language)
    long = format_unit(duration.count, unit, length="long", locale=locale)
    if unit not in long:
        return long
    # Babel (to 2.18, its issue 1217) does not follow CLDR where the long form is the same as the short one.
    return format_unit(duration.count, unit, length="short", locale=locale)


@lru_cache(maxsize=1024)
def language_name(code: str, in_language: str) -> str:
    """A language's name as it stands in a sentence: language_name("el", "it") is "greco"; the code where unknown."""
    names = locale_of(in_language).languages
    return str(names.get(code.replace("-", "_")) or names.get(code.partition("-")[0], code))


@lru_cache(maxsize=256)
def autonym(code: str) -> str:
    """A language's own name as it stands in a list: "English", "Català", "Ελληνικά"; the code where unknown."""
    try:
        own = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return code
    name = own.get_display_name() or code
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=1024)
def country_name(code: str, language: str) -> str:
    """A country's name: country_name("GR", "it") is "Grecia"; the code where unknown."""
    return str(locale_of(language).territories.get(code, code))


@lru_cache(maxsize=256)
def language_territory(language: str) -> str:
    """A language with the country where most read it, as Open Graph asks: "el_GR", "en_GB", "pt_BR"."""
    locale = locale_of(language)
    likely = str(get_global("likely_subtags").get(locale.language, "")).split("_")
    territory = locale.territory or (likely[-1] if len(likely) > 1 else "")
    return f"{locale.language}_{territory}" if territory else locale.language


@lru_cache(maxsize=1024)
def zone_name(zone: str, language: str) -> str:
    """A time zone in words: "Central European Time (Rome)", "Ώρα Κεντρικής Ευρώπης (Ρώμη)"; UTC stays."""
    locale = locale_of(language)
    if "/" not in zone or zone.startswith("Etc/"):
        return zone.removeprefix("Etc/")
    name = get_timezone_name(zone, "long", zone_variant="generic", locale=locale)
    if name == get_timezone_location(zone, locale=locale):
        return name.replace("[", "").replace("]", "")  # Babel leaves brackets in the Greek pattern
    return f"{name} ({get_timezone_location(zone, locale=locale, return_city=True)})"


@lru_cache(maxsize=1024)
def same_clock(one: str, other: str, day: date) -> bool:
    """Whether the clocks of two time zones show the same, at noon of this day, in winter and in summer."""
    noons = [datetime(day.year, month, 15, 12) for month in (1, 7)] + [datetime.combine(day, time(12))]
    return all(
        noon.replace(tzinfo=ZoneInfo(one)).utcoffset() == noon.replace(tzinfo=ZoneInfo(other)).utcoffset()
        for noon in noons
    )


@lru_cache(maxsize=1)
def country_codes() -> frozenset[str]:
    """The two-letter codes of ISO 3166."""
    codes = (str(code) for code in Locale.parse("en").territories)
    return frozenset(code for code in codes if len(code) == 2) - {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}


def join_list(items: Iterable[str], language: str) -> str:
    """A list in a sentence: "a, b and c", "a, b e c"."""
    return _joined(tuple(items), language)


@lru_cache(maxsize=4096)
def _joined(items: tuple[str, ...], language: str) -> str:
    return format_list(items, locale=locale_of(language))


@lru_cache(maxsize=1024)
def format_time(minutes: int, language: str) -> str:
    """The time of day that is so many minutes after midnight, on a clock of 24 hours unless the code names a country
    that counts otherwise (en-US): "08:30", "8:30 AM". The end of a day is "24:00"."""
    locale = locale_of(language)
    at = time(minutes // 60 % 24, minutes % 60)
    if "-" in language and "a" in str(locale.time_formats["short"].pattern):
        return babel_time(at, "short", locale=locale)
    text = format_skeleton("Hm", at, locale=locale)
    return re.sub(r"^0?0", "24", text) if minutes == 24 * 60 else text


@lru_cache(maxsize=1024)
def format_times(opens: int, closes: int, language: str) -> str:
    """Two times of day, in minutes after midnight: "08:30-17:30" with an en dash."""
    closes = closes - 24 * 60 if closes > 24 * 60 else closes
    return f"{format_time(opens, language)}–{format_time(closes, language)}"


@lru_cache(maxsize=256)
def day_name(day: int, language: str) -> str:
    """A day of the week, short: 0 is "Mon", "lun", "Δευ"."""
    return str(locale_of(language).days["stand-alone"]["abbreviated"][day])


@lru_cache(maxsize=256)
def format_days(first: int, last: int, language: str) -> str:
    """Days of the week from first to last (0 is Monday): "Mon-Fri" with an en dash; one day alone: "Sat"."""
    if first == last:
        return day_name(first, language)
    return f"{day_name(first, language)}–{day_name(last, language)}"


@lru_cache(maxsize=1024)
def format_dates(first: date, last: date, language: str) -> str:
    """Days of the calendar, short, for exceptions of opening hours: "Fri 25 Dec", "25–26 Dec"."""
    locale = locale_of(language)
    if first == last:
        return format_skeleton("MMMEd", first, locale=locale)
    return str(format_interval(first, last, "MMMd", locale=locale))


_CLOSED = {
    "ar": "مغلق",
    "ca": "tancat",
    "de": "geschlossen",
    "el": "κλειστά",
    "en": "closed",
    "es": "cerrado",
    "fr": "fermé",
    "he": "סגור",
    "it": "chiuso",
    "nl": "gesloten",
    "pt": "fechado",
}


def closed_word(language: str) -> str:
    """What a line of opening hours says for a day without any: "closed", "chiuso". CLDR has no such word."""
    return _CLOSED.get(language.partition("-")[0], _CLOSED["en"])
