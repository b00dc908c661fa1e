"""An approved document holds none of the words that `sopgen new` writes for its author to replace.

## Why

“To be written.” under a heading is a promise; approved, it is a gap that somebody meets in a hurry.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
status: approved
---

## When

To be written.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
status: approved
---

## When

On the same day.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.guidance import DESCRIPTION, FIRST_STEP, TO_WRITE
from sopgen.model import Finding, Severity
from sopgen.rule import Reading

SEVERITY: Severity = "warning"
SCOPE = "document"


WORDS = frozenset(text for words in (DESCRIPTION, FIRST_STEP, TO_WRITE) for _, text in words.by_language)


def check(reading: Reading) -> Iterator[Finding]:
    meta, record = reading.entry.meta, reading.entry.record
    if meta.status != "approved":
        return
    hint = "write what belongs there, or keep `status: draft`"
    if record.written.get("description") in WORDS:
        message = f"the description is still “{meta.description}”"
        yield Finding(record.places["description"], "placeholder", message, hint)
    for block in reading.body.blocks:
        if block.text.strip() in WORDS:
            yield Finding(block.place, "placeholder", f"“{block.text.strip()}” still stands here", hint)
