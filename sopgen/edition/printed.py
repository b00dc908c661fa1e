"""A whole section on one page, to print or to read in one go: its documents one after the other."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from sopgen.address import relative_url
from sopgen.edition.facts import fact_text
from sopgen.edition.fill import body_html
from sopgen.edition.freshness import marks_of
from sopgen.edition.scope import PageScope
from sopgen.library import Library, Routes
from sopgen.model import Body
from sopgen.view import Frame, SectionPart

FEWEST, MOST = 2, 100
"""Documents of a section that has a page to print: a single one has its page already, thousands are no page."""
_TAG = re.compile(r"<[a-z][^<>]*>")
_NAMES = re.compile(
    r'(\s(?:id|for|headers|popovertarget|aria-(?:controls|describedby|details|labelledby|owns))=")([^"]+)"'
)
_LINK = re.compile(r'(\shref=")([^"#]*)(?:#([^"]*))?"')
_HEADING = re.compile(r"<(/?)h([2-5])(?=[\s>])")


def whole_sections(keys: Iterable[str], routes: Routes) -> dict[str, tuple[str, ...]]:
    """The sections that have a page to print, each with its documents and those of the sections in it, in the order of
    `keys`. Such a page has its address in `routes.pages` as "print/<folder>"; a section without one keeps it too."""
    below: dict[str, list[str]] = {}
    for key in keys:
        if not routes.entries[key].index:
            steps = key.split("/")[:-1]
            for depth in range(len(steps)):
                below.setdefault("/".join(steps[: depth + 1]), []).append(key)
    return {
        folder: tuple(below[folder])
        for folder in routes.sections
        if folder and FEWEST <= len(below.get(folder, ())) <= MOST
    }


Anchors = Mapping[str, str]
"""The anchors of the parts of a section's page, by the link to the own page of each."""
PartOf = Callable[[str, Anchors, Callable[[], SectionPart]], SectionPart]
"""Gives the part that a document is (by its key) of the page that has these parts: what the last argument makes."""


def section_parts(
    folder: str,
    keys: Sequence[str],
    library: Library,
    routes: Routes,
    frame: Frame,
    bodies: Callable[[str], Body],
    part_of: PartOf,
) -> Iterator[SectionPart]:
    """What stands on the page of a whole section: these documents."""
    url = routes.pages[f"print/{folder}"]
    anchors = {key: f"part-{number}" for number, key in enumerate(keys, 1)}
    links = {key: relative_url(routes.urls[key], url, frame.public_url, frame.link_style) for key in keys}
    here = {html.escape(links[key]): anchors[key] for key in keys}

    def made(key: str) -> SectionPart:
        entry, anchor = routes.entries[key], anchors[key]  # asked here: it is the part that has read of it
        scope = PageScope(library, routes, frame, entry, url, bodies)
        return SectionPart(
            anchor=anchor,
            title=fact_text(entry.record.heading or entry.meta.title, scope),
            url=routes.urls[key],
            description=entry.meta.description,
            language=entry.language,
            id=entry.meta.id,
            version=entry.meta.version,
            status=entry.meta.status,
            type=entry.meta.type,
            body=below(anchor, body_html(scope, marks_of(scope)), here),
        )

    return (part_of(key, here, partial(made, key)) for key in keys)


def below(anchor: str, body: str, here: Anchors = MappingProxyType({})) -> str:
    """A document's HTML as a part of a longer page: its ids and the links to them begin with the part's anchor, its
    headings stand one level lower. here: the anchors of all parts by the link to their own page, which leads to the
    part instead."""

    def tag(match: re.Match[str]) -> str:
        return _LINK.sub(link, _NAMES.sub(names, match[0]))

    def names(found: re.Match[str]) -> str:
        return found[1] + " ".join(f"{anchor}-{name}" for name in found[2].split()) + '"'

    def link(found: re.Match[str]) -> str:
        part = here.get(found[2]) if found[2] else anchor
        if part is None or (not found[2] and not found[3]):
            return found[0]
        return f'{found[1]}#{part}-{found[3]}"' if found[3] else f'{found[1]}#{part}"'

    return _TAG.sub(tag, _HEADING.sub(lambda found: f"<{found[1]}h{int(found[2]) + 1}", body))
