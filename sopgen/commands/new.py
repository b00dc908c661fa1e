"""`sopgen new`: writes a document with complete front matter and the sections of its type, in the right folder."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, get_args

import click

from sopgen.commands.shared import as_of_option, config_option, from_here, print_problems, project_file
from sopgen.model import AUDIENCES, Audience, DocumentType, Entry, Meta, SopgenError

if TYPE_CHECKING:
    from sopgen.config import Config
    from sopgen.library import Library

_ID = re.compile(r"(.*?)(\d+)$")


@click.command("new")
@click.argument("kind", type=click.Choice(get_args(DocumentType)), metavar="TYPE")
@click.argument("title")
@click.option("--language", help="The language to write in; the project's source language by default.")
@click.option("--section", help="The folder for it; by default the one where most documents of this type stand.")
@click.option("--audience", "audiences", multiple=True, type=click.Choice(AUDIENCES), help="Who may read it.")
@as_of_option
@config_option
def command(
    kind: DocumentType,
    title: str,
    language: str | None,
    section: str | None,
    audiences: tuple[Audience, ...],
    as_of: date | None,
    config: Path | None,
) -> int:
    """Write a new document of a TYPE (procedure, policy, guide, article, service) with its sections."""
    from sopgen.build import open_project

    project = open_project(project_file(config), as_of, drafts=True)
    if project.config is None or project.library is None:
        print_problems(from_here(project.problems, project_file(config).parent))
        click.echo("Nothing written: mend sopgen.yaml first.", err=True)
        return 1
    settings, documents = project.config, project.library
    language = language or settings.source_language
    if language not in settings.languages:
        raise SopgenError(f"`{language}` is no language of this project", f"it has: {', '.join(settings.languages)}")
    title = " ".join(title.encode("utf-8", "replace").decode().split())
    folder = _section(section, settings) if section is not None else usual_section(kind, audiences, documents, title)
    path = _path(title, folder, language, documents)
    text = document(kind, title, path, folder, language, audiences, documents)
    target = settings.root / path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise SopgenError(f"{target} cannot be written: {error.strerror}", "give it another title") from error
    click.echo(Path(os.path.relpath(target)).as_posix())
    click.echo("It is a draft: `sopgen serve` shows it. --section FOLDER puts it elsewhere.", err=True)
    return 0


def usual_section(kind: DocumentType, audiences: Iterable[Audience], library: Library, title: str = "") -> str:
    """The folder that the title names, else the one where most documents of this type (and for these readers) stand,
    else one with such a default."""
    from sopgen.slug import slugify

    wanted = frozenset(audiences)
    words = {*slugify(title).split("-")}
    named = {entry.section for entry in library.entries if slugify(entry.section.rpartition("/")[2]) in words}
    if named:
        return min(named)
    sections = Counter(
        entry.section
        for entry in library.entries
        if entry.meta.type == kind and not entry.index and wanted <= {*entry.meta.audience}
    )
    if sections:
        return min(sections, key=lambda section: (-sections[section], section))
    for pattern, default in library.config.defaults.items():
        folder = pattern.strip("/").removesuffix("**").removesuffix("*").strip("/")
        if default.get("type") == kind and folder and not re.search(r"[*?]", folder):
            return folder
    return ""


def _section(written: str, config: Config) -> str:
    """A folder as written, below the content folder or from the project's root, as the content folder names it."""
    parts = [part for part in PurePosixPath(written.replace(os.sep, "/")).parts if part != "."]
    content = [] if config.content == "." else config.content.split("/")
    if content and parts[: len(content)] == content:
        parts = parts[len(content) :]
    if PurePosixPath(written).is_absolute() or ".." in parts:
        raise SopgenError(f"`{written}` is no folder of {config.content}", "name it from there, such as `customers`")
    if any(part.startswith(("_", ".")) for part in parts):
        raise SopgenError(f"`{written}` holds no pages", "folders that begin with `_` or `.` are never pages")
    return "/".join(parts)


def _path(title: str, section: str, language: str, library: Library) -> str:
    """Where the file belongs, from the project's root. Raises SopgenError where something stands there."""
    from sopgen.slug import slugify

    config, name = library.config, slugify(title)
    if not name or name == "index":
        raise SopgenError(f"`{title}` makes no file name", "give the document a title in words")
    key = f"{section}/{name}" if section else name
    standing = library.by_key.get(key, {}).get(language)
    if standing:
        raise SopgenError(f"{standing.record.path} is there already", "change it, or choose another title")
    content = "" if config.content == "." else f"{config.content}/"
    if (config.root / content / key).is_dir():
        raise SopgenError(f"there is a folder {content}{key}", "choose another title, or write its index.md")
    is_source = language == config.source_language
    if config.translations == "folders":
        in_folder = not is_source or (config.root / content / language).is_dir()
        return f"{content}{language}/{key}.md" if in_folder else f"{content}{key}.md"
    return f"{content}{key}.md" if is_source else f"{content}{key}.{language}.md"


