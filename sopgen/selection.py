"""Which problems of a project somebody asked for: in these files, in this language, since this revision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from sopgen.build import Project, changed_documents
from sopgen.changes import Changes, since
from sopgen.check import of_changes
from sopgen.fingerprint import lines_below
from sopgen.model import Entry, Problem, SopgenError
from sopgen.publish.paths import real


class Asked(Struct, frozen=True):
    """paths: files and folders, all where there are none. language: of the documents. since: a revision of git."""

    paths: Sequence[Path] = ()
    language: str | None = None
    since: str | None = None


class Selected(Struct, frozen=True):
    """What was asked for, of one project. root: the folder that paths count from. old: what waits in the baseline."""

    root: Path
    project: Project
    problems: tuple[Problem, ...]
    old: tuple[Problem, ...]
    entries: tuple[Entry, ...]


def select(
    project: Project,
    root: Path,
    asked: Asked,
    settings: Iterable[str] = (),
    unsaved: Mapping[str, bytes] = MappingProxyType({}),
) -> Selected:
    """The problems of a project that were asked for. settings: its files of settings; what is wrong in them is always
    told where it keeps the project from being read. unsaved: see `open_project`."""
    needed = frozenset(settings) if project.config is None else frozenset()
    entries = project.library.entries if project.library else ()
    inside = [real(path) for path in asked.paths]
    languages = {entry.record.path: entry.language for entry in entries}

    @cache
    def named(path: str) -> bool:
        place = real(root / path)
        return any(place == one or one in place.parents for one in inside)

    def chosen(problem: Problem) -> bool:
        path = problem.place.path
        if inside and not named(path):
            return path in needed
        return not asked.language or languages.get(path, asked.language) == asked.language

    problems, old = project.problems, project.old
    if asked.since is not None:
        changes = since(root, asked.since)
        problems = _since(project, root, changes, needed)
        lines_of = lines_below(root, unsaved)
        old = tuple(problem for problem in old if changes.touches(problem, lines_of))
    kept = (entry for entry in entries if not inside or named(entry.record.path))
    return Selected(
        root,
        project,
        tuple(filter(chosen, problems)),
        tuple(filter(chosen, old)),
        tuple(entry for entry in kept if not asked.language or entry.language == asked.language),
    )


def _since(project: Project, root: Path, changes: Changes, needed: frozenset[str]) -> tuple[Problem, ...]:
    """What is wrong in what changed, and what the change itself lacks."""
    lines_of = lines_below(root)
    left = [one for one in project.problems if one.place.path in needed or changes.touches(one, lines_of)]
    if project.library is None:
        return tuple(left)
    before = changes.before(path for path in changes.lines if path in project.library.records)
    return tuple(sorted({*left, *of_changes(changed_documents(project, before), project.library.config)}))


def guard_paths(
    project: Project, file: Path, paths: Sequence[Path], settings: Iterable[str], unsaved: Iterable[str] = ()
) -> None:
    """Refuse a path that is no part of the project: nothing would be checked there. unsaved: the path of a document
    that may not be there yet."""
    if project.library is None:
        return
    root = real(file.parent)
    known = [*settings, *project.library.records, *project.library.files, *(one.place.path for one in project.problems)]
    content = project.library.config.content
    for name in unsaved:
        if content != "." and not name.startswith(f"{content}/"):
            raise SopgenError(f"{name} is not a part of the project of {file}", f"documents are in {content}/")
    places = [real(root / path) for path in known] if paths else []
    for path in paths:
        inside = real(path)
        if not any(place == inside or inside in place.parents for place in places):
            hint = f"documents are in {content}/, settings in {', '.join(sorted(settings))}"
            raise SopgenError(f"{path} is not a part of the project of {file}", hint)
