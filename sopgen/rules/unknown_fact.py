"""A fact that a document prints exists, and its readers may see it.

## Why

A slip in a name would print `{{ facts.… }}` to a customer. A channel for staff is no fact for a customer's page.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

The fee is {{ facts.cancelation_fee }}.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

The fee is {{ facts.cancellation_fee }}.
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sopgen.fields import did_you_mean
from sopgen.library import Library
from sopgen.model import AUDIENCES, PEOPLE, Audience, Finding, Record, Severity

SEVERITY: Severity = "error"
SCOPE = "library"
NEEDS = ("facts", "branches", "contacts", "organisation")


def check(library: Library) -> Iterator[Finding]:
    if not library.config.found:
        return
    names = {audience: known(library, audience) for audience in AUDIENCES}
    names["staff"] |= names["customer"]  # what customers may know, staff may tell them
    everything = sorted({*names["staff"], *names["customer"]})
    for record in (record for record in library.records.values() if "facts" in record.holds):
        for audience in readers(record, library):
            for fact in record.outlines[audience].facts:
                if fact.name in names[audience]:
                    continue
                if fact.name in everything:
                    message = f"`{fact.name}` is not for {PEOPLE[audience]}"
                    yield Finding(
                        fact.place, "unknown-fact", message, "put the sentence into a block for its own audience"
                    )
                else:
                    message = f"there is no fact `{fact.name}`"
                    yield Finding(
                        fact.place,
                        "unknown-fact",
                        message,
                        did_you_mean(fact.name, everything, _known(fact.name, everything)),
                    )


SHOWN = 12
"""How many names a hint lists."""


def _known(name: str, names: Sequence[str]) -> str:
    """A list of the names, those of the same kind first."""
    kind = name.partition(".")[0] + "."
    likely = sorted(names, key=lambda one: not one.startswith(kind))
    more = f" … ({len(names)} in all)" if len(names) > SHOWN else ""
    return f"known: {', '.join(likely[:SHOWN])}{more}"


def known(library: Library, audience: Audience) -> frozenset[str]:
    """The names that documents for an audience may print."""
    config = library.config
    names = {"organisation.name", *(f"facts.{name}" for name in config.facts)}
    if config.organisation.legal_name:
        names.add("organisation.legal_name")
    for channel in config.contacts:
        if audience in channel.audience:
            names |= {f"contact.{channel.id}", f"contact.{channel.kind.replace(' ', '-')}"}
    for key, branch in config.branches.items():
        names |= {f"branch.{key}.{part}" for part in ("name", "address", "map") if getattr(branch, part)}
        for channel in branch.channels:
            if audience in channel.audience:
                kind = channel.kind.replace(" ", "-")
                names |= {
                    f"branch.{key}.{channel.id}",
                    f"branch.{key}.{kind}",
                    f"contact.{channel.id}",
                    f"contact.{kind}",
                }
    return frozenset(names)


def readers(record: Record, library: Library) -> tuple[Audience, ...]:
    """Who may read a file: its document's audience; for a snippet anybody whose document includes it."""
    for entry in library.by_key.get(record.key, {}).values():
        if entry.record is record:
            return entry.meta.audience
    return AUDIENCES if not record.snippet else _of_snippet(record, library)


def _of_snippet(record: Record, library: Library) -> tuple[Audience, ...]:
    return tuple(
        audience
        for audience in AUDIENCES
        if any(
            part is record
            for entry in library.entries
            if audience in entry.meta.audience and entry.record.outlines[audience].includes
            for part, _ in library.outlines(entry.record, audience, entry.language)
        )
    )
