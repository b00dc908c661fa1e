"""Each language of a customer site is served by a channel.

## Why

A page in Italian says "ask us"; who asks in Italian wants to be understood. A channel without `languages` has those
of its branch, else all of the project.

## Bad

```yaml contacts.yaml
- id: phone
  kind: phone
  audience: customer
  label: Call us
  number: "02 5550 0130"
  country: IT
  languages: [en]
```

## Good

```yaml contacts.yaml
- id: phone
  kind: phone
  audience: customer
  label: Call us
  number: "02 5550 0130"
  country: IT
  languages: [en, it]
```

## Source

Our own judgement: a language on the page is a promise.
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
    return findings(library.config, "channel-language")
