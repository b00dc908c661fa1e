"""Front matter, decoded once: what an author may write above a document, every mistake with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from msgspec import Struct
from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_core import PydanticCustomError

from sopgen.fields import Input, OneOrMany
from sopgen.mistakes import findings_of
from sopgen.model import Approval, Audience, Change, DocumentType, Finding, Place, Status
from sopgen.yaml_source import Tree, read

MONTHS = {"day": 0, "week": 0, "month": 1, "months": 1, "year": 12, "years": 12}


def _date(value: Any) -> Any:
    if not isinstance(value, str) or isinstance(value, date):
        return value
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    hint = "write year-month-day, such as 2026-09-01"
    raise PydanticCustomError("front-matter", "`{value}` is not a date", {"value": value, "hint": hint})


def _months(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    match = re.fullmatch(r"(\d+)\s+(month|months|year|years)", value.strip())
    if match and int(match[1]) > 0:
        return int(match[1]) * MONTHS[match[2]]
    hint = "write it as 12 months or 2 years"
    raise PydanticCustomError(
        "front-matter", "`{value}` is not a span of months or years", {"value": value, "hint": hint}
    )


_NO_PATH = re.compile(r"[\\\x00-\x1f\x7f]")


def _addresses(values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        parts = value.split("/")
        long = any(len(part.encode("utf-8", "replace")) > 255 for part in parts)
        if long or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", value) or ".." in parts or _NO_PATH.search(value):
            hint = "write the path of the old page on this site, such as /old/refund.html"
            raise PydanticCustomError(
                "front-matter", "`{value}` is no address on this site", {"value": value, "hint": hint}
            )
    return values


Icon = Literal[
    "bubble",
    "bucket",
    "building",
    "calendar",
    "document",
    "guide",
    "home",
    "key",
    "people",
    "price",
    "question",
    "shield",
    "sparkle",
    "star",
]
Words = OneOrMany[str]
Aliases = Annotated[Words, AfterValidator(_addresses)]
Audiences = Annotated[OneOrMany[Audience], Field(min_length=1)]
Date = Annotated[date, BeforeValidator(_date, json_schema_input_type=str)]
Months = Annotated[int, BeforeValidator(_months, json_schema_input_type=str)]


class ApprovedField(Input):
    """Who approved the text, and when: shown as stated."""

    by: str = Field(description="A role from sopgen.yaml, or the words to show.")
    date: Date = Field(description="The day of the approval.")


class ChangeField(Input):
    """One line of the history."""

    version: str = Field(description="The version this change made.")
    date: Date = Field(description="The day of the change.")
    what: str = Field(description="What changed, in the reader's words.")


class FrontMatter(Input):
    """All keys that a document's front matter may have; none is required, folder defaults may stand in."""

    title: str | None = Field(None, description="The document's title; without it, the first level-1 heading.")
    nav_title: str | None = Field(None, description="A shorter title for navigation.")
    description: str | None = Field(None, description="One sentence: what the reader gets here.")
    type: DocumentType | None = Field(None, description="What kind of document this is; article where nothing says.")
    audience: Audiences | None = Field(None, description="staff, customer or both; staff only where nothing says.")
    language: str | None = Field(None, description="The document's language, where the file name does not say it.")
    id: str | None = Field(None, description="The document's number in the register, unique: links may use it.")
    version: str | None = Field(None, description="As written: 1.10 stays 1.10.")
    status: Status | None = Field(None, description="draft (also when absent), approved or retired.")
    approved: ApprovedField | None = Field(None, description="Who approved it, and when: {by, date}.")
    owner: str | None = Field(None, description="The role that keeps the document right.")
    effective: Date | None = Field(None, description="The day from which it is in force.")
    reviewed: Date | None = Field(None, description="The day of the last review.")
    review_every: Months | None = Field(None, description="How often to review: 12 months, 2 years.")
    roles: Words | None = Field(None, description="The roles that work by it.")
    branches: Words | None = Field(None, description="The branches it applies to; all where nothing says.")
    product: str | None = Field(None, description="The product a guide is about.")
    purpose: Literal["assemble", "use", "solve"] | None = Field(None, description="What a product guide is for.")
    stage: str | None = Field(None, description="The stage of the customer's journey in which it is needed.")
    asked_as: Words | None = Field(None, description="How customers put it: their own words.")
    changes: tuple[ChangeField, ...] | None = Field(None, description="The history, newest first.")
    successor: str | None = Field(None, description="The id of the document that replaces a retired one.")
    tags: Words | None = Field(None, description="Free words that tie documents together.")
    order: int | None = Field(None, description="The place in its section, from 1; without it, by title.")
    icon: Icon | None = Field(None, description="The drawing beside a section on the first page.")
    slug: str | None = Field(None, description="The last part of the page's address.")
    aliases: Aliases | None = Field(None, description="Old addresses that lead here.")
    related: Words | None = Field(None, description="Ids of documents to read next.")
    search: bool | None = Field(None, description="false keeps it out of the search.")
    extra: dict[str, Any] | None = Field(None, description="Your own data; sopgen does not look at it.")

    def values(self) -> dict[str, object]:
        """What was written, in the types of `model.Meta`."""
        return {
            key: _plain(getattr(self, key)) for key in sorted(self.model_fields_set) if getattr(self, key) is not None
        }


