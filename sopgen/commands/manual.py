"""`sopgen manual`: builds the manual, a sopgen project of its own, and opens it in the browser."""

from __future__ import annotations

import os
import webbrowser
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import click

from sopgen.commands.shared import print_problems, progress_bar, summary


@click.command("manual")
@click.option("--no-open", is_flag=True, help="Build it and print where it is.")
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), help="Write it into this folder; nothing is opened."
)
def command(no_open: bool, output: Path | None) -> int:
    """Open the manual in the browser. It needs no connection."""
    from sopgen.build import build, open_project
    from sopgen.manual import manual_files

    target = (output or _cache()).absolute()
    with TemporaryDirectory(prefix="sopgen-manual-") as folder, progress_bar() as progress:
        root = Path(folder).resolve()
        for path, data in manual_files():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
        project = open_project(root / "sopgen.yaml", as_of=None, drafts=False, progress=progress)
        built = build(project, target, progress=progress)
    if built.published is None:
        print_problems(built.problems)
        click.echo(f"The manual cannot be built: {summary(built.problems)}.", err=True)
        return 1
    index = target / "manual" / "index.html"
    click.echo(str(index))
    if not no_open and output is None and not webbrowser.open(index.as_uri()):
        click.echo("No browser was found: open this file yourself.", err=True)
    return 0


def _cache() -> Path:
    """The folder for what programs can make again: the user's own, so that nobody else can write there."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or str(Path.home() / ".cache")
    folder = Path(base) / "sopgen" / "manual"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(mkdtemp(prefix="sopgen-manual-"))
    return folder
