"""An approved document does not link to a draft.

## Why

A draft is not published: readers see the words of the link and cannot follow them. `build --drafts` and `serve`
show it, so the author alone would not notice.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
status: approved
---

See [complaints](complaints.md).
```

```markdown procedures/complaints.md
---
title: Handle a complaint
status: draft
---

Listen.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
status: approved
---

See [complaints](complaints.md).
```

```markdown procedures/complaints.md
---
title: Handle a complaint
status: approved
---

Listen.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import Finding, Severity
from sopgen.rule import Linked, front_matter_unread

SEVERITY: Severity = "warning"
SCOPE = "links"
NEEDS = ("defaults",)


def check(document: Linked) -> Iterator[Finding]:
    if document.entry.meta.status != "approved" or not document.library.config.found:
        return
    for lead in document.links:
        entry = lead.target.entry
        if (
            lead.target.kind in ("page", "draft")
            and entry
            and entry.meta.status == "draft"
            and not front_matter_unread(entry.record)
        ):
            message = f"{entry.record.path} is a draft: readers cannot follow this link"
            yield Finding(lead.link.place, "draft-link", message, "approve that document, or take the link out")
