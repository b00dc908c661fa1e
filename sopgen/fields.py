"""The form: how values that people write in YAML become typed values; shared by `contact` and `config`.

Scalars arrive as the text that stands in the file. A value that can't be read raises an error of pydantic whose type is
the name of a rule and whose context may hold a hint; its `loc` leads to the very node, below the field too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, NoReturn, TypeVar
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, BeforeValidator, ConfigDict, GetJsonSchemaHandler, PlainValidator, ValidationError
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError

from sopgen.formats import Duration, Money, country_codes, parse_date, parse_duration, parse_money
from sopgen.model import Text

CONFIG = "config"
"""The rule of values that have the wrong shape."""

T = TypeVar("T")


class Input(BaseModel):
    """A mapping in YAML: unknown keys are errors, values never change."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)


def fault(rule: str, message: str, hint: str = "") -> PydanticCustomError:
    """An error of this rule: the message and the hint are shown as they are, braces included."""
    return PydanticCustomError(rule, "{text}", {"text": message, "hint": hint})


def fail(rule: str, message: str, hint: str = "", at: tuple[str | int, ...] = ()) -> NoReturn:
    """Raise an error of this rule; `at` leads from the field to the key or item in question."""
    if not at:
        raise fault(rule, message, hint)
    raise failures([(at, fault(rule, message, hint))])


def failures(errors: Sequence[tuple[tuple[str | int, ...], PydanticCustomError]]) -> ValidationError:
    """Several errors below one field, to be raised together."""
    details: list[InitErrorDetails] = [{"type": error, "loc": at, "input": None} for at, error in errors]
    return ValidationError.from_exception_data("value", details)


