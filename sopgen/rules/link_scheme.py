"""A link leads to a page, a file or an address that is safe to open.

## Why

`javascript:` and `data:` links run or show what somebody else wrote as if it were ours; `file:` links lead into the
writer's own computer. What begins with `//` leads to another host and does not say how. The text of such a link stays,
the link is not written.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

Open the [price list](file:///C:/prices.pdf).
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

Open the [price list](https://prices.serenetta.example/).
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "reading"
