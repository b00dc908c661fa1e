"""A value in front matter has the form that its key needs.

## Why

Dates, numbers and fixed words are what lists, reviews and audiences are made from. Dates are written
year-month-day, a review interval as `12 months` or `2 years`.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
reviewed: 1/3/2026
---

Text.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
reviewed: 2026-03-01
---

Text.
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "reading"
