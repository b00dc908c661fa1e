"""A document has text.

## Why

A page without text is a promise that is not kept: somebody follows a link, in a hurry, and finds nothing.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

Count the money.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import Finding, Place, Severity
from sopgen.rule import Reading

SEVERITY: Severity = "warning"
SCOPE = "document"


def check(reading: Reading) -> Iterator[Finding]:
    record = reading.entry.record
    if record.empty and not reading.entry.index:
        yield Finding(Place(record.path), "empty-document", "the document has no text", "write it, or delete the file")
