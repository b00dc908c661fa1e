"""The address book: channels and branches as they stand in the configuration."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sopgen.contact.hours import Hours as Hours
from sopgen.fields import (
    BooleanField,
    CountryField,
    DurationField,
    IdField,
    Input,
    LanguageField,
    OneOrMany,
    TextField,
    TextListField,
    TimeZoneField,
)
from sopgen.model import Audience, Text

Kind = Literal[
    "phone",
    "sms",
    "whatsapp",
    "viber",
    "chat",
    "callback",
    "email",
    "form",
    "office",
    "post",
    "text relay",
    "emergency",
]
Purpose = Literal["questions", "complaints", "orders", "returns", "emergencies"]


class Channel(Input):
    """A way to reach a person.

    country: of the number, two capitals; without one the branch's, else the organisation's.
    address: one line for e-mail, a line each for post. hours: the name of a schedule.
    languages: those spoken; without any those of the branch, else all of the project.
    """

    id: IdField
    kind: Kind
    audience: OneOrMany[Audience]
    label: TextField
    number: str = ""
    country: CountryField = ""
    toll_free: BooleanField = False
    cost: TextField = Field(default_factory=Text)
    address: OneOrMany[str] = ()
    url: str = ""
    purposes: OneOrMany[Purpose] = ()
    hours: str = ""
    reply_time: DurationField | None = None
    languages: OneOrMany[LanguageField] = ()
    accessibility: TextField = Field(default_factory=Text)


class Branch(Input):
    """A place of the organisation. region: ISO 3166-2 or free text, for addresses. hours: the name of a schedule."""

    name: TextField
    country: CountryField
    region: str = ""
    languages: OneOrMany[LanguageField] = ()
    address: OneOrMany[str] = ()
    map: str = ""
    time_zone: TimeZoneField = ""
    hours: str = ""
    services: TextListField | None = None
    access: TextField = Field(default_factory=Text)
    channels: tuple[Channel, ...] = ()
