"""An exemption names a rule that exists and is needed.

## Why

An exemption that nothing needs hides the next mistake. Some rules (leaks between audiences, clashing addresses,
unreadable YAML, the contact block) have no exemptions.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

<!-- sopgen: ignore alt-text because the picture is drawn later -->

A paragraph without a picture.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

A paragraph without a picture.
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "info"
SCOPE = "reading"
