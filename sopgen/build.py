"""The corridor: reads, checks, makes editions, renders, proves, publishes. Only this module imports every room."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from sopgen import __version__, baseline, check, library, load, publish, theme
from sopgen.config import Config, read_in_part
from sopgen.edition import Bodies
from sopgen.fingerprint import lines_below
from sopgen.finish import Anew, Finished, Finisher
from sopgen.footprint import read_file
from sopgen.library import Library
from sopgen.memory import Memory
from sopgen.model import Body, Finding, Output, Place, Problem, SopgenError
from sopgen.parse import ParseOptions, parse
from sopgen.recall import Recall
from sopgen.rule import Change
from sopgen.spool import Spool
from sopgen.stages import Documents, Progress, Stages, quiet

LoadTheme = Callable[[str, Path, tuple[str, ...], Mapping[str, str]], theme.Theme]


class Project(Struct, frozen=True):
    """A project as read. config: None where `sopgen.yaml` itself is wrong. problems: all there are, but for those that
    wait in the baseline: `old`."""

    config: Config | None
    library: Library | None
    documents: Documents
    problems: tuple[Problem, ...]
    old: tuple[Problem, ...] = ()

    def body(self, path: str) -> Body:
        return self.documents[path].body


class Built(Struct, frozen=True):
    """What a build came to. published: None where problems kept it from publishing."""

    project: Project
    problems: tuple[Problem, ...]
    published: publish.Published | None
    pages: int = 0


def _nobody(library: Library, documents: Documents) -> None:
    """Where nobody wants to see a page before all is checked."""


def read_project(
    config: Config, progress: Progress = quiet, findings: Iterable[Finding] = (), stages: Stages | None = None
) -> Project:
    """Load, parse and check everything that the configuration names."""
    stages = stages or Stages()
    return read_sources(config, stages.load(config), progress, findings, stages)


def read_sources(
    config: Config,
    loaded: load.Loaded,
    progress: Progress = quiet,
    findings: Iterable[Finding] = (),
    stages: Stages | None = None,
    ahead: Callable[[Library, Documents], None] = _nobody,
) -> Project:
    """Parse and check sources that are loaded already. stages: how; each anew where nothing is said. ahead: is given
    what was read before it is checked."""
    stages = stages or Stages()
    options = _parse_options(config)
    documents = stages.parse(loaded.sources, options, progress)
    found = stages.together(config, loaded, [document.record for document in documents.values()])
    ahead(found, documents)
    by_itself = stages.check((*found.entries, *found.snippets), documents, config, progress)
    problems = check.check(found, by_itself, stages.place(found), findings)
    return Project(config, found, documents, problems)


def _parse_options(config: Config) -> ParseOptions:
    return ParseOptions(html=config.html, languages=config.languages, ignore_foreign=config.ignore_foreign)


def open_project(
    path: Path,
    as_of: date | None,
    drafts: bool,
    progress: Progress = quiet,
    stages: Stages | None = None,
    unsaved: Mapping[str, bytes] = MappingProxyType({}),
    baseline_file: Path | None = None,
) -> Project:
    """Read the project of this `sopgen.yaml`. Where that is wrong there is no configuration to build by, but its
    documents are checked as far as they can be.

    unsaved: by path from the project, text that stands in for that of a document's file, or for a file to be.
    baseline_file: the file of old problems, where it is another one than `sopgen.yaml` names.
    """
    config, findings = read_in_part(path, as_of, drafts)
    if config is None:
        return Project(None, None, {}, check.judge(findings, None))
    stages = stages or Stages()
    loaded = stages.load(config)
    if unsaved:
        loaded = load.with_unsaved(loaded, unsaved, config.content, config.languages, config.translations)
    if config.dropped:
        rest = without_old(read_sources(config, loaded, progress, (), stages), baseline_file, unsaved)
        return replace(rest, config=None, problems=tuple(sorted({*check.judge(findings, None), *rest.problems})))
    return without_old(read_sources(config, loaded, progress, findings, stages), baseline_file, unsaved)


def without_old(
    project: Project, file: Path | None = None, unsaved: Mapping[str, bytes] = MappingProxyType({})
) -> Project:
    """A project whose old problems wait in its baseline: the one that `sopgen.yaml` names, or another file."""
    config = project.config
    if config is None or project.library is None or not (file or config.baseline):
        return project
    shown = Path(os.path.relpath(file or config.root / config.baseline, config.root)).as_posix()
    try:
        # who names a pipe in a command means it
        old = baseline.read(file.read_bytes() if file else read_file(config.root / shown), shown)
    except OSError as error:
        hint = "`sopgen check --write-baseline` writes it"
        place = Place(shown) if file else config.places.at("baseline")
        found = Finding(place, "baseline", f"{shown} cannot be read: {error.strerror}", hint)
        return replace(project, problems=tuple(sorted({*project.problems, *check.judge([found], config)})))
    lines_of = lines_below(config.root, unsaved)
    parted = baseline.part(project.problems, old, lines_of, lambda path: os.path.exists(config.root / path))
    mended = parted.mended if _all_looked_at(config, project.library) else ()
    own = check.judge([*old.findings, *mended], config)
    return replace(project, problems=tuple(sorted({*parted.left, *own})), old=parted.old)


def _all_looked_at(config: Config, documents: Library) -> bool:
    """Whether a problem that is not found is mended. Not so where settings could not be read: some rules are silent
    then; nor where drafts are left out, which are judged as nobody sees them."""
    left_out = not config.drafts and any(entry.meta.status == "draft" for entry in documents.entries)
    return not config.dropped and not left_out


def changed_documents(project: Project, before: Mapping[str, bytes]) -> Iterator[Change]:
    """The documents of a project that were others before. before: by path, what their files said."""
    if project.library is None:
        return
    config = project.library.config
    options = _parse_options(config)
    for entry in project.library.entries:
        path = entry.record.path
        if path in before:
            source = load.source(path, before[path], config.content, config.languages, config.translations)
            then = parse(source, options)
            yield Change(entry, project.body(path), library.alone(then.record, config), then.body)


def asked_sites(config: Config, sites: tuple[str, ...]) -> tuple[str, ...]:
    """These sites, or all where none is named. Raises SopgenError for a name that no site has."""
    for site in sites:
        if site not in config.sites:
            raise SopgenError(f"there is no site `{site}`", f"sopgen.yaml has: {', '.join(config.sites)}")
    return sites or tuple(config.sites)


def build(
    project: Project,
    output: Path,
    sites: tuple[str, ...] = (),
    strict: bool = False,
    progress: Progress = quiet,
    memory: Memory | None = None,
    jobs: int = 1,
) -> Built:
    """Build the sites of a project that was read; nothing is published where there is a problem that forbids it.

    memory: remembers pages that stand as they were published. jobs: processes that render the others.
    """
    publish.recover(output)
    if project.config is None or project.library is None or _forbidden(project.problems, strict):
        return Built(project, project.problems, None)
    if memory is None:
        return build_with(Anew(jobs), project, output, sites, strict, progress)
    notes = notes_of(output, memory)
    standing = publish.standing(output, notes) if notes else {}
    recall = Recall(memory, output, standing, jobs)
    try:
        built = build_with(recall, project, output, sites, strict, progress, notes, standing)
    except publish.NotStanding:  # somebody has changed the output meanwhile
        recall = Recall(memory, output, {}, jobs)
        built = build_with(recall, project, output, sites, strict, progress, notes)
    if built.published:
        recall.keep()
    return built


def notes_of(output: Path, memory: Memory) -> Path | None:
    """The file that notes what was published there; None where nothing is remembered."""
    return memory.beside(f".{blake2b(os.fsencode(os.path.abspath(output)), digest_size=6).hexdigest()}.notes")


def build_with(
    finishing: Anew,
    project: Project,
    output: Path,
    sites: tuple[str, ...],
    strict: bool,
    progress: Progress,
    notes: Path | None = None,
    standing: Mapping[str, str] = MappingProxyType({}),
    load_theme: LoadTheme = theme.load,
) -> Built:
    """Build with pages that come about in this way. notes: see `publish.publish`. standing: see `publish.standing`.
    Raises NotStanding where a page that stands should be known, and does not stand."""
    config = project.config
    if config is None or project.library is None or _forbidden(project.problems, strict):
        return Built(project, project.problems, None)
    _admit(output, config, standing)
    spool = Spool()
    rendered, findings, count = render(
        project, sites or tuple(config.sites), progress, load_theme, finishing=finishing, spool=spool
    )
    problems = tuple(sorted({*project.problems, *check.judge(findings, config)}))
    if _forbidden(problems, strict):
        return Built(project, problems, None, count)
    progress("publishing", 0, 1)
    published = publish.publish(output, rendered, __version__, keep_others=bool(sites), notes=notes)
    progress("publishing", 1, 1)
    return Built(project, problems, published, count)


def _admit(output: Path, config: Config, standing: Mapping[str, str]) -> None:
    """Raises SopgenError for an output folder that sopgen may not have, before pages are made: it holds what is
    somebody's, or lies in what the project reads."""
    publish.guard_output(output, config.root, [config.root / folder for folder in (config.content, "themes", "static")])
    if not standing:
        publish.ready(output)


