"""The dated notices of one site in one language: those of today, and those to come that a page may have to show."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sopgen.library import Library, Routes
from sopgen.named import named_key
from sopgen.notices import Notice
from sopgen.view import BranchView, Link, NoticeView

AHEAD = timedelta(days=60)
"""How far before its first day a notice is on the page, unseen: a built page may stand for weeks."""


def notices(library: Library, routes: Routes, branches: tuple[BranchView, ...]) -> tuple[NoticeView, ...]:
    """What the readers of this edition must know, warnings first, else as written; nothing that is over."""
    config = library.config
    found = [
        _view(notice, library, routes, branches)
        for notice in config.notices
        if routes.audience in notice.audience
        and (not notice.languages or routes.language in notice.languages)
        and notice.until >= config.as_of
        and (notice.first is None or notice.first <= config.as_of + AHEAD)
    ]
    return tuple(sorted(found, key=lambda notice: notice.level != "warning"))


def midnight(day: date, library: Library) -> str:
    """When a day begins where the organisation is: "2026-12-01T00:00:00+01:00"."""
    zone = ZoneInfo(library.config.organisation.time_zone)
    return datetime.combine(day, time(), zone).isoformat()


def _view(notice: Notice, library: Library, routes: Routes, branches: tuple[BranchView, ...]) -> NoticeView:
    begun = notice.first is None or notice.first <= library.config.as_of
    return NoticeView(
        text=notice.text.get(routes.language, library.config.source_language),
        level=notice.level,
        until=notice.until,
        current=begun,
        begins=midnight(notice.first, library) if notice.first else "",
        ends=midnight(notice.until + timedelta(days=1), library) if notice.until < date.max else "",
        link=_link(notice.link, library, routes),
        branches=tuple(Link(one.name, one.url, label=one.key) for one in branches if one.key in notice.branches),
    )


def _link(name: str, library: Library, routes: Routes) -> Link | None:
    if "://" in name:
        return Link("", name)
    entry = routes.entries.get(named_key(name, library)) if name else None
    if entry is None or entry.meta.status == "retired":
        return None
    return Link(entry.meta.title, routes.urls[entry.record.key], language=entry.language)
