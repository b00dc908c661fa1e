"""All documents together: front matter made complete, the address of every page of every site, what stands where."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from msgspec import Struct, field
from msgspec.structs import replace

from sopgen import translation
from sopgen.config import Config
from sopgen.load import Loaded
from sopgen.model import Audience, Entry, Finding, Meta, Place, Record
from sopgen.slug import slugify
from sopgen.terms import has_glossary
from sopgen.translation import Freshness

OWN_WORDS = frozenset({"title", "nav_title", "description", "asked_as", "aliases", "language"})
"""Front matter that a translation does not take over from its source."""

GENERATED: Mapping[Audience, tuple[str, ...]] = {
    "staff": ("contact", "contact/large-print", "contact/card", "roles", "changes", "search", "a-z"),
    "customer": ("contact", "contact/large-print", "contact/card", "ask", "search", "a-z"),
}
"""Pages that each site has besides its documents; the page's name is also its address."""


SHEET = "run-sheet"
"""Below the address of a procedure: its page to print."""
RESERVED = frozenset(
    {
        "404.html",
        "assets",
        "feed.xml",
        "headers.nginx",
        "llms.txt",
        "media",
        "pagefind",
        "robots.txt",
        "sitemap.xml",
        "_headers",
        ".htaccess",
    }
)
"""Files and folders at the root of a site that are not made from documents."""
LONGEST_NAME = 255
"""Bytes that a file name may have on the usual file systems."""


class Routes(Struct, frozen=True):
    """The pages of one site in one language. entries, urls: by document key; a url counts from the site's root.

    An entry in another language than `language` is a fallback. sections: url by folder; pages: by generated page.
    leads: where the links of a file lead on the page of a document (`links.Leads`), by path and key, in an edition.
    """

    site: str
    language: str
    audience: Audience
    prefix: str
    entries: Mapping[str, Entry]
    urls: Mapping[str, str]
    sections: Mapping[str, str]
    pages: Mapping[str, str]
    keys: Mapping[str, str] = field(default_factory=dict)
    leads: Mapping[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)


class Library(Struct, frozen=True):
    """entries: every document in every language, by path. records: by path, snippets too. ids: key of each id.

    snippets: the files that others include, as if they were documents: their text is judged too.
    languages: by path of every file, the language of its text.
    sources: by path of each translation, the record of what it translates; snippets too.
    fresh: by path of each translation that was accepted, what of its source has changed since.
    """

    config: Config
    entries: tuple[Entry, ...]
    records: Mapping[str, Record]
    files: Collection[str]
    routes: Mapping[tuple[str, str], Routes]
    ids: Mapping[str, str]
    by_key: Mapping[str, Mapping[str, Entry]]
    findings: tuple[Finding, ...]
    snippets: tuple[Entry, ...] = ()
    languages: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, Record] = field(default_factory=dict)
    fresh: Mapping[str, Freshness] = field(default_factory=dict)

    def in_language(self, key: str, language: str) -> Entry | None:
        """The document in this language, else in the source language, else in the first it has."""
        found = self.by_key.get(key)
        if not found:
            return None
        return found.get(language) or found.get(self.config.source_language) or next(iter(found.values()))

    def snippet(self, target: str, language: str) -> str:
        """The path of an included file for a page in `language`: its translation beside it where there is one."""
        path = f"{self.config.content}/{target}" if self.config.content != "." else target
        stem, dot, ending = path.rpartition(".")
        translated = f"{stem}.{language}.{ending}" if dot else path
        return translated if translated in self.records else path

    def parts(self, record: Record, audience: Audience, language: str) -> tuple[Record, ...]:
        """A file and all that it includes, each once."""
        if "includes" not in record.holds:
            return (record,)
        return tuple(part for part, _ in self.outlines(record, audience, language))

    def outlines(self, record: Record, audience: Audience, language: str) -> tuple[tuple[Record, Any], ...]:
        """The outlines of a file and of all it includes, each once, with the file it stands in."""
        if not record.outlines[audience].includes:
            return ((record, record.outlines[audience]),)
        found: dict[str, tuple[Record, Any]] = {}

        def add(part: Record) -> None:
            if part.path in found:
                return
            found[part.path] = (part, part.outlines[audience])
            for include in part.outlines[audience].includes:
                below = self.records.get(self.snippet(include.target, language))
                if below:
                    add(below)

        add(record)
        return tuple(found.values())


