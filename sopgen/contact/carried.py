"""The note that goes along: in the link of a channel, which page the reader comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from urllib.parse import quote

from msgspec import Struct

from sopgen.view import ChannelView

NAMES = ("id", "language", "title", "url", "version")
"""What a channel's `url` may name in braces."""

MAIL = "?subject={subject}&body={below}"
MESSAGE = "?text={above}"
_NAMED = re.compile(r"\{(\w+)\}")
_ASKING = re.compile(r'(<a\b[^<>]*?\shref="[^"?]*\?from=)[^"]*')
_FILLED = "[A-Za-z0-9_.~%-]*"


class About(Struct, frozen=True):
    """The page a reader comes from. id: of its document, "" where it is none; url: the whole address where known."""

    title: str
    url: str
    language: str
    id: str = ""
    version: str = ""


def link_about(way: ChannelView, about: About) -> str:
    """Where a channel's link leads, with what it can carry filled in, percent-encoded; its plain link where it can't.

    A mail has the page in its subject and its address below the room for the message; a message begins with both.
    """
    if not way.carries:
        return way.href
    named = ", ".join(part for part in (about.id, about.language) if part)
    values = {
        "id": about.id,
        "language": about.language,
        "title": about.title,
        "url": about.url,
        "version": about.version,
        "subject": f"{about.title} ({named})",
        "below": f"\r\n\r\n{about.url}",
        "above": f"{about.title}\n{about.url}\n\n",
    }
    return _NAMED.sub(lambda name: quote(values.get(name[1], ""), safe=""), way.carries)


def plain_link(url: str) -> str:
    """A channel's address for who comes from nowhere: without the parameters that would name the page."""
    if not _NAMED.search(url):
        return url
    head, mark, fragment = url.partition("#")
    path, _, query = head.partition("?")
    kept = "&".join(pair for pair in query.split("&") if pair and not _NAMED.search(pair))
    rest = f"{mark}{fragment}" if not _NAMED.search(fragment) else ""
    return _NAMED.sub("", path) + (f"?{kept}" if kept else "") + rest


def leads_to(href: str, way: ChannelView) -> bool:
    """Whether a link on a finished page is this channel's: plain, or with nothing but a page's name filled in."""
    return href == way.href or bool(way.carries and _shape(way.carries).fullmatch(href))


def without_pages(html: str, ways: Iterable[ChannelView]) -> str:
    """The HTML of channels with no page filled into their links: the same on all pages that show them alike.

    Links that ask from a page (`?from=`) say no page either, unless those of a channel could.
    """
    links = tuple(dict.fromkeys((way.carries, way.href) for way in ways))
    if not any("?from=" in link for pair in links for link in pair):
        html = _ASKING.sub(r"\1", html)
    templates = tuple(carries for carries, _ in links if carries)
    return _shapes(templates).sub("", html) if templates else html


@lru_cache(maxsize=64)
def _shapes(templates: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(_shape(escape(template)).pattern for template in templates))


@lru_cache(maxsize=256)
def _shape(template: str) -> re.Pattern[str]:
    return re.compile(_FILLED.join(re.escape(part) for part in _NAMED.split(template)[::2]))