def document(
    kind: DocumentType,
    title: str,
    path: str,
    section: str,
    language: str,
    audiences: tuple[Audience, ...],
    library: Library,
) -> str:
    """The text of the new file: only what folder defaults do not say already, then the sections of its type."""
    from sopgen.guidance import BODY, DESCRIPTION, FIRST_STEP, FIRST_VERSION, SECTIONS, STEPS, TO_WRITE

    config = library.config
    given = _defaults(path, config)
    lines = [f"title: {yaml_text(title)}", f"description: {yaml_text(DESCRIPTION.get(language, 'en'))}"]
    lines.append(f"id: {yaml_text(next_id(kind, section, library))}")
    if given.type != kind:
        lines.append(f"type: {kind}")
    if audiences and {*audiences} != {*given.audience}:
        lines.append(f"audience: {audiences[0] if len(audiences) == 1 else '[' + ', '.join(audiences) + ']'}")
    lines += ['version: "1.0"', "status: draft"]
    if owner := given.owner or _usual_owner(section, library):
        lines.append(f"owner: {yaml_text(owner)}")
    first = yaml_text(FIRST_VERSION.get(language, "en"), flow=True)
    lines += ["changes:", f'  - {{version: "1.0", date: {config.as_of.isoformat()}, what: {first}}}']
    parts = ["\n".join(["---", *lines, "---"])]
    for part in config.profiles[kind]:
        guide = SECTIONS[kind].get(part.id)
        parts.append(f"## {part.title.get(language, config.source_language)}")
        if guide:
            parts.append(f"<!-- {guide.get(language, 'en')} -->")
        parts.append(f"1. {FIRST_STEP.get(language, 'en')}" if guide is STEPS else TO_WRITE.get(language, "en"))
    if not config.profiles[kind]:
        parts += [f"<!-- {BODY.get(language, 'en')} -->", TO_WRITE.get(language, "en")]
    return "\n\n".join(parts) + "\n"


def _defaults(path: str, config: Config) -> Meta:
    """What a file at this path is, as long as it says nothing itself."""
    from sopgen import library
    from sopgen.load import Loaded, source
    from sopgen.parse import ParseOptions, parse

    empty = source(path, b"", config.content, config.languages, config.translations)
    record = parse(empty, ParseOptions(languages=config.languages)).record
    return library.build(config, Loaded((empty,), frozenset(), ()), [record]).entries[0].meta


def next_id(kind: DocumentType, section: str, library: Library) -> str:
    """The next free number, in the way in which documents of this folder are numbered: CU-007 after CU-006."""

    def prefixes(entries: Iterable[Entry]) -> Counter[str]:
        return Counter(match[1] for entry in entries if (match := _ID.match(entry.meta.id)))

    found = prefixes(entry for entry in library.entries if entry.section == section)
    if found:
        prefix = min(found, key=lambda prefix: (-found[prefix], prefix))
    else:
        name = section.rpartition("/")[2] or kind
        prefix = "".join(char for char in name.upper() if char.isalpha())[:2] + "-"
    numbers = [match[2] for id in library.ids if (match := _ID.match(id)) and match[1] == prefix]
    width = max(map(len, numbers), default=3)
    return f"{prefix}{max(map(int, numbers), default=0) + 1:0{width}}"


def _usual_owner(section: str, library: Library) -> str:
    owners = Counter(entry.meta.owner for entry in library.entries if entry.section == section and entry.meta.owner)
    if owners:
        return min(owners, key=lambda owner: (-owners[owner], owner))
    return next(iter(library.config.roles), "")


def yaml_text(text: str, flow: bool = False) -> str:
    """A text without line breaks as a YAML value, in quotes where it needs them; what is no text is left out.

    flow: inside {…}.
    """
    from sopgen.yaml_source import NO_TEXT, read

    text = NO_TEXT.sub("", text)
    line = f"a: {{a: {text}}}" if flow else f"a: {text}"
    tree = read(line, "")
    plain = not tree.findings and tree.value == {"a": {"a": text} if flow else text}
    if plain and not re.fullmatch(r"[\d.:+-]+|true|false|yes|no|on|off|null|~", text, re.I):
        return text
    return '"' + "".join(map(_quoted, text)) + '"'


def _quoted(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    return char if char.isprintable() else f"\\U{ord(char):08x}"
