"""`sopgen audience`: who may read what, and keeping it in a file that reviewers see."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from sopgen.commands.shared import (
    as_of_option,
    config_option,
    from_here,
    from_here_path,
    print_problems,
    project_file,
    write_whole,
)
from sopgen.model import SopgenError


@click.command("audience")
@click.option("--write", is_flag=True, help="Write it into the file that `audience_lock` names in sopgen.yaml.")
@as_of_option
@config_option
def command(write: bool, as_of: date | None, config: Path | None) -> int:
    """Print who may read what: a line for each file and each site that shows it."""
    from sopgen.audience_lock import changes, lines, read, shown, written
    from sopgen.build import open_project
    from sopgen.memory import remembered

    path = project_file(config)
    with remembered(path.parent) as stages:
        project = open_project(path, as_of, drafts=True, stages=stages)
    if project.config is None or project.library is None:
        print_problems(from_here(project.problems, path.parent))
        return 1
    now = shown(project.library)
    if not write:
        click.echo("".join(f"{line}\n" for line in lines(now)), nl=False)
        return 0
    name = project.config.audience_lock
    if not name:
        raise SopgenError("sopgen.yaml names no file for it", "write `audience_lock: audience.lock` into sopgen.yaml")
    file = path.parent / name
    before = read(file.read_text("utf-8", "replace"), name)[0] if file.is_file() else {}
    write_whole(file, written(now))
    changed = list(changes(before, now))
    for of, what in changed:
        click.echo(f"{of}: {what}")
    click.echo(f"Wrote {from_here_path(file)}: {len(now)} files, {len(changed)} changed.", err=True)
    return 0
