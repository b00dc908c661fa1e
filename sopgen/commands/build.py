"""`sopgen build`: checks, then builds all sites."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import monotonic

import click

from sopgen.commands.shared import (
    as_of_option,
    config_option,
    exit_code,
    from_here,
    print_problems,
    progress_bar,
    project_file,
    say_how_to_exempt,
    settings_first,
    summary,
)
from sopgen.model import SopgenError


@click.command("build")
@click.option("--site", "sites", multiple=True, help="Build this site only (may be given several times).")
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), help="Where to; build/ beside sopgen.yaml by default."
)
@click.option("--strict", is_flag=True, help="Warnings keep the sites from being published too.")
@click.option("--drafts", is_flag=True, help="Publish drafts, marked as such.")
@as_of_option
@config_option
def command(
    sites: tuple[str, ...], output: Path | None, strict: bool, drafts: bool, as_of: date | None, config: Path | None
) -> int:
    """Check, then build all sites to build/SITE/. With an error nothing is published and what stands stays."""
    from sopgen.build import build, open_project
    from sopgen.crew import cores
    from sopgen.finish import Anew
    from sopgen.memory import remembered

    started = monotonic()
    path = project_file(config)
    output = output or path.parent / "build"
    with progress_bar() as progress, remembered(path.parent) as stages:
        project = open_project(path, as_of, drafts, progress, stages)
        if project.config is not None and (unknown := [site for site in sites if site not in project.config.sites]):
            known = ", ".join(project.config.sites)
            raise SopgenError(f"there is no site `{unknown[0]}`", f"sopgen.yaml has: {known}")
        stages.rest()
        built = build(project, output, sites, strict, progress, Anew(cores()))
    print_problems(settings_first(from_here(built.problems, path.parent)))
    if built.published is None:
        click.echo(f"Nothing published: {summary(built.problems)}. What stood in {output} still stands.", err=True)
        say_how_to_exempt(built.problems)
        return max(1, exit_code(built.problems, strict))
    took = monotonic() - started
    click.echo(f"Built {built.pages} pages in {took:.1f} s: {summary(built.problems)}.", err=True)
    drafts_left = sum(entry.meta.status == "draft" for entry in project.library.entries) if project.library else 0
    if drafts_left and not drafts:
        click.echo(f"  {drafts_left} draft{'s' * (drafts_left > 1)} not shown: --drafts shows them", err=True)
    for site in sites or tuple(project.config.sites if project.config else ()):
        click.echo(f"  {site}: {output / site / 'index.html'}", err=True)
    say_how_to_exempt(built.problems)
    return 0
