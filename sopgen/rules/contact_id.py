"""Each channel has an id of its own.

## Why

The proof that every page shows all channels in one order goes by their ids; two channels with one id can't be told
apart.

## Bad

```yaml contacts.yaml
- id: phone
  kind: phone
  audience: customer
  label: Call us
  number: "02 5550 0130"
  country: IT
- id: phone
  kind: phone
  audience: staff
  label: Operations desk
  number: "02 5550 0152"
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
- id: desk
  kind: phone
  audience: staff
  label: Operations desk
  number: "02 5550 0152"
  country: IT
```

## Source

WCAG 2.2, success criterion 3.2.6 (consistent help).
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
    return findings(library.config, "contact-id")
