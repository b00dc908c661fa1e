"""A branch that a document names is one that `sopgen.yaml` knows.

## Why

A document that applies to a branch by a misspelt name applies to none.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
branches: [milano]
---

Count the money.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
branches: [milan]
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
NEEDS = ("branches",)


def check(reading: Reading) -> Iterator[Finding]:
    config, record = reading.config, reading.entry.record
    if not config.found:
        return
    for key in ("branches",):
        for name in written_names(record, key):
            if name not in config.branches:
                message = f"there is no branch `{name}` in sopgen.yaml"
                yield Finding(record.places[key], "unknown-branch", message, known_hint(name, config.branches))
