"""Sections stand in the order of their profile.

## Why

Readers look for the steps where the steps always are. Sections of your own may stand anywhere.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. Count the money.

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

from sopgen.model import Finding, Severity
from sopgen.rule import Reading

SEVERITY: Severity = "warning"
SCOPE = "document"
NEEDS = ("defaults", "profiles")
FRONT_MATTER = True


def check(reading: Reading) -> Iterator[Finding]:
    entry = reading.entry
    if entry.index:
        return
    profile = reading.config.profiles[entry.meta.type]
    last, last_title, seen = -1, "", set[int]()
    for heading in reading.body.headings:
        if heading.level != 2:
            continue
        at = next((index for index, section in enumerate(profile) if section.titled(heading.text)), None)
        if at is None:
            continue
        if at in seen:
            message = f"there is a section “{heading.text}” already"
            yield Finding(heading.place, "section-order", message, "put both parts into one section")
        elif at < last:
            message = f"“{heading.text}” stands after “{last_title}”"
            yield Finding(heading.place, "section-order", message, f"move it before “{last_title}”")
        else:
            last, last_title = at, heading.text
        seen.add(at)
