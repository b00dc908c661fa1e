"""Navigation: sections and documents in order, where a page stands, what comes before and after it."""

from __future__ import annotations

from sopgen.collation import SortKey, sort_key
from sopgen.library import Library, Routes
from sopgen.model import Entry
from sopgen.view import Link, NavItem


def navigation(library: Library, routes: Routes) -> tuple[NavItem, ...]:
    """The tree of sections and documents of one edition; retired documents are not in it."""
    below: dict[str, list[Entry]] = {}
    for entry in routes.entries.values():
        if entry.meta.status != "retired" and not entry.index:
            below.setdefault(entry.section, []).append(entry)
    filled = {"/".join(parts[:depth]) for parts in map(_steps, below) for depth in range(1, len(parts) + 1)}
    inside: dict[str, list[str]] = {}
    for folder in sorted(filled.intersection(routes.sections)):
        inside.setdefault(folder.rpartition("/")[0], []).append(folder)
    return _children("", inside, below, library, routes)


def _steps(section: str) -> list[str]:
    return section.split("/") if section else []


def _children(
    folder: str, inside: dict[str, list[str]], below: dict[str, list[Entry]], library: Library, routes: Routes
) -> tuple[NavItem, ...]:
    items = [(_rank(entry, routes.language), _document(entry, routes)) for entry in below.get(folder, [])]
    for child in inside.get(folder, ()):
        children = _children(child, inside, below, library, routes)
        entry = routes.entries.get(child)
        order = entry.meta.order if entry else None
        title, description, language = section_words(child, routes)
        item = NavItem(title, routes.sections[child], child, children, description, language)
        items.append(((order is None, order or 0, sort_key(title, routes.language), child), item))
    return tuple(item for _, item in sorted(items, key=lambda pair: pair[0]))


def section_words(folder: str, routes: Routes) -> tuple[str, str, str]:
    """Title, description and language of a section: those of its index document, else its folder's name."""
    entry = routes.entries.get(folder)
    if entry:
        return entry.meta.nav_title, entry.meta.description, entry.language
    name = folder.rpartition("/")[2].replace("-", " ").replace("_", " ").strip()
    return name[:1].upper() + name[1:], "", routes.language


def _rank(entry: Entry, language: str) -> tuple[bool, int, tuple[SortKey, str], str]:
    meta = entry.meta
    return (meta.order is None, meta.order or 0, sort_key(meta.nav_title, language), entry.record.key)


def _document(entry: Entry, routes: Routes) -> NavItem:
    url = routes.urls[entry.record.key]
    return NavItem(entry.meta.nav_title, url, entry.record.key, (), entry.meta.description, entry.language)


def order_of(items: tuple[NavItem, ...], routes: Routes) -> tuple[str, ...]:
    """The keys of all documents as a reader walks through them; sections without a page of their own are left out."""
    keys: list[str] = []
    for item in items:
        if item.key in routes.entries:
            keys.append(item.key)
        keys.extend(order_of(item.children, routes))
    return tuple(keys)


def breadcrumbs(entry_key: str, home: Link, routes: Routes) -> tuple[Link, ...]:
    """The way from the home page to a document or section, itself left out."""
    parts = entry_key.split("/")[:-1]
    folders = ["/".join(parts[: depth + 1]) for depth in range(len(parts))]
    return (home, *(_crumb(folder, routes) for folder in folders if folder in routes.sections))


def _crumb(folder: str, routes: Routes) -> Link:
    title, _, language = section_words(folder, routes)
    return Link(title, routes.sections[folder], language=language)
