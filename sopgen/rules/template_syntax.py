"""Braces hold a fact, a name or an include of ours.

## Why

`{{ … }}`, `{% … %}` and `<% … %>` of other tools are shown to readers as they were typed. A fact whose name is
misspelt in its first word looks the same.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

Charge {{ fact.cancellation_fee }} for a late cancellation.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

Charge {{ facts.cancellation_fee }} for a late cancellation.
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "warning"
SCOPE = "reading"