SETTINGS = (
    *("branches", "content", "defaults", "drafts", "found", "ignore_foreign"),
    *("languages", "products", "roles", "sites", "terms"),
)
"""The settings by which a library is put together, and its links find what they lead to."""


def settings(config: Config) -> tuple[object, ...]:
    """What these settings are, in their order: of two defaults the later one counts. Where they are the same, a library
    of the same files is the same but for `config`."""
    given = (getattr(config, name) for name in SETTINGS)
    return tuple(tuple(one.items()) if isinstance(one, Mapping) else one for one in given)


def build(config: Config, loaded: Loaded, records: Iterable[Record]) -> Library:
    """Put the records of all files together. Pure: the same input gives the same library."""
    by_path = {record.path: record for record in records}
    pages = [record for record in by_path.values() if not record.snippet]
    folders = {"/".join(record.key.split("/")[:depth]) for record in pages for depth in range(_depth(record) + 1)}
    findings = [*loaded.findings, *(finding for record in by_path.values() for finding in record.findings)]
    by_key: dict[str, dict[str, Entry]] = {}
    for record in sorted(pages, key=lambda page: (page.key, page.language != config.source_language, page.path)):
        siblings = by_key.setdefault(record.key, {})
        source = next(iter(siblings.values()), None)
        language = _language(record, config)
        findings.extend(_language_findings(record, config))
        if language in siblings:
            findings.append(_same_language(record, siblings[language].record))
            continue
        meta = _meta(record, source.record if source else None, config, language)
        index = record.index or record.key in folders
        section = record.key if index else record.key.rpartition("/")[0]
        siblings[language] = Entry(record, meta, section, index, url="", language=language)
    located = {key: {lang: _located(entry, by_key) for lang, entry in found.items()} for key, found in by_key.items()}
    entries = tuple(
        sorted((entry for found in located.values() for entry in found.values()), key=lambda e: e.record.path)
    )
    ids: dict[str, str] = {}
    for entry in entries:
        if entry.meta.id:
            ids.setdefault(entry.meta.id, entry.record.key)
    routes: dict[tuple[str, str], Routes] = {}
    clashes: dict[tuple[Place, str], Finding] = {}
    for site in config.sites:
        for language in config.languages_of(site):
            routes[site, language], found_clashes = _routes(config, site, language, located)
            for clash in found_clashes:  # once for all sites and languages
                clashes.setdefault((clash.place, clash.message.partition(" the same address ")[0]), clash)
        first, *others = config.languages_of(site) if config.found else (config.source_language,)
        for clash in _language_clashes(routes[site, first], others):
            clashes.setdefault((clash.place, clash.message), clash)
    findings.extend(clashes.values())
    snippets = tuple(_snippet(record, config) for record in by_path.values() if record.snippet)
    languages = {path: _language(record, config) for path, record in by_path.items()}
    sources = translation.sources(by_path.values(), languages, config.source_language)
    accepted, unreadable = _accepted(loaded)
    findings.extend(unreadable)
    fresh = translation.follow(accepted, sources, by_path, languages, config.content)
    files = loaded.files
    return Library(
        config, entries, by_path, files, routes, ids, located, tuple(findings), snippets, languages, sources, fresh
    )


def _accepted(loaded: Loaded) -> tuple[dict[str, translation.Accepted], list[Finding]]:
    """By language, what the files beside the content say of translations; and what in them cannot be read."""
    accepted: dict[str, translation.Accepted] = {}
    findings: list[Finding] = []
    for language, (path, data) in loaded.locks.items():
        accepted[language], wrong = translation.read(data, path)
        findings.extend(wrong)
    return accepted, findings


