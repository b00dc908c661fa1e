"""An approved document says who approved it, and when.

## Why

“Approved” is a claim; `approved: {by, date}` is what backs it, and what the page shows.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
type: policy
status: approved
---

## Rules

- Count the money.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
type: policy
status: approved
approved: {by: manager, date: 2026-03-01}
---

## Rules

- Count the money.
```

## Source

ISO 9001:2015, 7.5.2: documented information is approved for adequacy.
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import Finding, Place, Severity
from sopgen.rule import Reading

SEVERITY: Severity = "info"
SCOPE = "document"


def check(reading: Reading) -> Iterator[Finding]:
    meta, record = reading.entry.meta, reading.entry.record
    needs = meta.type in ("procedure", "policy") and not reading.entry.index
    if needs and meta.status == "approved" and meta.approved is None:
        place = record.places.get("status") or Place(record.path)
        message = "the document is approved, and nobody is named who approved it"
        yield Finding(place, "approval-missing", message, "write `approved: {by: ROLE, date: 2026-03-01}`")