def render(
    project: Project,
    sites: tuple[str, ...],
    progress: Progress = quiet,
    load_theme: LoadTheme = theme.load,
    search: bool = True,
    finishing: Anew | None = None,
    spool: Spool | None = None,
    finishers: Sequence[Finisher] = (),
) -> tuple[dict[str, tuple[Output, ...]], tuple[Finding, ...], int]:
    """Every file of these sites, and what the proofs say of them; the number of pages.

    load_theme: see `begun`. search: with the index of the finished pages, or without where somebody makes that later.
    finishing: how the pages of documents are made. spool: where their files wait; in memory, where nobody says.
    finishers: of these sites, where they are there already.
    """
    assert project.library is not None
    finishing = finishing or Anew()
    finishers = finishers or begun(project.library, project.body, sites, finishing, load_theme)
    total = sum(finisher.size for finisher in finishers)
    rendered: dict[str, tuple[Output, ...]] = {}
    findings: list[Finding] = []
    done = count = 0
    for finisher in finishers:
        for language in finisher.editions:
            findings.extend(_missing_texts(finisher.look, language, finishing.missing(finisher, language)))
        made: list[Finished] = []
        for pages in finishing.pages(finisher):
            made.extend(_laid(pages, spool) if spool else pages)
            progress("building", done := done + 1, total)
        whole = finisher.site_of(made, search)
        rendered[finisher.site] = whole.outputs
        findings.extend(whole.findings)
        count += whole.pages
    return rendered, tuple(findings), count


