"""An e-mail address has a form to which mail can be sent.

## Why

A letter that stands in the wrong place sends a complaint nowhere, and its writer waits.

## Bad

```yaml contacts.yaml
- id: email
  kind: email
  audience: customer
  label: E-mail
  address: help@serenetta
```

## Good

```yaml contacts.yaml
- id: email
  kind: email
  audience: customer
  label: E-mail
  address: help@serenetta.example
```

## Source

RFC 5321, section 4.1.2, without quoted names and without bare hosts.
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
    return findings(library.config, "email-address")
