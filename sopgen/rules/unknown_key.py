"""Every key in front matter and `sopgen.yaml` is one that sopgen knows.

## Why

A key with a slip in it does nothing, and nobody notices: `audiance: customer` would leave a page unpublished. Data
of your own goes under `extra`. For documents written for another tool, `front_matter: {foreign: ignore}` leaves
unknown keys alone.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
onwer: manager
---

Text.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
owner: manager
extra:
  folder: 12
---

Text.
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "reading"
