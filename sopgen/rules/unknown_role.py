"""A role that a document names is one that `sopgen.yaml` knows.

## Why

The owner keeps a document right, and colleagues find their documents by role. A name that `roles` does not know leads
nobody anywhere.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
owner: manger
---

Count the money.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
owner: manager
---

Count the money.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.mistakes import known_hint
from sopgen.model import Finding, Severity
from sopgen.rule import Reading, written_names

SEVERITY: Severity = "error"
SCOPE = "document"
NEEDS = ("roles",)


def check(reading: Reading) -> Iterator[Finding]:
    config, record = reading.config, reading.entry.record
    if not config.found:
        return
    for key in ("owner", "roles"):
        for name in written_names(record, key):
            if name not in config.roles:
                message = f"there is no role `{name}` in sopgen.yaml"
                yield Finding(record.places[key], "unknown-role", message, known_hint(name, config.roles))
