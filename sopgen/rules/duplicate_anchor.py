"""An id stands once in a file.

## Why

A link with `#amount` leads to the first place that has this id. The second can never be reached.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

## The amount {#amount}

Look it up in the table.

## The limit {#amount}

Ask the branch manager.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

## The amount {#amount}

Look it up in the table.

## The limit {#limit}

Ask the branch manager.
```

## Source

HTML Living Standard, section 3.2.6: the id of an element is unique in its tree.
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "reading"
