"""A document has the sections that its type requires.

## Why

Whoever has read one procedure finds the way in all of them. The profile of each type says which sections there are
and which ones a document must have; `profiles` in `sopgen.yaml` changes it.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Purpose

The customer gets the money back.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Purpose

The customer gets the money back.

## Steps

1. Count the money.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import Finding, Place, Severity
from sopgen.profiles import Section
from sopgen.rule import Reading

SEVERITY: Severity = "error"
SCOPE = "document"
NEEDS = ("defaults", "profiles")
FRONT_MATTER = True
STEPS = "steps"
"""The section of every profile whose text is numbered steps."""


def check(reading: Reading) -> Iterator[Finding]:
    entry, config = reading.entry, reading.config
    if entry.index or entry.record.empty or entry.meta.status == "retired":
        return
    yield from _without_steps(reading)
    for section in config.profiles[entry.meta.type]:
        if (
            section.required
            and _named(section, entry.language)
            and not any(section.titled(heading.text) for heading in reading.body.headings)
        ):
            title = section.title.get(entry.language, config.source_language)
            message = f"the section “{title}” is missing in this {entry.meta.type}"
            place = entry.record.places.get("type") or Place(entry.record.path)
            yield Finding(place, "section-missing", message, f"write `## {title}` and what belongs there")


def _named(section: Section, language: str) -> bool:
    """Whether the section has a name in the language of the document: else nobody can say which heading it is."""
    return not {code for code, _ in section.title.by_language}.isdisjoint(("", language, language.partition("-")[0]))


def _without_steps(reading: Reading) -> Iterator[Finding]:
    """A section of steps, its sub-sections and included files among it, that holds no step."""
    entry, headings = reading.entry, reading.body.headings
    profile = reading.config.profiles[entry.meta.type]
    wanted = next((section for section in profile if section.id == STEPS and section.required), None)
    at = next((index for index, heading in enumerate(headings) if wanted and wanted.titled(heading.text)), None)
    if at is None or "includes" in entry.record.holds:
        return
    end = next((n for n in range(at + 1, len(headings)) if headings[n].level <= headings[at].level), len(headings))
    if not any(block.number and at <= block.section < end for block in reading.body.blocks):
        message = f"“{headings[at].text}” holds no step"
        yield Finding(headings[at].place, "section-missing", message, "write the steps as a numbered list: 1. …")
