"""Headings go down one level at a time.

## Why

People who listen to a page move from heading to heading; a level that is skipped sounds like a part that is missing.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

## When

#### On the same day

Count the money.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

## When

### On the same day

Count the money.
```

## Source

WCAG 2.2, success criterion 1.3.1 and technique G141.
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import Finding, Severity
from sopgen.rule import Reading

SEVERITY: Severity = "warning"
SCOPE = "document"


def check(reading: Reading) -> Iterator[Finding]:
    above = 1
    for heading in reading.body.headings:
        if heading.text and heading.level > above + 1:
            message = f"“{heading.text}” is a heading of level {heading.level} below one of level {above}"
            yield Finding(heading.place, "heading-level", message, f"take {'#' * (heading.level - above - 1)} away")
        above = heading.level if heading.text else above
