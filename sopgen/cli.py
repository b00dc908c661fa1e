"""The front door: finds the command, and is the one place where failures become messages and exit codes."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

import click

from sopgen import __version__, refusals

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
FAULT = 3
INTERRUPTED = 130


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
    130 interrupted.
    """


def main(arguments: list[str] | None = None, look: Look | None = None) -> int:
    """Run one command; the exit code says how it went. look: what a build or a check has been seen to begin with."""
    try:
        result = sopgen.main(arguments, prog_name="sopgen", standalone_mode=False, obj=look)
        return result if isinstance(result, int) else 0
    except (click.exceptions.Abort, KeyboardInterrupt):
        _say("sopgen: interrupted")
        return INTERRUPTED
    except click.ClickException as error:
        with suppress(OSError):
            error.show()
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        from sopgen.model import SopgenError

        if isinstance(error, SopgenError):
            _say(f"sopgen: {error.message}", error.hint)
            return error.exit_code
        if refusals.is_refusal(error):
            _say(f"sopgen: the system refuses: {refusals.said(error)}", refusals.what_to_do(error))
            return 2
        return _fault(error)  # the one net for faults of ours: never a traceback to an author


def _say(line: str, *more: str) -> None:
    """Say this on stderr, what is indented below it too; where nobody can be told, the exit code says it."""
    with suppress(OSError):
        click.echo("\n    ".join((line, *filter(None, more))), err=True)


def _fault(error: Exception) -> int:
    said = f"sopgen: a fault of sopgen's own, not of yours: {type(error).__name__}: {error}"
    try:
        _say(said, f"Details are in {_details(error)}. What is published is whole.")
    except OSError:
        _say(said, "What is published is whole.")
    return FAULT


def _details(error: Exception) -> str:
    """The name of a new file that says all that is known of an error. Raises OSError."""
    import platform
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", prefix="sopgen-fault-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(f"sopgen {__version__}, Python {platform.python_version()}, {platform.system()}\n\n")
        file.write("".join(traceback.format_exception(error)))
    return file.name
