"""A table shows all that is written in it.

## Why

The line of dashes says how many columns a table has. Where the line above it has another number of cells, Markdown
sees no table, and readers see a heap of words and bars. A row with more cells loses those at its end, without a
word. A `|` that is text, in code too, is written `\\|`.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

| Amount | Who decides |
| --- | --- | --- |
| up to 50 | every agent |
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

| Amount | Who decides |
| --- | --- |
| up to 50 | every agent |
```

## Source

GitHub Flavored Markdown, 4.10 Tables.
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "reading"
