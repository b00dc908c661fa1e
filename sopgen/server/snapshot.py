"""What is served: one whole build, held in memory. A new build makes a new snapshot; nothing in it changes."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct, field
from msgspec.structs import replace

from sopgen.address import LinkStyle
from sopgen.build import Project, asked_sites, begun, read_sources, render, without_old
from sopgen.check import judge
from sopgen.config import Config, read_config
from sopgen.finish import Finisher
from sopgen.footprint import read_file
from sopgen.library import Library
from sopgen.lines import lines_of
from sopgen.load import Loaded
from sopgen.model import Audience, Finding, Output, Place, Problem, SopgenError
from sopgen.rules import RULES
from sopgen.server.first import First, first, looked_at
from sopgen.server.held import Held
from sopgen.server.looks import Looks
from sopgen.server.steady import Steady
from sopgen.stages import Documents, Given, Parsed, Progress, quiet
from sopgen.stamps import stamp

LINES_SHOWN = 300
"""So many problems carry their source line; who has more mends those first."""


class SiteFiles(Struct, frozen=True):
    """One site, without its search index. files: by path below the site. made_of: the Markdown files that each page of
    a document shows.

    copied: the stamps of the files that are copied, by which a new picture is seen. public_path: "/" or the path of
    the public URL, from which links of 404 pages start.
    """

    title: str
    description: str
    audience: Audience
    language: str
    public_path: str
    files: Mapping[str, Output]
    made_of: Mapping[str, frozenset[str]]
    copied: Mapping[str, bytes] = field(default_factory=dict)
    links: LinkStyle = "folder"


class Snapshot(Struct, frozen=True):
    """Everything that can be asked for. sites: as built now, or as last built where this build was stopped.

    stopped: what kept sites from being built: every page shows it. wrong: by site and path, the errors of single pages.
    lines: the source lines of problems.
    """

    sites: Mapping[str, SiteFiles] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    stopped: tuple[Problem, ...] = ()
    wrong: Mapping[str, Mapping[str, tuple[Problem, ...]]] = field(default_factory=dict)
    lines: Mapping[Place, str] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity == "error")


class Overtaken(Exception):
    """Raised in a build that nobody waits for any longer: something has changed since it began."""


def _nobody(seen: First) -> None:
    """Where nobody looks at a page."""


class Workshop:
    """Makes snapshots of one project, one after the other, in one thread; what did not change is neither parsed
    nor rendered again."""

    def __init__(self, path: Path, as_of: date | None = None, sites: tuple[str, ...] = ()) -> None:
        self.path, self.as_of, self.sites = path, as_of, sites
        self._recent = Steady()
        self._readable: dict[str, Parsed] = {}
        self._looks = Looks()
        self._held: Held | None = None
        self._whole: tuple[Project, Loaded, Mapping[str, Finisher]] | None = None

    def first(self, before: Snapshot, paths: Collection[Path]) -> First | None:
        """See `first.first`. before: what is shown. paths: of the files that changed since the last whole build."""
        if self._whole is None or before.stopped:
            return None
        project, loaded, finishers = self._whole
        return first(before, paths, project, loaded, self._recent, finishers)

    def build(
        self,
        before: Snapshot,
        looked: Collection[str] = (),
        ahead: Callable[[First], None] = _nobody,
        progress: Progress = quiet,
    ) -> Snapshot:
        """The project as it stands on disk now; where it cannot be built, the sites are those of `before`.

        looked: the files, with their site, that somebody looks at: `ahead` is given their pages before all others are
        made, where that can be (see `first.looked_at`). progress: may raise Overtaken, which breaks the build off; what
        was done until then, the next one need not do.
        """
        config, findings = read_config(self.path, self.as_of, drafts=True)
        if config is None:
            problems = judge(findings, None)
            return self._with_lines(replace(before, problems=problems, stopped=problems, wrong={}))
        names = asked_sites(config, self.sites)
        loaded = self._recent.load(config)
        started: list[tuple[Library, Held, tuple[Finisher, ...]]] = []

        def peek(found: Library, documents: Documents) -> None:
            if before.stopped or not looked or any(map(_unreadable, judge(found.findings, config))):
                return
            with suppress(SopgenError):  # the whole build says it
                held = Held(self._held, self._recent.register)
                finishers = begun(found, lambda path: documents[path].body, names, held, self._looks.load)
                started.append((found, held, finishers))
                if seen := looked_at(before, looked, documents, finishers):
                    ahead(seen)

        project = without_old(self._readable_project(config, loaded, findings, peek, progress))
        known = ((held, finishers) for found, held, finishers in started if found is project.library)
        held, finishers = next(known, (Held(self._held, self._recent.register), ()))
        try:
            rendered, found, _ = render(
                project, names, progress, self._looks.load, search=False, finishing=held, finishers=finishers
            )
            self._held, self._whole = held, (project, loaded, held.finishers)
            self._looks.built()
        except Overtaken:
            held.break_off()
            self._held = held
            raise
        except SopgenError as error:
            stop = Problem(Place(self.path.name), "build", "error", error.message, error.hint)
            problems = (stop, *project.problems)
            return self._with_lines(replace(before, problems=problems, stopped=(stop,), wrong={}))
        problems = tuple(sorted({*project.problems, *judge(found, config)}))
        sites = {name: _site(project, name, outputs) for name, outputs in rendered.items()}
        return self._with_lines(Snapshot(sites, problems, (), _wrong(sites, problems)))

    def _readable_project(
        self,
        config: Config,
        loaded: Loaded,
        findings: Iterable[Finding],
        ahead: Callable[[Library, Documents], None],
        progress: Progress,
    ) -> Project:
        """The project with files that cannot be read now as they were when they last could. ahead: see `read_sources`.

        Its problems: those of such files, and what is wrong elsewhere apart from them.
        """
        project = read_sources(config, loaded, progress, findings, self._recent, ahead)
        unreadable = {problem.place.path for problem in project.problems if _unreadable(problem)}
        documents = {
            path: self._readable.get(path, document) if path in unreadable else document
            for path, document in project.documents.items()
        }
        self._readable = {
            path: document for path, document in documents.items() if path not in unreadable or path in self._readable
        }
        if all(documents[path] is document for path, document in project.documents.items()):
            return project
        shown = read_sources(config, loaded, progress, findings, Given(documents, self._recent))
        own = [problem for problem in project.problems if problem.place.path in unreadable]
        others = [problem for problem in shown.problems if problem.place.path not in unreadable]
        return replace(shown, problems=tuple(sorted({*own, *others})))

    def _with_lines(self, snapshot: Snapshot) -> Snapshot:
        files: dict[str, list[str]] = {}
        lines: dict[Place, str] = {}
        for problem in (*snapshot.stopped, *snapshot.errors, *snapshot.problems)[:LINES_SHOWN]:
            place = problem.place
            if place.path not in files:
                files[place.path] = _lines(self.path.parent / place.path)
            if 0 < place.line <= len(files[place.path]):
                lines[place] = files[place.path][place.line - 1]
        return replace(snapshot, lines=lines)


def _unreadable(problem: Problem) -> bool:
    return problem.severity == "error" and problem.rule in RULES and RULES[problem.rule].scope == "reading"


def _lines(path: Path) -> list[str]:
    try:
        return lines_of(read_file(path).decode("utf-8-sig", "replace"))
    except OSError:
        return []


def _site(project: Project, name: str, outputs: Iterable[Output]) -> SiteFiles:
    config, documents = project.config, project.library
    assert config is not None and documents is not None
    site, language = config.sites[name], config.languages_of(name)[0]
    files = {output.path: output for output in outputs}
    made_of: dict[str, frozenset[str]] = {}
    for code in config.languages_of(name):
        routes = documents.routes[name, code]
        for key, entry in routes.entries.items():
            parts = documents.outlines(entry.record, site.audience, entry.language)
            made_of[f"{routes.urls[key]}index.html"] = frozenset(record.path for record, _ in parts)
    return SiteFiles(
        title=site.title.get(language),
        description=site.description.get(language),
        audience=site.audience,
        language=language,
        public_path=urlsplit(site.url or "").path.rstrip("/") + "/",
        files=files,
        made_of=made_of,
        copied=dict(_copied(files.values())),
        links=site.links,
    )


def _copied(outputs: Iterable[Output]) -> Iterator[tuple[str, bytes]]:
    for output in outputs:
        if output.copy_of:
            try:
                yield output.path, stamp(os.stat(output.copy_of))
            except OSError:
                continue


def _wrong(sites: Mapping[str, SiteFiles], problems: Iterable[Problem]) -> dict[str, dict[str, tuple[Problem, ...]]]:
    """The pages with errors: of a file that they show, or found in the finished page itself."""
    by_path: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.severity == "error":
            by_path.setdefault(problem.place.path, []).append(problem)
    wrong: dict[str, dict[str, tuple[Problem, ...]]] = {}
    for name, site in sites.items():
        wrong[name] = {}
        for path in site.files:
            shown = (f"{name}/{path}", *sorted(site.made_of.get(path, ())))
            if found := tuple(problem for part in shown for problem in by_path.get(part, ())):
                wrong[name][path] = found
    return wrong
