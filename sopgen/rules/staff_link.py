"""A page for customers does not link to a document for staff.

## Why

Customers would meet a dead end, and read the name of something that is not for them.

## Bad

```markdown procedures/prices.md
---
title: Prices
description: What a visit costs.
audience: customer
status: approved
---

See [refunds](refund.md).
```

```markdown procedures/refund.md
---
title: Give a refund
audience: staff
status: approved
---

Count the money.
```

## Good

```markdown procedures/prices.md
---
title: Prices
description: What a visit costs.
audience: customer
status: approved
---

Ask us for a refund.
```

```markdown procedures/refund.md
---
title: Give a refund
audience: staff
status: approved
---

Count the money.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import Finding, Severity
from sopgen.rule import Linked

SEVERITY: Severity = "error"
SCOPE = "links"
FIXED = True
NEEDS = ("defaults",)


def check(document: Linked) -> Iterator[Finding]:
    for lead in document.links:
        if lead.target.kind == "hidden" and document.library.config.found:
            yield Finding(lead.link.place, "staff-link", lead.target.message, lead.target.hint)
