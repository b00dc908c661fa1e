"""The test call: whatever is wrong with the channels, hours and branches of a configuration, taken together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from babel import Locale
from babel.core import get_global
from msgspec import Struct

from sopgen.contact.book import AddressBook, Configuration, Listed, Loc, address_book
from sopgen.contact.carried import NAMES
from sopgen.contact.models import Kind
from sopgen.contact.numbers import Number, read_number
from sopgen.fields import did_you_mean, email_problem, placeholder_problem, url_problem
from sopgen.formats import MISTAKEN_CODES, autonym, country_name, join_list
from sopgen.model import Finding

VOICE: tuple[Kind, ...] = ("phone", "callback", "office")
TEXT: tuple[Kind, ...] = ("sms", "whatsapp", "viber", "chat", "email", "form", "post", "text relay")
EVENING = 18 * 60

CLAUSE = "EN 301 549 12.2.3"


class Fault(Struct, frozen=True):
    """What is wrong, where in the configuration ("branches", "milan", "channels", 0, "number"), and what to do."""

    loc: Loc
    rule: str
    message: str
    hint: str = ""


def findings(config: Configuration, rule: str) -> Iterator[Finding]:
    """The faults of one rule, with the places of their YAML nodes; none where there is no configuration."""
    if config.found:
        for fault in faults(address_book(config)):
            if fault.rule == rule:
                yield Finding(config.places.at(*fault.loc), rule, fault.message, fault.hint)


@lru_cache(maxsize=8)
def faults(book: AddressBook) -> tuple[Fault, ...]:
    """All faults of all rules, worked out once."""
    return tuple(fault for verify in _ALL for fault in verify(book))


# ------------------------------------------------------------------------------------------- one channel


def _numbers(book: AddressBook) -> Iterator[Fault]:
    countries = tuple(dict.fromkeys((book.country, *(branch.country for _, branch in book.branches))))
    for one in book.listed():
        channel, loc = one.channel, (*one.loc, "number")
        if channel.toll_free and not channel.number:
            yield Fault((*one.loc, "toll_free"), "toll-free", f"`{channel.id}` has no number that could be free")
        if not channel.number:
            continue
        number = read_number(channel.number, one.country, countries)
        if not isinstance(number, Number):
            yield Fault(loc, "phone-number", number.message, number.hint)
        elif channel.toll_free and not number.free:
            message = f"`{channel.number}` is not free to call in {country_name(one.country, 'en')}"
            yield Fault((*one.loc, "toll_free"), "toll-free", message, "take `toll_free` out, or write the free number")
        elif number.dear and not channel.cost:
            message = f"`{channel.number}` costs more than a usual call, and `{channel.id}` does not say how much"
            yield Fault(loc, "call-cost", message, "write `cost:` and what a minute costs, in each language")


_NEEDS: dict[Kind, tuple[str, ...]] = {
    "phone": ("number",),
    "sms": ("number",),
    "whatsapp": ("number", "url"),
    "viber": ("number", "url"),
    "chat": ("url",),
    "callback": ("url", "number"),
    "email": ("address",),
    "form": ("url",),
    "office": ("address",),
    "post": ("address",),
    "text relay": ("url", "number"),
    "emergency": ("number",),
}


def _values(book: AddressBook) -> Iterator[Fault]:
    with_address = {key for key, branch in book.branches if branch.address}
    for one in book.listed():
        channel, needs = one.channel, _NEEDS[one.channel.kind]
        inherited = channel.kind in ("office", "post") and one.branch in with_address
        if not inherited and not any(getattr(channel, key) for key in needs):
            keys = " or ".join(f"`{key}`" for key in needs)
            message = f"`{channel.id}` is of kind {channel.kind} and has no {keys}"
            yield Fault(one.loc, "contact-value", message, f"add a line with {keys}")
        if channel.kind == "email" and channel.address:
            problem = (
                email_problem(channel.address[0]) if len(channel.address) == 1 else "there is more than one address"
            )
            if problem:
                loc = (*one.loc, "address")
                yield Fault(loc, "email-address", problem, "write one address such as help@example.org")
        yield from _addresses(channel.url, (*one.loc, "url"))
    for key, branch in book.branches:
        if branch.map and (problem := url_problem(branch.map)):
            yield Fault(("branches", key, "map"), "web-address", problem, "write the whole address with https://")


def _addresses(url: str, loc: Loc) -> Iterator[Fault]:
    """What is wrong with a channel's web address, in which {names} of the page that readers come from may stand."""
    if not url:
        return
    if problem := url_problem(re.sub(r"\{\w*\}", "x", url)):
        yield Fault(loc, "web-address", problem, "write the whole address with https://")
        return
    message, hint = placeholder_problem(url, NAMES)
    if message:
        yield Fault(loc, "web-address", message, hint)
    elif inside := re.match(r"https://[^/?#]*(\{\w+\})", url):
        message = f"`{inside[1]}` stands in the name of the host"
        yield Fault(
            loc, "web-address", message, "write it behind the host, such as https://ask.example.org/?page={url}"
        )


