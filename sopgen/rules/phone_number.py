"""A telephone number is a number of its country.

## Why

A wrong number is worse than none: somebody in need dials it and reaches a stranger, or nobody. Each number is
compared with the numbering plan of its channel's `country`, else of its branch, else of the organisation. Short
numbers such as 112 are right where they work. Spaces stay as you write them.

## Bad

```yaml contacts.yaml
- id: phone
  kind: phone
  audience: customer
  label: Call us
  number: "02 55"
  country: IT
```

## Good

```yaml contacts.yaml
- id: phone
  kind: phone
  audience: customer
  label: Call us
  number: "02 5550 0130"
  country: IT
```

## Source

Numbering plans as published by the ITU (E.164) and national regulators, in the data of libphonenumber.
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
    return findings(library.config, "phone-number")
