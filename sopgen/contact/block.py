"""The counter: the channels and branches of one site in one language, ready to show, in one order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from urllib.parse import urlsplit

from msgspec.structs import replace

from sopgen.contact.book import AddressBook, Listed
from sopgen.contact.branch_facts import branch_facts, script_path
from sopgen.contact.carried import MAIL, MESSAGE, plain_link
from sopgen.contact.clock import clock_data
from sopgen.contact.fitting import fitting
from sopgen.contact.hours import Hours
from sopgen.contact.models import Branch, Channel
from sopgen.contact.numbers import Number, read_number, show_number
from sopgen.contact.timetable import exception_lines, week_lines
from sopgen.formats import country_name, format_duration, same_clock, zone_name
from sopgen.model import Audience, Text
from sopgen.view import BranchView, ChannelView, ContactBlock

SOON = timedelta(days=14)

NOBODY = ChannelView(id="", kind="", label="", value="", href="")
"""Stands first where a project has no channel for an audience; rule `contact-channels` has said so."""


def block(
    book: AddressBook,
    audience: Audience,
    language: str,
    as_of: date,
    contact_url: str,
    branch_url: Callable[[str], str],
) -> ContactBlock:
    """What every page of a site shows about whom to reach, in one language.

    contact_url and branch_url(key): pages from the site's root ("it/contact/"). The channels of the organisation and
    of the local branch (the one branch at home in the language, if there is one), then ranked: those at home in this
    language, those who serve it, those that work in another country only, those who don't serve it; the order of the
    file within each. A branch without a channel for customers is not shown to them.
    """
    listed = [one for one in book.listed() if audience in one.channel.audience]
    branches = tuple(
        _branch_view(book, key, branch, listed, language, as_of, branch_url(key))
        for key, branch in sorted(book.branches, key=lambda item: _branch_rank(book, item[1], language))
        if audience == "staff" or any(one.branch == key for one in listed)
    )
    local = _local_branch(book, language, branches)
    own = [one for one in listed if not one.branch]
    shown = [one for one in listed if one.branch in ("", local)] if own else listed
    channels = tuple(channel_view(book, one, language, as_of) for one in rank(book, shown, language))
    return ContactBlock(
        first=_first((*channels, *(way for branch in branches for way in branch.channels))),
        channels=channels,
        branches=branches,
        order=tuple(way.id for way in channels),
        url=contact_url,
        usual=_usual(channels),
        fitting=fitting(channels, branches, audience),
        script=script_path(branches, language),
    )


def _hours_of(way: ChannelView) -> tuple[object, ...]:
    return way.hours, way.exceptions, way.time_zone


def _usual(channels: tuple[ChannelView, ...]) -> ChannelView | None:
    """The first channel with the hours that most channels keep, where at least two do."""
    kept = Counter(_hours_of(way) for way in channels if way.hours and not way.always)
    hours, count = kept.most_common(1)[0] if kept else ((), 0)
    return next((way for way in channels if _hours_of(way) == hours), None) if count > 1 else None


def rank(book: AddressBook, listed: Iterable[Listed], language: str) -> list[Listed]:
    """Channels in the order of a page in this language."""
    return sorted(listed, key=lambda one: _rank(book, one, language))


def _rank(book: AddressBook, one: Listed, language: str) -> int:
    if not one.serves(language):
        return 3
    homes = book.homes(language)
    everybody = not one.languages or set(book.languages) <= set(one.languages)
    if one.country in homes and not everybody:
        return 0
    number = _number(book, one)
    bound = number is not None and not number.abroad and one.channel.kind != "emergency"
    return 2 if bound and one.country not in homes else 1


def _branch_rank(book: AddressBook, branch: Branch, language: str) -> int:
    spoken = language.partition("-")[0] in (code.partition("-")[0] for code in branch.languages)
    return 0 if spoken and branch.country in book.homes(language) else 1 if spoken or not branch.languages else 2


def _local_branch(book: AddressBook, language: str, branches: tuple[BranchView, ...]) -> str | None:
    """The key of the one branch at home in a language; None where there are several or none."""
    known = dict(book.branches)
    local = [view.key for view in branches if _branch_rank(book, known[view.key], language) == 0]
    return local[0] if len(local) == 1 else None


def _clocks(book: AddressBook, language: str) -> frozenset[str]:
    """The time zones that readers of a language live in: those of branches at home there, else of those that speak it,
    else the organisation's."""
    ranked = [(_branch_rank(book, branch, language), _zone(book, branch)) for _, branch in book.branches]
    best = min((rank for rank, zone in ranked if zone), default=2)
    found = frozenset(zone for rank, zone in ranked if zone and rank == best) if best < 2 else frozenset[str]()
    return found or frozenset((book.time_zone,))


