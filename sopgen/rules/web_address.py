"""The web address of a channel or a map is whole and begins with https.

## Why

What people write in a form or a chat is private; over http everybody on the way can read it. An address without its
beginning leads into the site itself and ends on "page not found".

## Bad

```yaml contacts.yaml
- id: chat
  kind: chat
  audience: customer
  label: Chat with us
  url: http://chat.serenetta.example/
```

## Good

```yaml contacts.yaml
- id: chat
  kind: chat
  audience: customer
  label: Chat with us
  url: https://chat.serenetta.example/
```

## Source

RFC 9110, section 4.2.2; General Data Protection Regulation, article 32.
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
    return findings(library.config, "web-address")
