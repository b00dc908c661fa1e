"""The directory: all that is known about whom to reach, as one value, and who is at home where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Protocol

from babel.languages import get_official_languages
from msgspec import Struct

from sopgen.contact.models import Branch, Channel, Hours
from sopgen.model import Audience, Place

Loc = tuple[str | int, ...]


class _Organisation(Protocol):
    @property
    def country(self) -> str: ...
    @property
    def time_zone(self) -> str: ...


class _Site(Protocol):
    @property
    def audience(self) -> Audience: ...


class _Places(Protocol):
    def at(self, *loc: str | int) -> Place: ...
    def key(self, *loc: str | int) -> Place: ...


class Configuration(Protocol):
    """What this room asks of the configuration."""

    @property
    def organisation(self) -> _Organisation: ...
    @property
    def languages(self) -> tuple[str, ...]: ...
    @property
    def sites(self) -> Mapping[str, _Site]: ...
    @property
    def contacts(self) -> tuple[Channel, ...]: ...
    @property
    def hours(self) -> Mapping[str, Hours]: ...
    @property
    def branches(self) -> Mapping[str, Branch]: ...
    @property
    def places(self) -> _Places: ...
    @property
    def found(self) -> bool: ...
    def languages_of(self, site: str) -> tuple[str, ...]: ...


class Listed(Struct, frozen=True):
    """A channel with what it takes from its branch and the organisation.

    loc: its way in the configuration. branch: key, "" for the whole organisation. languages: () is all of the project.
    """

    channel: Channel
    loc: Loc
    branch: str
    country: str
    languages: tuple[str, ...]

    def serves(self, language: str) -> bool:
        """Whether somebody there speaks (or writes) this language."""
        return not self.languages or _base(language) in map(_base, self.languages)


class SiteFacts(Struct, frozen=True):
    """What a site asks of the channels."""

    name: str
    audience: Audience
    languages: tuple[str, ...]


class AddressBook(Struct, frozen=True):
    """Channels of the organisation, branches by key and hours by name in the order of the file.

    time_zone: of the organisation.
    """

    contacts: tuple[Channel, ...]
    branches: tuple[tuple[str, Branch], ...]
    hours: tuple[tuple[str, Hours], ...]
    country: str
    languages: tuple[str, ...]
    sites: tuple[SiteFacts, ...] = ()
    time_zone: str = "UTC"

    def hours_named(self, name: str) -> Hours | None:
        return next((hours for known, hours in self.hours if known == name), None)

    def listed(self) -> Iterator[Listed]:
        """Every channel: those of the organisation, then those of the branches."""
        for index, channel in enumerate(self.contacts):
            yield Listed(channel, ("contacts", index), "", channel.country or self.country, channel.languages)
        for key, branch in self.branches:
            for index, channel in enumerate(branch.channels):
                loc = ("branches", key, "channels", index)
                languages = channel.languages or branch.languages
                yield Listed(channel, loc, key, channel.country or branch.country, languages)

    def homes(self, language: str) -> frozenset[str]:
        """The countries where readers of a language are at home: those of branches that speak it, where it is a
        language of the country too; without branches that speak it the organisation's own country."""
        countries = {branch.country for _, branch in self.branches if _speaks(branch, language)} or {self.country}
        return frozenset(country for country in countries if _base(language) in languages_of_country(country))

    def at_home(self, language: str, country: str) -> bool:
        """Whether all readers of a language can be taken to be in this country: numbers then go without +39."""
        countries = {branch.country for _, branch in self.branches if _speaks(branch, language)} or {self.country}
        return countries == {country} and country in self.homes(language)


def address_book(config: Configuration) -> AddressBook:
    """The part of the configuration that says whom to reach."""
    return AddressBook(
        contacts=config.contacts,
        branches=tuple(config.branches.items()),
        hours=tuple(config.hours.items()),
        country=config.organisation.country,
        languages=config.languages,
        sites=tuple(SiteFacts(name, site.audience, config.languages_of(name)) for name, site in config.sites.items()),
        time_zone=config.organisation.time_zone,
    )


@lru_cache(maxsize=512)
def languages_of_country(country: str) -> frozenset[str]:
    """The languages of a country (CLDR: official, in a region or in practice)."""
    return frozenset(map(_base, get_official_languages(country, regional=True, de_facto=True)))


def _base(language: str) -> str:
    return language.replace("_", "-").partition("-")[0]


def _speaks(branch: Branch, language: str) -> bool:
    return _base(language) in map(_base, branch.languages)