def begun(
    documents: Library, body: Bodies, sites: Iterable[str], finishing: Anew, load_theme: LoadTheme = theme.load
) -> tuple[Finisher, ...]:
    """What finishes each of these sites, before it does. body: of the file at a path.

    load_theme: `theme.load`, or one whose themes remember the pages that they rendered.
    """
    config = documents.config
    made = tuple(
        Finisher(
            documents,
            site,
            load_theme(
                config.theme_of(site), config.root / "themes", config.languages_of(site), config.sites[site].colours
            ),
            body,
            finishing,
        )
        for site in sites
    )
    for finisher in made:
        finishing.begin(finisher)
    return made


def _laid(pages: Iterable[Finished], spool: Spool) -> Iterator[Finished]:
    for page in pages:
        waiting = any(file.data for file in page.files)  # else it stands
        yield dataclasses.replace(page, files=tuple(map(spool.laid, page.files))) if waiting else page


def _missing_texts(look: theme.Theme, language: str, missing: tuple[str, ...]) -> Iterator[Finding]:
    if missing and not look.has_catalogue(language):
        place = Place(f"themes/{look.name}/locales/{language.replace('-', '_')}.po")
        message = f"there are no interface words in {language}: all {len(missing)} texts are shown in English"
        hint = "write this file; en.po among sopgen's own themes has every text"
        yield Finding(place, "missing-text", message, hint)
        return
    for text in missing:
        place = Place(f"themes/{look.name}/locales/{language}.po")
        yield Finding(
            place, "missing-text", f"the interface text “{text}” has no words in {language}", "add it to the catalogue"
        )


def _forbidden(problems: Iterable[Problem], strict: bool) -> bool:
    return any(problem.severity == "error" or (strict and problem.severity == "warning") for problem in problems)
