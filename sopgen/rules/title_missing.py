"""A document has a title.

## Why

The title is what readers see in lists, in search results and in the window. Without one, the first heading or the
file name has to stand in.

## Bad

```markdown procedures/refund.md
Count the money.
```

## Good

```markdown procedures/refund.md
# Give a refund

Count the money.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import Finding, Place, Severity
from sopgen.rule import Reading

SEVERITY: Severity = "warning"
SCOPE = "document"
FRONT_MATTER = True


def check(reading: Reading) -> Iterator[Finding]:
    record = reading.entry.record
    if not record.written.get("title") and not record.heading:
        message = f"the document has no title; “{reading.entry.meta.title}” stands in"
        yield Finding(
            Place(record.path), "title-missing", message, "write `title: …` above the text, or begin with `# Title`"
        )
