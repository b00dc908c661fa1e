"""A number that costs more than a usual call says how much.

## Why

Customers hang up, or are billed for asking for help. Premium and shared-cost numbers carry a `cost`, which pages
show.

## Bad

```yaml contacts.yaml
- id: phone
  kind: phone
  audience: [customer, staff]
  label: Call us
  number: "0909 879 1234"
  country: GB
- id: email
  kind: email
  audience: customer
  label: E-mail
  address: help@serenetta.example
```

## Good

```yaml contacts.yaml
- id: phone
  kind: phone
  audience: [customer, staff]
  label: Call us
  number: "0909 879 1234"
  country: GB
  cost: 50 pence a minute, more from a mobile telephone
- id: email
  kind: email
  audience: customer
  label: E-mail
  address: help@serenetta.example
```

## Source

Directive 2011/83/EU, article 21: help by telephone after a contract costs no more than the basic rate. Number types
as in the data of libphonenumber.
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
    return findings(library.config, "call-cost")
