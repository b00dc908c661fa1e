"""A number that is said to be free costs nothing.

## Why

`toll_free: true` is a promise: "Free of charge" stands beside the number on every page. A number of shared cost or at
the usual rate breaks it on the caller's bill.

## Bad

```yaml contacts.yaml
- id: phone
  kind: phone
  audience: customer
  label: Call us
  number: "199 123 456"
  country: IT
  toll_free: true
```

## Good

```yaml contacts.yaml
- id: phone
  kind: phone
  audience: customer
  label: Call us
  number: "800 555 014"
  country: IT
  toll_free: true
```

## Source

National numbering plans, in the data of libphonenumber.
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
    return findings(library.config, "toll-free")
