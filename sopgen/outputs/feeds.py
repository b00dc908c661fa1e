"""feed.xml: what changed, for whoever follows a site with a feed reader. Atom, RFC 4287; one feed for each language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from html import escape

from sopgen.address import public_url
from sopgen.collation import sort_key
from sopgen.model import Change, Output
from sopgen.view import Frame, Page

NAME = "feed.xml"
LONGEST = 50
"""Changes that a feed holds: readers ask for it each hour."""
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def feeds(pages: Iterable[tuple[Frame, Page]]) -> Iterator[Output]:
    """The feeds of a site; none where its public URL is not known: an entry is known by a whole address.

    pages: of all languages. What a change was is for staff to know; customers are told that a page changed, and what
    it is about. Left out: drafts, retired documents, changes to come.
    """
    by_home: dict[str, tuple[Frame, list[tuple[Change, Page]]]] = {}
    for frame, page in pages:
        if frame.public_url:
            changes = by_home.setdefault(frame.home, (frame, []))[1]
            changes += ((change, page) for change in _told(page, frame.as_of))
    for home, (frame, changes) in by_home.items():
        yield Output(f"{home}{NAME}", _feed(frame, _newest(changes, frame.language)).encode())


def _told(page: Page, as_of: date) -> Iterator[Change]:
    """What a document says of its changes; a day and version that it names twice counts once."""
    if page.kind == "document" and page.document and page.document.status == "approved":
        once = {(change.date, change.version): change for change in reversed(page.document.changes)}
        yield from (change for change in reversed(once.values()) if change.date <= as_of)


def _newest(changes: list[tuple[Change, Page]], language: str) -> list[tuple[Change, Page]]:
    """The newest first; of one day by title."""
    by_title = sorted(changes, key=lambda told: (sort_key(told[1].title, language), told[1].url))
    return sorted(by_title, key=lambda told: told[0].date, reverse=True)[:LONGEST]


def _feed(frame: Frame, changes: list[tuple[Change, Page]]) -> str:
    own, home = public_url(frame.public_url, frame.home + NAME), public_url(frame.public_url, frame.home)
    newest = changes[0][0].date if changes else frame.as_of
    entries = "".join(_entry(frame, change, page) for change, page in changes)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(frame.language)}">\n'
        f"<id>{escape(own)}</id>\n<title>{_text(frame.title)}</title>\n"
        f"<updated>{_moment(newest)}</updated>\n<author><name>{_text(frame.organisation)}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href="{escape(own)}"/>\n'
        f'<link rel="alternate" type="text/html" href="{escape(home)}"/>\n'
        f"{entries}</feed>\n"
    )


def _entry(frame: Frame, change: Change, page: Page) -> str:
    """A change of a page: its own id, for good, however the page is called later."""
    staff = frame.audience == "staff"
    url = public_url(frame.public_url, page.url)
    language = page.text_language or frame.language
    title = f"{page.title} ({change.version})" if staff and change.version else page.title
    about = change.what if staff else page.description
    spoken = page.document.changes_language if staff and page.document else language
    summary = f"<summary{_in(spoken, frame)}>{_text(about)}</summary>\n" if about else ""
    return (
        f"<entry>\n<id>{escape(f'{url}#{change.date.isoformat()}-{change.version}')}</id>\n"
        f"<title{_in(language, frame)}>{_text(title)}</title>\n<updated>{_moment(change.date)}</updated>\n"
        f'<link rel="alternate" type="text/html" href="{escape(url)}"/>\n{summary}</entry>\n'
    )


def _in(language: str, frame: Frame) -> str:
    return f' xml:lang="{escape(language)}"' if language and language != frame.language else ""


def _moment(day: date) -> str:
    """Days have no time in front matter; a feed wants one."""
    return f"{day.isoformat()}T00:00:00Z"


def _text(words: str) -> str:
    return escape(_NOT_XML.sub("", words))
