"""The notice board: what readers must know for a time, each with the days on which it is true."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, PlainValidator, field_validator, model_validator

from sopgen.fields import CONFIG, Input, LanguageField, OneOrMany, TextField, fail, url_problem
from sopgen.formats import parse_date
from sopgen.model import Audience


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    try:
        return parse_date(value if isinstance(value, str) else "")
    except ValueError as error:
        message, _, hint = str(error).partition("\n")
        fail(CONFIG, message, hint)


Day = Annotated[date, PlainValidator(_day, json_schema_input_type=str)]


class Notice(Input):
    """A notice that stands on a site from one day to another, both included."""

    text: TextField = Field(description="One or two sentences: what the reader must know.")
    first: Day | None = Field(None, alias="from", description="The first day; from now on where nothing says.")
    until: Day = Field(description="The last day, included.")
    level: Literal["info", "warning"] = Field("info", description="A warning stands on every page but those for paper.")
    audience: OneOrMany[Audience] = Field(("staff",), description="staff, customer or both; staff only without it.")
    languages: OneOrMany[LanguageField] = Field((), description="Only in these languages; in all without it.")
    branches: OneOrMany[str] = Field((), description="The branches it is about.")
    link: str = Field("", description="A document's id or key, or a web address, where more is said.")

    @field_validator("link")
    @classmethod
    def _of_the_web(cls, link: str) -> str:
        """What looks like an address of the web is one; all else names a document, which a rule looks up."""
        if "://" in link and (problem := url_problem(link, ("https", "http"))):
            fail(CONFIG, problem, "write the whole address, such as https://example.org/page, or name a document")
        return link

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first and self.until < self.first:
            message = f"the notice ends on {self.until}, before it begins on {self.first}"
            fail(CONFIG, message, "write the earlier day at `from`", ("until",))
        return self
