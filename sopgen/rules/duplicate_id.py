"""A document id belongs to one document.

## Why

The id is what people quote on the telephone and what other documents refer to. Translations share the id of their
source.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
id: CS-003
---

Count the money.
```

```markdown procedures/complaints.md
---
title: Handle a complaint
id: CS-003
---

Listen.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
id: CS-003
---

Count the money.
```

```markdown procedures/complaints.md
---
title: Handle a complaint
id: CS-002
---

Listen.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.library import Library
from sopgen.model import Entry, Finding, Place, Severity

SEVERITY: Severity = "error"
SCOPE = "library"


def check(library: Library) -> Iterator[Finding]:
    first: dict[str, Entry] = {}
    for entry in library.entries:
        known = first.setdefault(entry.meta.id, entry) if entry.meta.id else entry
        if known.record.key != entry.record.key:
            place = entry.record.places.get("id") or Place(entry.record.path)
            message = f"the id `{entry.meta.id}` belongs to {known.record.path}"
            yield Finding(place, "duplicate-id", message, "give this document an id of its own")
