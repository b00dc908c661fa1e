"""The switchboard: telephone numbers, whether they are right, how they are shown and called."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers
from msgspec import Struct
from phonenumbers import (
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberType,
    ValidationResult,
    shortnumberinfo,
)

from sopgen.formats import country_name


class Number(Struct, frozen=True):
    """A telephone number that is right.

    written: as in the configuration. e164: "+390255500130", for a short number the number itself ("112").
    national, international: shown, with the writer's spacing where that is possible. region: two capitals, "001" for
    numbers of no country. free: whether calling costs nothing. abroad: whether it can be called from other countries.
    dear: whether the owner earns by it or shares its cost: callers should know what a minute costs.
    """

    written: str
    e164: str
    national: str
    international: str
    region: str
    short: bool
    free: bool
    abroad: bool
    extension: str = ""
    dear: bool = False

    @property
    def tel(self) -> str:
        """The link: `tel:+390255500130`, `tel:112`."""
        return f"tel:{self.e164}" + (f";ext={self.extension}" if self.extension else "")


class NumberFault(Struct, frozen=True):
    """Why a number is not right, and what to do about it."""

    message: str
    hint: str = ""


@lru_cache(maxsize=1024)
def read_number(written: str, country: str, others: tuple[str, ...] = ()) -> Number | NumberFault:
    """Read a number as it is written in a country (two capitals): with + and country code, nationally, or short.

    others: further countries of the organisation; a number that would be right in one of them is told so.
    """
    try:
        parsed = phonenumbers.parse(written, country)
    except NumberParseException as error:
        return _unreadable(written, country, error)
    digits = re.sub(r"\D", "", written)
    if "+" not in written and len(digits) <= 6 and (short := _short(written, digits, country, parsed)):
        return short
    region = phonenumbers.region_code_for_number(parsed) or ""
    if not phonenumbers.is_valid_number(parsed):
        return _wrong(written, country, parsed, others)
    if region not in (country, "001"):
        name, elsewhere = country_name(country, "en"), country_name(region, "en")
        hint = f"write `country: {region}` beside it, or a number of {name}"
        return NumberFault(f"`{written}` is a number of {elsewhere}, not of {name}", hint)
    kind = phonenumbers.number_type(parsed)
    e164 = phonenumbers.format_number(parsed, PhoneNumberFormat.E164)
    return Number(
        written=written,
        e164=e164,
        national=_national(written, parsed) if region != "001" else _international(written, parsed),
        international=_international(written, parsed),
        region=region,
        short=False,
        free=kind == PhoneNumberType.TOLL_FREE,
        abroad=region == "001" or kind not in (PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST),
        extension=parsed.extension or "",
        dear=kind in (PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST),
    )


_EUROPEAN = re.compile(r"112|116\d{3}")
"""Free in the whole European Union; the data of phonenumbers knows those of 116 in some countries only."""


def _short(written: str, digits: str, country: str, parsed: PhoneNumber) -> Number | None:
    """A number that works inside the country only, such as 112."""
    if shortnumberinfo.is_valid_short_number_for_region(parsed, country):
        cost = shortnumberinfo.expected_cost_for_region(parsed, country)
        return Number(written, digits, written, written, country, True, cost == _FREE, False)
    if _EUROPEAN.fullmatch(digits):
        return Number(written, digits, written, written, country, True, True, False)
    return None


_FREE = shortnumberinfo.ShortNumberCost.TOLL_FREE


def _unreadable(written: str, country: str, error: NumberParseException) -> NumberFault:
    if error.error_type == NumberParseException.INVALID_COUNTRY_CODE:
        hint = f"{country_name(country, 'en')} is +{phonenumbers.country_code_for_region(country)}"
        return NumberFault(f"`{written}` begins with a country code that does not exist", hint)
    if error.error_type == NumberParseException.TOO_LONG:
        return NumberFault(f"`{written}` is too long for a telephone number", "look for a digit too many")
    return NumberFault(f"`{written}` is not a telephone number", "write digits, with spaces if you like")


def _wrong(written: str, country: str, parsed: PhoneNumber, others: tuple[str, ...]) -> NumberFault:
    """Say what is wrong with a number that could be read, but does not exist."""
    region = country if parsed.country_code == phonenumbers.country_code_for_region(country) else ""
    region = region or phonenumbers.region_code_for_country_code(parsed.country_code or 0)
    name = country_name(region, "en")
    if elsewhere := _right_elsewhere(written, country, others):
        other = country_name(elsewhere, "en")
        hint = f"write `country: {elsewhere}` beside it if it is"
        return NumberFault(f"`{written}` is not a number of {name}; it could be one of {other}", hint)
    example = phonenumbers.example_number_for_type(region, PhoneNumberType.FIXED_LINE)
    shown = phonenumbers.format_number(example, PhoneNumberFormat.NATIONAL) if example else ""
    hint = f"compare it with the form of a number there: {shown}" if shown else ""
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    if reason in (ValidationResult.TOO_SHORT, ValidationResult.IS_POSSIBLE_LOCAL_ONLY):
        return NumberFault(f"`{written}` is too short for a number of {name}", hint)
    if reason == ValidationResult.TOO_LONG:
        return NumberFault(f"`{written}` is too long for a number of {name}", hint)
    if reason == ValidationResult.INVALID_LENGTH:
        return NumberFault(f"`{written}` has the wrong number of digits for {name}", hint)
    return NumberFault(f"`{written}` is not a number of {name}: no number there begins or ends like this", hint)


def _right_elsewhere(written: str, country: str, others: tuple[str, ...]) -> str:
    """The other country where a number without + would be right, if there is exactly one."""
    if written.lstrip().startswith(("+", "00")):
        return ""
    found = [
        other
        for other in others
        if other != country and phonenumbers.is_valid_number_for_region(phonenumbers.parse(written, other), other)
    ]
    return found[0] if len(found) == 1 else ""


def _split(written: str, code: int) -> str:
    """The number without + and country code, as written; "" where it does not begin so."""
    match = re.match(r"\s*\+[\s.-]*" + r"[\s.-]*".join(str(code)) + r"[\s.-]*(?:\(0\)[\s.-]*)?", written)
    return written[match.end() :].strip() if match else ""


def _plain(written: str) -> bool:
    """Whether the number is made of digits and the usual separators, so that its spacing can be kept."""
    return re.fullmatch(r"[+\d][\d\s./-]*", re.sub(r"^(\+[\d\s]+)\(0\)", r"\1", written.strip())) is not None


def _national(written: str, parsed: PhoneNumber) -> str:

    national = phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL)
    if "+" not in written:
        return written.strip() if not written.strip().startswith("00") else national
    rest = _split(written, parsed.country_code or 0) if _plain(written) else ""
    ours, theirs = re.sub(r"\D", "", rest), re.sub(r"\D", "", national)
    return theirs.removesuffix(ours) + rest if ours and theirs.endswith(ours) else national


def _international(written: str, parsed: PhoneNumber) -> str:

    shown = phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL)
    if not _plain(written):
        return shown
    if "+" in written:
        rest = _split(written, parsed.country_code or 0)
        return f"+{parsed.country_code} {rest}" if rest else shown
    significant = phonenumbers.national_significant_number(parsed)
    extra = len(re.sub(r"\D", "", written)) - len(significant)
    rest = re.sub(r"^(?:\D*\d){%d}\D*" % extra, "", written) if extra > 0 else written  # noqa: UP031  # braces of the pattern
    return f"+{parsed.country_code} {rest.strip()}" if re.sub(r"\D", "", rest) == significant else shown


def show_number(number: Number, at_home: bool) -> str:
    """The number as readers see it: nationally at home and where it can't be called from elsewhere."""
    return number.national if at_home or not number.abroad else number.international
