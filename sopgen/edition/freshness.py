"""What a translated page says where its source has changed since: a notice for its top, a mark at each such block."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from sopgen.edition.facts import fact_text
from sopgen.edition.scope import PageScope
from sopgen.formats import language_name
from sopgen.markdown.words import word
from sopgen.model import Audience, Record, UnitRef
from sopgen.translation import Changed
from sopgen.view import Link, Outdated

Spot = tuple[str, int, int]
"""The path of a file, line and column of a block in it."""
_HIDDEN: Mapping[Audience, str] = {"staff": "customer", "customer": "staff"}


class Mark(Struct, frozen=True):
    """What stands at a block: text, and where its link leads ("" for none). at: how the block begins."""

    text: str
    href: str
    language: str
    at: str


class Marks(Struct):
    """The marks of one page, written while its text is filled in. notice: None where nothing changed."""

    by_spot: Mapping[Spot, Mark] = field(default_factory=dict)
    notice: Outdated | None = None
    written: list[Link] = field(default_factory=list)

    def at(self, path: str, where: UnitRef) -> str:
        """The mark of a block, "" for most. Its id has an underscore, unlike those of headings."""
        mark = self.by_spot.get((path, where.line, where.column)) if self.by_spot else None
        if mark is None:
            return ""
        name = f"changed_{len(self.written) + 1}"
        self.written.append(Link(mark.at, f"#{name}"))
        tag, rest = ("a", f' href="{html.escape(mark.href)}" hreflang="{mark.language}"') if mark.href else ("span", "")
        return f' <{tag} class="changed" id="{name}"{rest}>{html.escape(mark.text)}</{tag}>'

    @property
    def outdated(self) -> Outdated | None:
        """The notice with links to the marks, once all are written."""
        return replace(self.notice, places=tuple(self.written)) if self.notice else None


def marks_of(scope: PageScope) -> Marks:
    """The marks that a page will need; none for one whose source says what it said."""
    library, routes, language = scope.library, scope.routes, scope.page.language
    if language != scope.frame.language:
        return Marks()
    parts = library.outlines(scope.page.record, routes.audience, language)
    changed = [(record, one) for record, _ in parts for one in _seen(record, scope)]
    if not changed:
        return Marks()
    source = library.config.source_language
    page = _source_page(scope)
    name = language_name(source, language)
    by_spot: dict[Spot, Mark] = {}
    for record, one in changed:
        if one.own is not None:
            text = word(f"source-{one.what}", language).replace("{language}", name)
            href = _href(page, record, one, scope)
            place = one.own.place
            words = fact_text(one.own.words, scope)
            by_spot.setdefault((record.path, place.line, place.column), Mark(text, href, source, words))
    return Marks(by_spot, Outdated(source, len(changed), (), page))


def _seen(record: Record, scope: PageScope) -> Iterator[Changed]:
    """What changed of a file's source where readers of this site see it."""
    fresh = scope.library.fresh.get(record.path)
    hidden = _HIDDEN[scope.routes.audience]
    for one in fresh.changed if fresh else ():
        if not any(unit and hidden in unit.inside for unit in (one.source, one.own)):
            yield one


def _source_page(scope: PageScope) -> Link | None:
    """The same page in the source language, where this site has it."""
    library, key = scope.library, scope.page.record.key
    source = library.config.source_language
    routes = library.routes.get((scope.routes.site, source))
    entry = routes.entries.get(key) if routes else None
    if routes is None or entry is None or entry.language != source:
        return None
    return Link(entry.meta.title, routes.urls[key], language=source)


def _href(page: Link | None, record: Record, one: Changed, scope: PageScope) -> str:
    """The source page at the section of a block; its top for a block of an included file."""
    if page is None:
        return ""
    anchor = one.source.anchor if one.source and record.path == scope.page.record.path else ""
    source = scope.library.sources[record.path]
    known = {heading.anchor for heading in source.outlines[scope.routes.audience].headings}
    return scope.href(page.url) + (f"#{anchor}" if anchor in known else "")