def _zone(book: AddressBook, branch: Branch) -> str:
    hours = book.hours_named(branch.hours)
    return branch.time_zone or (hours.time_zone if hours else "")


def _first(channels: tuple[ChannelView, ...]) -> ChannelView:
    """The channel of the header: the first that can be phoned by who speaks the language, else the first."""
    usable = [way for way in channels if way.href and way.kind != "emergency"]
    serving = [way for way in usable if way.serves]
    phones = [way for way in serving if way.kind == "phone"]
    return next(iter((*phones, *serving, *usable, *channels)), NOBODY)


def _number(book: AddressBook, one: Listed) -> Number | None:
    if not one.channel.number:
        return None
    number = read_number(one.channel.number, one.country)
    return number if isinstance(number, Number) else None


def channel_view(book: AddressBook, one: Listed, language: str, as_of: date) -> ChannelView:
    """A channel ready to show in one language."""
    channel, number = one.channel, _number(book, one)
    branch = dict(book.branches).get(one.branch)
    at_home = book.at_home(language, one.country)
    hours, clocks = book.hours_named(channel.hours), _clocks(book, language)
    value, href, carries = _way(channel, branch, number, at_home, language)
    bound = number is not None and not number.abroad and not number.short and not at_home
    lines = channel.address if channel.kind in ("post", "office") else ()
    return ChannelView(
        id=channel.id,
        kind=channel.kind,
        label=_words(book, channel.label, language),
        value=value,
        href=href,
        lines=lines or (branch.address if branch and channel.kind in ("post", "office") else ()),
        purposes=channel.purposes,
        hours=week_lines(hours, language) if hours else (),
        exceptions=exception_lines(hours, as_of, language) if hours else (),
        soon=exception_lines(hours, as_of, language, SOON) if hours else (),
        always=bool(hours and hours.always),
        time_zone=zone_name(hours.time_zone, language) if hours else "",
        away=hours is not None
        and channel.kind != "office"
        and not all(same_clock(hours.time_zone, at, as_of) for at in clocks),
        reply_time=format_duration(channel.reply_time, language) if channel.reply_time else "",
        languages=one.languages,
        accessibility=_words(book, channel.accessibility, language),
        toll_free=channel.toll_free,
        cost=_words(book, channel.cost, language),
        country=country_name(number.region, language) if bound and number else "",
        branch=one.branch,
        serves=one.serves(language),
        carries=carries,
        clock=clock_data(hours, as_of, language, book.time_zone) if hours else "",
    )


def _way(
    channel: Channel, branch: Branch | None, number: Number | None, at_home: bool, language: str
) -> tuple[str, str, str]:
    """What stands for a channel, where its link leads, and the same with names where a page can be filled in."""
    url = channel.url.replace("{language}", language)
    to_url = (plain_link(url), url if "{" in url else "")
    if channel.kind == "email" and channel.address:
        mail = f"mailto:{channel.address[0]}"
        return channel.address[0], mail, mail + MAIL
    if channel.kind == "whatsapp" and number:
        chat = f"https://wa.me/{number.e164.lstrip('+')}"
        return number.international, chat, chat + MESSAGE
    if channel.kind == "viber" and number:
        return number.international, f"viber://chat?number=%2B{number.e164.lstrip('+')}", ""
    if channel.kind == "sms" and number:
        return show_number(number, at_home), f"sms:{number.e164}", ""
    if channel.kind == "office":
        return ("", *to_url) if url else ("", branch.map if branch else "", "")
    if number and not channel.url:
        return show_number(number, at_home), number.tel, ""
    if url:
        return (show_number(number, at_home) if number else urlsplit(url).hostname or "", *to_url)
    return "", "", ""


def _words(book: AddressBook, text: Text, language: str) -> str:
    return text.get(language, language.partition("-")[0], book.languages[0])


def _branch_view(
    book: AddressBook, key: str, branch: Branch, listed: list[Listed], language: str, as_of: date, url: str
) -> BranchView:
    hours: Hours | None = book.hours_named(branch.hours)
    own = [one for one in listed if one.branch == key]
    source, zone = book.languages[0], _zone(book, branch)
    view = BranchView(
        key=key,
        name=_words(book, branch.name, language),
        url=url,
        country=country_name(branch.country, language),
        address=branch.address,
        map=branch.map,
        channels=tuple(channel_view(book, one, language, as_of) for one in rank(book, own, language)),
        hours=week_lines(hours, language) if hours else (),
        exceptions=exception_lines(hours, as_of, language) if hours else (),
        time_zone=zone_name(zone, language) if zone else "",
        languages=branch.languages,
        services=branch.services.get(language, source) if branch.services else (),
        access=_words(book, branch.access, language),
        clock=clock_data(hours, as_of, language, book.time_zone) if hours else "",
    )
    return replace(view, facts=branch_facts(view, exception_lines(hours, as_of, language, SOON) if hours else ()))
