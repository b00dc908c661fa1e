"""Where a link, picture or include leads: one answer for the rules that judge it and for the pages that carry it."""

from __future__ import annotations

import os
import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Literal
from urllib.parse import unquote

from msgspec import Struct

from sopgen.library import Library, Routes, visible
from sopgen.model import PEOPLE, Audience, Entry, LinkRef, Outline, Place, Record, Text
from sopgen.nearest import nearest
from sopgen.slug import slugify

SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_MANY_ANCHORS = 200
"""On a page with more, the nearest is not looked for: each broken link would take as long as all of them."""
_NO_HOST = re.compile(r"(?:https?|ftp):/*[?#]?|//|(?:mailto|tel):", re.IGNORECASE)
_FIRST = itemgetter(0)
_FACT = re.compile(r"\{\{\s*facts\.([\w.-]+)\s*\}\}")
Kind = Literal["page", "file", "external", "missing", "hidden", "draft", "static"]


class Target(Struct, frozen=True):
    """Where a link leads.

    kind "page": url from the site's root, and anchor. "file": path of a file below the content folder. "static": a file
    of `static/<site>/`. "hidden": a document that this site's readers must not know of. "draft": one that is not
    published yet. entry: the document, where there is one. anchor_found: False where the page has no such anchor.
    """

    kind: Kind
    url: str = ""
    anchor: str = ""
    entry: Entry | None = None
    anchor_found: bool = True
    message: str = ""
    hint: str = ""


def resolve(target: str, record: Record, page: Entry, library: Library, routes: Routes) -> Target:
    """Where `target`, written in the file of `record`, leads on `page` of this site and language.

    record is the page's own file, or a file that it includes: relative paths count from the file they are written in.
    """
    if "{{" in target and not (target := with_facts(target, page, library, routes.language)):
        return Target("external")
    if target.strip() in ("", "#"):
        return Target("missing", message="this link leads nowhere", hint="write where it leads: `[text](page.md)`")
    if _NO_HOST.fullmatch(target):
        return Target("missing", message=f"`{target}` names no host", hint="write the whole address")
    if SCHEME.match(target) or target.startswith("//"):
        return Target("external", target)
    path, _, anchor = target.partition("#")
    path = unquote(path.partition("?")[0])
    anchor = unicodedata.normalize("NFC", unquote(anchor))
    if not path:
        return _page(page, anchor, record, library, routes)
    if (folder := _folder(_joined(path, record, library)[0], library, routes)) and path not in library.ids:
        return Target("page", folder)
    entry = find_entry(path, record, library, page.language)
    if entry is None:
        return _file(path, record, library, routes)
    shown = routes.entries.get(entry.record.key)
    if shown is None:
        return _hidden(entry, routes, library)
    return _page(shown, anchor, record, library, routes)


class Leads(Mapping[tuple[str, str], Mapping[str, Target]]):
    """Where the links of a file lead on the page of a document, as they are written; found when asked for.

    The key: the path of the file, which is the page's own or included, and the key of the page's document.
    """

    def __init__(self, library: Library, routes: Routes) -> None:
        self._library, self._routes = library, routes
        self._found: dict[tuple[str, str], Mapping[str, Target]] = {}

    def __getitem__(self, key: tuple[str, str]) -> Mapping[str, Target]:
        found = self._found.get(key)
        if found is None:
            record, page = self._library.records[key[0]], self._routes.entries[key[1]]
            links = record.outlines[self._routes.audience].links
            targets = dict.fromkeys(link.target for link in links)
            found = {target: resolve(target, record, page, self._library, self._routes) for target in targets}
            self._found[key] = found
        return found

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((path, key) for path in self._library.records for key in self._routes.entries)

    def __len__(self) -> int:
        return len(self._library.records) * len(self._routes.entries)


def with_facts(target: str, page: Entry, library: Library, language: str) -> str:
    """A link's target with the values of its facts, "" where one has no value that is the same for the whole page."""
    values = [_value(match[1], page, library, language) for match in _FACT.finditer(target)]
    filled = iter(values)
    target = _FACT.sub(lambda _: next(filled), target)
    return target if all(values) and "{{" not in target else ""


def _value(name: str, page: Entry, library: Library, language: str) -> str:
    fact = library.config.facts.get(name)
    if fact is None:
        return ""
    places = page.meta.branches or tuple(fact.by_branch)
    values = {str(fact.by_branch[key]): fact.by_branch[key] for key in places if key in fact.by_branch}
    value = fact.value if not fact.by_branch else next(iter(values.values())) if len(values) == 1 else ""
    return value.get(language) if isinstance(value, Text) else str(value or "").strip()


def find_entry(path: str, record: Record, library: Library, language: str) -> Entry | None:
    """The document that a link's path names: a file, an address without `.md`, an id, or a path from the root."""
    if "/" not in path and path in library.ids:
        return library.in_language(library.ids[path], language)
    for file in _candidates(path, record, library):
        key = _key(file, library)
        if key is not None and (entry := library.in_language(key, language)):
            return entry
    return None


