"""A key stands once.

## Why

Of two lines with the same key a reader sees both and YAML takes the last: nobody knows which one was meant.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
owner: manager
owner: agent
---

Text.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
owner: manager
---

Text.
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "reading"
FIXED = True
