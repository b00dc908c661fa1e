"""`sopgen schema`: JSON Schema for editors."""

from __future__ import annotations

import json

import click


@click.command("schema")
@click.argument("what", type=click.Choice(["config", "document"]), default="config")
def command(what: str) -> int:
    """Print the JSON Schema of sopgen.yaml (config) or of front matter (document)."""
    from sopgen.config import Settings
    from sopgen.front_matter import FrontMatter

    found = Settings.model_json_schema() if what == "config" else FrontMatter.model_json_schema()
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}
    click.echo(json.dumps(schema, ensure_ascii=False, indent=2))
    return 0