def file_of(path: str, record: Record, library: Library) -> str:
    """The file of the content folder that a path names, "" where there is none."""
    for candidate in (*_joined(unquote(path), record, library), *_joined(path, record, library)):
        if candidate in library.files:
            return candidate
    return ""


def _joined(path: str, record: Record, library: Library) -> tuple[str, ...]:
    content = library.config.content
    root = "" if content == "." else content
    if path.startswith("/"):
        return (_below(root, path.lstrip("/")),)
    return (_below(record.path.rpartition("/")[0], path),)


@lru_cache(maxsize=65536)
def _below(folder: str, path: str) -> str:
    """Asked again for each site and language."""
    return posixpath.normpath(posixpath.join(folder, path))


def _candidates(path: str, record: Record, library: Library) -> Iterable[str]:
    yield from _joined(path, record, library)
    if not path.startswith("/") and not path.endswith((".md", ".markdown")) and record.key and not record.index:
        # a link written as an address, as seen from the page's own folder: `../refund/` in customers/cancel.md
        base = record.path.rpartition(".")[0]
        yield posixpath.normpath(posixpath.join(base, path))


def _key(file: str, library: Library) -> str | None:
    """The document key of a file path or of an address below the content folder."""
    bare = re.sub(r"\.html?$", "", file)
    for name in (file, f"{bare}.md", f"{bare}.markdown", f"{file}/index.md", f"{file}/README.md"):
        if name in library.records:
            record = library.records[name]
            return None if record.snippet else record.key
    content = library.config.content
    if content == ".":
        inner = "" if file == "." else file
    elif file == content:
        inner = ""
    elif file.startswith(f"{content}/"):
        inner = file[len(content) + 1 :]
    else:
        return None
    for ending in (".md", ".markdown", ".html", ".htm"):
        if inner.endswith(ending):
            inner = inner.removesuffix(ending)
            break
    for name in ("index", "README"):
        if inner == name or inner.endswith(f"/{name}"):
            inner = inner.removesuffix(name).rstrip("/")
    stem, _, language = inner.rpartition(".")
    for key in (inner, stem if language in library.config.languages else inner):
        if key in library.by_key:
            return key
    first, _, rest = inner.partition("/")
    if first in library.config.languages and rest in library.by_key:
        return rest
    return None


def _folder(path: str, library: Library, routes: Routes) -> str:
    """The address of a section that has no page of its own but the one we make; "" where there is none."""
    content = library.config.content
    inner = "" if path in (content, ".") else path.removeprefix(f"{content}/")
    inside = content == "." or path == content or path.startswith(f"{content}/")
    return routes.sections.get(inner, "") if inside and inner not in library.by_key else ""


def _page(entry: Entry, anchor: str, record: Record, library: Library, routes: Routes) -> Target:
    url = routes.urls.get(entry.record.key, "")
    if not anchor or entry.meta.status == "retired":  # the page of a retired document only names its successor
        return Target("page", url, entry=entry)
    anchors = anchors_of(entry, library, routes.audience)
    if anchor in anchors:
        return Target("page", url, anchor, entry)
    for other in (slugify(anchor), translated_anchor(anchor, entry, library, routes.audience)):
        if other and other in anchors:
            return Target("page", url, other, entry)
    message = f"{entry.record.path} has no heading or step with the id `{anchor}`"
    near = nearest(anchor, anchors if len(anchors) <= _MANY_ANCHORS else ())
    return Target("page", url, "", entry, False, message, near)


def anchors_of(entry: Entry, library: Library, audience: Audience) -> frozenset[str]:
    """All ids of a document's page, those of included files too. The last pages that were asked for are remembered: a
    text may have thousands of links to one of them."""
    global _known
    of, found = _known
    if of is not library or len(found) >= _PAGES_REMEMBERED:
        _known = of, found = library, {}
    name = entry.record.path, audience, entry.language
    if name not in found:
        parts = library.outlines(entry.record, audience, entry.language)
        found[name] = frozenset(chain.from_iterable(map(_FIRST, outline.anchors) for _, outline in parts))
    return found[name]


_PAGES_REMEMBERED = 256
_known: tuple[Library | None, dict[tuple[str, Audience, str], frozenset[str]]] = (None, {})
"""The ids of pages by file, audience and language, of one library."""


def renamed_anchors(parts: Iterable[tuple[Record, Outline]]) -> tuple[dict[str, dict[str, str]], set[str]]:
    """For each file of a page, by path, which of its ids get another name because a file before has them; all ids."""
    taken: set[str] = set()
    return {record.path: rename(outline, taken) for record, outline in parts}, taken


def rename(outline: Outline, taken: set[str]) -> dict[str, str]:
    """Other names for those ids of a file that are taken, with -2, -3 …; takes all of them."""
    names: dict[str, str] = {}
    own = {anchor for anchor, _ in outline.anchors}
    for anchor in sorted(own & taken):
        number = 2
        while (name := f"{anchor}-{number}") in taken or name in own:
            number += 1
        names[anchor] = name
        taken.add(name)
    taken |= own
    return names


