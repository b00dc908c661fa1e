"""What several commands do alike: find the project, read dates, print problems, show progress."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

import click
from msgspec.structs import replace

from sopgen.fingerprint import lines_below
from sopgen.model import SEVERITIES, Place, Problem, SopgenError
from sopgen.reports import text

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress

Progress = Callable[[str, int, int], None]
Command = TypeVar("Command", bound=Callable[..., Any])
EXEMPTION = (
    "To let one stay, say why at the end of its line or above its block (for the front matter, above the first block): "
    "<!-- sopgen: ignore RULE because … -->. More of a rule: sopgen rules RULE"
)


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


def memory_options(command: Command) -> Command:
    """The options that say what a command remembers, and with how many processes it works."""
    for option in reversed(
        (
            click.option("--no-cache", is_flag=True, help="Remember nothing, and do not ask what is remembered."),
            click.option(
                "--cache",
                type=click.Path(file_okay=False),
                help="The folder to remember in (default: $SOPGEN_CACHE_DIR, or the user's cache folder).",
            ),
            click.option(
                "--jobs", type=click.IntRange(1), help="Work with this many processes (default: one for each core)."
            ),
        )
    ):
        command = option(command)
    return command


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


def from_here_path(path: Path) -> str:
    """A path as it counts from the working directory."""
    return Path(os.path.relpath(path, Path.cwd())).as_posix()


def from_here(problems: Sequence[Problem], root: Path) -> tuple[Problem, ...]:
    """Problems with paths relative to the working directory."""
    if root.resolve() == Path.cwd():
        return tuple(problems)
    shown = lru_cache(maxsize=None)(lambda path: from_here_path(root / path))

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


def settings_first(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems sorted by place, but errors in the settings first: others may come from them."""
    return tuple(sorted(problems, key=lambda problem: (not in_settings(problem), problem)))


def news(problems: Iterable[Problem], before: Iterable[Problem]) -> list[Problem]:
    """The problems that were not there before, in their order."""
    known = set(before)
    return [problem for problem in problems if problem not in known]


def in_settings(problem: Problem) -> bool:
    """Whether a problem is an error in `sopgen.yaml` or a file that it names."""
    return problem.severity == "error" and problem.place.path.endswith((".yaml", ".yml"))


def print_problems(problems: Sequence[Problem]) -> str:
    """Print problems (paths from here) to standard output, in colour with their source lines on a terminal; what was
    printed."""
    lines_of = lines_below(Path.cwd())
    if not in_colour():
        shown = text.report(problems, lines_of)
    else:
        shown = text.terminal(problems, lines_of) + "\n" * bool(problems)
    click.echo(shown, nl=False)
    return shown


def say_how_to_exempt(problems: Sequence[Problem]) -> None:
    """One line, where one of the printed problems may stay as it is."""
    if told := how_to_exempt(problems):
        click.echo(told, err=True)


def how_to_exempt(problems: Sequence[Problem]) -> str:
    """How one of the printed problems may stay as it is, where one may; else ""."""
    from sopgen.check import may_be_exempted

    return EXEMPTION if any(map(may_be_exempted, problems)) else ""


def in_colour() -> bool:
    """Whether standard output is a terminal that shows colours."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def write_whole(file: Path, written: str | bytes) -> None:
    """Write a file whole or not at all: beside its place first, then moved there. Raises SopgenError.

    What is no file, such as a pipe, is written to as it is.
    """
    data = written if isinstance(written, bytes) else written.encode("utf-8", "backslashreplace")
    try:
        if file.exists() and not file.is_file() and not file.is_dir():
            file.write_bytes(data)
            return
        target = Path(os.path.realpath(file))
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".new", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as new:
                new.write(data)
            os.chmod(name, mode)
            os.replace(name, target)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise SopgenError(
            f"{file} cannot be written: {error.strerror}", "name a file in a folder that is there"
        ) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


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
def uncollected() -> Iterator[None]:
    """Without the collector of cycles, for a command that keeps nearly all that it makes until it ends: to look through
    it again and again would take a third of the time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        settle()
        if before:
            gc.enable()


@contextmanager
def seldom_collected() -> Iterator[None]:
    """With the collector of cycles looking at what is new now and then, for a command that keeps much of what it makes
    and must not grow with what it throws away."""
    before = gc.get_threshold()
    gc.set_threshold(150_000, 50, 1_000)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def settle() -> None:
    """What there is now stays until the command ends: the collector of cycles takes it for old, and looks no more
    through it together with what is new."""
    gc.freeze()
    gc.unfreeze()


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
