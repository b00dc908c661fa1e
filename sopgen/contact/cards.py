"""The card in the wallet: whom to call, on paper, with a code that a telephone's camera reads."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.view import BranchView, CardView, ChannelView, ContactBlock


def cards(contact: ContactBlock, organisation: str, url: str, address: str) -> Iterator[CardView]:
    """A card of the organisation, then one with each branch.

    url: of the page with the cards, from the site's root: codes are files below it. address: the whole address of the
    contact page, "" where the site's is not known.
    """
    first = contact.first
    email = _email(contact.channels)
    hours = first.hours or (contact.usual.hours if contact.usual else ())
    code = mecard(organisation, (first,), email, address)
    yield CardView("", "", first, None, email, hours, (), f"{url}qr.svg" if code else "", code)
    for place in contact.branches:
        own, mail = _phone(place), _email(place.channels) or email
        name = f"{organisation} {place.name}"
        code = mecard(name, tuple(way for way in (own, first) if way), mail, address)
        picture = f"{url}qr-{place.key}.svg" if code else ""
        yield CardView(place.key, place.name, first, own, mail, place.hours or hours, place.address, picture, code)


def _phone(place: BranchView) -> ChannelView | None:
    return next((way for way in place.channels if way.href.startswith("tel:") and way.kind != "emergency"), None)


def _email(ways: tuple[ChannelView, ...]) -> ChannelView | None:
    return next((way for way in ways if way.kind == "email" and way.serves), None)


def mecard(name: str, phones: tuple[ChannelView, ...], email: ChannelView | None, address: str) -> str:
    """A contact as telephones read it from a code (MeCard); "" where there is neither a number nor an address.

    It holds the numbers themselves, so that it works where there is no internet and after an address has changed.
    """
    numbers = dict.fromkeys(_number(way) for way in phones if way.href.startswith("tel:"))
    parts = [("TEL", number) for number in numbers]
    parts += [("EMAIL", email.value)] if email else []
    parts += [("URL", address)] if address else []
    if not parts:
        return ""
    return "MECARD:" + "".join(f"{key}:{_escaped(value)};" for key, value in [("N", name), *parts]) + ";"


def _number(way: ChannelView) -> str:
    """ "+390255500130" of "tel:+390255500130;ext=12"."""
    return way.href.removeprefix("tel:").partition(";")[0]


def _escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in '\\;,:"' else char for char in text)
