"""A key that is needed stands there.

## Why

Some values make sense only together: an approval has a date and says by whom.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
status: approved
approved: {by: manager}
---

Text.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
status: approved
approved: {by: manager, date: 2026-03-01}
---

Text.
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "reading"
