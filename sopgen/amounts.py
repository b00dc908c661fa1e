"""Amounts of money as people write them in a sentence: €23.50, 23,50 €, EUR 23.50, 23.50 euro, 15 ευρώ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from babel.numbers import get_currency_name, get_currency_symbol
from msgspec import Struct

from sopgen.formats import Money, locale_of

_NUMBER = r"\d{1,3}(?:[.,'’\u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_LARGER = (
    r"k\b|m(?:ln|io|rd)?\b|bn\b|millions?\b|billions?\b|thousand\b|hundred\b|mila\b|milion[ei]\b|mil\b|milions?\b"
    r"|εκατ|χιλ|δισ"
)
_PIECE = r"[-\s\u00a0]*(?:(?:bank)?notes?|bills?|coins?)\b"
_PIECE_OF = re.compile(
    r"(?:banconot[ae]|bigliett[oi]|monet[ae]|bitllets?|moned(?:a|es)|χαρτονόμισμα(?:τα)?|κέρμα(?:τα)?)"
    r"\s+(?:da|de|των|του)\s+$",
    re.IGNORECASE,
)
_NEAR = 80
"""How far before an amount its words can stand that make it another thing."""
_BEFORE = re.compile(r"[-–—−+]\s?$|\d\s*[-–—]\s*$")


class Amount(Struct, frozen=True):
    """An amount in a text: text[start:end]."""

    start: int
    end: int
    money: Money


def amounts(text: str, currencies: Iterable[str], language: str) -> Iterator[Amount]:
    """Every amount in one of these currencies (codes of ISO 4217) that stands for itself.

    Left alone: what is part of a range or of a sum (€15–20, -€15), a multiple (€1.5 million), and a note or coin.
    """
    for currency in sorted(set(currencies)):
        if not any(sign in text for sign in _signs(currency, language)):
            continue
        for match in _pattern(currency, language).finditer(text):
            before = text[max(match.start() - _NEAR, 0) : match.start()]
            if _BEFORE.search(before) or _PIECE_OF.search(before):
                continue
            yield Amount(match.start(), match.end(), Money(_decimal(match["first"] or match["last"]), currency))


@lru_cache(maxsize=64)
def _signs(currency: str, language: str) -> tuple[str, ...]:
    """What an amount in this currency cannot be without: its sign, its code, its names."""
    locale = locale_of(language)
    names = (get_currency_name(currency, count, locale) for count in (1, 2, 5))
    symbols = (get_currency_symbol(currency, where) for where in (locale, "en_US"))
    return tuple(dict.fromkeys((*symbols, currency, *names)))


@lru_cache(maxsize=64)
def _pattern(currency: str, language: str) -> re.Pattern[str]:
    either = "|".join(
        re.escape(sign) + (r"\b" if sign[-1:].isalpha() else "")
        for sign in sorted(_signs(currency, language), key=len, reverse=True)
    )
    short = "|".join(re.escape(sign) for sign in _signs(currency, language) if " " not in sign and not sign.islower())
    space = r"[ \u00a0\u202f]?"
    return re.compile(
        rf"(?<![\w$€£.,=/&])(?:(?:{short}){space}(?P<first>{_NUMBER})(?![.,]?\d)"
        rf"|(?P<last>{_NUMBER})(?:[.,][-–—]+)?(?:{space}|-)(?:{either}))"
        rf"(?!\s?[-–—]\s?[\d€£$])(?!{space}(?:{_LARGER}))(?!{_PIECE})(?!\w)",
    )


def _decimal(number: str) -> Decimal:
    """The number, whichever of `.` and `,` parts its cents: two digits or one after the last of them."""
    whole, cents = number, ""
    if match := re.fullmatch(r"(.*)[.,](\d{1,2})", number):
        whole, cents = match.groups()
    return Decimal(re.sub(r"\D", "", whole) + (f".{cents}" if cents else ""))
