"""A call-out, a tab and a block of steps hold something.

## Why

An empty call-out is a coloured box that says “Warning” and not of what; tabs without a tab and steps without a list
show nothing at all. Most often a line is missing, or stands outside.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

> [!WARNING]

The iron is hot.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

> [!WARNING]
> The iron is hot.
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "warning"
SCOPE = "reading"
