"""Customers can reach somebody in the evening or at the weekend.

## Why

Many people are at work while an office is open. One channel with a person after 18:00 on a working day, or on
Saturday or Sunday, is what they have. Channels without hours, such as e-mail, do not count.

## Bad

```yaml hours.yaml
desk:
  time_zone: Europe/Rome
  weekly: {mon-fri: 09:00-17:00}
```

```yaml contacts.yaml
- id: phone
  kind: phone
  audience: customer
  label: Call us
  number: "02 5550 0130"
  country: IT
  hours: desk
```

## Good

```yaml hours.yaml
desk:
  time_zone: Europe/Rome
  weekly: {mon-wed: 09:00-17:00, thu: 09:00-20:00, fri: 09:00-17:00}
```

```yaml contacts.yaml
- id: phone
  kind: phone
  audience: customer
  label: Call us
  number: "02 5550 0130"
  country: IT
  hours: desk
```

## Source

Our own judgement.
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
    return findings(library.config, "opening-hours")
