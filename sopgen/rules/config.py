"""A value in `sopgen.yaml` has the form that its key needs.

## Why

The configuration holds what every page shows. A value that cannot be read would show wrong on all of them.

## Bad

```yaml hours.yaml
- desk
```

## Good

```yaml hours.yaml
desk:
  time_zone: Europe/Rome
  weekly: {mon-fri: 09:00-18:00}
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "reading"
FIXED = True
