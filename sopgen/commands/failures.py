"""What a failure says: a message and what to do, never a traceback to an author; its exit code."""

from __future__ import annotations

from contextlib import suppress

import click

from sopgen import __version__, refusals

FAULT = 3


def tell(error: Exception) -> int:
    """Say on stderr what has failed and what to do; the exit code."""
    from sopgen.model import SopgenError

    if isinstance(error, SopgenError):
        say(f"sopgen: {error.message}", error.hint)
        return error.exit_code
    if refusals.is_refusal(error):
        say(f"sopgen: the system refuses: {refusals.said(error)}", refusals.what_to_do(error))
        return 2
    return _fault(error)


def say(line: str, *more: str) -> None:
    """Say this on stderr, what is indented below it too; where nobody can be told, the exit code says it."""
    with suppress(OSError):
        click.echo("\n    ".join((line, *filter(None, more))), err=True)


def _fault(error: Exception) -> int:
    said = f"sopgen: a fault of sopgen's own, not of yours: {type(error).__name__}: {error}"
    try:
        say(said, f"Details are in {_details(error)}. What is published is whole.")
    except OSError:
        say(said, "What is published is whole.")
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
