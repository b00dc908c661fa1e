"""A `#` inside a value does not cut it short.

## Why

For YAML, a space and a `#` begin a comment: `name: Room #5` is read as `Room`, and the number never reaches a reader.
A comment has a space after its sign: `# like this`.

## Bad

```markdown procedures/refund.md
---
title: Clean room #5
---

Count the money.
```

## Good

```markdown procedures/refund.md
---
title: "Clean room #5"
order: 5 # after the other rooms
---

Count the money.
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "warning"
SCOPE = "reading"
