"""Opening hours are used by a channel or a branch.

## Why

Hours that nobody names are kept up to date for nothing, or somebody forgot to give them to a channel.

## Bad

```yaml hours.yaml
summer:
  time_zone: Europe/Rome
  weekly: {mon-fri: 08:00-13:00}
```

```yaml contacts.yaml
- id: phone
  kind: phone
  audience: customer
  label: Call us
  number: "02 5550 0130"
  country: IT
```

## Good

```yaml hours.yaml
summer:
  time_zone: Europe/Rome
  weekly: {mon-fri: 08:00-13:00}
```

```yaml contacts.yaml
- id: phone
  kind: phone
  audience: customer
  label: Call us
  number: "02 5550 0130"
  country: IT
  hours: summer
```

## Source

Our own judgement: one fact, one place, no leftovers.
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.contact.verify import findings
from sopgen.library import Library
from sopgen.model import Finding, Severity

SEVERITY: Severity = "info"
SCOPE = "library"
NEEDS = ("branches", "contacts", "hours", "organisation", "sites")


def check(library: Library) -> Iterator[Finding]:
    return findings(library.config, "hours-unused")
