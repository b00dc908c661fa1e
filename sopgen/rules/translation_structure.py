"""A translation has the structure of its source: headings, steps, warnings, pictures, links, facts.

## Why

Who reads the Italian page does the same work. A step that is missing there is not done, a warning that is missing warns
nobody. A price that was typed instead of the fact stays when the fact changes. Sentences and paragraphs may be cut as
the language wants it. Links to other websites may lead to pages in the reader's language.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

## Steps

1. Open the bill.
2. Pay {{ facts.cancellation_fee }} back.

:::warning
Never pay in cash.
:::
```

```markdown procedures/refund.it.md
---
title: Fare un rimborso
---

## Passi

1. Apri il conto e restituisci 15 €.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

## Steps

1. Open the bill.
2. Pay {{ facts.cancellation_fee }} back.

:::warning
Never pay in cash.
:::
```

```markdown procedures/refund.it.md
---
title: Fare un rimborso
---

## Passi

1. Apri il conto.
2. Restituisci {{ facts.cancellation_fee }}.

:::warning
Non pagare mai in contanti.
:::
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from urllib.parse import unquote

from msgspec import Struct

from sopgen.library import Library
from sopgen.links import SCHEME, find_entry
from sopgen.model import Finding, Place, Record, Severity, Unit
from sopgen.translation import counterparts

SEVERITY: Severity = "warning"
SCOPE = "library"
NAME = "translation-structure"
_COUNTED = {
    "step": ("step", "steps"),
    "item": ("list item", "list items"),
    "cell": ("table cell", "table cells"),
    "code": ("block of code", "blocks of code"),
    "include": ("included file", "included files"),
    "services": ("comparison", "comparisons"),
    "video": ("video", "videos"),
    "staff": ("block for staff", "blocks for staff"),
    "customer": ("block for customers", "blocks for customers"),
    "details": ("folded block", "folded blocks"),
    "tab": ("tab", "tabs"),
}
"""What a section has as often as its source; call-outs besides, by their kind."""
_SILENT = frozenset({"tabs", "video", "footnote"})
"""What stands around a block and says nothing by itself."""


class Pages(Struct, frozen=True):
    """A source and its translation. together: the places of blocks that belong together, in the order of the source."""

    source: Record
    own: Record
    together: Sequence[tuple[Place, Place]]

    def place(self, there: Place) -> Place:
        """The place in the translation where something of the source belongs."""
        before = [own for source, own in self.together if (source.line, source.column) <= (there.line, there.column)]
        return before[-1] if before else Place(self.own.path, self.own.body_line)


def check(library: Library) -> Iterator[Finding]:
    for path, source in sorted(library.sources.items()):
        own = library.records[path]
        if source.units and not own.empty:
            pairs = [(source.units[at].place, unit.place) for at, unit in sorted(counterparts(source, own).items())]
            pages = Pages(source, own, pairs)
            yield from _headings(pages) or _sections(pages)
            yield from _either(pages, "fact", _facts(source), _facts(own))
            yield from _either(pages, "link to", _links(source, library), _links(own, library))
            yield from _pictures(pages)


# ---------------------------------------------------------------------------------------------- headings, sections


def _headings(pages: Pages) -> list[Finding]:
    """Headings that only one of the two has: the sections cannot be compared then."""
    theirs, ours = ([unit for unit in record.units if _is_heading(unit)] for record in (pages.source, pages.own))
    kinds = [unit.kind for unit in theirs], [unit.kind for unit in ours]
    found = []
    for tag, start, end, first, last in SequenceMatcher(None, *kinds, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for unit in theirs[start:end]:
            message = f"the source has a {_level(unit)} here, “{unit.words}”, and the translation has none"
            hint = f"translate what stands at {_at(unit.place)}"
            found.append(Finding(pages.place(unit.place), NAME, message, hint))
        for unit in ours[first:last]:
            message = f"the source has no {_level(unit)} here"
            hint = f"take it out, or write it in {pages.source.path} too"
            found.append(Finding(unit.place, NAME, message, hint))
    return found


def _is_heading(unit: Unit) -> bool:
    return unit.kind.startswith("heading")


def _level(unit: Unit) -> str:
    return f"heading of level {unit.kind.rpartition(' ')[2]}"


def _sections(pages: Pages) -> Iterator[Finding]:
    """What a section has more or less often than that of the source."""
    for theirs, ours in zip(_parted(pages.source.units), _parted(pages.own.units), strict=True):
        one, other = _counted(theirs), _counted(ours)
        for name in sorted({*one, *other}):
            there, here = one.get(name, []), other.get(name, [])
            if len(there) != len(here):
                start = pages.place(theirs[0].place) if theirs else ours[0].place
                message = f"this section has {_many(name, here)}, that of the source {_many(name, there)}"
                places = [*there, *(unit.place for unit in theirs), Place(pages.source.path)]
                hint = f"compare it with {_at(places[0])}"
                yield Finding(here[-1] if here else start, NAME, message, hint)


def _parted(units: Iterable[Unit]) -> list[list[Unit]]:
    """The blocks below each heading, the heading first; the first list is what stands above all of them."""
    parts: list[list[Unit]] = [[]]
    for unit in units:
        if _is_heading(unit):
            parts.append([])
        parts[-1].append(unit)
    return parts


def _counted(units: Sequence[Unit]) -> dict[str, list[Place]]:
    """By name of what is counted, where each of them begins; a block around several others is one."""
    found: dict[str, list[Place]] = {}
    for unit in units:
        if unit.kind in _COUNTED:
            found.setdefault(unit.kind, []).append(unit.place)
    for inside, run in groupby(units, key=lambda unit: unit.inside):
        place = next(run).place
        for name in set(inside) - _SILENT:
            found.setdefault(name, []).append(place)
    return found


def _many(name: str, places: Sequence[Place]) -> str:
    one, many = _COUNTED.get(name, (f"{name}", f"{name}s"))
    return f"{len(places) or 'no'} {one if len(places) == 1 else many}"


# -------------------------------------------------------------------------------------------- facts, links, pictures


def _facts(record: Record) -> dict[str, Place]:
    """The facts of a text, whoever sees them, each where it first stands."""
    return _first((fact.name, fact.place) for outline in record.outlines.values() for fact in outline.facts)


def _links(record: Record, library: Library) -> dict[str, Place]:
    """The documents that a text leads to. Other websites, files and places of the same page are the language's own."""
    found = []
    for link in (link for outline in record.outlines.values() for link in outline.links):
        target = link.target
        path = unquote(target.partition("#")[0].partition("?")[0])
        if not path or "{{" in target or SCHEME.match(target) or target.startswith("//"):
            continue
        if entry := find_entry(path, record, library, library.languages[record.path]):
            found.append((entry.record.key or "index", link.place))
    return _first(found)