def _ids(book: AddressBook) -> Iterator[Fault]:
    seen: dict[str, Listed] = {}
    for one in book.listed():
        first = seen.setdefault(one.channel.id, one)
        if first is not one:
            where = f"branch {first.branch}" if first.branch else "the organisation's channels"
            message = f"the id `{one.channel.id}` stands among {where} too"
            yield Fault((*one.loc, "id"), "contact-id", message, "give each channel its own id")


# ---------------------------------------------------------------------------------------------- hours


def _hours(book: AddressBook) -> Iterator[Fault]:
    names = tuple(name for name, _ in book.hours)
    used = [((*one.loc, "hours"), one.channel.hours) for one in book.listed() if one.channel.hours]
    used += [(("branches", key, "hours"), branch.hours) for key, branch in book.branches if branch.hours]
    for loc, name in used:
        if name not in names:
            hint = did_you_mean(name, names, f"known: {', '.join(names)}" if names else "add it below `hours:`")
            yield Fault(loc, "hours", f"there are no hours named `{name}`", hint)
    for name in names:
        if name not in {used_name for _, used_name in used}:
            yield Fault(("hours", name), "hours-unused", f"the hours `{name}` are used nowhere", "take them out")


def _zones(book: AddressBook) -> Iterator[Fault]:
    countries = get_global("zone_territories")
    for key, branch in book.branches:
        hours = book.hours_named(branch.hours)
        zone = branch.time_zone or (hours.time_zone if hours else "")
        country = countries.get(zone, branch.country)
        if country not in (branch.country, "001"):
            loc: Loc = ("branches", key, "time_zone" if branch.time_zone else "hours")
            there, here = country_name(country, "en"), country_name(branch.country, "en")
            message = f"`{key}` is in {here} and opens by the clock of {there} ({zone})"
            yield Fault(loc, "branch-time-zone", message, "give the branch hours with its own time zone")


# -------------------------------------------------------------------------------------------- languages


def _languages(book: AddressBook) -> Iterator[Fault]:
    spoken = [
        ((*one.loc, "languages", i), code) for one in book.listed() for i, code in enumerate(one.channel.languages)
    ]
    spoken += [(("branches", key, "languages", i), c) for key, b in book.branches for i, c in enumerate(b.languages)]
    for loc, code in spoken:
        if code.partition("-")[0] not in Locale.parse("en").languages or code in MISTAKEN_CODES:
            right = MISTAKEN_CODES.get(code, "")
            hint = f"{autonym(right)} is `{right}`" if right else "write a code such as en, it, ca, el"
            yield Fault(loc, "language-code", f"`{code}` is not a language", hint)


# ------------------------------------------------------------------------------------------------ sites


def _sites(book: AddressBook) -> Iterator[Fault]:
    for site in book.sites:
        loc: Loc = ("sites", site.name)
        ways = [
            one for one in book.listed() if site.audience in one.channel.audience and one.channel.kind != "emergency"
        ]
        if not ways:
            message = f"`{site.name}` has no channel by which {_PEOPLE[site.audience]} reach a person"
            hint = f"add one below `contacts:` with `audience: {site.audience}`"
            yield Fault(loc, "contact-channels", message, hint)
            continue
        if site.audience == "customer":
            yield from _senses(site.name, loc, ways)
            if not any(_late(book, one) for one in ways):
                message = f"nobody answers customers of `{site.name}` in the evening (after 18:00) or at the weekend"
                yield Fault(
                    loc, "opening-hours", message, "many people are free at no other time: think of one late day"
                )
            for language in site.languages:
                if not any(one.serves(language) for one in ways):
                    message = f"no channel of `{site.name}` serves {autonym(language)} (`{language}`)"
                    hint = f"add `{language}` to the languages of a channel where somebody speaks it"
                    yield Fault(loc, "channel-language", message, hint)


_PEOPLE = {"staff": "colleagues", "customer": "customers"}


def _senses(name: str, loc: Loc, ways: list[Listed]) -> Iterator[Fault]:
    kinds: list[Kind] = list(dict.fromkeys(one.channel.kind for one in ways))
    if any(kind in VOICE for kind in kinds) and any(kind in TEXT for kind in kinds):
        return
    can, missing = ("write", VOICE) if any(kind in TEXT for kind in kinds) else ("speak", TEXT)
    message = (
        f"customers of `{name}` can only {can} ({join_list(kinds, 'en')}): "
        f"{CLAUSE} asks for support that fits the needs of people with disabilities"
    )
    yield Fault(loc, "contact-channels", message, f"add a channel of another sense: {', '.join(missing)}")


def _late(book: AddressBook, one: Listed) -> bool:
    """Open after 18:00 on a working day, or at the weekend."""
    hours = book.hours_named(one.channel.hours)
    if hours is None:
        return False
    evening = any(opening.closes > EVENING for openings in hours.weekly[:5] for opening in openings)
    return evening or any(hours.weekly[5:])


_ALL: tuple[Callable[[AddressBook], Iterator[Fault]], ...] = (
    _numbers,
    _values,
    _ids,
    _hours,
    _zones,
    _languages,
    _sites,
)
