"""`sopgen check`: validates and prints problems; writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from sopgen.commands.shared import (
    as_of_option,
    config_option,
    exit_code,
    from_here,
    print_problems,
    progress_bar,
    summary,
)
from sopgen.model import SEVERITIES, Problem, SopgenError
from sopgen.reports import REPORTS


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--format", "form", type=click.Choice(sorted(REPORTS)), default="text", help="How to print problems.")
@click.option(
    "--language", help="Only documents in this language; where there is no sopgen.yaml, the language to read in."
)
@click.option("--min-severity", type=click.Choice(SEVERITIES), default="info", help="Print only these and worse.")
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@as_of_option
@config_option
def command(
    paths: tuple[Path, ...],
    form: str,
    language: str | None,
    min_severity: str,
    strict: bool,
    as_of: date | None,
    config: Path | None,
) -> int:
    """Validate the documents in PATH (default: all) and print what is wrong. The whole library is read."""
    for path in paths:
        if not path.exists():
            raise SopgenError(f"{path} does not exist", "look at the spelling")
    problems, count = _problems(paths, as_of, config, language)
    print_problems(problems, form, min_severity)
    click.echo(f"Checked {count} documents: {summary(problems)}.", err=True)
    return exit_code(problems, strict)


def _problems(
    paths: tuple[Path, ...], as_of: date | None, config: Path | None, language: str | None
) -> tuple[tuple[Problem, ...], int]:
    from sopgen.build import open_project
    from sopgen.commands.shared import project_file
    from sopgen.config import find

    file = project_file(config) if config else find((paths[0] if paths else Path.cwd()).absolute())
    if file is None:
        return _without_project(paths, as_of, language)
    with progress_bar() as progress:
        project = open_project(file, as_of, drafts=True, progress=progress)
    languages = {e.record.path: e.language for e in project.library.entries} if project.library else {}
    inside = [path.resolve() for path in paths]
    root = file.parent.resolve()

    def wanted(problem: Problem) -> bool:
        place = (root / problem.place.path).resolve()
        if language and languages.get(problem.place.path, language) != language:
            return False
        return not inside or any(place == path or path in place.parents for path in inside)

    chosen = [problem for problem in project.problems if wanted(problem)]
    if project.library is None:
        chosen = list(project.problems)
    count = len(project.library.entries) if project.library else 0
    return from_here(chosen, file.parent), count


def _without_project(
    paths: Sequence[Path], as_of: date | None, language: str | None
) -> tuple[tuple[Problem, ...], int]:
    """Built-in defaults: nothing asked that only a project can know."""
    from sopgen.build import read_sources
    from sopgen.config import default_config
    from sopgen.load import load_paths

    with progress_bar() as progress:
        settings = default_config(Path.cwd(), ".", as_of, language)
        loaded = load_paths(settings.root, tuple(paths or [Path.cwd()]), settings.languages)
        project = read_sources(settings, loaded, progress)
    count = len(project.library.entries) if project.library else 0
    return from_here(project.problems, settings.root), count
