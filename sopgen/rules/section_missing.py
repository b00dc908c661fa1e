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
from sopgen.rule import Reading

SEVERITY: Severity = "error"
SCOPE = "document"


def check(reading: Reading) -> Iterator[Finding]:
    entry, config = reading.entry, reading.library.config
    if entry.index or entry.record.empty or entry.meta.status == "retired":
        return
    for section in config.profiles[entry.meta.type]:
        if section.required and not any(section.titled(heading.text) for heading in reading.body.headings):
            title = section.title.get(entry.language, config.source_language)
            message = f"the section “{title}” is missing in this {entry.meta.type}"
            place = entry.record.places.get("type") or Place(entry.record.path)
            yield Finding(place, "section-missing", message, f"write `## {title}` and what belongs there")
