"""`sopgen list`: the document register."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from sopgen.commands.shared import as_of_option, config_option, print_problems, project_file
from sopgen.model import Entry

COLUMNS = (
    "id", "title", "type", "audience", "language", "version", "status", "owner",
    "effective", "reviewed", "review_due", "approved_by", "approved_on", "path",
)  # fmt: skip
_FORMULA = re.compile(r"(?:^|(?<=[;|\t\r\n]))(?=[\t\r\n]|\s*[=+\-@＝＋－＠])")
"""Where a cell would begin with a formula: some programs pass over spaces, take wide signs for ordinary ones, or begin
a new cell at a semicolon, as where the comma parts decimals."""


@click.command("list")
@click.option("--format", "form", type=click.Choice(["text", "csv", "json"]), default="text", help="How to print it.")
@as_of_option
@config_option
def command(form: str, as_of: date | None, config: Path | None) -> int:
    """Print the document register: a line for each document and language."""
    from sopgen.build import open_project
    from sopgen.commands.shared import from_here

    path = project_file(config)
    project = open_project(path, as_of, drafts=True)
    if project.config is None or project.library is None:
        print_problems(from_here(project.problems, path.parent))
        return 1
    rows = [_row(entry) for entry in project.library.entries if not entry.index]
    click.echo(FORMATS[form](rows), nl=False)
    return 0


def _row(entry: Entry) -> Mapping[str, str]:
    from sopgen.dates import review_due

    meta = entry.meta
    due = review_due(meta.reviewed or meta.effective, meta.review_every)
    values: tuple[object, ...] = (
        meta.id, meta.title, meta.type, " ".join(meta.audience), entry.language, meta.version, meta.status, meta.owner,
        meta.effective, meta.reviewed, due, meta.approved.by if meta.approved else "",
        meta.approved.date if meta.approved else "", entry.record.path,
    )  # fmt: skip
    return {name: "" if value is None else str(value) for name, value in zip(COLUMNS, values, strict=True)}


def _text(rows: Sequence[Mapping[str, str]]) -> str:
    shown = ("id", "title", "type", "audience", "language", "version", "status", "owner", "review_due")
    widths = {name: max([len(name), *(len(row[name]) for row in rows)]) for name in shown}
    lines = [{name: name for name in shown}, *rows]
    return "".join("  ".join(row[name].ljust(widths[name]) for name in shown).rstrip() + "\n" for row in lines)


def _csv(rows: Sequence[Mapping[str, str]]) -> str:
    """CSV that a spreadsheet opens safely: what it would read as a formula gets an apostrophe before it."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _FORMULA.sub("'", value) for name, value in row.items()} for row in rows)
    return text.getvalue()


def _json(rows: Sequence[Mapping[str, str]]) -> str:
    return json.dumps(list(rows), ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Sequence[Mapping[str, str]]], str]] = {"csv": _csv, "json": _json, "text": _text}