class Decoded(Struct, frozen=True):
    """values: what was written and could be read. places: of each key's value; "" for the block itself."""

    values: Mapping[str, object]
    places: Mapping[str, Place]
    findings: tuple[Finding, ...]


def decode(text: str, path: str, first_line: int, ignore_foreign: bool = False) -> Decoded:
    """Decode the YAML between the --- lines of the file at `path`; `first_line` is the line it begins on."""
    return decode_tree(read(text, path, first_line), ignore_foreign)


def decode_tree(tree: Tree, ignore_foreign: bool = False) -> Decoded:
    """Decode front matter from a YAML tree: what is wrong becomes a finding, the other keys are kept."""
    findings = list(tree.findings)
    places = {
        "": tree.places.root,
        **{str(loc[0]): place for loc, place in tree.places.values.items() if len(loc) == 1},
    }
    if tree.value is None:
        return Decoded({}, places, tuple(findings))
    if not isinstance(tree.value, dict):
        hint = "write `title: …` and other keys, one on each line"
        findings.append(
            Finding(tree.places.root, "front-matter", "front matter is not a list of keys and values", hint)
        )
        return Decoded({}, places, tuple(findings))
    given = {key: value for key, value in tree.value.items() if value is not None}
    if ignore_foreign:
        given = {key: value for key, value in given.items() if key in FrontMatter.model_fields}
    try:
        model = FrontMatter.model_validate(given)
    except ValidationError as error:
        wrong = {str(fault["loc"][0]) for fault in error.errors(include_url=False, include_input=False) if fault["loc"]}
        found = findings_of(error, FrontMatter, tree, "front-matter")
        findings.extend(_foreign(tree, key) for key in sorted(wrong)) if ignore_foreign else findings.extend(found)
        model = FrontMatter.model_validate({key: value for key, value in given.items() if key not in wrong})
    return Decoded(model.values(), places, tuple(findings))


def _foreign(tree: Tree, key: str) -> Finding:
    value = tree.value[key] if isinstance(tree.value[key], str) else ""
    what = f"`{value}` is no value of `{key}` that we know" if value else f"the value of `{key}` is not one of ours"
    hint = "the folder default stands in; write a value of ours or rename the key"
    return Finding(tree.places.at(key), "foreign-value", f"{what}: it is dropped", hint)


def _plain(value: Any) -> object:
    if isinstance(value, ApprovedField):
        return Approval(value.by, value.date)
    if isinstance(value, tuple) and value and isinstance(value[0], ChangeField):
        return tuple(Change(change.version, change.date, change.what) for change in value)
    return value
