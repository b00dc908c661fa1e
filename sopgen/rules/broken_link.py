"""A link leads somewhere.

## Why

A dead link leaves a reader alone at the very point where the text promised help. Write the path to the Markdown
file, as seen from the file you are in, or the document's id.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

See [complaints](complaint.md).
```

```markdown procedures/complaints.md
---
title: Handle a complaint
---

Listen.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

See [complaints](complaints.md).
```

```markdown procedures/complaints.md
---
title: Handle a complaint
---

Listen.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import Finding, Severity
from sopgen.rule import Linked

SEVERITY: Severity = "error"
SCOPE = "links"


def check(document: Linked) -> Iterator[Finding]:
    for lead in document.links:
        if lead.target.kind == "missing":
            yield Finding(lead.link.place, "broken-link", lead.target.message, lead.target.hint)
