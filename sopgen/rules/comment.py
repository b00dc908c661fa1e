"""A comment is closed.

## Why

What stands between `<!--` and `-->` never reaches a page. A comment without its end hides all that follows, and
nobody sees that it is missing.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

Count the money.

<!-- ask the branch manager about the limit

Give the receipt to the customer.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

Count the money.

<!-- ask the branch manager about the limit -->

Give the receipt to the customer.
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "reading"
