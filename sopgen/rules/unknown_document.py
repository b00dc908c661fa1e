"""A document that another names as related or as its successor exists.

## Why

Readers of a retired page are sent to its successor: a wrong id sends them nowhere.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
related: [CS-099]
---

Count the money.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
related: [complaints]
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

from sopgen.library import Library
from sopgen.model import Finding, Severity
from sopgen.nearest import nearest
from sopgen.rule import front_matter_unread, written_names

SEVERITY: Severity = "error"
SCOPE = "library"


def check(library: Library) -> Iterator[Finding]:
    if any(front_matter_unread(record) for record in library.records.values()):
        return  # the id may stand in what could not be read
    for entry in library.entries:
        for key in ("related", "successor"):
            for name in written_names(entry.record, key):
                if name not in library.ids and name not in library.by_key:
                    hint = nearest(name, [*library.ids, *library.by_key])
                    place = entry.record.places[key]
                    yield Finding(place, "unknown-document", f"there is no document `{name}`", hint)