def alone(record: Record, config: Config) -> Entry:
    """A document as if there were no other: one of an earlier revision."""
    language = _language(record, config)
    meta = _meta(record, None, config, language)
    return Entry(record, meta, record.key.rpartition("/")[0], record.index, url="", language=language)


def visible(entry: Entry, audience: Audience, config: Config) -> bool:
    """Whether the site of this audience has a page for it."""
    return audience in entry.meta.audience and (config.drafts or entry.meta.status != "draft")


def sheet_url(key: str, library: Library, routes: Routes) -> str:
    """The address of a document's run sheet: staff have one for each procedure in force or being written that has
    steps; "" for all else."""
    entry = routes.entries.get(key)
    if entry is None or not _may_have_sheet(entry, routes.audience):
        return ""
    parts = library.outlines(entry.record, routes.audience, entry.language)
    return f"{routes.urls[key]}{SHEET}/" if any(outline.numbered for _, outline in parts) else ""


def _may_have_sheet(entry: Entry, audience: Audience) -> bool:
    meta = entry.meta
    return audience == "staff" and meta.type == "procedure" and meta.status != "retired" and not entry.index


# ------------------------------------------------------------------------------------------------ front matter


def _snippet(record: Record, config: Config) -> Entry:
    """An included file as a document: it can hold the steps of any that includes it."""
    language = _language(record, config)
    meta = _meta(record, None, config, language)
    kind = meta.type if "type" in record.written else "procedure"
    return Entry(record, replace(meta, type=kind), "", index=False, url="", language=language)


def _depth(record: Record) -> int:
    return len(record.key.split("/")) - (0 if record.index and record.key else 1)


def _language(record: Record, config: Config) -> str:
    written = record.written.get("language")
    if not record.explicit and isinstance(written, str) and written in config.languages:
        return written
    return record.language


def _language_findings(record: Record, config: Config) -> Iterator[Finding]:
    written = record.written.get("language")
    if not isinstance(written, str) or not config.found:
        return
    place = record.places.get("language") or Place(record.path)
    if written not in config.languages:
        message = f"`{written}` is not a language of this project: the document is taken for {record.language}"
        yield Finding(place, "language-code", message, f"the project's languages: {', '.join(config.languages)}")
    elif record.explicit and written != record.language:
        message = f"the file's name says {record.language}, and this key says {written}: the name counts"
        yield Finding(place, "language-code", message, "delete the key, or rename the file")


def _meta(record: Record, source: Record | None, config: Config, language: str) -> Meta:
    given: dict[str, Any] = {}
    inner = record.path.removeprefix(f"{config.content}/")
    for pattern, default in config.defaults.items():
        if glob(pattern).fullmatch(inner):
            given.update(default)
    if source is not None:
        inner = source.path.removeprefix(f"{config.content}/")
        for pattern, default in config.defaults.items():
            if glob(pattern).fullmatch(inner):
                given.update(default)
        given.update({key: value for key, value in source.written.items() if key not in OWN_WORDS})
    given.update(record.written)
    given.pop("language", None)
    if not config.ignore_foreign and (unclear(record) or (source and unclear(source))):
        given["audience"] = ("staff",)
    title = str(given.get("title") or record.heading or _first_heading(record) or _words(record.key))
    changes_by = record if "changes" in record.written else source or record
    return Meta(
        **{
            "id": "",
            "description": "",
            "type": "article",
            "audience": ("staff",),
            "status": "draft",
            **given,
            "title": title,
            "nav_title": str(given.get("nav_title") or title),
            "changes_language": _language(changes_by, config) if given.get("changes") else "",
        }
    )


def unclear(record: Record) -> bool:
    """Whether the file says something of its audience that could not be read: nobody but staff may then see it."""
    return any(
        (finding.rule == "front-matter" and finding.message.startswith("`audience`"))
        or (finding.rule == "front-matter" and finding.place == record.places.get(""))
        or (finding.rule == "unknown-key" and "`audience`" in finding.hint)
        for finding in record.findings
    )


