"""`sopgen language-server`: answers an editor over standard input and output."""

from __future__ import annotations

import signal

import click


@click.command("language-server")
@click.option("--stdio", is_flag=True, help="Say so, as some editors do: standard input and output are the only way.")
def command(stdio: bool) -> int:
    """Show problems in an editor while you write, with quick fixes, explanations and completion."""
    from sopgen.language_server.protocol import make_server

    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # nothing to put away; it would wait for its input to end
    make_server().start_io()
    return 0
