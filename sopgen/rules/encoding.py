"""A file is UTF-8 text, and no letter of it was lost on the way.

## Why

A file saved in another encoding shows wrong letters: “Citt�” for “Città”. Where a program has already put the sign
for an unreadable letter into the file, only its author knows which letter it was.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

The office in the old town (citt� vecchia) is closed.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

The office in the old town (città vecchia) is closed.
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "reading"