def did_you_mean(word: str, known: tuple[str, ...] | list[str], otherwise: str = "") -> str:
    """The hint for a name that does not exist: the nearest one, else `otherwise`."""
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`?" if near else otherwise


# ----------------------------------------------------------------------------------------- texts by language

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def _language(code: object) -> str:
    if isinstance(code, str) and _LANGUAGE.fullmatch(code):
        return code
    fail("language-code", f"`{code}` is not a language code", "write a code such as en, it, ca, el or pt-BR")


def _one_text(value: object, at: tuple[str | int, ...]) -> str:
    if isinstance(value, str) and value.strip():
        return value.strip()
    if value is None or value == "":
        fail(CONFIG, "the text is empty", "write the text, or take the key out", at)
    fail(CONFIG, "this should be a text", "put it in quotes if it holds a colon or brackets", at)


def _not_a_language(key: str, text: object) -> PydanticCustomError:
    if text in (None, ""):
        return fault(CONFIG, f"a comma ends the text before `{key}`", 'put the text in quotes: en: "Fire, police"')
    return fault(CONFIG, f"`{key}` is not a language code", "write en:, it:, ca:, el: … before each text")


def _by_language(value: dict[object, object]) -> list[tuple[str, object]]:
    errors = [
        ((str(key),), _not_a_language(str(key), text))
        for key, text in value.items()
        if not (isinstance(key, str) and _LANGUAGE.fullmatch(key))
    ]
    if errors:
        raise failures(errors)
    if not value:
        fail(CONFIG, "the text is empty", "write the text, or take the key out")
    return [(str(key), text) for key, text in value.items()]


def decode_text(value: object) -> Text:
    """`Call us`, or `{en: Call us, it: Chiamaci}`."""
    if isinstance(value, Text):
        return value
    if isinstance(value, dict):
        return Text(tuple((language, _one_text(text, (language,))) for language, text in _by_language(value)))
    return Text((("", _one_text(value, ())),))


def decode_texts(value: object) -> TextList:
    """A list of texts, or a list for each language."""
    if isinstance(value, dict):
        lists = tuple((key, _texts(texts, (key,))) for key, texts in _by_language(value))
    else:
        lists = (("", _texts(value, ())),)
    return TextList(**{"by_language": lists})


def _texts(value: object, at: tuple[str | int, ...]) -> tuple[str, ...]:
    if isinstance(value, str):
        return (_one_text(value, at),)
    if isinstance(value, list | tuple) and value:
        return tuple(_one_text(text, (*at, index)) for index, text in enumerate(value))
    fail(CONFIG, "this should be a list of texts", "write - before each text, or [one, two]", at)


class TextList(BaseModel):
    """A list that readers see: written once (language "") or by language, in the order of the file."""

    model_config = ConfigDict(frozen=True, defer_build=True)
    by_language: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def get(self, *languages: str) -> tuple[str, ...]:
        """The list in the first of these languages that has one, else the list for all, else the first there is."""
        lists = dict(self.by_language)
        for language in (*languages, ""):
            if language in lists:
                return lists[language]
        return next(iter(lists.values()), ())


# ------------------------------------------------------------------------------------------- typed scalars


def _read(parse: Callable[[str], T], rule: str) -> Callable[[object], T]:
    """A validator from a parse function whose ValueError says what is wrong."""

    def read(value: Any) -> T:
        if not isinstance(value, str):
            if isinstance(value, Money | Duration | date):
                return value  # type: ignore[return-value]  # made in Python, already of the type
            fail(rule, "this should be a single value", "write it on the line of its key")
        try:
            return parse(value)
        except ValueError as error:
            message, _, hint = str(error).partition("\n")
            fail(rule, message, hint)

    return read


_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)", re.IGNORECASE)
_LOCAL = re.compile(r"[^\s@<>()\[\],;:\\\"]{1,64}")


def email_problem(address: str) -> str:
    """What is wrong with the form of an e-mail address, "" where nothing is."""
    local, at, domain = address.rpartition("@")
    if not at:
        return f"`{address}` has no @"
    if not _LOCAL.fullmatch(local) or local.startswith(".") or local.endswith(".") or ".." in local:
        return f"`{local}` can't stand before the @"
    labels = domain.split(".")
    if len(labels) < 2:
        return f"`{domain}` has no dot: an address ends in a domain such as example.org"
    try:
        ascii_labels = domain.encode("idna").decode("ascii").split(".")
    except UnicodeError:
        return f"`{domain}` is not a domain name"
    if not all(_HOST.fullmatch(label) for label in ascii_labels) or ascii_labels[-1].isdigit():
        return f"`{domain}` is not a domain name"
    return ""


def _email(value: str) -> str:
    if problem := email_problem(value.strip()):
        raise ValueError(f"{problem}\nwrite an address such as help@example.org")
    return value.strip()


def placeholder_problem(url: str, known: tuple[str, ...]) -> tuple[str, str]:
    """The first {name} of a web address that nothing can be filled in for: message and hint, "" twice for none."""
    for name in re.findall(r"\{([^{}]*)\}", url):
        if name not in known:
            names = "Known: " + ", ".join(f"{{{one}}}" for one in known)
            return f"there is nothing to fill in for `{{{name}}}`", did_you_mean(name, known, names)
    return "", ""


def url_problem(url: str, schemes: tuple[str, ...] = ("https",)) -> str:
    """What is wrong with the form of a web address, "" where nothing is."""
    match = re.fullmatch(r"(?:([a-z][a-z0-9+.-]*):)?(?://([^/?#\s]*))?(\S*)", url, re.IGNORECASE)
    if not match:
        return f"`{url}` holds a space"
    scheme, host, _ = match.groups()
    if not scheme:
        return f"`{url}` does not begin with {schemes[0]}://"
    if scheme.lower() not in schemes:
        return f"`{url}` begins with {scheme}:, not with {schemes[0]}://"
    if not host or host.startswith(":"):
        return f"`{url}` names no host"
    return ""


def _url(value: str) -> str:
    if problem := url_problem(value.strip(), ("https", "http")):
        raise ValueError(f"{problem}\nwrite the whole address, such as https://example.org/page")
    return value.strip()


def decode_time_zone(value: object) -> str:
    """The name of a zone of the IANA data: `Europe/Rome`."""
    name = value.strip() if isinstance(value, str) else ""
    try:
        if "/" in name or name == "UTC":
            ZoneInfo(name)
            return name
    except (KeyError, ValueError, OSError):
        pass
    zones = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    by_city = {zone.rpartition("/")[2].lower(): zone for zone in zones}
    city = name.rpartition("/")[2].lower().replace(" ", "_")
    near = get_close_matches(city, list(by_city), n=1, cutoff=0.7)
    hint = f"did you mean `{by_city[near[0]]}`?" if near else "write a zone of the IANA list, such as Europe/Rome"
    fail("time-zone", f"the time zone `{value}` does not exist", hint)


def decode_country(value: object) -> str:
    """Two capitals of ISO 3166: `IT`. The European Union's EL and UK are read as GR and GB."""
    code = value.strip() if isinstance(value, str) else ""
    code = {"EL": "GR", "UK": "GB"}.get(code, code)
    if code in country_codes():
        return code
    hint = f"did you mean `{code.upper()}`?" if code.upper() in country_codes() else "write two capitals: IT, ES, GR …"
    fail("country-code", f"`{value}` is not a country code", hint)


def _id(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(r"[^\W_]+([-_.][^\W_]+)*", value):
        return value
    fail(CONFIG, f"`{value}` can't be a name for others to refer to", "use letters, digits and hyphens: milan-phone")


def _boolean(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in ("true", "yes", "false", "no"):
        return value.strip().lower() in ("true", "yes")
    fail(CONFIG, f"`{value}` is neither true nor false", "write true or false")


class _OneOrMany:
    """One value, or a list of them."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        many = handler(schema)
        return {"anyOf": [many["items"], many]} if "items" in many else many


def _as_list(value: object) -> object:
    return (value,) if isinstance(value, str) else value


OneOrMany = Annotated[tuple[T, ...], BeforeValidator(_as_list), _OneOrMany()]

IdField = Annotated[str, PlainValidator(_id, json_schema_input_type=str)]
TextField = Annotated[Text, PlainValidator(decode_text, json_schema_input_type=str | dict[str, str])]
TextListField = Annotated[
    TextList,
    PlainValidator(decode_texts, json_schema_input_type=str | list[str] | dict[str, str | list[str]]),
]
LanguageField = Annotated[str, PlainValidator(_language, json_schema_input_type=str)]
CountryField = Annotated[str, PlainValidator(decode_country, json_schema_input_type=str)]
TimeZoneField = Annotated[str, PlainValidator(decode_time_zone, json_schema_input_type=str)]
MoneyField = Annotated[Money, PlainValidator(_read(parse_money, "fact-value"), json_schema_input_type=str)]
DurationField = Annotated[Duration, PlainValidator(_read(parse_duration, "fact-value"), json_schema_input_type=str)]
DateField = Annotated[date, PlainValidator(_read(parse_date, "fact-value"), json_schema_input_type=str)]
EmailField = Annotated[str, PlainValidator(_read(_email, "email-address"), json_schema_input_type=str)]
UrlField = Annotated[str, PlainValidator(_read(_url, "web-address"), json_schema_input_type=str)]
BooleanField = Annotated[bool, PlainValidator(_boolean, json_schema_input_type=bool)]
