"""The note for machines: organisation, channels and branches as JSON-LD in the words of schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from html import unescape

from sopgen.contact.block import rank
from sopgen.contact.book import AddressBook, Listed
from sopgen.contact.carried import plain_link
from sopgen.contact.hours import MIDNIGHT, Hours, Openings
from sopgen.contact.numbers import Number, read_number
from sopgen.contact.timetable import AHEAD
from sopgen.formats import Money
from sopgen.model import Audience

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TYPES = {
    "questions": "customer service",
    "complaints": "complaints",
    "orders": "sales",
    "returns": "returns",
    "emergencies": "emergency",
}

Json = Mapping[str, object]


def script(value: Json) -> str:
    """JSON that can stand inside `<script type="application/ld+json">`: nothing in it ends the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def organisation(
    book: AddressBook,
    audience: Audience,
    language: str,
    name: str,
    url: str,
    legal_name: str = "",
    logo: str = "",
) -> Json:
    """The organisation with its channels for an audience. url, logo: absolute, "" where there is no public address."""
    listed = [one for one in book.listed() if audience in one.channel.audience and not one.branch]
    return _object(
        "Organization",
        id_=f"{url}#organisation" if url else "",
        context=True,
        name=name,
        legalName=legal_name,
        url=url,
        logo=logo,
        contactPoint=_points(book, listed, language),
    )


def branch(
    book: AddressBook, key: str, audience: Audience, language: str, as_of: date, name: str, url: str, site_url: str = ""
) -> Json:
    """A branch with its channels for an audience. name: of the organisation; url: the branch's page, absolute."""
    place = dict(book.branches)[key]
    own = [one for one in book.listed() if one.branch == key and audience in one.channel.audience]
    hours = book.hours_named(place.hours)
    parent = f"{site_url}#organisation" if site_url else ""
    phones = [point for point in _points(book, own, language) if "telephone" in point]
    return _object(
        "LocalBusiness",
        id_=f"{site_url}#branch-{key}" if site_url else "",
        context=True,
        name=f"{name} {place.name.get(language, book.languages[0])}",
        parentOrganization=_object("Organization", id_=parent, name=name),
        url=url,
        telephone=phones[0]["telephone"] if phones else "",
        address=_object(
            "PostalAddress",
            streetAddress=", ".join(place.address),
            addressRegion=place.region,
            addressCountry=place.country,
        ),
        hasMap=place.map,
        knowsLanguage=list(place.languages),
        openingHoursSpecification=_week(hours),
        specialOpeningHoursSpecification=_specials(hours, as_of),
        contactPoint=_points(book, own, language),
    )


def breadcrumbs(steps: Iterable[tuple[str, str]]) -> Json:
    """The way to a page: the name of each step as it is seen (`Markup` is escaped), its whole address or ""."""
    items = [
        _object("ListItem", position=number, name=unescape(name) if hasattr(name, "__html__") else name, item=url)
        for number, (name, url) in enumerate(steps, 1)
    ]
    return _object("BreadcrumbList", context=True, itemListElement=items)


def faq(questions: Iterable[tuple[str, str]]) -> Json:
    """A page of questions, each with its answer in plain text."""
    asked = [
        _object("Question", name=question, acceptedAnswer=_object("Answer", text=answer))
        for question, answer in questions
    ]
    return _object("FAQPage", context=True, mainEntity=asked)


def service(
    name: str,
    description: str,
    url: str,
    provider: str,
    site_url: str,
    areas: Iterable[str],
    offers: Iterable[tuple[Money, str, str]],
) -> Json:
    """A service of an organisation. areas: where there is a branch; offers: amount, branch ("" for all), unit."""
    return _object(
        "Service",
        context=True,
        name=name,
        description=description,
        url=url,
        provider=_object("Organization", id_=f"{site_url}#organisation" if site_url else "", name=provider),
        areaServed=[_object("Place", name=area) for area in areas],
        offers=[
            _object(
                "Offer",
                areaServed=branch,
                priceSpecification=_object(
                    "UnitPriceSpecification", price=str(amount.amount), priceCurrency=amount.currency, unitText=unit
                ),
            )
            for amount, branch, unit in offers
        ],
    )


def _object(type_: str, id_: str = "", context: bool = False, **values: object) -> dict[str, object]:
    """An object without its empty values."""
    head = {"@context": "https://schema.org" if context else "", "@type": type_, "@id": id_}
    return {key: value for key, value in {**head, **values}.items() if value not in ("", [], None)}


def _points(book: AddressBook, listed: list[Listed], language: str) -> list[dict[str, object]]:
    own = (one for one in rank(book, listed, language) if one.channel.kind != "emergency")
    found = (_point(book, one, language) for one in own)
    return [point for point in found if {"telephone", "email", "url"} & point.keys()]


def _point(book: AddressBook, one: Listed, language: str) -> dict[str, object]:
    channel = one.channel
    number = read_number(channel.number, one.country) if channel.number else None
    types = list(dict.fromkeys(_TYPES[purpose] for purpose in channel.purposes)) or ["customer service"]
    options = ["https://schema.org/TollFree"] if channel.toll_free else []
    if channel.kind == "text relay":
        options.append("https://schema.org/HearingImpairedSupported")
    number = number if isinstance(number, Number) else None
    messenger = f"https://wa.me/{number.e164.lstrip('+')}" if number and channel.kind == "whatsapp" else ""
    return _object(
        "ContactPoint",
        contactType=types[0] if len(types) == 1 else types,
        telephone=number.e164 if number and not messenger else "",
        email=channel.address[0] if channel.kind == "email" and channel.address else "",
        url=plain_link(channel.url.replace("{language}", language)) or messenger,
        areaServed=one.country if number and not number.abroad else "",
        availableLanguage=list(one.languages or book.languages),
        contactOption=options[0] if len(options) == 1 else options,
        hoursAvailable=_week(book.hours_named(channel.hours)),
    )


def _week(hours: Hours | None) -> list[dict[str, object]]:
    """One specification for all days that share a range."""
    if hours is None:
        return []
    days: dict[tuple[int, int], list[str]] = {}
    for day, openings in zip(_DAYS, hours.weekly, strict=True):
        for opening in openings:
            days.setdefault(opening, []).append(f"https://schema.org/{day}")
    return [
        _object("OpeningHoursSpecification", dayOfWeek=names, opens=_time(opens), closes=_time(closes))
        for (opens, closes), names in days.items()
    ]


def _specials(hours: Hours | None, as_of: date) -> list[dict[str, object]]:
    """Exceptions and holidays of the coming 60 days; closed is from 00:00 to 00:00."""
    if hours is None:
        return []
    closed: Openings = ()
    return [
        _object(
            "OpeningHoursSpecification",
            validFrom=special.first.isoformat(),
            validThrough=special.last.isoformat(),
            opens=_time(opening[0]),
            closes=_time(opening[1]) if special.openings != closed else "00:00",
        )
        for special in hours.specials(as_of, as_of + AHEAD, "")
        for opening in special.openings or ((0, 0),)
    ]


def _time(minutes: int) -> str:
    if minutes == MIDNIGHT:
        return "23:59"
    return f"{minutes % MIDNIGHT // 60:02}:{minutes % 60:02}"
