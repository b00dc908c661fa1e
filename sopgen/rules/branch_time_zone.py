"""A branch opens by the clock of its own country.

## Why

Hours that were copied from another branch, time zone and all, are an hour off, and nothing on the page looks wrong.

## Bad

```yaml hours.yaml
office:
  time_zone: Europe/Rome
  weekly: {mon-fri: 08:30-17:30}
```

```yaml branches.yaml
athens:
  name: Athens
  country: GR
  languages: [en]
  address: [Οδός Σαπουνιού 8, 105 57 Αθήνα]
  hours: office
```

## Good

```yaml hours.yaml
office:
  time_zone: Europe/Athens
  weekly: {mon-fri: 08:30-17:30}
```

```yaml branches.yaml
athens:
  name: Athens
  country: GR
  languages: [en]
  address: [Οδός Σαπουνιού 8, 105 57 Αθήνα]
  hours: office
```

## Source

The time zone database of the IANA; the countries of its zones as in CLDR.
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.contact.verify import findings
from sopgen.library import Library
from sopgen.model import Finding, Severity

SEVERITY: Severity = "warning"
SCOPE = "library"
NEEDS = ("branches", "contacts", "hours", "organisation", "sites")


def check(library: Library) -> Iterator[Finding]:
    return findings(library.config, "branch-time-zone")
