"""What an organisation offers: each service with what it includes, its options, and the facts that are its prices."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from sopgen.fields import CONFIG, Input, OneOrMany, TextField, failures, fault
from sopgen.model import Text


class Feature(Input):
    """Something that services include or do not: one line of a comparison. A text alone is its name."""

    name: TextField = Field(description="What it is, such as Oven and fridge inside.")
    document: str = Field("", description="The page that says more: its id, or its path without .md.")

    @model_validator(mode="before")
    @classmethod
    def _short(cls, given: Any) -> Any:
        by_language = isinstance(given, dict) and not given.keys() & {"name", "document"}
        return {"name": given} if isinstance(given, str) or by_language else given

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        texts = {"type": "object", "additionalProperties": {"type": "string"}}
        return {"anyOf": [handler(schema), {"type": "string"}, texts]}


class Price(Input):
    """A price: the name of the fact that holds it, and what one pays it for. A name alone is the fact."""

    fact: str = Field(description="The name of a fact of type money.")
    per: TextField = Field(Text(), description="What one pays it for, such as each hour.")

    @model_validator(mode="before")
    @classmethod
    def _short(cls, given: Any) -> Any:
        return {"fact": given} if isinstance(given, str) else given

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [handler(schema), {"type": "string"}]}


class Option(Input):
    """What can be added to a service: one of the features, or something with a name of its own."""

    feature: str = Field("", description="The feature that can be added.")
    name: TextField = Field(Text(), description="What it is called, where it is none of the features.")
    price: Price | None = Field(None, description="What it costs; without it nothing is said.")

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if bool(self.feature) == bool(self.name):
            message = "an option is either one of the features or has a name"
            at: tuple[str | int, ...] = ("name",) if self.name else ()
            raise failures([(at, fault(CONFIG, message, "write `feature: …` or `name: …`"))])
        return self


def _priced(given: Any) -> Any:
    return [given] if isinstance(given, str | dict) else given


Prices = Annotated[tuple[Price, ...], BeforeValidator(_priced, json_schema_input_type=Price | list[Price])]
"""One price or several."""


class Service(Input):
    """A service, in words and prices that pages show in the reader's language."""

    name: TextField = Field(description="What it is called.")
    description: TextField = Field(Text(), description="One sentence about it.")
    document: str = Field(
        "", description="Its page: the id, or the path without .md. Who sees the page sees the service."
    )
    price: Prices = Field((), description="The name of a fact, or fact and per; one, or a list.")
    minimum: str = Field("", description="A fact: the least one can book, a time or an amount.")
    duration: str = Field("", description="A fact: how long it takes.")
    included: OneOrMany[str] = Field((), description="The features that belong to it.")
    not_included: OneOrMany[str] = Field((), description="The features that do not.")
    options: tuple[Option, ...] = Field((), description="What can be added.")

    def option(self, feature: str) -> Option | None:
        """The option that adds this feature."""
        return next((option for option in self.options if option.feature == feature), None)

    def facts(self) -> tuple[str, ...]:
        """The facts that are prices of this service or of what can be added to it."""
        added = (option.price.fact for option in self.options if option.price)
        return tuple(dict.fromkeys((*(price.fact for price in self.price), *added)))
