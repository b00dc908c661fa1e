"""A block that is opened is closed.

## Why

A `:::` block without its end takes in all that follows: a block for staff hides the rest of the page from
customers, a warning swallows the steps. A block that stands inside other text, or is indented too far, is read as
text.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

:::warning
The iron is hot.

Put it on its stand.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

:::warning
The iron is hot.
:::

Put it on its stand.
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "reading"
