"""`sopgen build`: checks, then builds all sites."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import date
from functools import partial
from math import isfinite
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from sopgen import unchanged
from sopgen.commands.answers import remember
from sopgen.commands.failures import say, tell
from sopgen.commands.shared import (
    as_of_option,
    config_option,
    exit_code,
    from_here,
    how_to_exempt,
    memory_options,
    news,
    print_problems,
    progress_bar,
    project_file,
    say_how_to_exempt,
    seldom_collected,
    settings_first,
    settle,
    summary,
)

if TYPE_CHECKING:
    from sopgen.build import Built
    from sopgen.model import Problem
    from sopgen.publish import Published
    from sopgen.server.rebuild import Rebuilder


@click.command("build")
@click.option("--site", "sites", multiple=True, help="Build this site only (may be given several times).")
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), help="Where to; build/ beside sopgen.yaml by default."
)
@click.option("--strict", is_flag=True, help="Warnings keep the sites from being published too.")
@click.option("--drafts", is_flag=True, help="Publish drafts, marked as such.")
@click.option("--watch", is_flag=True, help="Stay, and build again after each change (Ctrl-C ends).")
@as_of_option
@config_option
@memory_options
@click.pass_obj
@seldom_collected()
def command(
    look: unchanged.Look | None,
    sites: tuple[str, ...],
    output: Path | None,
    strict: bool,
    drafts: bool,
    watch: bool,
    as_of: date | None,
    config: Path | None,
    no_cache: bool,
    cache: str | None,
    jobs: int | None,
) -> int:
    """Check, then build all sites to build/SITE/. With an error nothing is published and what stands stays."""
    from sopgen.build import asked_sites, build, open_project
    from sopgen.cache import folder
    from sopgen.crew import cores
    from sopgen.memory import remembered
    from sopgen.sandbox import remembered_code

    settle()
    started = monotonic()
    path = project_file(config)
    asked = _Asked(path.parent, output or path.parent / "build", sites, strict, drafts)
    code = remembered_code(None if no_cache else folder(cache))
    opened = partial(remembered, None if no_cache else path.parent, cache, jobs)
    if watch:
        from sopgen.server.rebuild import Rebuilder

        with code:
            return _watch(Rebuilder(path, asked.output, opened, jobs or cores(), sites, strict, drafts, as_of), asked)
    with progress_bar() as progress, code, opened() as stages:
        project = open_project(path, as_of, drafts, progress, stages)
        if project.config is not None:
            asked_sites(project.config, sites)
        stages.rest()
        settle()
        built = build(project, asked.output, sites, strict, progress, None if no_cache else stages, jobs or cores())
    printed, more = _tell(built, asked, monotonic() - started)
    if built.published is None:
        return max(1, exit_code(built.problems, strict))
    if look is not None and project.config is not None:
        kept = f"Kept {built.pages} pages in {unchanged.TOOK} s, nothing changed: {summary(built.problems)}.\n{more}"
        remember(look, project.config, (printed, kept, 0), partial(_standing, asked.output, built.published))
    return 0


class _Asked(Struct, frozen=True):
    """What was asked for. root: the project's folder. sites: none where all are."""

    root: Path
    output: Path
    sites: tuple[str, ...]
    strict: bool
    drafts: bool


def _tell(built: Built, asked: _Asked, took: float) -> tuple[str, str]:
    """Say what a build came to; the problems as printed, and what stands below the line of figures."""
    printed = print_problems(settings_first(from_here(built.problems, asked.root)))
    if built.published is None:
        _tell_nothing_published(built, asked)
        say_how_to_exempt(built.problems)
        return printed, ""
    more = "".join(f"{line}\n" for line in _more(built, asked))
    click.echo(f"Built {built.pages} pages in {took:.1f} s: {summary(built.problems)}.\n{more}", err=True, nl=False)
    return printed, more


def _tell_nothing_published(built: Built, asked: _Asked) -> None:
    stands = f" What stood in {asked.output} still stands." if os.path.isdir(asked.output) else ""
    click.echo(f"Nothing published: {summary(built.problems)}.{stands}", err=True)


def _watch(rebuilder: Rebuilder, asked: _Asked) -> int:
    """Build after each change until interrupted; of later builds only what is new is said."""
    from sopgen.server.rebuild import rebuild_on_change

    last: tuple[Problem, ...] | None = None

    def report(built: Built, took: float) -> None:
        nonlocal last
        if last is None:
            _tell(built, asked, took)
            click.echo("Watching for changes (Ctrl-C ends)", err=True)
        else:
            new = news(built.problems, last)
            print_problems(settings_first(from_here(new, asked.root)))
            if built.published:
                done = _written(built.published)
                say(f"Rebuilt in {took:.1f} s, {done}: {summary(built.problems)}.")
            else:
                _tell_nothing_published(built, asked)
                say_how_to_exempt(new)
        last = built.problems

    def failed(error: Exception, again: float) -> None:
        tell(error)
        when = f"it is tried again in {again:.0f} seconds, and after each change" if isfinite(again) else ""
        say(f"Still watching: {when or 'the next change tries again'}.")

    signal.signal(signal.SIGINT, signal.default_int_handler)  # a script that runs it beside others has it ignored
    try:
        rebuild_on_change(rebuilder, report, failed, progress_bar)
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
    return 130


def _written(published: Published) -> str:
    """ "3 files written, 1 removed"; "nothing to write"."""
    written, removed = published.written, published.removed
    parts = [f"{written} file{'s' * (written > 1)} written"] if written else []
    return ", ".join([*parts, f"{removed} removed"] if removed else parts) or "nothing to write"


def _standing(output: Path, published: Published) -> unchanged.Standing | None:
    from sopgen.stamps import noted_footprint

    digest = noted_footprint(output.absolute(), published.notes)
    return unchanged.standing(str(output.absolute()), published.manifest, digest)


def _more(built: Built, asked: _Asked) -> Iterator[str]:
    """What there is to say of what was built, below the line of figures."""
    library, config = built.project.library, built.project.config
    drafts_left = sum(entry.meta.status == "draft" for entry in library.entries) if library else 0
    if drafts_left and not asked.drafts:
        yield f"  {drafts_left} draft{'s' * (drafts_left > 1)} not shown: --drafts shows them"
    for site in asked.sites or tuple(config.sites if config else ()):
        yield f"  {site}: {asked.output / site / 'index.html'}"
    if told := how_to_exempt(built.problems):
        yield told
