"""Opening hours can be read, and those that a channel names exist.

## Why

Who calls at a time that the page promised and reaches nobody does not call again. Days are mon to sun, times have
hours and minutes, ranges may run over midnight (22:00-02:00) and the day ends at 24:00; what is not listed is
closed. Public holidays are those of a country, and of a region that has its own.

## Bad

```yaml hours.yaml
desk:
  time_zone: Europe/Rome
  weekly: {mon-fri: 8-18}
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
  weekly: {mon-fri: 08:00-18:00}
  holidays: {country: IT}
  exceptions: {2026-12-24: 08:00-13:00}
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

ISO 8601-1, for dates and times of day.
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.contact.verify import findings
from sopgen.library import Library
from sopgen.model import Finding, Severity

SEVERITY: Severity = "error"
SCOPE = "library"
NEEDS = ("branches", "contacts", "hours", "organisation", "sites")


def check(library: Library) -> Iterator[Finding]:
    return findings(library.config, "hours")
