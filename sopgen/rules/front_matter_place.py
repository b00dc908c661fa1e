"""Front matter stands at the top of its file, between two `---` lines.

## Why

Front matter says who may read a document. Where it does not stand at the top, or its lines are not three hyphens, it
would be shown as text. A document for staff would go to whom its folder names. So this stops the build: no
setting changes it. Empty lines and comments may stand above the first `---`.

## Bad

```markdown procedures/refund.md
# Give a refund

---
title: Give a refund
audience: staff
---

Text.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
audience: staff
---

Text.
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "reading"
FIXED = True
