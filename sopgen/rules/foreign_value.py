"""A value that was written for another tool is dropped, and said so.

## Why

With `front_matter: {foreign: ignore}` imported documents build at once. A known key with a value that sopgen cannot
use (`audience: Application User`) is left out and the folder default stands in: this warning says where.

## Bad

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT}
languages: [en, it]
sites:
  handbook: {title: Handbook, audience: staff}
  help: {title: Help, audience: customer}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
front_matter: {foreign: ignore}
```

```markdown procedures/refund.md
---
title: Give a refund
audience: Application User
---

Text.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
audience: staff
---

Text.
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "warning"
SCOPE = "reading"