def default_for(record: Record, key: str, config: Config) -> str:
    """The pattern of the folder default that gives this key to a file; "" where none does."""
    inner = record.path.removeprefix(f"{config.content}/")
    giving = (pattern for pattern, default in config.defaults.items() if key in default)
    return next((pattern for pattern in reversed([*giving]) if glob(pattern).fullmatch(inner)), "")


def _first_heading(record: Record) -> str:
    """The first heading, where it can be a title: no other stands as high as it does."""
    headings = record.outlines["staff"].headings
    first = headings[0] if headings else None
    return first.text if first and all(other.level > first.level for other in headings[1:]) else ""


def _words(key: str) -> str:
    name = key.rpartition("/")[2] or "Home"
    words = re.sub(r"[-_\s]+", " ", name).strip() or name
    return words[:1].upper() + words[1:]


@lru_cache(maxsize=1024)
def glob(pattern: str) -> re.Pattern[str]:
    parts = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    pieces = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.strip("/"))
    return re.compile("".join(parts.get(piece, re.escape(piece)) for piece in pieces))


# --------------------------------------------------------------------------------------------------- addresses


def _located(entry: Entry, by_key: Mapping[str, Mapping[str, Entry]]) -> Entry:
    parts = entry.record.key.split("/") if entry.record.key else []
    slugs = [_slug("/".join(parts[: depth + 1]), entry.language, by_key, entry) for depth in range(len(parts))]
    return Entry(
        entry.record, entry.meta, entry.section, entry.index, "".join(f"{slug}/" for slug in slugs), entry.language
    )


def _slug(key: str, language: str, by_key: Mapping[str, Mapping[str, Entry]], entry: Entry) -> str:
    found = by_key.get(key, {})
    owner = entry if entry.record.key == key else found.get(language) or next(iter(found.values()), None)
    own = owner.meta.slug if owner else ""
    name = key.rpartition("/")[2]
    return slugify(own or name) or slugify(name) or "page"


def _routes(
    config: Config, site: str, language: str, by_key: Mapping[str, Mapping[str, Entry]]
) -> tuple[Routes, tuple[Finding, ...]]:
    audience = config.sites[site].audience
    prefix = "" if language == config.languages_of(site)[0] else f"{language}/"
    entries: dict[str, Entry] = {}
    for key, found in by_key.items():
        shown = {lang: entry for lang, entry in found.items() if visible(entry, audience, config)}
        order = (language, config.source_language, *config.languages)
        entry = next((shown[lang] for lang in order if lang in shown), None)
        if entry:
            entries[key] = entry
    urls = {key: prefix + entry.url for key, entry in entries.items()}
    sections: dict[str, str] = {"": prefix}
    for entry in entries.values():
        for depth in range(1, len(entry.section.split("/")) + 1 if entry.section else 0):
            folder = "/".join(entry.section.split("/")[:depth])
            steps = entry.url.split("/")[:depth]
            sections.setdefault(folder, urls.get(folder) or prefix + "/".join(steps) + "/")
    pages = {name: f"{prefix}{name}/" for name in _generated(config, site)}
    pages |= {f"print/{folder}": f"{url}print/" for folder, url in sections.items() if folder}
    keys: dict[str, str] = {}
    clashes: list[Finding] = []
    keys.update({url: name for name, url in pages.items()})
    titles = {key: f"the section {key}" if key else "the home page" for key in sections if key not in entries}
    keys.update({url: titles[key] for key, url in sections.items() if key in titles})
    sheets = [key for key, entry in entries.items() if _may_have_sheet(entry, audience)]
    keys.update({f"{urls[key]}{SHEET}/": f"the run sheet of {entries[key].record.path}" for key in sheets})
    taken = {_as_stored(url): f"the page that sopgen makes for {name}" for url, name in keys.items()}
    for key, url in urls.items():
        stored = _as_stored(url)
        if stored in taken:
            message = f"this page and {taken[stored]} have the same address /{url}"
            place = _place(entries[key], "slug")
            clashes.append(Finding(place, "url-clash", message, "give one of them another `slug`"))
        keys[url], taken[stored] = key, entries[key].record.path
        if any(len(step.encode()) > LONGEST_NAME for step in url.split("/")):
            message = f"the address is longer than a file name may be ({LONGEST_NAME} bytes)"
            clashes.append(Finding(_place(entries[key], "slug"), "url-clash", message, "write a shorter `slug`"))
    clashes.extend(_alias_clashes(entries, keys, prefix))
    return Routes(site, language, audience, prefix, entries, urls, sections, pages, keys), tuple(clashes)


