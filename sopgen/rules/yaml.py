"""YAML can be read.

## Why

What cannot be read cannot be checked, and half-read front matter could show a document to the wrong audience.
Every value is read as the text you wrote: `1.10` stays 1.10 and `no` stays no. YAML itself cannot take
a colon and a space inside a value, nor a tab as indent. A value cannot begin with a back quote or
one of `{ [ * & ! % @`. Put such a value in quotes.

## Bad

```markdown procedures/refund.md
---
title: Refund: what you may decide
---

Text.
```

## Good

```markdown procedures/refund.md
---
title: "Refund: what you may decide"
---

Text.
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "reading"
FIXED = True
