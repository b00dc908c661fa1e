"""`sopgen schema`: JSON Schema for editors."""

from __future__ import annotations

import json
from typing import Any

import click

Schema = dict[str, Any]


@click.command("schema")
@click.argument("what", type=click.Choice(["config", "document"]), default="config")
def command(what: str) -> int:
    """Print the JSON Schema of sopgen.yaml (config) or of front matter (document)."""
    from pydantic.json_schema import GenerateJsonSchema

    from sopgen.config import Settings
    from sopgen.front_matter import FrontMatter

    class Schemas(GenerateJsonSchema):
        # an empty text, which is a default, says nothing
        ignored_warning_kinds = GenerateJsonSchema.ignored_warning_kinds | {"non-serializable-default"}

    model = Settings if what == "config" else FrontMatter
    found = _as_editors_read(model.model_json_schema(schema_generator=Schemas))
    if what == "config":
        found["properties"] = {key: _or_file(part, found) for key, part in found["properties"].items()}
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}
    click.echo(json.dumps(schema, ensure_ascii=False, indent=2))
    return 0


SCALARS = ["string", "number", "boolean"]


def _as_editors_read(part: Any) -> Any:
    """The schema for editors, which read `1.10` as a number and `no` as false where sopgen reads what is written."""
    if isinstance(part, list):
        return [_as_editors_read(one) for one in part]
    if not isinstance(part, dict):
        return part
    read = {key: _as_editors_read(one) for key, one in part.items()}
    if read.get("type") == "string" and "enum" not in read and "const" not in read:
        read["type"] = SCALARS
        read.pop("format", None)
    return read


def _or_file(part: Schema, whole: Schema) -> Schema:
    """A list or mapping, or the name of the file in which it stands."""
    named = whole["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else part
    if named.get("type") not in ("array", "object"):
        return part
    said: Schema = {**named, **part}
    about: Schema = {key: said[key] for key in ("title", "description", "default") if key in said}
    held = {key: value for key, value in part.items() if key not in about}
    return {**about, "anyOf": [held, {"type": "string", "pattern": r"\.ya?ml$"}]}
