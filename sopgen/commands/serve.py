"""`sopgen serve`: builds in memory, serves on this machine, rebuilds what changes and reloads the browser."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopgen.commands.shared import (
    as_of_option,
    config_option,
    from_here,
    news,
    print_problems,
    project_file,
    seldom_collected,
    summary,
)

if TYPE_CHECKING:
    from sopgen.server.snapshot import Snapshot


@click.command("serve")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any that is free."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--site", "sites", multiple=True, help="Serve this site only (may be given several times).")
@as_of_option
@config_option
def command(port: int, host: str, sites: tuple[str, ...], as_of: date | None, config: Path | None) -> int:
    """Serve all sites, drafts too, and show each change in the browser. build/ is left alone."""
    path = project_file(config)
    from sopgen.server.app import LOOPBACK
    from sopgen.server.run import serve, take_port
    from sopgen.server.snapshot import Workshop

    with seldom_collected(), take_port(host, port) as sock:
        shown = host.strip("[]")
        url = f"http://{f'[{shown}]' if ':' in shown else shown}:{sock.getsockname()[1]}/"
        if shown.lower() not in LOOPBACK:
            click.echo(
                f"Warning: everyone who can reach {host} can read this, drafts and the staff site too.", err=True
            )
        click.echo("Building …", err=True)

        def report(snapshot: Snapshot, before: Snapshot, seconds: float) -> None:
            first = not before.sites and not before.problems
            print_problems(from_here(news(snapshot.problems, before.problems), path.parent))
            click.echo(f"{'Built' if first else 'Rebuilt'} in {seconds:.1f} s: {summary(snapshot.problems)}.", err=True)
            if first:
                click.echo(f"Serving {url} (Ctrl-C ends)", err=True)
                for name in snapshot.sites:
                    click.echo(f"  {name}: {url}{name}/", err=True)

        try:
            serve(Workshop(path, as_of, sites), sock, host, report)
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            return 130
    return 0
