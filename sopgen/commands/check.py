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
    click.echo(f"Checked {count} document{'s' * (count != 1)}: {summary(problems)}.", err=True)
    return exit_code(problems, strict)


def _problems(
    paths: tuple[Path, ...], as_of: date | None, config: Path | None, language: str | None
) -> tuple[tuple[Problem, ...], int]:
    """The problems in these paths, each path judged by the project around it, and how many documents were checked."""
    from sopgen.commands.shared import project_file
    from sopgen.config import find

    groups: dict[Path | None, list[Path]] = {}
    for path in paths or (Path.cwd(),):
        groups.setdefault(project_file(config) if config else find(path.absolute()), []).append(path)
    problems: list[Problem] = []
    count = 0
    for file, inside in groups.items():
        if file is None:
            found, checked = _without_project(inside, as_of, language)
        else:
            found, checked = _in_project(file, inside if paths else [], as_of, language)
        problems.extend(found)
        count += checked
    return tuple(sorted(problems)), count


def _in_project(
    file: Path, paths: Sequence[Path], as_of: date | None, language: str | None
) -> tuple[tuple[Problem, ...], int]:
    from sopgen.build import open_project

    with progress_bar() as progress:
        project = open_project(file, as_of, drafts=True, progress=progress)
    if project.library is None:
        return from_here(project.problems, file.parent), 0
    config = project.library.config
    if language and language not in config.languages:
        known = ", ".join(config.languages)
        raise SopgenError(f"`{language}` is not a language of this project", f"sopgen.yaml has: {known}")
    root = file.parent.resolve()
    inside = [path.resolve() for path in paths]
    settings = {place.path for place in config.places.values.values()} | {file.name}

    def named(path: str) -> bool:
        place = (root / path).resolve()
        return not inside or any(place == one or one in place.parents for one in inside)

    known_paths = [
        *settings,
        *project.library.records,
        *project.library.files,
        *(p.place.path for p in project.problems),
    ]
    for path, one in zip(paths, inside, strict=True):
        if not any((place := (root / known).resolve()) == one or one in place.parents for known in known_paths):
            hint = f"documents are in {config.content}/, settings in {', '.join(sorted(settings))}"
            raise SopgenError(f"{path} is not a part of the project of {file}", hint)
    entries = [entry for entry in project.library.entries if named(entry.record.path)]
    languages = {entry.record.path: entry.language for entry in project.library.entries}
    chosen = [
        problem
        for problem in project.problems
        if (named(problem.place.path) or (project.config is None and problem.place.path in settings))
        and (not language or languages.get(problem.place.path, language) == language)
    ]
    count = sum(not language or entry.language == language for entry in entries)
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
