"""A channel has what its kind needs.

## Why

A telephone without a number, or a form without an address, is a promise on every page that nobody can use. Phones,
text messages and emergency lines need a `number`; e-mail an `address`; chats and forms a `url`; WhatsApp, Viber,
callbacks and text relays a `number` or a `url`; post and offices an `address`, their own or that of their branch.

## Bad

```yaml contacts.yaml
- id: email
  kind: email
  audience: customer
  label: E-mail
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

WCAG 2.2, success criterion 3.2.6 (consistent help): the way to reach a person is on the page.
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
    return findings(library.config, "contact-value")
