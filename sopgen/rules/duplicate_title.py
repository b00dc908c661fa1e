"""Two documents of one site and language have different titles.

## Why

In a list of results two equal titles make the reader open both.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

Count the money.
```

```markdown procedures/vouchers.md
---
title: Give a refund
---

Write a voucher.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

Count the money.
```

```markdown procedures/vouchers.md
---
title: Give a voucher
---

Write a voucher.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.library import Library
from sopgen.model import Entry, Finding, Place, Severity

SEVERITY: Severity = "warning"
SCOPE = "library"


def check(library: Library) -> Iterator[Finding]:
    first: dict[tuple[str, str, str], Entry] = {}
    for entry in library.entries:
        if entry.index or entry.meta.status == "retired":
            continue
        for audience in entry.meta.audience:
            known = first.setdefault((audience, entry.language, entry.meta.title.casefold()), entry)
            if known is not entry:
                place = entry.record.places.get("title") or Place(entry.record.path)
                message = f"{known.record.path} has the title “{entry.meta.title}” too"
                yield Finding(place, "duplicate-title", message, "say in the title what is different here")
