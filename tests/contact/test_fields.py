"""Values as people write them in YAML."""

import pytest
from pydantic import TypeAdapter

from sopgen.contact.models import Branch, Channel
from sopgen.fields import (
    BooleanField,
    CountryField,
    EmailField,
    MoneyField,
    OneOrMany,
    TextField,
    TimeZoneField,
    UrlField,
)
from tests.contact.builders import errors, yaml


def test_texts() -> None:
    text = TypeAdapter(TextField).validate_python(yaml("{en: Call us, it: Chiamaci}"))
    assert (text.get("it"), text.get("el", "en"), text.get("el")) == ("Chiamaci", "Call us", "Call us")
    assert TypeAdapter(TextField).validate_python("WhatsApp").get("el") == "WhatsApp"


@pytest.mark.parametrize(
    ("field", "written", "loc", "rule", "message", "hint"),
    [
        (TextField, "{en: Fire, police, it: Emergenze}", ("police",), "config", "a comma ends the text", "quotes"),
        (TextField, "{english: Call us}", ("english",), "config", "`english` is not a language code", "en:"),
        (TextField, "{en: [a, b]}", ("en",), "config", "this should be a text", "quotes"),
        (TextField, "''", (), "config", "the text is empty", "take the key out"),
        (EmailField, "help@serenetta", (), "email-address", "no dot", "help@example.org"),
        (EmailField, "help.serenetta.example", (), "email-address", "no @", "help@example.org"),
        (EmailField, "a..b@example.org", (), "email-address", "can't stand before the @", ""),
        (EmailField, "a b@example.org", (), "email-address", "can't stand before the @", ""),
        (EmailField, "a@-example.org", (), "email-address", "not a domain", ""),
        (UrlField, "example.org", (), "web-address", "does not begin with https://", "https://"),
        (UrlField, "ftp://example.org", (), "web-address", "begins with ftp:", "https://"),
        (UrlField, "https://", (), "web-address", "names no host", "https://"),
        (TimeZoneField, "Europe/Rom", (), "time-zone", "`Europe/Rom` does not exist", "did you mean `Europe/Rome`?"),
        (TimeZoneField, "Athens", (), "time-zone", "`Athens` does not exist", "did you mean `Europe/Athens`?"),
        (TimeZoneField, "../../etc/passwd", (), "time-zone", "does not exist", "IANA"),
        (CountryField, "it", (), "country-code", "not a country", "did you mean `IT`?"),
        (CountryField, "Italy", (), "country-code", "not a country", "two capitals"),
        (MoneyField, "15 Euro", (), "fact-value", "not an amount", "15.00 EUR"),
        (BooleanField, "maybe", (), "config", "neither true nor false", "true"),
    ],
)
def test_what_cannot_be_read(
    field: object, written: str, loc: tuple[str, ...], rule: str, message: str, hint: str
) -> None:
    [(at, kind, said, advice)] = errors(field, written)
    assert (at, kind) == (loc, rule)
    assert message in said
    assert hint in advice


def test_what_can_be_read() -> None:
    assert TypeAdapter(EmailField).validate_python("ciao@città.example") == "ciao@città.example"
    assert TypeAdapter(CountryField).validate_python("EL") == "GR"
    assert TypeAdapter(OneOrMany[str]).validate_python("one") == ("one",)
    assert TypeAdapter(OneOrMany[str]).validate_python(["one", "two"]) == ("one", "two")
    assert TypeAdapter(BooleanField).validate_python("true") is True


def test_channels_name_every_mistake_at_once() -> None:
    found = errors(Channel, "{id: a b, kind: phon, audience: staff, label: {en: x}, reply_time: soon, colour: red}")
    assert {(loc, rule) for loc, rule, _, _ in found} == {
        (("id",), "config"),
        (("kind",), "literal_error"),
        (("reply_time",), "fact-value"),
        (("colour",), "extra_forbidden"),
    }


def test_the_schema_offers_one_or_many() -> None:
    schema = TypeAdapter(Branch).json_schema()
    languages = schema["properties"]["languages"]["anyOf"]
    assert [part["type"] for part in languages] == ["string", "array"]
    assert "default" not in schema["properties"]["access"]
