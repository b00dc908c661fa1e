"""A document that the settings name, for the readers of a site: which one it is, or what is wrong with the name."""

from __future__ import annotations

from sopgen.library import Library, Routes
from sopgen.model import Audience
from sopgen.nearest import nearest
from sopgen.services import Service


def named_key(name: str, library: Library) -> str:
    """The key of the document with this id or key, "" where there is none."""
    key = library.ids.get(name, name)
    return key if key in library.by_key else ""


def named_fault(name: str, audience: Audience, library: Library) -> tuple[str, str] | None:
    """What keeps these readers from the document: a message and a hint; None where they may see it, or will: a draft is
    named before it is approved."""
    key = named_key(name, library)
    if not key:
        return f"there is no document `{name}`", nearest(name, [*library.ids, *library.by_key])
    entry = next(iter(library.by_key[key].values()))
    if audience not in entry.meta.audience:
        return f"`{name}` is for {' and '.join(entry.meta.audience)} only", f"name a document for {audience}s"
    if entry.meta.status == "retired":
        return f"`{name}` is retired", "name the document that replaces it"
    return None


def shown_services(library: Library, routes: Routes) -> dict[str, Service]:
    """The services that readers of a site may know, by key: for customers those whose page is on their site too."""
    services = library.config.services
    if routes.audience == "staff":
        return dict(services)
    return {key: one for key, one in services.items() if not one.document or page_of(one.document, library, routes)}


def page_of(document: str, library: Library, routes: Routes) -> str:
    """The key of a document that is named by its id or its path, "" where this site has no page for it."""
    key = library.ids.get(document, document)
    entry = routes.entries.get(key)
    return key if entry and entry.meta.status != "retired" else ""
