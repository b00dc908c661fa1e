"""Telephone numbers: right or wrong, shown and linked."""

import pytest

from sopgen.contact.numbers import Number, NumberFault, read_number, show_number


@pytest.mark.parametrize(
    ("country", "written", "national", "international", "tel"),
    [
        ("IT", "02 5550 0130", "02 5550 0130", "+39 02 5550 0130", "tel:+390255500130"),
        ("IT", "+39 02 5550 0147", "02 5550 0147", "+39 02 5550 0147", "tel:+390255500147"),
        ("IT", "+39 347 555 0147", "347 555 0147", "+39 347 555 0147", "tel:+393475550147"),
        ("IT", "0039 02 5550 0147", "02 5550 0147", "+39 02 5550 0147", "tel:+390255500147"),
        ("ES", "93 555 01 47", "93 555 01 47", "+34 93 555 01 47", "tel:+34935550147"),
        ("ES", "+34 93 555 01 47", "93 555 01 47", "+34 93 555 01 47", "tel:+34935550147"),
        ("GR", "210 555 0147", "210 555 0147", "+30 210 555 0147", "tel:+302105550147"),
        ("GB", "020 7946 0018", "020 7946 0018", "+44 20 7946 0018", "tel:+442079460018"),
        ("GB", "+44 20 7946 0018", "020 7946 0018", "+44 20 7946 0018", "tel:+442079460018"),
        ("GB", "+44 (0)20 7946 0018", "020 7946 0018", "+44 20 7946 0018", "tel:+442079460018"),
        ("GB", "(020) 7946 0018", "(020) 7946 0018", "+44 20 7946 0018", "tel:+442079460018"),
        ("US", "212-555-0147", "212-555-0147", "+1 212-555-0147", "tel:+12125550147"),
    ],
)
def test_shown_as_spaced_and_linked_whole(
    country: str, written: str, national: str, international: str, tel: str
) -> None:
    number = read_number(written, country)
    assert isinstance(number, Number)
    assert (show_number(number, True), show_number(number, False), number.tel) == (national, international, tel)


@pytest.mark.parametrize(
    ("country", "written"),
    [("IT", "800 555 014"), ("ES", "900 555 014"), ("GR", "800 555 0147"), ("GB", "0800 111 999")],
)
def test_free_numbers_are_national_everywhere(country: str, written: str) -> None:
    number = read_number(written, country)
    assert isinstance(number, Number)
    assert number.free
    assert show_number(number, False) == written
    assert number.tel.startswith("tel:+")


@pytest.mark.parametrize(
    ("country", "written"),
    [("IT", "112"), ("GR", "112"), ("GB", "999"), ("IT", "118"), ("IT", "116117"), ("ES", "116 111")],
)
def test_short_numbers(country: str, written: str) -> None:
    number = read_number(written, country)
    assert isinstance(number, Number)
    assert number.short
    assert number.tel == f"tel:{written.replace(' ', '')}"
    assert show_number(number, False) == written


@pytest.mark.parametrize(
    ("country", "written", "message", "hint"),
    [
        ("IT", "02 55", "too short for a number of Italy", "02 1234 5678"),
        ("GR", "+30 210 555 014", "too short for a number of Greece", "form of a number"),
        ("ES", "+34 93 555 01 478", "too long for a number of Spain", "form of a number"),
        ("ES", "+39 02 5550 0147", "a number of Italy, not of Spain", "country: IT"),
        ("IT", "93 555 01 47", "could be one of Spain", "country: ES"),
        ("IT", "call me", "not a telephone number", "digits"),
        ("IT", "+999 12345678", "a country code that does not exist", "Italy is +39"),
        ("IT", "800 555 01", "no number there begins or ends like this", ""),
        ("GB", "112233", "too short", ""),
        ("IT", "061234567890123456789", "too long for a telephone number", "digit"),
    ],
)
def test_wrong_numbers_say_why(country: str, written: str, message: str, hint: str) -> None:
    fault = read_number(written, country, ("IT", "ES", "GR"))
    assert isinstance(fault, NumberFault)
    assert message in fault.message
    assert hint in fault.hint


def test_not_free() -> None:
    for country, written in (("IT", "199 123 456"), ("GR", "801 123 4567"), ("ES", "902 123 456")):
        number = read_number(written, country)
        assert isinstance(number, Number)
        assert not number.free
