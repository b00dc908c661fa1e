"""`sopgen build`: checks, then builds all sites."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click

from sopgen import unchanged
from sopgen.commands.answers import remember
from sopgen.commands.shared import (
    as_of_option,
    config_option,
    exit_code,
    from_here,
    how_to_exempt,
    memory_options,
    print_problems,
    progress_bar,
    project_file,
    say_how_to_exempt,
    seldom_collected,
    settings_first,
    summary,
)
from sopgen.model import SopgenError

if TYPE_CHECKING:
    from sopgen.build import Built
    from sopgen.publish import Published


@click.command("build")
@click.option("--site", "sites", multiple=True, help="Build this site only (may be given several times).")
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), help="Where to; build/ beside sopgen.yaml by default."
)
@click.option("--strict", is_flag=True, help="Warnings keep the sites from being published too.")
@click.option("--drafts", is_flag=True, help="Publish drafts, marked as such.")
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
    as_of: date | None,
    config: Path | None,
    no_cache: bool,
    cache: str | None,
    jobs: int | None,
) -> int:
    """Check, then build all sites to build/SITE/. With an error nothing is published and what stands stays."""
    from sopgen.build import build, open_project
    from sopgen.cache import folder
    from sopgen.crew import cores
    from sopgen.memory import remembered
    from sopgen.sandbox import remembered_code

    started = monotonic()
    path = project_file(config)
    output = output or path.parent / "build"
    code = remembered_code(None if no_cache else folder(cache))
    with progress_bar() as progress, code, remembered(None if no_cache else path.parent, cache, jobs) as stages:
        project = open_project(path, as_of, drafts, progress, stages)
        if project.config is not None and (unknown := [site for site in sites if site not in project.config.sites]):
            known = ", ".join(project.config.sites)
            raise SopgenError(f"there is no site `{unknown[0]}`", f"sopgen.yaml has: {known}")
        stages.rest()
        built = build(project, output, sites, strict, progress, None if no_cache else stages, jobs or cores())
    problems = settings_first(from_here(built.problems, path.parent))
    printed = print_problems(problems)
    if built.published is None:
        click.echo(f"Nothing published: {summary(built.problems)}. What stood in {output} still stands.", err=True)
        say_how_to_exempt(built.problems)
        return max(1, exit_code(built.problems, strict))
    took = monotonic() - started
    more = "".join(f"{line}\n" for line in _more(built, output, sites, drafts))
    click.echo(f"Built {built.pages} pages in {took:.1f} s: {summary(built.problems)}.\n{more}", err=True, nl=False)
    if look is not None and project.config is not None:
        kept = f"Kept {built.pages} pages in {unchanged.TOOK} s, nothing changed: {summary(built.problems)}.\n{more}"
        remember(look, project.config, (printed, kept, 0), partial(_standing, output, built.published))
    return 0


def _standing(output: Path, published: Published) -> unchanged.Standing | None:
    from sopgen.stamps import noted_footprint

    digest = noted_footprint(output.absolute(), published.notes)
    return unchanged.standing(str(output.absolute()), published.manifest, digest)


def _more(built: Built, output: Path, sites: tuple[str, ...], drafts: bool) -> Iterator[str]:
    """What there is to say of what was built, below the line of figures."""
    library, config = built.project.library, built.project.config
    drafts_left = sum(entry.meta.status == "draft" for entry in library.entries) if library else 0
    if drafts_left and not drafts:
        yield f"  {drafts_left} draft{'s' * (drafts_left > 1)} not shown: --drafts shows them"
    for site in sites or tuple(config.sites if config else ()):
        yield f"  {site}: {output / site / 'index.html'}"
    if told := how_to_exempt(built.problems):
        yield told
