"""Two documents never land on one address.

## Why

Of two pages with one address, one would silently replace the other.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

Text.
```

```markdown procedures/money-back.md
---
title: Pay money back
slug: refund
---

Text.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

Text.
```

```markdown procedures/money-back.md
---
title: Pay money back
---

Text.
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "reading"
FIXED = True
