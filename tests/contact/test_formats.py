"""Values in the reader's language."""

import os
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest

from sopgen.formats import (
    Duration,
    Money,
    autonym,
    country_name,
    format_date,
    format_dates,
    format_days,
    format_duration,
    format_money,
    format_times,
    join_list,
    language_name,
    language_territory,
    parse_date,
    parse_duration,
    parse_money,
    same_clock,
    zone_name,
)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "1 September 2026"),
        ("en-US", "September 1, 2026"),
        ("it", "1 settembre 2026"),
        ("ca", "1 de setembre del 2026"),
        ("el", "1 Σεπτεμβρίου 2026"),
        ("xx", "1 September 2026"),
    ],
)
def test_dates(language: str, expected: str) -> None:
    assert format_date(date(2026, 9, 1), language) == expected


@pytest.mark.parametrize(
    ("amount", "currency", "language", "expected"),
    [
        ("15", "EUR", "en", "€15"),
        ("15.00", "EUR", "en", "€15"),
        ("23.5", "EUR", "en", "€23.50"),
        ("1234.56", "EUR", "en", "€1,234.56"),
        ("15", "EUR", "it", "15 €"),
        ("1234567.89", "EUR", "it", "1.234.567,89 €"),
        ("0", "EUR", "ca", "0 €"),
        ("21.00", "EUR", "ca", "21 €"),
        ("19.50", "EUR", "el", "19,50 €"),
        ("400", "GBP", "en", "£400"),
        ("-3", "EUR", "en", "-€3"),
    ],
)
def test_money(amount: str, currency: str, language: str, expected: str) -> None:
    assert format_money(Decimal(amount), currency, language).replace("\N{NO-BREAK SPACE}", " ") == expected


@pytest.mark.parametrize(
    ("written", "en", "it", "ca", "el"),
    [
        ("24 hours", "24 hours", "24 ore", "24 hores", "24 ώρες"),
        ("1 hour", "1 hour", "1 ora", "1 hora", "1 ώρα"),
        ("1 day", "1 day", "1 giorno", "1 dia", "1 ημέρα"),
        ("5 days", "5 days", "5 giorni", "5 dies", "5 ημέρες"),
        ("30 minutes", "30 minutes", "30 minuti", "30 minuts", "30 λεπτά"),
        ("2 weeks", "2 weeks", "2 settimane", "2 setmanes", "2 εβδομάδες"),
        ("12 months", "12 months", "12 mesi", "12 mesos", "12 μήνες"),
        ("1 year", "1 year", "1 anno", "1 any", "1 έτος"),
    ],
)
def test_durations(written: str, en: str, it: str, ca: str, el: str) -> None:
    duration = parse_duration(written)
    assert [format_duration(duration, language) for language in ("en", "it", "ca", "el")] == [en, it, ca, el]


@pytest.mark.parametrize("language", ["en", "it", "ca", "el", "es", "fr", "de", "pt", "nl", "ro", "et", "pl"])
@pytest.mark.parametrize("unit", ["minute", "hour", "day", "week", "month", "year"])
def test_no_duration_shows_a_key(language: str, unit: str) -> None:
    for count in (1, 2, 5):
        assert "duration" not in format_duration(Duration(count, unit), language)  # type: ignore[arg-type]  # a table


def test_names_of_languages_and_countries() -> None:
    assert [autonym(code) for code in ("en", "it", "ca", "el", "pt-BR", "qqq")] == [
        "English", "Italiano", "Català", "Ελληνικά", "Português (Brasil)", "qqq",
    ]  # fmt: skip
    assert [language_name("el", code) for code in ("en", "it", "ca", "el")] == ["Greek", "greco", "grec", "Ελληνικά"]
    assert language_name("qqq", "it") == "qqq"
    assert [country_name("GR", code) for code in ("en", "it", "ca", "el")] == ["Greece", "Grecia", "Grècia", "Ελλάδα"]


