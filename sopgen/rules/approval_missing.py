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

from sopgen.library import default_for
from sopgen.model import Finding, Place, Severity
from sopgen.rule import Linked

SEVERITY: Severity = "info"
SCOPE = "links"
NEEDS = ("defaults",)
FRONT_MATTER = True


def check(document: Linked) -> Iterator[Finding]:
    meta, record = document.entry.meta, document.entry.record
    needs = meta.type in ("procedure", "policy") and not document.entry.index
    if needs and meta.status == "approved" and meta.approved is None:
        hint = "write `approved: {by: ROLE, date: 2026-03-01}`"
        config, siblings = document.library.config, document.library.by_key[record.key].values()
        pattern = default_for(record, "status", config)
        if pattern and not any("status" in sibling.record.written for sibling in siblings):
            # one for the default, not one for each of its documents
            message = f"what is in `{pattern}` is approved by default, and nobody is named who approved it"
            yield Finding(config.places.at("defaults", pattern, "status"), "approval-missing", message, hint)
            return
        place = record.places.get("status") or Place(record.path)
        message = "the document is approved, and nobody is named who approved it"
        yield Finding(place, "approval-missing", message, hint)
