"""What is shown first: a text that was just saved, or the page that somebody looks at; all else is as it was."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from sopgen import load
from sopgen.build import Project
from sopgen.check import judge, judged_by, of_one, of_place, problems_of
from sopgen.finish import Finished, Finisher, Work
from sopgen.library import Library
from sopgen.load import Loaded
from sopgen.model import Body, Output, Record, SopgenError
from sopgen.outputs.assets import theme_assets
from sopgen.server.steady import Steady
from sopgen.stages import Documents, Parsed

if TYPE_CHECKING:
    from sopgen.server.snapshot import Snapshot


class First(Struct, frozen=True):
    """What can be shown at once. files: the paths, with their site, of the files that are new in the snapshot."""

    snapshot: Snapshot
    files: frozenset[str]


def first(
    before: Snapshot,
    paths: Collection[Path],
    project: Project,
    loaded: Loaded,
    stages: Steady,
    finishers: Mapping[str, Finisher],
) -> First | None:
    """The last build, with the pages of these files as they are now.

    None where more than texts may have changed, or nothing has, or where something is wrong with them: then the whole
    build says it. Sections to print, lists and what is said of links wait for that, too.

    before, project, loaded, finishers: of the last build. paths: of all files that have changed since.
    """
    texts = _texts(paths, project, loaded, stages)
    if texts is None:
        return None

    def body(path: str) -> Body:
        return texts[path].body if path in texts else project.body(path)

    sites, files = dict(before.sites), set[str]()
    try:
        for name, finisher in finishers.items():
            pages = [
                page
                for work, document in _work(finisher, texts)
                for page in finisher.with_text(work, document.record, body)
            ]
            old, new = before.sites[name].files, {file.path: file for page in pages for file in page.files}
            if any(page.findings for page in pages) or not new.keys() <= old.keys():
                return None
            if new.keys() & before.wrong[name].keys():  # what is wrong stands in their place until all is built
                return None
            sites[name] = replace(sites[name], files={**old, **new})
            files |= {f"{name}/{path}" for path, file in new.items() if file != old[path]}
    except SopgenError:
        return None
    return First(replace(before, sites=sites), frozenset(files)) if files else None


def looked_at(
    before: Snapshot, files: Collection[str], documents: Documents, finishers: Iterable[Finisher]
) -> First | None:
    """The last build, with these files of its sites as they will be. None where none of them will be another one, or
    something is wrong with each: then the whole build says it. Raises SopgenError where a theme is broken.

    before: of the last build. files: paths with their site. documents: of the project as it is now.
    """
    sites, ahead = dict(before.sites), set[str]()
    for finisher in finishers:
        name, wanted = finisher.site, [file.partition("/")[2] for file in files if file.startswith(f"{finisher.site}/")]
        if name not in sites or not wanted:
            continue
        old = sites[name].files
        known = {**{asset.path: asset for asset in theme_assets(finisher.look)}, **old}
        new: dict[str, Output] = {}
        for looked in wanted:
            texts, pages = finisher.at(looked)
            made = {file.path: file for page in pages for file in page.files}
            wrong = made.keys() & before.wrong[name].keys() or _any_error(texts, documents, finisher.library)
            if not wrong and all(_stands(page, {**known, **made}) for page in pages):
                new |= {path: file for path, file in made.items() if file != old.get(path)}
        sites[name] = replace(sites[name], files={**known, **new})
        ahead |= {f"{name}/{path}" for path in new}
    return First(replace(before, sites=sites), frozenset(ahead)) if ahead else None


def _any_error(records: Collection[Record], documents: Documents, library: Library) -> bool:
    """Whether there is an error in one of these files."""
    paths, config, settings = {record.path for record in records}, library.config, judged_by(library.config)
    of_files = (finding for finding in library.findings if finding.place.path in paths)
    problems = [*judge(of_files, config)]
    for entry in (*library.entries, *library.snippets):
        if entry.record.path in paths:
            by_itself = of_one(entry, documents[entry.record.path].body, settings)
            place = () if entry.record.snippet else of_place(entry, library)
            problems += problems_of(entry, (*by_itself.findings, *place), config)
    return any(problem.severity == "error" for problem in problems)


def _stands(page: Finished, files: Mapping[str, Output]) -> bool:
    """Whether nothing is wrong with a page, and all that it leads to within its site is there already."""
    return not page.findings and all(not to.fault and to.path in files for to in page.links.targets)


def _texts(paths: Collection[Path], project: Project, loaded: Loaded, stages: Steady) -> dict[str, Parsed] | None:
    """By path, the documents as they are now; None where others may show more of them than before, or an error."""
    config, library = project.config, project.library
    assert config is not None and library is not None
    texts: dict[str, Parsed] = {}
    for path in paths:
        try:
            source = load.again(loaded, config.root, path, config.content, config.languages, config.translations)
        except (KeyError, OSError):
            return None
        if source is not None:
            texts[source.path] = stages.parse_one(source)
    if not stages.only_texts(library, {path: document.record for path, document in texts.items()}):
        return None
    for document in texts.values():
        record = document.record
        known = library.by_key.get(record.key, {}).values()
        own = next((entry for entry in known if entry.record.path == record.path), None)
        if own is None:  # another file has its address
            return None
        entry = replace(own, record=record)
        problems = problems_of(entry, stages.check_one(entry, document).findings, config)
        if any(problem.severity == "error" for problem in problems):
            return None
    return texts


def _work(finisher: Finisher, texts: Mapping[str, Parsed]) -> Iterator[tuple[Work, Parsed]]:
    """Where each of these documents has a page."""
    for language, edition in finisher.editions.items():
        for path, document in texts.items():
            entry = edition.routes.entries.get(document.record.key)
            if entry is not None and entry.record.path == path:
                yield Work(language, "document", document.record.key), document
