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
    """A way to reach a person."""

    id: IdField = Field(description="A short name of its own, such as phone-it.")
    kind: Kind = Field(description="What kind of channel it is.")
    audience: OneOrMany[Audience] = Field(description="Who may see it: staff, customer, or both.")
    label: TextField = Field(description="What stands beside it, such as Call us.")
    number: str = Field(default="", description="The telephone number, spaced as it shall be shown.")
    country: CountryField = Field(default="", description="The number's country; else the branch's, else our own.")
    toll_free: BooleanField = Field(default=False, description="Whether calling is free of charge.")
    cost: TextField = Field(default_factory=Text, description="What calling costs, where it is not the usual rate.")
    address: OneOrMany[str] = Field(default=(), description="The e-mail address, or the lines of a postal address.")
    url: str = Field(
        default="", description="The web address of a form, a chat, a text relay …; {url} names the reader's page."
    )
    purposes: OneOrMany[Purpose] = Field(default=(), description="What it is for.")
    hours: str = Field(default="", description="The name of its opening hours.")
    reply_time: DurationField | None = Field(default=None, description="How soon we answer, such as 1 day.")
    languages: OneOrMany[LanguageField] = Field(
        default=(), description="The languages spoken; else those of the branch, else all of the project."
    )
    accessibility: TextField = Field(default_factory=Text, description="What people with disabilities should know.")


class Branch(Input):
    """A place of the organisation."""

    name: TextField = Field(description="Its name.")
    country: CountryField = Field(description="Two capitals of ISO 3166, such as IT.")
    region: str = Field(default="", description="The region, for addresses read by machines.")
    languages: OneOrMany[LanguageField] = Field(default=(), description="The languages spoken there.")
    address: OneOrMany[str] = Field(default=(), description="The lines of its address.")
    map: str = Field(default="", description="A web address that shows it on a map.")
    time_zone: TimeZoneField = Field(default="", description="Its time zone, where its hours don't say.")
    hours: str = Field(default="", description="The name of its opening hours.")
    services: TextListField | None = Field(default=None, description="What people can do there.")
    access: TextField = Field(default_factory=Text, description="Steps, lifts, hearing loops, the way from the stop.")
    channels: tuple[Channel, ...] = Field(default=(), description="Its own channels.")
