"""`sopgen init`: writes a small project that builds. What is there already is never touched."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from sopgen import __version__
from sopgen.model import SopgenError

STARTER = Path(__file__).resolve().parents[1] / "starter"
SAMPLE_DATE = "2026-01-01"
"""The date in the starter's documents, where the day of `init` belongs."""


def starter(today: date) -> Iterator[tuple[str, bytes]]:
    """The files of a new project: path and bytes. A name that begins with "dot-" there begins with "." here."""
    for file in sorted(STARTER.rglob("*")):
        if file.is_file():
            parts = [part.replace("dot-", ".", 1) if part.startswith("dot-") else part for part in _parts(file)]
            text = file.read_text("utf-8").replace(SAMPLE_DATE, today.isoformat()).replace("@VERSION@", __version__)
            yield "/".join(parts), text.encode()


def _parts(file: Path) -> tuple[str, ...]:
    return file.relative_to(STARTER).parts


@click.command("init")
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[DIR]", default=Path())
def command(folder: Path) -> int:
    """Start a small project in DIR (default: here): two sites that build, with samples to replace."""
    if folder.exists() and not folder.is_dir():
        raise SopgenError(f"{folder} is a file", "name a folder")
    files = dict(starter(date.today()))
    there = [path for path in files if (folder / path).exists() or (folder / path).is_symlink()]
    if "sopgen.yaml" in there:
        raise SopgenError(f"a project is there already: {folder / 'sopgen.yaml'}", f"it has: {', '.join(there)}")
    for path, data in files.items():
        if path in there:
            continue
        target = folder / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                file.write(data)
        except OSError as error:
            raise SopgenError(f"{target} cannot be written: {error.strerror}", "name another folder") from error
    for path in files:
        click.echo(f"  {'kept ' if path in there else 'wrote'} {(folder / path).as_posix()}", err=True)
    into = "" if folder == Path() else f"cd {folder} && "
    called = Path(sys.argv[0]).absolute()
    here = f"{sys.executable} -m sopgen" if called.name == "__main__.py" else str(called)
    command = "sopgen" if shutil.which("sopgen") else here
    click.echo(f"Next: {into}{command} serve. Then put your own names and numbers into sopgen.yaml.", err=True)
    return 0
