"""A document is reviewed when its review is due.

## Why

A procedure that nobody has looked at for years is followed or ignored, and nobody knows which is right. The due
date is `reviewed` (or `effective`) plus `review_every`, compared with today or `--as-of`.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
status: approved
reviewed: 2020-01-01
review_every: 12 months
---

Count the money.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
status: approved
reviewed: 2026-06-01
review_every: 12 months
---

Count the money.
```

## Source

ISO 9001:2015, 7.5.2: documented information is reviewed for suitability.
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.dates import review_due
from sopgen.model import Finding, Place, Severity
from sopgen.rule import Linked

SEVERITY: Severity = "warning"
SCOPE = "links"
NEEDS = ("defaults",)
FRONT_MATTER = True


def check(document: Linked) -> Iterator[Finding]:
    entry, meta = document.entry, document.entry.meta
    due = review_due(meta.reviewed or meta.effective, meta.review_every)
    if due and due < document.library.config.as_of and meta.status == "approved" and _is_source(document):
        place = entry.record.places.get("reviewed") or Place(entry.record.path)
        who = f"{meta.owner} reviews it" if meta.owner else "review it"
        hint = f"{who}, then sets `reviewed`" if meta.owner else f"{who}, then set `reviewed`"
        yield Finding(place, "review-overdue", f"the review was due on {due.isoformat()}", hint)


def _is_source(document: Linked) -> bool:
    translations = document.library.by_key[document.entry.record.key]
    return next(iter(translations.values())) is document.entry or "reviewed" in document.entry.record.written
