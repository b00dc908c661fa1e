"""`sopgen translate`: what of the sources has changed since they were translated, and saying that both agree."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import asdict

from sopgen.commands.shared import config_option, from_here, from_here_path, print_problems, project_file, write_whole
from sopgen.footprint import read_file
from sopgen.model import Record, SopgenError

if TYPE_CHECKING:
    from sopgen.build import Project
    from sopgen.library import Library
    from sopgen.translated import Standing
    from sopgen.translation import Freshness, Pair


@click.command("translate")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True), metavar="[PATH]...")
@click.option("--status", is_flag=True, help="Print a table: document, language, what of its source has changed.")
@click.option("--accept", is_flag=True, help="Note that these translations say what their sources say today.")
@click.option("--all", "everything", is_flag=True, help="With --accept: every translation of the project.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print the table.")
@config_option
def command(
    paths: tuple[Path, ...], status: bool, accept: bool, everything: bool, form: str, config: Path | None
) -> int:
    """Show what has changed in the sources of the translations in PATH: translations, sources or folders.

    Exit codes: 0 nothing changed, or accepted; 1 a source has changed since its translation was accepted.
    """
    from sopgen.build import open_project
    from sopgen.memory import remembered

    _guard(paths, status, accept, everything, form)
    file = project_file(config, paths[0].absolute() if paths else None)
    root = file.parent
    with remembered(root) as stages:
        project = open_project(file, None, drafts=True, stages=stages)
        if project.config is None or project.library is None:
            print_problems(from_here(project.problems, root))
            return 1
        chosen = _chosen(project.library, root, paths)
        if accept:
            return _accept(project.library, chosen, everything)
        if status or not paths:
            return _status(project.library, root, paths, form)
        return _show(project, chosen)


def _guard(paths: Sequence[Path], status: bool, accept: bool, everything: bool, form: str) -> None:
    if accept and status:
        raise SopgenError("`--accept` writes, `--status` only prints", "run one after the other")
    if accept and not paths and not everything:
        raise SopgenError("which translations are right?", "name files or folders, or say `--accept --all`")
    if everything and (paths or not accept):
        raise SopgenError("`--all` goes with `--accept`, without a path", "`sopgen translate --accept --all`")
    if form == "json" and (accept or (paths and not status)):
        raise SopgenError("`--format` is of the table", "add `--status`")


def _chosen(library: Library, root: Path, paths: Sequence[Path]) -> list[str]:
    """The translations that are meant: those at or below these paths, and those of sources there."""
    if not paths:
        return sorted(library.sources)
    for path in paths:
        if not any(_is_in(root / own, [path.resolve()]) for pair in library.sources.items() for own in _both(*pair)):
            raise SopgenError(
                f"{path} is no translation, and has none", "name a file such as refund.it.md, or a folder"
            )
    wanted = [path.resolve() for path in paths]
    return [
        own
        for own, source in sorted(library.sources.items())
        if any(_is_in(root / one, wanted) for one in _both(own, source))
    ]


def _both(path: str, source: Record) -> tuple[str, str]:
    return path, source.path


def _is_in(file: Path, wanted: Iterable[Path]) -> bool:
    place = file.resolve()
    return any(place == one or one in place.parents for one in wanted)


# ------------------------------------------------------------------------------------------------------ accepting


def _accept(library: Library, chosen: Sequence[str], everything: bool) -> int:
    from sopgen.translation import file_name, pairs, within

    config = library.config
    if unreadable := next((one for one in library.findings if one.place.path.endswith(".lock")), None):
        raise SopgenError(f"{unreadable.place.path}:{unreadable.place.line}: {unreadable.message}", unreadable.hint)
    by_language: dict[str, list[str]] = {}
    for path in chosen:
        by_language.setdefault(library.languages[path], []).append(path)
    for language, mine in by_language.items():
        new = {within(path, config.content): pairs(library.sources[path], library.records[path]) for path in mine}
        _write(config.root / config.content / file_name(language), new, library, everything)
        click.echo(f"{language}: {_counted(len(mine), 'translation')} accepted.", err=True)
    return 0


def _write(file: Path, new: dict[str, list[Pair]], library: Library, everything: bool) -> None:
    """Lines of other documents stay as they are, but for those that are gone: moved, or all are written."""
    from sopgen.translation import read, within, written

    known = read(read_file(file), file.name)[0] if file.exists() else {}
    there = {within(path, library.config.content) for path in library.sources}
    moved = {tuple(pair.own for pair in lines) for lines in new.values()}
    kept = {
        path: lines
        for path, lines in known.items()
        if path in there or (not everything and tuple(pair.own for pair in lines) not in moved)
    }
    write_whole(file, written({**kept, **new}))


# -------------------------------------------------------------------------------------------------------- showing


def _status(library: Library, root: Path, paths: Sequence[Path], form: str) -> int:
    from sopgen.translated import standings

    wanted = [path.resolve() for path in paths]
    found = [
        one
        for one in standings(library)
        if not wanted or any(path and _is_in(root / path, wanted) for path in (one.source, one.path))
    ]
    if form == "json":
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
    else:
        click.echo(_table(found), nl=False)
        changed = sum(one.state == "changed" for one in found)
        if changed:
            click.echo("`sopgen translate FILE` shows what has changed.", err=True)
    return int(any(one.state == "changed" for one in found))


def _table(found: Sequence[Standing]) -> str:
    rows = [("document", "language", "state"), *((one.source, one.language, _words(one)) for one in found)]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    return "".join(f"{row[0].ljust(widths[0])}  {row[1].ljust(widths[1])}  {row[2]}\n" for row in rows)


def _words(one: Standing) -> str:
    return f"{one.changed} of {one.blocks} blocks changed" if one.state == "changed" else one.state


def _show(project: Project, chosen: Sequence[str]) -> int:
    """Each block that changed beside the block of the translation, with their places."""
    assert project.library is not None
    library = project.library
    changed = 0
    for path in chosen:
        fresh = library.fresh.get(path)
        if fresh is None:
            click.echo(
                f"{from_here_path(library.config.root / path)}: never accepted: what its source was is not known"
            )
        elif not fresh.changed:
            click.echo(f"{from_here_path(library.config.root / path)}: up to date with {fresh.source.path}")
        else:
            changed += 1
            click.echo("\n".join(_lines(project, path, fresh)))
    return int(bool(changed))


def _lines(project: Project, path: str, fresh: Freshness) -> Iterator[str]:
    assert project.library is not None and project.config is not None
    root, own = project.config.root, project.library.records[path]
    said, ours = _texts(project, fresh.source), _texts(project, own)
    width = max(len(fresh.source.language), len(own.language), 3)
    yield f"{from_here_path(root / path)}: {len(fresh.changed)} of {fresh.blocks} blocks of its source changed"
    for one in fresh.changed:
        yield ""
        yield f"  {_WHAT[one.what]}"
        if one.before:
            yield f"    {'was'.ljust(width)}  {one.before}"
        for record, unit, texts in ((fresh.source, one.source, said), (own, one.own, ours)):
            if unit:
                place = f"{from_here_path(root / record.path)}:{unit.place.line}:{unit.place.column}"
                yield f"    {record.language.ljust(width)}  {texts.get(id(unit), unit.words)}"
                yield f"    {' ' * width}  {place}"


_WHAT = {
    "changed": "changed in the source",
    "added": "new in the source, below what this block says",
    "removed": "no longer in the source",
}


def _texts(project: Project, record: Record) -> dict[int, str]:
    """The whole text of each unit of a file, by the identity of the unit."""
    texts = {id(unit): str(record.written.get(unit.kind, unit.words)) for unit in record.units}
    front = [unit for unit in record.units if unit.place.line < record.body_line]
    in_text = [unit for unit in record.units[len(front) :] if unit.kind not in ("include", "services", "video")]
    for unit, block in zip(in_text, project.body(record.path).blocks, strict=False):
        texts[id(unit)] = " ".join(block.text.split())
    return texts


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
