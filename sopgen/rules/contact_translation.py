"""The texts of channels and branches exist in every language in which they are shown.

## Why

An Italian page that says "Call us" beside the number makes the reader doubt that anybody there speaks Italian. A text
that is the same in all languages, such as WhatsApp, is written once, without codes.

## Bad

```yaml contacts.yaml
- id: phone
  kind: phone
  audience: customer
  label: {en: Call us}
  number: "02 5550 0130"
  country: IT
```

## Good

```yaml contacts.yaml
- id: phone
  kind: phone
  audience: customer
  label: {en: Call us, it: Chiamaci}
  number: "02 5550 0130"
  country: IT
```

## Source

WCAG 2.2, success criterion 3.1.2 (language of parts).
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
    return findings(library.config, "contact-translation")
