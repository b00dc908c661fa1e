"""Run sheets: of each procedure for staff a page to print, with what it needs, its steps with boxes, and to sign."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace

from sopgen.edition.fill import body_html
from sopgen.edition.freshness import marks_of
from sopgen.edition.scope import PageScope
from sopgen.edition.stepped import need_changes
from sopgen.edition.steps import NEED, STEPS, changed, read, section_of
from sopgen.library import Library, Routes, sheet_url
from sopgen.model import Body, Entry
from sopgen.view import Alternate, Frame, Link, Page

_NOTES = re.compile(r'<sup class="footnote-ref">.*?</sup>|\s*<a class="footnote-back"[^>]*>.*?</a>', re.DOTALL)


def run_sheet(
    page: Page, url: str, library: Library, routes: Routes, frame: Frame, bodies: Callable[[str], Body]
) -> Page:
    """The run sheet of a document's page, at this address."""
    entry = routes.entries[page.key]
    scope = PageScope(library, routes, frame, entry, url, bodies)
    marks = marks_of(scope)
    body = _text(body_html(scope, marks), entry, library)
    return replace(
        page,
        url=url,
        template="run-sheet",
        kind=f"run-sheet:{page.key}",
        body=body,
        outdated=replace(marks.notice, places=()) if marks.notice else None,  # some marks are not on the sheet
        contents=(),
        terms=(),
        breadcrumbs=(*page.breadcrumbs, Link(entry.meta.nav_title, page.url, language=entry.language)),
        alternates=tuple(_sheet_in(other, page.key, library, routes) for other in page.alternates),
        previous=None,
        next=None,
        feedback=None,
        edit_url="",
        json_ld=(),
        indexed=False,
        in_sitemap=False,
        searchable=False,
    )


def _sheet_in(there: Alternate, key: str, library: Library, routes: Routes) -> Alternate:
    """The sheet in another language, or the document where that has none."""
    sheet = sheet_url(key, library, library.routes[routes.site, there.language])
    return replace(there, url=sheet or there.url)


def _text(body: str, entry: Entry, library: Library) -> str:
    """What work needs of a text: what stands before its first section, what it needs, its steps. All of it where the
    sections cannot be told apart."""
    outline, profile = read(body, entry.language), library.config.profiles.get(entry.meta.type, ())
    need, steps = (section_of(outline, profile, names) for names in (NEED, {STEPS}))
    body = changed(body, changes := sorted([*outline.changes, *need_changes(body, outline, profile)]))

    def moved(at: int) -> int:
        return at + sum(len(new) for place, new in changes if place < at)

    parts = [part for part in (need, steps) if part]
    if steps and all(part.whole for part in parts):
        first = min(section.begins for section in outline.sections)
        ends = [(0, first), *((part.begins, part.end) for part in sorted(parts, key=lambda part: part.begins))]
        body = "".join(body[moved(start) : moved(end)] for start, end in ends)
        body = body.partition('<div class="footnotes"')[0]
    return _NOTES.sub("", body)