def test_time_zones_and_territories() -> None:
    assert [zone_name("Europe/Rome", code) for code in ("en", "it", "ca", "el")] == [
        "Central European Time (Rome)",
        "Ora dell’Europa centrale (Roma)",
        "Hora d’Europa central (Roma)",
        "Ώρα Κεντρικής Ευρώπης (Ρώμη)",
    ]
    assert [zone_name(zone, "en") for zone in ("UTC", "Etc/UTC", "Asia/Tokyo")] == ["UTC", "UTC", "Japan Time"]
    assert zone_name("Europe/Istanbul", "el") == "Ώρα (Τουρκία)"
    codes = ("en", "it", "ca", "el", "en-US", "pt-BR", "xx")
    assert [language_territory(code) for code in codes] == [
        "en_GB", "it_IT", "ca_ES", "el_GR", "en_US", "pt_BR", "en_GB",
    ]  # fmt: skip


def test_clocks_that_show_the_same() -> None:
    winter = date(2026, 12, 1)
    assert same_clock("Europe/Rome", "Europe/Madrid", winter)
    assert not same_clock("Europe/Rome", "Europe/Athens", winter)
    assert not same_clock("Europe/London", "Atlantic/Reykjavik", winter), "in summer they differ"


def test_lists_days_and_times() -> None:
    items = ("a", "b", "c")
    assert [join_list(items, code) for code in ("en", "it", "ca", "el")] == [
        "a, b and c",
        "a, b e c",
        "a, b i c",
        "a, b και c",
    ]
    assert [format_days(0, 4, code) for code in ("en", "it", "ca", "el")] == [
        "Mon–Fri",
        "lun–ven",
        "dl.–dv.",
        "Δευ–Παρ",
    ]
    assert format_days(5, 5, "en") == "Sat"
    assert format_times(510, 1050, "el") == "08:30–17:30"
    assert format_times(0, 1440, "ca") == "0:00–24:00"
    assert format_times(22 * 60, 26 * 60, "en") == "22:00–02:00"
    assert format_times(510, 1050, "en-US").replace("\N{NARROW NO-BREAK SPACE}", " ") == "8:30 AM–5:30 PM"
    assert format_dates(date(2026, 12, 25), date(2026, 12, 25), "it") == "ven 25 dic"
    assert format_dates(date(2026, 12, 25), date(2026, 12, 26), "en") == "25–26 Dec"


def test_parsing() -> None:
    assert parse_money("15 EUR") == Money(Decimal(15), "EUR")
    assert parse_money("15.00 EUR") == Money(Decimal("15.00"), "EUR")
    assert parse_duration("1 day") == Duration(1, "day")
    assert parse_date("2026-09-01") == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("parse", "text", "message"),
    [
        (parse_money, "€ 15", "is not an amount"),
        (parse_money, "15,00 EUR", "with a dot"),
        (parse_money, "15 EURO", "is not an amount"),
        (parse_money, "15 EUX", "is not a currency"),
        (parse_money, "", "is not an amount"),
        (parse_duration, "24h", "is not a length of time"),
        (parse_duration, "1.5 days", "whole number"),
        (parse_duration, "1 fortnight", "24 hours"),
        (parse_date, "1/9/2026", "2026-09-01"),
        (parse_date, "2026-02-30", "not a day of the calendar"),
    ],
)
def test_parsing_says_what_to_write(parse: object, text: str, message: str) -> None:
    assert callable(parse)
    with pytest.raises(ValueError, match=message):
        parse(text)


def test_the_machine_s_locale_does_not_matter() -> None:
    program = (
        "from sopgen.formats import *; from datetime import date; from decimal import Decimal;"
        "print(ascii([format_date(date(2026, 9, 1), 'en'), format_money(Decimal('1234.5'), 'EUR', 'it')]))"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "LANG": name, "LC_ALL": name, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for name, zone in (("C", "UTC"), ("de_DE.UTF-8", "Asia/Tokyo"))
    }
    assert len(seen) == 1
