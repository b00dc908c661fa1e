"""A page for customers has a description.

## Why

The description stands in topic lists and in search engines: it tells a customer in one sentence whether this page
helps.

## Bad

```markdown procedures/prices.md
---
title: Prices
audience: customer
status: approved
---

What a visit costs.
```

## Good

```markdown procedures/prices.md
---
title: Prices
description: What a visit costs, with examples.
audience: customer
status: approved
---

What a visit costs.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import Finding, Place, Severity
from sopgen.rule import Reading

SEVERITY: Severity = "warning"
SCOPE = "document"
NEEDS = ("defaults",)
FRONT_MATTER = True


def check(reading: Reading) -> Iterator[Finding]:
    meta, record = reading.entry.meta, reading.entry.record
    if "customer" in meta.audience and not meta.description and meta.status != "retired" and reading.config.found:
        message = "customers will read this page, and it has no description"
        place = record.places.get("title") or Place(record.path)
        yield Finding(
            place, "description-missing", message, "write `description:` and one sentence: what the reader gets here"
        )