def translated_anchor(anchor: str, entry: Entry, library: Library, audience: Audience) -> str:
    """The anchor of the same heading in a translation: the heading with the same number, where their counts agree."""
    for other in library.by_key[entry.record.key].values():
        headings = other.record.outlines[audience].headings
        ours = entry.record.outlines[audience].headings
        if other is entry or len(headings) != len(ours):
            continue
        for theirs, mine in zip(headings, ours, strict=True):
            if theirs.anchor == anchor and theirs.level == mine.level:
                return mine.anchor
    return ""


def _hidden(entry: Entry, routes: Routes, library: Library) -> Target:
    if visible(entry, routes.audience, library.config):
        return Target("missing", entry=entry, message="this document is on no page")
    if routes.audience not in entry.meta.audience:
        who = " and ".join(PEOPLE[audience] for audience in entry.meta.audience)
        people = PEOPLE[routes.audience]
        hint = f"link to a document for {people}, or put the sentence into a `:::{entry.meta.audience[0]}` block"
        message = f"{entry.record.path} is for {who} only, and this page is for {people}"
        return Target("hidden", entry=entry, message=message, hint=hint)
    return Target("draft", entry=entry)


def _file(path: str, record: Record, library: Library, routes: Routes) -> Target:
    found = file_of(path, record, library)
    if found:
        return Target("file", found)
    for candidate in _candidates(path, record, library):
        if folder := _folder(candidate, library, routes):
            return Target("page", folder)
    if path.startswith("/"):
        url = path.lstrip("/")
        for address in (url, f"{url}/".lstrip("/"), routes.prefix + url, f"{routes.prefix}{url}/"):
            if address in routes.keys:
                return Target("page", address)
        if _is_static(url, routes.site, library):
            return Target("static", url)
        if not library.config.found:
            return Target("external", path)
    missing = posixpath.normpath(posixpath.join(posixpath.dirname(record.path), path)) if path[:1] != "/" else path
    if "/" not in path and "." not in path:
        return Target(
            "missing", message=f"no document has the id or file name `{path}`", hint=nearest(path, library.ids)
        )
    names = [*library.records, *library.files]
    if "://" in path:
        return Target("missing", message=f"`{path}` does not exist", hint="write the address alone, from https:// on")
    hint = nearest(missing, names, lambda name: posixpath.relpath(name, posixpath.dirname(record.path)))
    return Target("missing", message=f"`{path}` does not exist", hint=hint)


class Lead(Struct, frozen=True):
    """A link of a document, the file it is written in, and where it leads for one audience."""

    link: LinkRef
    record: Record
    target: Target
    audience: Audience


def leads(entry: Entry, library: Library) -> tuple[Lead, ...]:
    """Where each link of a document leads, those of included files too, on every site that shows it."""
    found: dict[tuple[Audience, LinkRef], Lead] = {}
    targets: dict[tuple[Audience, str, str], Target] = {}
    for (_, language), routes in library.routes.items():
        if language == entry.language and routes.entries.get(entry.record.key) is entry:
            for record, outline in library.outlines(entry.record, routes.audience, entry.language):
                for link in outline.links:
                    if (routes.audience, link) not in found:
                        key = routes.audience, record.path, link.target
                        if key not in targets:  # one target can be written thousands of times
                            targets[key] = resolve(link.target, record, entry, library, routes)
                        found[routes.audience, link] = Lead(link, record, targets[key], routes.audience)
    return tuple(found.values())


def media(record: Record) -> tuple[tuple[str, Place], ...]:
    """Every picture, video, poster and captions file that a file names, each place once."""
    found: dict[tuple[str, Place], None] = {}
    for outline in record.outlines.values():
        found.update({(image.target, image.place): None for image in outline.images})
        for video in outline.videos:
            found.update({(name, video.place): None for name in (video.source, video.captions, video.poster)})
    return tuple(found)


def captions_language(path: str, library: Library) -> str:
    """The language of a file of captions that its name says, as "film.it.vtt" does; "" where it says none."""
    name = path.rpartition(".")[0].rpartition(".")[2]
    return name if name in library.config.languages else ""


def in_static(target: str, library: Library, site: str = "") -> bool:
    """Whether a path from the root is a file of `static/<site>/`: of this site, of any where none is named."""
    sites = (site,) if site else library.config.sites
    return any(_is_static(target.lstrip("/"), name, library) for name in sites)


def _is_static(path: str, site: str, library: Library) -> bool:
    """Whether a path names a file of `static/<site>/`, and none outside; a name too long for the disk is none."""
    inside = posixpath.normpath(path).partition("/")[0] != ".."
    return inside and os.path.isfile(os.path.join(library.config.root, "static", site, path))


def nearest_file(target: str, record: Record, library: Library) -> str:
    """ "did you mean" with the nearest file of the content folder, as seen from `record`."""
    here = posixpath.dirname(record.path)
    missing = posixpath.normpath(posixpath.join(here, unquote(target)))
    return nearest(missing, library.files, lambda name: posixpath.relpath(name, here))


def included(library: Library, target: str, language: str) -> Record | None:
    """The record of an included file, None where it does not exist or lies outside the content folder."""
    if target.startswith("/") or ".." in target.split("/"):
        return None
    return library.records.get(library.snippet(target, language))
