"""A block for one audience is written `:::staff` or `:::customer`.

## Why

A block that is almost one, such as `:::staff-only`, `!!! staff` or `> [!STAFF]`, does not hide its text: what is for
staff alone would be shown to customers as a note. So this stops the build: no setting changes it. To show such a
line as an example, put it in a fenced code block.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

:::staff-only
The limit is 250 €.
:::
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

:::staff
The limit is 250 €.
:::
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "reading"
FIXED = True
