"""The page of one document: its text, what the reader must know about it, where to go from there."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from msgspec.structs import replace

from sopgen.address import editor, public_url
from sopgen.dates import review_due
from sopgen.edition.facts import fact_text
from sopgen.edition.feedback import feedback
from sopgen.edition.fill import body_html
from sopgen.edition.freshness import marks_of
from sopgen.edition.glossary import WordsOf, explained
from sopgen.edition.machines import for_machines
from sopgen.edition.navigation import breadcrumbs
from sopgen.edition.related import Around
from sopgen.edition.scope import PageScope
from sopgen.edition.sections import section_groups
from sopgen.edition.step_times import role_link
from sopgen.edition.stepped import with_steps
from sopgen.formats import autonym
from sopgen.library import Library, Routes, sheet_url
from sopgen.links import renamed_anchors
from sopgen.model import Body, Entry, Heading
from sopgen.view import Alternate, DocumentFacts, Frame, Link, Page


def document_page(
    key: str,
    library: Library,
    routes: Routes,
    frame: Frame,
    around: Around,
    words: WordsOf,
    bodies: Callable[[str], Body],
) -> Page:
    """The page of the document `key` on one site in one language. words: those that the glossary explains."""
    entry, url = routes.entries[key], routes.urls[key]
    meta = entry.meta
    scope = PageScope(library, routes, frame, entry, url, bodies)
    retired = meta.status == "retired"
    home = Link(frame.title, frame.home)
    template = "retired" if retired else "home" if key == "" else "section" if entry.index else "document"
    fallback = entry.language != frame.language
    staff = routes.audience == "staff"
    public = not staff and meta.status == "approved"
    heading = fact_text(entry.record.heading or meta.title, scope)
    marks = marks_of(scope)
    body, terms = explained("" if retired else body_html(scope, marks), scope, words)
    steps = None
    if template == "document":
        body, steps = with_steps(body, scope, sheet_url(key, library, routes))
    contents = () if retired else _contents(entry, library, routes, scope)
    return Page(
        url=url,
        template=template,
        kind="document",
        key=key,
        title=frame.title if key == "" and not entry.record.written.get("title") else meta.title,
        heading=heading,
        description=meta.description,
        text_language=entry.language,
        fallback=fallback,
        outdated=None if retired else marks.outdated,
        body=body,
        contents=contents,
        breadcrumbs=() if key == "" else breadcrumbs(key, home, routes),
        alternates=document_alternates(key, library, routes),
        previous=around.before,
        next=around.after,
        document=None if entry.index and not meta.id else document_facts(entry, library, routes, frame, around),
        steps=steps,
        groups=section_groups(key, routes, frame) if entry.index and not retired else (),
        feedback=feedback(library.config, frame, url, meta.id or key or "home", meta.title, meta.version, meta.owner),
        edit_url=_edit_url(entry, library) if staff else "",
        indexed=public,
        in_sitemap=public and not fallback,
        canonical=public_url(frame.public_url, _canonical(key, library, routes)),
        json_ld=for_machines(heading, contents, body, scope) if public else (),
        searchable=bool(frame.search) and meta.search and not retired and key != "",
        asked_as=meta.asked_as,
        terms=terms,
    )


def _canonical(key: str, library: Library, routes: Routes) -> str:
    """A page that falls back repeats the page of its own language: that one is the canonical one."""
    entry = routes.entries[key]
    own = library.routes.get((routes.site, entry.language), routes)
    return own.urls.get(key, routes.urls[key])


def _contents(entry: Entry, library: Library, routes: Routes, scope: PageScope) -> tuple[Heading, ...]:
    found = []
    parts = library.outlines(entry.record, routes.audience, entry.language)
    names, _ = renamed_anchors(parts)
    for record, outline in parts:
        for heading in outline.headings:
            if heading.level in (2, 3):
                text = fact_text(heading.text, scope)
                anchor = names[record.path].get(heading.anchor, heading.anchor)
                found.append(Heading(heading.level, text, anchor, heading.place, heading.own_anchor))
    return tuple(found)


def document_alternates(key: str, library: Library, routes: Routes) -> tuple[Alternate, ...]:
    """The same document in the site's other languages; where it is not translated the page there falls back."""
    found = []
    for language in library.config.languages_of(routes.site):
        there = library.routes[routes.site, language]
        entry = there.entries.get(key)
        url = there.urls.get(key, there.prefix)
        translated = entry is not None and entry.language == language
        found.append(Alternate(language, autonym(language), url, translated, language == routes.language))
    return tuple(found)


# ------------------------------------------------------------------------------------------ about the document


def document_facts(
    entry: Entry,
    library: Library,
    routes: Routes,
    frame: Frame,
    around: Around,
) -> DocumentFacts:
    """What the page shows about its document, in the reader's language.

    Customers' templates are not even given who owns and approved it, who works by it, and why it was changed.
    """
    staff = routes.audience == "staff"
    meta, config = entry.meta, library.config
    due = review_due(meta.reviewed or meta.effective, meta.review_every)
    product = config.products.get(meta.product)
    language, source = routes.language, config.source_language
    return DocumentFacts(
        id=meta.id,
        key=entry.record.key,
        type=meta.type,
        status=meta.status,
        version=meta.version,
        owner=role_link(meta.owner, "owners", library, routes) if staff and meta.owner else None,
        roles=tuple(role_link(role, "roles", library, routes) for role in meta.roles if staff),
        branches=tuple(Link(place.name, place.url) for place in frame.contact.branches if place.key in meta.branches),
        approved_by=role_link(meta.approved.by, "owners", library, routes).title if staff and meta.approved else "",
        approved_on=meta.approved.date if meta.approved else None,
        effective=meta.effective,
        in_force=meta.effective is None or meta.effective <= config.as_of,
        reviewed=meta.reviewed,
        review_due=due,
        overdue=due is not None and due < config.as_of,
        changes=meta.changes if staff else tuple(replace(change, what="") for change in meta.changes),
        changes_language=meta.changes_language or entry.language,
        successor=_document_link(meta.successor, library, routes),
        product=Link(product.name.get(language, source), routes.pages[f"products/{meta.product}"]) if product else None,
        purpose=meta.purpose,
        tags=meta.tags,
        needed_next=around.needed,
        related=around.related,
    )


def _document_link(id_: str, library: Library, routes: Routes) -> Link | None:
    key = library.ids.get(id_, id_)
    entry = routes.entries.get(key)
    if entry is None or entry.meta.status == "retired":
        return None
    return Link(entry.meta.title, routes.urls[key], entry.meta.description, entry.language, entry.meta.id)


# ------------------------------------------------------------------------------------------------------ source


def _edit_url(entry: Entry, library: Library) -> str:
    """The address that opens the document's file in the repository host's web editor."""
    repository = library.config.repository
    if repository is None:
        return ""
    template = repository.edit or editor(repository.url)
    path = quote(entry.record.path, safe="/")
    values = {"url": repository.url.rstrip("/").removesuffix(".git"), "branch": quote(repository.branch), "path": path}
    for name, value in values.items():
        template = template.replace(f"{{{name}}}", value)
    return template
