"""A retired document names its successor.

## Why

An old link still opens the page of a retired document. It should say where to go instead. Where nothing took its
place, an exemption says so.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
status: retired
---

Count the money.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
status: retired
successor: complaints
---

Count the money.
```

```markdown procedures/complaints.md
---
title: Handle a complaint
---

Listen.
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
    if meta.status == "retired" and not meta.successor:
        place = record.places.get("status") or Place(record.path)
        hint = "write `successor:` and the id of the document that took its place"
        yield Finding(place, "successor-missing", "the document is retired and names no successor", hint)
