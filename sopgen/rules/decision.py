"""A decision leads from its first question to an end, whatever the answers.

## Why

Somebody who follows the questions stands in front of a customer. An answer that leads nowhere, or round in a circle,
leaves both of them there.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

:::decision Who decides?

Is the amount above your limit?
: Yes -> #manager
: No ->

The quality lead decides. {#quality}
:::
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

:::decision Who decides?

Is the amount above your limit?
: Yes -> #manager
: No -> You decide.

The branch manager decides. {#manager}
:::
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "reading"
