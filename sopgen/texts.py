"""The texts that `sopgen.yaml` holds for readers, with the languages in which each is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from pydantic import BaseModel

from sopgen.config import Config
from sopgen.contact.models import Channel
from sopgen.fields import TextList
from sopgen.model import AUDIENCES, Audience, Text
from sopgen.notices import Notice
from sopgen.yaml_source import Loc


class Shown(Struct, frozen=True):
    """A text: its way in the configuration, the codes under which it is written, the languages that show it."""

    loc: Loc
    written: tuple[str, ...]
    languages: tuple[str, ...]


KEYS = (
    "roles",
    "products",
    "facts",
    "services",
    "features",
    "journey",
    "tags",
    "notices",
    "contacts",
    "hours",
    "branches",
)
"""The keys of `sopgen.yaml` below which every text is shown in all languages of its readers."""


def texts(config: Config) -> Iterator[Shown]:
    """Every text for readers, in the order of the keys; none where there is no configuration."""
    if not config.found:
        return
    everywhere = _languages(config, AUDIENCES)
    for name, site in config.sites.items():
        yield from _below(site, ("sites", name), config.languages_of(name), config)
    for key in KEYS:
        yield from _below(getattr(config, key), (key,), everywhere, config)
    yield from _meanings(config)
    for kind, profile in config.profiles.items():
        if ("profiles", kind) in config.places.values:
            for index, section in enumerate(profile):
                yield from _below(section.title, ("profiles", kind, index, "title"), everywhere, config)


def _meanings(config: Config) -> Iterator[Shown]:
    """What terms mean, in each language that has a word for them."""
    for index, term in enumerate(config.terms):
        if term.meaning:
            shown = _languages(config, ("staff",) if term.audience == "staff" else AUDIENCES)
            named = tuple(code for code in shown if term.preferred(code))
            yield Shown(("terms", index, "meaning"), tuple(code for code, _ in term.meaning.by_language), named)


def _below(value: object, loc: Loc, languages: tuple[str, ...], config: Config) -> Iterator[Shown]:
    if isinstance(value, Text | TextList):
        if value.by_language:
            yield Shown(loc, tuple(code for code, _ in value.by_language), languages)
    elif isinstance(value, BaseModel):
        shown = _languages(config, value.audience) if isinstance(value, Channel | Notice) else languages
        if isinstance(value, Notice) and value.languages:
            shown = tuple(code for code in shown if code in value.languages)
        for name in type(value).model_fields:
            yield from _below(getattr(value, name), (*loc, name), shown, config)
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _below(part, (*loc, str(key)), languages, config)
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _below(part, (*loc, index), languages, config)


def _languages(config: Config, audiences: tuple[Audience, ...]) -> tuple[str, ...]:
    sites = (name for name, site in config.sites.items() if site.audience in audiences)
    shown = {code for name in sites for code in config.languages_of(name)}
    return tuple(code for code in config.languages if code in shown)
