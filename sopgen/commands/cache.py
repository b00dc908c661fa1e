"""`sopgen cache`: where the memory of a project is, how large, how CI keeps it; forgets it when asked."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import click

from sopgen import cache
from sopgen.commands.shared import config_option, project_file
from sopgen.model import SopgenError

KEEP = (
    f"To keep it in CI: name a folder that your CI keeps between runs, by {cache.FOLDER_VARIABLE} or --cache DIR. "
    "What was made by another version, or on another machine that is not the same, is made anew. "
    "Recipes: `sopgen manual`, page “Check pull requests”."
)


@click.command("cache")
@click.option("--clear", is_flag=True, help="Delete it; the next build makes everything anew.")
@click.option("--cache", "named", type=click.Path(file_okay=False), help="The folder, where it is not the usual one.")
@config_option
def command(clear: bool, named: str | None, config: Path | None) -> int:
    """Say where the memory of this project is, how large it is, and how to keep it in CI."""
    root = os.fspath(project_file(config).parent)
    folder = cache.folder(named)
    files = cache.files(folder, root)
    size = sum(map(_size, files))
    if clear:
        for file in files:
            _delete(file)
        click.echo(
            f"Deleted {_shown(size)} in {folder}." if files else f"There is nothing of this project in {folder}."
        )
        return 0
    click.echo(folder)
    click.echo(
        f"  {_shown(size)} in {len(files)} file{'s' * (len(files) > 1)}: {os.path.basename(files[0])[:24]}.*"
        if files
        else "  nothing yet"
    )
    click.echo(KEEP, err=True)
    return 0


def _size(file: str) -> int:
    with suppress(OSError):
        return os.path.getsize(file)
    return 0


def _delete(file: str) -> None:
    try:
        os.unlink(file)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise SopgenError(f"{file} cannot be deleted: {error.strerror}", "another run of sopgen may have it") from error


def _shown(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{size / 1000:.1f} kB"
