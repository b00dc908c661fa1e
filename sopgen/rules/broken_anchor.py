"""A link to a part of a page leads to a heading or step that is there.

## Why

A link that opens a long page at its top makes the reader search. Ids come from the headings' words, or are written
by you: `## If the till is empty {#empty-till}`. In a translation the id of the source heading works too.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

See [the limits](#limit).

## Limits

Up to 80 euros.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

See [the limits](#limits).

## Limits

Up to 80 euros.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import Finding, Severity
from sopgen.rule import Linked

SEVERITY: Severity = "error"
SCOPE = "links"


def check(document: Linked) -> Iterator[Finding]:
    for lead in document.links:
        if not lead.target.anchor_found:
            yield Finding(lead.link.place, "broken-anchor", lead.target.message, lead.target.hint)
