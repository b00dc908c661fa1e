"""Every link of a finished page leads to a file of its site, and each id stands once in its page."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from sys import intern
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, LexborNode

from sopgen.model import Finding, Output, Place

_LINKED = "[href],[src],[srcset],[poster],[action],object[data],meta[http-equiv]"
_OTHERS = frozenset({"src", "srcset", "poster", "action", "data", "http-equiv"})
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*url\s*=\s*['\"]?([^'\"]*)", re.IGNORECASE)


class Target(NamedTuple):
    """Where a link leads: a file of the site and an id in it ("" for none); or why it cannot lead anywhere.

    A tuple: sites have millions, which are told apart by their hash.
    """

    path: str = ""
    anchor: str = ""
    fault: str = ""


class PageLinks(Struct, frozen=True):
    """The ids of a page and where its links lead, each once and sorted: small, kept for all pages of a site. What it
    links to in itself is left out where it is there."""

    path: str
    template: str
    anchors: tuple[str, ...]
    targets: tuple[Target, ...]

    def __reduce__(self) -> tuple[object, ...]:
        return page_links, (self.path, *as_plain(self))


Plain = tuple[str, tuple[str, ...], str, tuple[tuple[str, str, str], ...]]
"""The links of a page but for its path, as plain values that pack well: the files that they lead to stand on a line
each, what is more than such a path behind them."""


def as_plain(links: PageLinks) -> Plain:
    """The links of a page for `page_links`."""
    files: list[str] = []
    others: list[tuple[str, str, str]] = []
    for path, anchor, fault in links.targets:
        if path and "\n" not in path and not anchor and not fault:
            files.append(path)
        else:
            others.append((path, anchor, fault))
    return links.template, links.anchors, "\n".join(files), tuple(others)


@lru_cache(maxsize=1 << 18)
def _file(path: str) -> Target:
    return Target(path)


def page_links(
    path: str, template: str, anchors: Iterable[str], files: str, others: Iterable[tuple[str, str, str]]
) -> PageLinks:
    """The links of a page, where they come from a worker or a memory: what most pages have is held once."""
    targets = [*map(_file, files.split("\n"))] if files else []
    if others:
        targets = sorted([*targets, *(Target(*other) for other in others)])
    return PageLinks(path, template, tuple(map(intern, anchors)), tuple(targets))


def identity_faults(site: str, output: Output, tree: LexborHTMLParser) -> Iterator[Finding]:
    """A finding for each id that stands on more than one element of the page."""
    counted = Counter(node.id for node in tree.css("[id]"))
    for id, count in counted.items():
        if count > 1 and id:
            message = f"page {_page(site, output.path, output.template)} has the id `{id}` {count} times"
            hint = "give one of them another id; of two headings with own ids, change one"
            yield Finding(Place(f"{site}/{output.path}"), "anchor-twice", message, hint)


def read_links(output: Output, tree: LexborHTMLParser, public_url: str = "") -> PageLinks:
    """The ids and links of one page."""
    anchors: set[str] = {node.id for node in tree.css("[id]") if node.id}
    anchors |= {name for node in tree.css("a[name]") if (name := node.attributes["name"])}
    folder, _, name = output.path.rpartition("/")
    base = (urlsplit(public_url).path.rstrip("/") or "/") if name == "404.html" else ""  # served at any address
    above = [folder]
    while above[-1]:
        above.append(above[-1].rpartition("/")[0])
    targets = {target for href in _hrefs(tree) if (target := _target(output.path, above, href.strip(), base))}
    targets -= {Target(output.path, anchor) for anchor in ("", *anchors)}
    return PageLinks(output.path, output.template, tuple(sorted(anchors)), tuple(sorted(targets)))


def link_faults(site: str, pages: Iterable[PageLinks], paths: Collection[str]) -> Iterator[Finding]:
    """A finding for each place in the site that links lead to and that is not there; it names one page that has it.

    paths: of all files of the site.
    """
    pages = sorted(pages, key=lambda page: page.path)
    anchors = {page.path: page.anchors for page in pages}
    targets = set().union(*(page.targets for page in pages))
    faults = {target: fault for target in targets if (fault := target.fault or _fault(target, paths, anchors))}
    if not faults:
        return
    count = Counter(target for page in pages for target in page.targets if target in faults)
    first: dict[Target, PageLinks] = {}
    for page in reversed(pages):
        first.update((target, page) for target in page.targets if target in faults)
    for target, page in sorted(first.items(), key=lambda item: (item[1].path, item[0].path, item[0].anchor)):
        if fault := faults[target]:
            more = f", as {count[target] - 1} more pages do" if count[target] > 1 else ""
            message = f"page {_page(site, page.path, page.template)} {fault}{more}"
            hint = "if no text holds this link, a template does; a page of sopgen's own is our fault: please report it"
            yield Finding(Place(f"{site}/{page.path}"), "internal-link", message, hint)


def _fault(target: Target, paths: Collection[str], anchors: Mapping[str, Sequence[str]]) -> str:
    if target.path not in paths:
        missing = " (a folder's address ends in a slash)" if f"{target.path}/index.html" in paths else ""
        return f"links to {target.path}, which is not in the site{missing}"
    if target.anchor and target.path in anchors and not _among(target.anchor, anchors[target.path]):
        return f"links to {target.path}#{target.anchor}, and there is no such id"
    return ""


def _among(id: str, sorted_ids: Sequence[str]) -> bool:
    """Whether an id is one of these: a page can have thousands, and a link to each."""
    at = bisect_left(sorted_ids, id)
    return at < len(sorted_ids) and sorted_ids[at] == id


def _hrefs(tree: LexborHTMLParser) -> set[str]:
    """Everything that the elements of a page lead to or load, as written."""
    found: set[str] = set()
    for node in tree.css(_LINKED):
        given = node.attributes
        if href := given.get("href"):
            found.add(href)
        if not _OTHERS.isdisjoint(given):
            found.update(_loaded(node, given))
    return found


def _loaded(node: LexborNode, given: Mapping[str, str | None]) -> Iterator[str]:
    """What an element leads to by another attribute than `href`."""
    for name in ("src", "poster", "action", "data"):
        if value := given.get(name):
            yield value
    if sources := given.get("srcset"):
        yield from (source.split()[0] for source in sources.split(",") if source.strip())
    if node.tag == "meta" and (refresh := _REFRESH.match(given.get("content") or "")):
        yield refresh[1]


def _target(path: str, above: Sequence[str], href: str, base: str) -> Target | None:
    """Where the link leads from the page at `path`; None out of the site.

    above: the folder of the page and those that it lies in, up to "". base: of root-absolute links, "" for none.
    """
    if href.startswith("//") or (":" in href and _SCHEME.match(href)):
        return None
    if href.startswith("#"):
        return None if href in ("#", "#top") else Target(path, _decoded(href[1:]))
    if href.startswith("/"):
        if not base:
            return Target(fault=f"links to {href}, which counts from the root of the server: links are relative")
        root = base.rstrip("/") + "/"
        if not href.startswith(root):
            return Target(fault=f"links to {href}, which lies outside {root}")
        return _resolve("", href[len(root) :] or "./")
    up = 0
    while href.startswith("../") and up < len(above) - 1:  # the same few targets for pages in many folders
        href, up = href[3:] or "./", up + 1
    return _resolve(above[up], href)


@lru_cache(maxsize=1 << 16)
def _resolve(folder: str, href: str) -> Target:
    path, _, anchor = href.partition("#")
    path = _decoded(path.partition("?")[0])
    found = posixpath.normpath(posixpath.join(folder, path))
    if found == ".." or found.startswith(("../", "/")):
        return Target(fault=f"links to {href}, which leads out of the site")
    if not path or path.endswith(("/", "/.", "/..")) or path in (".", ".."):
        found = "index.html" if found == "." else f"{found}/index.html"
    return Target(found, "" if anchor.startswith(":~:") else _decoded(anchor))


def _decoded(text: str) -> str:
    if text.isascii() and "%" not in text:
        return text
    return unicodedata.normalize("NFC", unquote(text))


def _page(site: str, path: str, template: str) -> str:
    return f"{site}/{path} (template {template})" if template else f"{site}/{path}"
