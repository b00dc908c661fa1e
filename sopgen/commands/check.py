"""`sopgen check`: validates and prints problems; writes only the file that is asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from sopgen import unchanged
from sopgen.commands.answers import remember
from sopgen.commands.mending import Part, as_diff, mended
from sopgen.commands.shared import (
    as_of_option,
    config_option,
    exit_code,
    from_here,
    from_here_path,
    how_to_exempt,
    in_colour,
    in_settings,
    memory_options,
    progress_bar,
    project_file,
    settings_first,
    summary,
    uncollected,
    write_whole,
)
from sopgen.fingerprint import lines_below
from sopgen.model import SEVERITIES, Problem, SopgenError
from sopgen.publish.paths import real
from sopgen.reports import REPORTS, text

if TYPE_CHECKING:
    from sopgen.selection import Asked, Selected
    from sopgen.stages import Stages

STANDARD_INPUT = Path("-")
UNNAMED = Path("stdin.md")
"""The name of what comes from standard input, where nobody says another."""
_NAMED = 3
"""So many places of mistakes stand in one line."""


class Options(Struct, frozen=True):
    """What `sopgen check` was asked, but for the paths."""

    form: str
    output: Path | None
    language: str | None
    min_severity: str
    strict: bool
    since: str | None
    baseline: Path | None
    write_baseline: bool
    statistics: bool
    fix: bool
    diff: bool
    stdin_filename: Path | None
    as_of: date | None
    config: Path | None
    no_cache: bool
    cache: str | None
    jobs: int | None


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True), metavar="[PATH]...")
@click.option("--format", "form", type=click.Choice(sorted(REPORTS)), default="text", help="How to print problems.")
@click.option("--output", type=click.Path(path_type=Path), help="Write them into this file, not to standard output.")
@click.option(
    "--language", help="Only documents in this language; where there is no sopgen.yaml, the language to read in."
)
@click.option("--min-severity", type=click.Choice(SEVERITIES), default="info", help="Print only these and worse.")
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("--since", metavar="REV", help="Only what changed since this revision of git.")
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    help="A file of old problems that are not reported (default: the one that sopgen.yaml names).",
)
@click.option("--write-baseline", is_flag=True, help="Write the problems that there are now into that file.")
@click.option("--statistics", is_flag=True, help="Print where most is to do: by rule, folder and document.")
@click.option("--fix", is_flag=True, help="Make the changes that are certainly right.")
@click.option("--diff", is_flag=True, help="Print the changes that --fix would make; write nothing.")
@click.option(
    "--stdin-filename", type=click.Path(path_type=Path), help="The file whose text comes from standard input (PATH -)."
)
@as_of_option
@config_option
@memory_options
@click.pass_obj
def command(look: unchanged.Look | None, /, paths: tuple[Path, ...], **given: Any) -> int:
    """Validate the documents in PATH (default: all) and print what is wrong. The whole library is read.

    PATH may be - for standard input.
    """
    options = Options(**given)
    _guard(paths, options)
    piped = sys.stdin.buffer.read() if STANDARD_INPUT in paths else None
    if piped is not None:
        paths = ((options.stdin_filename or UNNAMED).absolute(),)
    with uncollected(), ExitStack() as memories:
        return _checked(list(_parts(paths, options, piped, memories)), paths, options, piped, look)


def _checked(
    parts: Sequence[Part], paths: Sequence[Path], options: Options, piped: bytes | None, look: unchanged.Look | None
) -> int:
    if options.diff:
        return _show_changes(parts, options)
    found = [mended(part) if options.fix else part.look(part.unsaved) for part in parts]
    if options.write_baseline:
        return _write_baseline(found, options)
    problems = settings_first(one for part in found for one in from_here(part.problems, part.root))
    printed = _statistics(found, options) if options.statistics else _report(problems, paths, options, piped)
    _put(printed, options)
    count = sum(len(part.entries) for part in found)
    waiting = sum(len(part.old) for part in found)
    old = f" {waiting} more in the baseline." if waiting else ""
    lines = [f"Checked {count} document{'s' * (count != 1)}: {summary(problems)}.{old}", *_next(problems, options)]
    told = "".join(f"{line}\n" for line in lines)
    click.echo(told, err=True, nl=False)
    code = exit_code(problems, options.strict)
    if look is not None and (config := found[0].project.config) is not None:
        remember(look, config, (printed, told, code))
    return code


def _next(problems: Sequence[Problem], options: Options) -> Iterator[str]:
    """How many of the printed problems mend themselves, and how one may stay; formats for machines say neither."""
    if options.form != "text" or options.statistics:
        return
    shown = _chosen(problems, options)
    certain = sum(problem.certain for problem in shown)
    if certain and not options.fix:
        yield f"{certain} of them can be mended: sopgen check --fix"
    if told := how_to_exempt(shown):
        yield told


def _guard(paths: tuple[Path, ...], options: Options) -> None:
    """Refuse what cannot be asked together, and paths that are not there."""
    if STANDARD_INPUT in paths:
        if len(paths) > 1:
            raise SopgenError("standard input is checked alone", "leave out the other paths")
        if options.since is not None:
            raise SopgenError("git does not know what comes from standard input", "leave out `--since`")
        if options.fix and not options.diff:
            raise SopgenError("what comes from standard input is no file to mend", "`--diff` shows the changes")
        name = options.stdin_filename
        if name and name.suffix.lower() not in (".md", ".markdown"):
            raise SopgenError(f"{name} is no Markdown file", "name the document after --stdin-filename")
    elif options.stdin_filename:
        raise SopgenError("--stdin-filename says whose text comes from standard input", "add the path `-`")
    if options.write_baseline and (paths or options.since is not None or options.language):
        raise SopgenError("a baseline is of the whole project", "leave out paths, `--since` and `--language`")
    if (options.fix or options.diff) and (options.write_baseline or options.statistics):
        raise SopgenError("`--fix` and `--diff` go with a check alone", "run the other command afterwards")
    if options.statistics and options.form not in ("text", "json"):
        raise SopgenError("statistics are text or JSON", "use `--format text` or `--format json`")
    for path in paths:
        if path != STANDARD_INPUT and not path.exists():
            raise SopgenError(f"{path} does not exist", "look at the spelling")


# ---------------------------------------------------------------------------------------------------- what is read


def _parts(paths: tuple[Path, ...], options: Options, piped: bytes | None, memories: ExitStack) -> Iterator[Part]:
    """What was asked for, each path with the project around it. memories: closes what remembers projects."""
    from sopgen.config import find
    from sopgen.memory import remembered
    from sopgen.selection import Asked

    groups: dict[Path | None, list[Path]] = {}
    for path in paths or (Path.cwd(),):
        unnamed = piped is not None and not options.stdin_filename and not options.config
        file = project_file(options.config) if options.config else None if unnamed else find(path.absolute())
        groups.setdefault(file, []).append(path)
    for file, inside in groups.items():
        if file is None:
            root, asked = Path.cwd(), Asked(inside, None, options.since)
            unsaved = {} if piped is None else {_inside(inside[0], root): piped}
            yield Part(root, unsaved, partial(_without_project, asked, options, piped is not None))
        else:
            asked = Asked(inside if paths else (), options.language, options.since)
            unsaved = {} if piped is None else {_inside(inside[0], file.parent): piped}
            kept = None if options.no_cache else file.parent
            stages = memories.enter_context(remembered(kept, options.cache, options.jobs))
            yield Part(file.parent, unsaved, partial(_in_project, file, asked, options, stages))


def _in_project(file: Path, asked: Asked, options: Options, stages: Stages, unsaved: Mapping[str, bytes]) -> Selected:
    """unsaved: by path from the project, text that stands in for that of a file."""
    from sopgen.build import open_project
    from sopgen.selection import guard_paths, select

    root = file.parent
    with progress_bar() as progress:
        project = open_project(file, options.as_of, True, progress, stages, unsaved, _baseline(options))
        settings = {file.name}
        if project.library is not None:
            config = project.library.config
            settings |= {place.path for place in config.places.values.values()}
            if options.language and options.language not in config.languages:
                known = ", ".join(config.languages)
                raise SopgenError(
                    f"`{options.language}` is not a language of this project", f"sopgen.yaml has: {known}"
                )
        guard_paths(project, file, asked.paths, settings, unsaved)
        return select(project, root, asked, settings, unsaved)


def _inside(path: Path, root: Path) -> str:
    """The path of a document as it counts from its project."""
    try:
        return (real(path.parent) / path.name).relative_to(real(root)).as_posix()
    except ValueError:
        raise SopgenError(f"{path} is not in the project of {root}", "name a file of its content folder") from None


def _without_project(asked: Asked, options: Options, piped: bool, unsaved: Mapping[str, bytes]) -> Selected:
    """Built-in defaults: nothing asked that only a project can know. piped: there is nothing but what is unsaved."""
    from sopgen.build import read_sources, without_old
    from sopgen.config import default_config
    from sopgen.load import Loaded, OnDisk, load_paths, with_unsaved
    from sopgen.selection import select

    here = Path.cwd()
    with progress_bar() as progress:
        settings = default_config(here, ".", options.as_of, options.language)
        found = Loaded((), OnDisk(here), ()) if piped else load_paths(here, tuple(asked.paths), settings.languages)
        loaded = with_unsaved(found, unsaved, settings.content, settings.languages, settings.translations)
        project = without_old(read_sources(settings, loaded, progress), _baseline(options), unsaved)
    return select(project, here, asked, unsaved=unsaved)


def _baseline(options: Options) -> Path | None:
    """The file of old problems that is named: it must be there, unless it is to be written."""
    file = options.baseline
    if file is None or options.write_baseline:
        return None
    if not file.exists() or file.is_dir():
        wrong = "is a folder" if file.is_dir() else "does not exist"
        hint = "name a file that `--write-baseline` wrote, or make an empty one, in which no problem waits"
        raise SopgenError(f"{file} {wrong}", hint)
    return file.absolute()


# ------------------------------------------------------------------------------------------------- what is written


def _chosen(problems: Sequence[Problem], options: Options) -> list[Problem]:
    """Those that are bad enough to be printed."""
    order = SEVERITIES.index(options.min_severity)
    return [problem for problem in problems if SEVERITIES.index(problem.severity) <= order]


def _show_changes(parts: Sequence[Part], options: Options) -> int:
    """Print the changes and nothing else; the exit code is that of the check."""
    problems = [problem for part in parts for problem in part.look(part.unsaved).problems]
    written = "".join(map(as_diff, parts))
    _put(written, options)
    if not written:
        click.echo("There is nothing to mend without asking.", err=True)
    return exit_code(problems, options.strict)


def _report(problems: Sequence[Problem], paths: Sequence[Path], options: Options, piped: bytes | None) -> str:
    chosen = _chosen(problems, options)
    unsaved = {} if piped is None else {from_here_path(paths[0]): piped}
    lines_of = lines_below(Path.cwd(), unsaved)
    if options.form == "text" and options.output is None and in_colour():
        shown = text.terminal(chosen, lines_of)
        return f"{shown}\n" if shown else ""
    return REPORTS[options.form](chosen, lines_of)


def _statistics(found: Sequence[Selected], options: Options) -> str:
    from sopgen.statistics import as_json, as_text, figures, statistics
    from sopgen.translated import standings

    problems = _chosen([one for part in found for one in from_here(part.problems, part.root)], options)
    waiting = _chosen([one for part in found for one in from_here(part.old, part.root)], options)
    documents, translations = [], []
    for part in found:
        if part.project.library is not None:
            meant = {entry.record.path for entry in part.entries}
            translations += [one for one in standings(part.project.library) if meant & {one.source, one.path}]
            style = part.project.library.config.style
            for entry in part.entries:
                path = from_here_path(part.root / entry.record.path)
                documents.append(figures(entry, part.project.body(entry.record.path), style, path))
    counted = statistics(problems, waiting, documents, translations)
    return as_json(counted) if options.form == "json" else as_text(counted)


def _put(written: str, options: Options) -> None:
    if options.output is None:
        click.echo(written, nl=False)
    else:
        write_whole(options.output, written)


def _write_baseline(found: Sequence[Selected], options: Options) -> int:
    """All problems that can wait go into the file; the others are printed."""
    from sopgen.baseline import OWN, may_wait, written

    (part,) = found
    config = part.project.config
    if config is None:
        raise _unread(from_here(part.problems, part.root), options)
    named = config.root / config.baseline if config.baseline else None
    file = options.baseline or named
    if file is None:
        raise SopgenError("a baseline needs a file", "write `baseline: baseline.txt` into sopgen.yaml")
    problems = sorted(problem for problem in (*part.problems, *part.old) if problem.rule not in OWN)
    waiting = [problem for problem in problems if may_wait(problem)]
    write_whole(file, written(waiting, lines_below(part.root)))
    left = from_here([problem for problem in problems if not may_wait(problem)], part.root)
    _put(_report(left, (), options, None), options)
    documents = len({problem.place.path for problem in waiting})
    click.echo(f"Wrote {from_here_path(file)}: {len(waiting)} problems in {documents} files wait there.", err=True)
    if named is None or real(file) != real(named):
        click.echo(f"    Name it in sopgen.yaml, and every command leaves them alone: baseline: {file.name}", err=True)
    return exit_code(left, options.strict)


def _unread(problems: Sequence[Problem], options: Options) -> SopgenError:
    """Why there can be no baseline: what is wrong in the settings is printed, and nothing else."""
    wrong = tuple(filter(in_settings, settings_first(problems)))
    _put(_report(wrong, (), options, None), options)
    places = [*dict.fromkeys(f"{one.place.path}:{one.place.line}" for one in wrong)]
    more = " and others" if len(places) > _NAMED else ""
    message = "no baseline is written: with mistakes in the settings not all is checked"
    return SopgenError(message, f"mend them first: {', '.join(places[:_NAMED])}{more}")
