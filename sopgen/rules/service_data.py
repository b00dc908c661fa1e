"""What the services name exists: facts, features, pages; and a comparison names services.

## Why

A price is written once, as a fact. A service whose fact does not exist would show customers no price. A feature that is
both included and not would show them one of two truths.

## Bad

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT}
languages: [en, it]
sites:
  handbook: {title: Handbook, audience: staff}
  help: {title: Help, audience: customer}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
facts: {hourly_rate: {type: money, value: 23.50 EUR}}
features: {oven: Oven inside}
services:
  standard: {name: Standard clean, price: hourly_rat, included: [oven], not_included: [oven]}
```

## Good

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT}
languages: [en, it]
sites:
  handbook: {title: Handbook, audience: staff}
  help: {title: Help, audience: customer}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
facts: {hourly_rate: {type: money, value: 23.50 EUR}}
features: {oven: Oven inside}
services:
  standard: {name: Standard clean, price: hourly_rate, not_included: [oven]}
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from sopgen.library import Library
from sopgen.mistakes import known_hint
from sopgen.model import Finding, Severity
from sopgen.services import Service
from sopgen.yaml_source import Loc

SEVERITY: Severity = "error"
SCOPE = "library"
NEEDS = ("services", "features", "facts")


def check(library: Library) -> Iterator[Finding]:
    if not library.config.found:
        return
    for key, service in library.config.services.items():
        yield from _facts(("services", key), service, library)
        yield from _features(("services", key), service, library)
        yield from _document(("services", key, "document"), service.document, library)
    for key, feature in library.config.features.items():
        yield from _document(("features", key, "document"), feature.document, library)
    yield from _comparisons(library)


def _facts(loc: Loc, service: Service, library: Library) -> Iterator[Finding]:
    for index, price in enumerate(service.price):
        yield from _fact((*loc, "price", index, "fact"), price.fact, ("money",), library)
    for index, option in enumerate(service.options):
        if option.price:
            yield from _fact((*loc, "options", index, "price", "fact"), option.price.fact, ("money",), library)
    if service.minimum:
        yield from _fact((*loc, "minimum"), service.minimum, ("duration", "money"), library)
    if service.duration:
        yield from _fact((*loc, "duration"), service.duration, ("duration",), library)


def _fact(loc: Loc, name: str, kinds: tuple[str, ...], library: Library) -> Iterator[Finding]:
    """The fact exists, and is of one of these types."""
    facts = library.config.facts
    fitting = [one for one, fact in facts.items() if fact.type in kinds]
    if name not in facts:
        message = f"there is no fact `{name}`"
    elif facts[name].type not in kinds:
        message = f"the fact `{name}` is of type {facts[name].type}, not {' or '.join(kinds)}"
    else:
        return
    hint = known_hint(name, fitting) or f"add a fact of type {kinds[0]} to `facts`"
    yield Finding(library.config.places.at(*loc), "service-data", message, hint)


def _features(loc: Loc, service: Service, library: Library) -> Iterator[Finding]:
    known, places = library.config.features, library.config.places
    said: list[tuple[str, Loc]] = []
    for name in ("included", "not_included"):
        said += ((feature, (*loc, name, index)) for index, feature in enumerate(getattr(service, name)))
    said += (
        (option.feature, (*loc, "options", index, "feature"))
        for index, option in enumerate(service.options)
        if option.feature
    )
    count: Counter[str] = Counter()
    for feature, at in said:
        if feature not in known:
            hint = known_hint(feature, known) or f"add a line `{feature}: …` to `features`"
            yield Finding(places.at(*at), "service-data", f"there is no feature `{feature}`", hint)
        elif count[feature]:
            message = f"`{feature}` stands twice in the service `{loc[-1]}`"
            hint = "keep it below one of `included`, `not_included` and `options`"
            yield Finding(places.at(*at), "service-data", message, hint)
        count[feature] += 1


def _document(loc: Loc, name: str, library: Library) -> Iterator[Finding]:
    if name and library.ids.get(name, name) not in library.by_key:
        hint = known_hint(name, (*library.ids, *library.by_key))
        yield Finding(library.config.places.at(*loc), "service-data", f"there is no document `{name}`", hint)


def _comparisons(library: Library) -> Iterator[Finding]:
    services = library.config.services
    for record in (record for record in library.records.values() if "services" in record.holds):
        for ref in dict.fromkeys(ref for outline in record.outlines.values() for ref in outline.services):
            if not services:
                hint = "write them below `services` in sopgen.yaml"
                yield Finding(ref.place, "service-data", "there are no services to compare", hint)
                continue
            for name in _unknown(ref.names, services):
                yield Finding(ref.place, "service-data", f"there is no service `{name}`", known_hint(name, services))


def _unknown(names: Iterable[str], known: Iterable[str]) -> list[str]:
    there = set(known)
    return [name for name in names if name not in there]
