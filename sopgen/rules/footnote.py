"""A footnote has its note, and a note its reference.

## Why

A reference without a note is shown as the signs that were typed. A note to which nothing refers is not shown at all.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

The fee is not charged in an emergency.[^fee]
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

The fee is not charged in an emergency.[^fee]

[^fee]: Fire, flood, illness with a hospital stay.
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "warning"
SCOPE = "reading"