def _first(found: Iterable[tuple[str, Place]]) -> dict[str, Place]:
    first: dict[str, Place] = {}
    for name, place in sorted(found, key=lambda one: one[1]):
        first.setdefault(name, place)
    return first


def _either(pages: Pages, what: str, theirs: dict[str, Place], ours: dict[str, Place]) -> Iterator[Finding]:
    """What only one of the two has."""
    for name in sorted(theirs.keys() - ours.keys()):
        message = f"the source has the {what} `{name}` here, and the translation has none"
        yield Finding(pages.place(theirs[name]), NAME, message, f"write it as at {_at(theirs[name])}")
    for name in sorted(ours.keys() - theirs.keys()):
        message = f"the source has no {what} `{name}`"
        yield Finding(ours[name], NAME, message, f"take it out, or write it in {pages.source.path} too")


def _pictures(pages: Pages) -> Iterator[Finding]:
    """Pictures by number: a language may have drawings with its own words."""
    theirs, ours = (
        sorted({image.place for outline in record.outlines.values() for image in outline.images})
        for record in (pages.source, pages.own)
    )
    if len(theirs) > len(ours):
        message = f"the translation has {_pictured(ours)}, its source {_pictured(theirs)}"
        yield Finding(pages.place(theirs[len(ours)]), NAME, message, f"look at {_at(theirs[len(ours)])}")
    elif len(ours) > len(theirs):
        message = f"the translation has {_pictured(ours)}, its source {_pictured(theirs)}"
        yield Finding(ours[len(theirs)], NAME, message, f"take it out, or show it in {pages.source.path} too")


def _pictured(places: Sequence[Place]) -> str:
    return f"{len(places) or 'no'} picture{'s' * (len(places) != 1)}"


def _at(place: Place) -> str:
    return f"{place.path}:{place.line}"
