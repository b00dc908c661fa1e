"""What several commands do alike: find the project, read dates, print problems, show progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click

from sopgen.fingerprint import lines_below
from sopgen.model import SEVERITIES, Place, Problem, SopgenError
from sopgen.reports import REPORTS, text

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress

Progress = Callable[[str, int, int], None]


class Day(click.ParamType[date]):
    """A date as 2026-11-21."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"`{value}` is not a date: write year-month-day, such as 2026-11-21", param, ctx)


as_of_option = click.option(
    "--as-of", type=Day(), help="Take this as today's date (default: today, or SOURCE_DATE_EPOCH)."
)
config_option = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The sopgen.yaml to use; paths in it are relative to it.",
)


def project_file(config: Path | None, start: Path | None = None) -> Path:
    """The `sopgen.yaml` that is named, else the nearest one from here upward. Raises SopgenError."""
    from sopgen.config import find

    if config is not None:
        if not config.is_file():
            raise SopgenError(f"{config} does not exist", "look at the path after --config")
        return config.absolute()
    found = find((start or Path.cwd()).absolute())
    if found is None:
        raise SopgenError("there is no sopgen.yaml here or in a folder above", "`sopgen init` starts a project")
    return found


def from_here(problems: Sequence[Problem], root: Path) -> tuple[Problem, ...]:
    """Problems with paths relative to the working directory."""
    here = Path.cwd()
    shown = lru_cache(maxsize=None)(lambda path: Path(os.path.relpath(root / path, here)).as_posix())

    def moved(place: Place) -> Place:
        return replace(place, path=shown(place.path))

    return tuple(
        replace(
            problem,
            place=moved(problem.place),
            edits=tuple(replace(edit, place=moved(edit.place)) for edit in problem.edits),
        )
        for problem in problems
    )


def print_problems(problems: Sequence[Problem], form: str = "text", min_severity: str = "info") -> None:
    """Print problems (paths from here) to standard output, in colour with their source lines on a terminal."""
    order = SEVERITIES.index(min_severity)
    chosen = [problem for problem in problems if SEVERITIES.index(problem.severity) <= order]
    if form == "text" and sys.stdout.isatty() and "NO_COLOR" not in os.environ:
        click.echo(text.terminal(chosen, source_lines), nl=bool(chosen))
    else:
        click.echo(REPORTS[form](chosen, source_lines), nl=False)


source_lines = lines_below(Path())
"""The lines of a file, path from the working directory; none where it cannot be read."""


def summary(problems: Sequence[Problem]) -> str:
    """ "2 errors, 1 warning", or "no problems"."""
    counts = [(severity, sum(problem.severity == severity for problem in problems)) for severity in SEVERITIES]
    words = {"error": ("error", "errors"), "warning": ("warning", "warnings"), "info": ("note", "notes")}
    parts = [f"{count} {words[severity][count != 1]}" for severity, count in counts if count]
    return ", ".join(parts) or "no problems"


def exit_code(problems: Sequence[Problem], strict: bool) -> int:
    """1 where a problem of severity error is left, with strict also a warning; else 0."""
    return int(any(problem.severity == "error" or (strict and problem.severity == "warning") for problem in problems))


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A progress bar on a terminal, shown when the work takes longer than a second; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda what, done, of: None
        return
    bar = _Bar(monotonic() + 1)
    try:
        yield bar.show
    finally:
        bar.close()


class _Bar:
    """A bar that appears when work goes on after `due` (seconds of the monotonic clock)."""

    def __init__(self, due: float) -> None:
        self.due = due
        self.bar: RichProgress | None = None

    def show(self, what: str, done: int, of: int) -> None:
        if self.bar is None:
            if monotonic() < self.due:
                return
            from rich.console import Console
            from rich.progress import Progress as RichBar

            self.bar = RichBar(console=Console(stderr=True), transient=True)
            self.bar.add_task(what)
            self.bar.start()
        self.bar.update(self.bar.task_ids[0], description=what, completed=done, total=of)

    def close(self) -> None:
        if self.bar is not None:
            self.bar.stop()
