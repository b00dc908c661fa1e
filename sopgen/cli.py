"""The front door: finds the command; what it returns or raises becomes an exit code."""

from __future__ import annotations

import atexit
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from types import FrameType
from typing import TYPE_CHECKING

import click

from sopgen import __version__
from sopgen.commands.failures import say, tell

if TYPE_CHECKING:
    from sopgen.unchanged import Look

COMMANDS = {
    "audience": "Print who may read what.",
    "build": "Check, then build all sites.",
    "cache": "Say where the memory of this project is, and how to keep it.",
    "check": "Validate documents and print what is wrong.",
    "init": "Start a small project that builds.",
    "language-server": "Show problems in an editor while you write.",
    "list": "Print the document register.",
    "manual": "Open the manual.",
    "new": "Write a new document with its sections.",
    "rules": "List the rules, or print one rule's page.",
    "schema": "Print the JSON Schema of sopgen.yaml or of front matter.",
    "serve": "Build, serve on this machine, rebuild what changes.",
    "translate": "Show what changed since documents were translated.",
}
INTERRUPTED = 130


class Terminated(BaseException):
    """Somebody asked the process to end (SIGTERM): a cancelled job of CI, a container that stops."""


class Commands(click.Group):
    """The commands by name; a module of `sopgen.commands` is imported when its command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"sopgen.commands.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean `{near[0]}`?" if near else ""
            ctx.fail(f"There is no command `{args[0]}`.{hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="sopgen %(version)s")
def sopgen() -> None:
    """Standard operating procedures and help centres from one Markdown source.

    Exit codes: 0 clean, 1 problems of severity error (with --strict also warning), 2 wrong use, 3 a fault of sopgen,
    130 interrupted, 143 asked to end.
    """


def main(arguments: list[str] | None = None, look: Look | None = None) -> int:
    """Run one command; the exit code says how it went. look: what a build or a check has been seen to begin with."""
    with _put_away():
        return _main(arguments, look)


@contextmanager
def _put_away() -> Iterator[None]:
    """What a command has begun is put away before SIGTERM ends the process; at once where it comes a second time."""

    def end(number: int, at: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        raise Terminated

    default = signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    mine = default and threading.current_thread() is threading.main_thread()
    try:
        if mine:
            signal.signal(signal.SIGTERM, end)
        yield
    except Terminated:
        import multiprocessing

        for worker in multiprocessing.active_children():
            worker.terminate()  # some may have nobody left who lets them go
        atexit._run_exitfuncs()
        signal.raise_signal(signal.SIGTERM)
        os._exit(128 + signal.SIGTERM)  # process 1 of a container is not ended by its own signal
    finally:
        if mine:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _main(arguments: list[str] | None, look: Look | None) -> int:
    try:
        result = sopgen.main(arguments, prog_name="sopgen", standalone_mode=False, obj=look)
        return result if isinstance(result, int) else 0
    except (click.exceptions.Abort, KeyboardInterrupt):
        say("sopgen: interrupted")
        return INTERRUPTED
    except click.ClickException as error:
        with suppress(OSError):
            error.show()
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        return tell(error)
