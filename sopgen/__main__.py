"""`python -m sopgen`, and the console script: what has not changed is answered before the front door is opened."""

from __future__ import annotations

import os
import sys
from time import monotonic

from sopgen import unchanged


def run() -> None:
    """Run the command of the process's arguments, and exit."""
    started = monotonic()
    try:
        look = _look()
        if look is None or look.answer is None or not _said(*look.answer, monotonic() - started):
            from sopgen.cli import main

            sys.exit(main(look=look))
    except KeyboardInterrupt:
        print("sopgen: interrupted", file=sys.stderr)
        sys.exit(130)


def _look() -> unchanged.Look | None:
    """What a build will find; None for other commands."""
    try:
        question = unchanged.ask(sys.argv[1:], sys.stdout.isatty() and "NO_COLOR" not in os.environ)
        return unchanged.look(question) if question else None
    except Exception:  # whatever keeps the short way from being gone: the long way says what is wrong
        return None


def _said(out: str, err: str, took: float) -> bool:
    """Whether it could be said again what the last build said."""
    try:
        sys.stdout.write(out)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except UnicodeEncodeError:
        return False
    print(err.replace(unchanged.TOOK, f"{took:.1f}"), end="", file=sys.stderr)
    return True


if __name__ == "__main__":
    run()
