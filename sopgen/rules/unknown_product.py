"""A product that a document names is one that `sopgen.yaml` knows.

## Why

A guide stands with its product only if it names one that `products` knows.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
product: dispensr
---

Count the money.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
product: dispenser
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
NEEDS = ("products",)


def check(reading: Reading) -> Iterator[Finding]:
    config, record = reading.config, reading.entry.record
    if not config.found:
        return
    for key in ("product",):
        for name in written_names(record, key):
            if name not in config.products:
                message = f"there is no product `{name}` in sopgen.yaml"
                yield Finding(record.places[key], "unknown-product", message, known_hint(name, config.products))
