"""An old problem that is mended leaves the file of old problems.

## Why

A line that stays keeps the same problem back when somebody brings it in again. And the team does not see how much is
done. `sopgen check --write-baseline` takes such lines out.

## Bad

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT}
languages: [en, it]
sites:
  handbook: {title: Handbook, audience: staff}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
roles: {manager: {title: Manager}}
baseline: baseline.txt
```

```text baseline.txt
procedures/refund.md
  step-past-tense 3b1f0c8a97d2e645  The receipt was checked.
```

```markdown procedures/refund.md
---
title: Give a refund
---

1. Check the receipt.
```

## Good

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT}
languages: [en, it]
sites:
  handbook: {title: Handbook, audience: staff}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
roles: {manager: {title: Manager}}
baseline: baseline.txt
```

```text baseline.txt
procedures/refund.md
```

```markdown procedures/refund.md
---
title: Give a refund
---

1. Check the receipt.
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "info"
SCOPE = "reading"