def _language_clashes(source: Routes, languages: Iterable[str]) -> Iterator[Finding]:
    """A folder or document with the name of a language: its address is among the pages of that language."""
    for language in languages:
        among = [entry for entry in source.entries.values() if entry.url.startswith(f"{language}/")]
        if among:
            first = min(among, key=lambda entry: entry.record.path)
            message = f"the address /{first.url} is among those of the pages in {language}"
            hint = "rename the folder, or say `translations: folders` in sopgen.yaml if it holds translations"
            yield Finding(_place(first, "slug"), "url-clash", message, hint)


def _generated(config: Config, site: str) -> Iterator[str]:
    audience = config.sites[site].audience
    yield from (name for name in GENERATED[audience] if name != "search" or config.sites[site].search)
    if has_glossary(config.terms, audience):
        yield "glossary"
    yield from (f"branches/{key}" for key in config.branches)
    if audience == "staff":
        yield from (f"{kind}/{key}" for kind in ("roles", "owners") for key in config.roles)
    yield from (f"products/{key}" for key in config.products)


def _place(entry: Entry, key: str) -> Place:
    return entry.record.places.get(key) or Place(entry.record.path)


def _alias_clashes(entries: Mapping[str, Entry], keys: Mapping[str, str], prefix: str) -> Iterator[Finding]:
    taken: dict[str, tuple[Entry, str]] = {}
    standing = {_as_stored(url) for url in keys}
    for entry in entries.values():
        for alias in entry.meta.aliases:
            url = prefix + alias_url(alias)
            stored = _as_stored(url)
            other, written = taken.setdefault(stored, (entry, url))
            if "?" in alias or "#" in alias:
                message = f"the old address `{alias}` holds a ? or #: what follows them never reaches the site"
                yield Finding(_place(entry, "aliases"), "url-clash", message, "write the part before it")
            elif url in RESERVED or alias_url(alias) in RESERVED or url.partition("/")[0] in RESERVED:
                message = f"the old address `{alias}` is one of sopgen's own files"
                yield Finding(_place(entry, "aliases"), "url-clash", message, "take the alias out")
            elif stored in standing:
                message = f"the old address `{alias}` is the address of a page that stands there today"
                yield Finding(_place(entry, "aliases"), "url-clash", message, "take the alias out")
            elif other.record.key != entry.record.key:
                message = f"the old address `{alias}` is claimed by {other.record.path} too"
                yield Finding(_place(entry, "aliases"), "url-clash", message, "keep it in one document")
            elif written != url:
                message = f"the old address `{alias}` is `/{written}` on a disk that ignores case"
                yield Finding(_place(entry, "aliases"), "url-clash", message, "keep one of them")


@lru_cache(maxsize=1 << 14)
def _as_stored(url: str) -> str:
    """An address as a disk that ignores case has it."""
    return unicodedata.normalize("NFC", unquote(url).casefold()).removesuffix("index.html")


def alias_url(alias: str) -> str:
    """An old address as written (`/old/refund.html`, `old/refund/`), from the root of the language."""
    path = alias.strip().lstrip("/")
    return path if path.endswith((".html", ".htm", "/")) or not path else f"{path}/"


def _same_language(record: Record, other: Record) -> Finding:
    message = f"this file and {other.path} are the same document in the same language"
    return Finding(Place(record.path), "url-clash", message, "rename one of them")
