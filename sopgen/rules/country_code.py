"""A country is written as two capitals of ISO 3166.

## Why

Telephone numbers are checked, and shown, by the country they belong to.

## Bad

```yaml contacts.yaml
- id: phone
  kind: phone
  audience: [customer, staff]
  label: Call us
  number: "02 5550 0130"
  country: Italy
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
  number: "02 5550 0130"
  country: IT
- id: email
  kind: email
  audience: customer
  label: E-mail
  address: help@serenetta.example
```

## Source

ISO 3166-1 alpha-2; the territories of the Unicode CLDR.
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "reading"
