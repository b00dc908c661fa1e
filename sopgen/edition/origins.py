"""Where readers can come from who ask a person: the pages of an edition, for the page on which they ask."""

from __future__ import annotations

import json

from sopgen.edition.lists import Lists
from sopgen.edition.navigation import section_words
from sopgen.library import Library, Routes
from sopgen.view import Frame

MOST = 800
"""Pages that a list may name: with more it would weigh too much for a slow line, and links go without a page."""


def origins(library: Library, routes: Routes, frame: Frame, lists: Lists) -> str:
    """The pages of an edition that are about something, as JSON that can stand in a page; "" where there are none.

    {url from the site's root: [title, id, version, language of the title where it is another than the page's]}. Only
    what is in this list is ever shown or sent: an address that somebody made up says nothing. Ids and versions are in
    it only where the link of some channel carries them.
    """
    found: dict[str, list[str]] = {}
    ids, versions = _carried(frame, "id", "subject"), _carried(frame, "version")
    for folder, url in routes.sections.items():
        if folder:
            title, _, language = section_words(folder, routes)
            words = _short(title, "", "", language if language != frame.language else "")
            found |= dict.fromkeys((url, routes.pages[f"print/{folder}"] if folder in lists.whole else url), words)
    for key, entry in routes.entries.items():
        if key and entry.meta.status != "retired":
            meta, language = entry.meta, entry.language if entry.language != frame.language else ""
            found[routes.urls[key]] = _short(
                meta.title, meta.id if ids else "", meta.version if versions else "", language
            )
    guided = {entry.meta.product for entry in lists.shown}
    for key, product in library.config.products.items():
        if key in guided:  # the others have no page here, and may be nothing that these readers know of
            found[routes.pages[f"products/{key}"]] = [product.name.get(frame.language, frame.source_language)]
    for kind in ("roles", "owners"):
        for role, known in library.config.roles.items():
            if page := routes.pages.get(f"{kind}/{role}"):
                found[page] = [known.title.get(frame.language, frame.source_language)]
    found |= {place.url: [place.name] for place in frame.contact.branches}
    if not found or len(found) > MOST:
        return ""
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _carried(frame: Frame, *names: str) -> bool:
    """Whether the link of some channel has room for one of these; the subject of a mail names the page's id."""
    block = frame.contact
    everywhere = (block.first, *block.channels, *(way for place in block.branches for way in place.channels))
    return any(f"{{{name}}}" in way.carries for way in everywhere for name in names)


def _short(*values: str) -> list[str]:
    """Values without the empty ones at the end."""
    kept = list(values)
    while kept and not kept[-1]:
        kept.pop()
    return kept
