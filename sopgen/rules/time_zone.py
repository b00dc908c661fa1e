"""A time zone exists.

## Why

Opening hours mean nothing without the clock they are read from: 08:00 in Athens is 07:00 in Milan.

## Bad

```yaml hours.yaml
desk:
  time_zone: Europe/Milan
  weekly: {mon-fri: 08:00-18:00}
```

## Good

```yaml hours.yaml
desk:
  time_zone: Europe/Rome
  weekly: {mon-fri: 08:00-18:00}
```

## Source

The time zone database of the IANA (RFC 6557).
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "reading"
