"""A call-out has a kind that exists.

## Why

There are six kinds: note, tip, important, warning, caution, danger, and the names that other tools and the
languages of the handbook have for them. An unknown kind is shown as a note: where a warning was meant, its weight
is lost.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

> [!WARNNG]
> The iron is hot.
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
