"""`python -m sopgen`, and the console script: what has not changed is answered before the front door is opened."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from time import monotonic

from sopgen import unchanged


def run() -> None:
    """Run the command of the process's arguments, and exit."""
    started = monotonic()
    _open_streams()
    _speak_utf_8()
    try:
        look = _look()
        if look and look.answer and _said(*look.answer[:2], monotonic() - started):
            sys.exit(look.answer[2])
        os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # nobody has any for us, and to look for them takes 10 ms
        from sopgen.cli import main

        _end(main(look=look))
    except KeyboardInterrupt:
        print("sopgen: interrupted", file=sys.stderr)
        sys.exit(130)


def _open_streams() -> None:
    """Opens the standard streams of a process that was started without: else its first files would stand in for them,
    and what somebody says on stderr would be written into a page."""
    if None in (sys.stdin, sys.stdout, sys.stderr):
        with suppress(OSError):
            while (opened := os.open(os.devnull, os.O_RDWR)) <= 2:
                pass
            os.close(opened)
            sys.stdout, sys.stderr = sys.stdout or os.fdopen(1, "w"), sys.stderr or os.fdopen(2, "w")


def _end(code: int) -> None:
    """Exit at once: what a build knows is not taken apart, object by object, before the system takes it all."""
    import atexit
    import threading

    if threading.active_count() == 1:
        atexit._run_exitfuncs()  # libraries put away what they have begun: workers had a folder for their sockets
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except (OSError, ValueError):
            pass  # Python itself says what is to be said of a closed pipe
        else:
            os._exit(code)
    sys.exit(code)


def _speak_utf_8() -> None:
    """Begins again where names of files would be read in the letters of a locale: pages are named by them."""
    if os.name == "posix" and sys.getfilesystemencoding() != "utf-8":
        os.execv(sys.executable, [sys.orig_argv[0], "-X", "utf8", *sys.orig_argv[1:]])


def _look() -> unchanged.Look | None:
    """What a build or a check will find; None for other commands."""
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
        print(err.replace(unchanged.TOOK, f"{took:.1f}"), end="", file=sys.stderr, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except (OSError, UnicodeEncodeError):
        return False
    return True


if __name__ == "__main__":
    run()
