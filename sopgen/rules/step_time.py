"""The time of a step can be read, and stands where a step is.

## Why

`{time="5 minutes"}` stands at the end of a step, or of the heading of a part of the steps. Pages show it there, and add
all times up. A time that cannot be read is left out, and one at a paragraph or a table is for no step. The number is
whole, the word English in every language: `time="10 minutes"`, `time="2 hours"`, `time="1 day"`.

## Bad

```markdown procedures/open.md
---
title: Open the office
type: procedure
---

## Steps

1. Open the windows. {time="10 min"}
2. Count the keys in the cabinet.
```

## Good

```markdown procedures/open.md
---
title: Open the office
type: procedure
---

## Steps

1. Open the windows. {time="10 minutes"}
2. Count the keys in the cabinet.
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "warning"
SCOPE = "reading"
