"""A dated notice is taken out of the file when it is over.

## Why

No page shows a notice after its last day. In the file it stays until somebody takes it out, and among twenty old ones
nobody sees the one that is still to come.

## Bad

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT}
languages: [en]
sites:
  help: {title: Help, audience: customer}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
notices:
  - {text: We are closed on Monday., until: 2026-01-31, audience: customer}
```

## Good

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT}
languages: [en]
sites:
  help: {title: Help, audience: customer}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
notices:
  - {text: We are closed on Monday., until: 2027-01-31, audience: customer}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sopgen.library import Library
from sopgen.model import Finding, Severity

SEVERITY: Severity = "info"
SCOPE = "library"
NEEDS = ("notices",)


def check(library: Library) -> Iterator[Finding]:
    config = library.config
    for at, notice in enumerate(config.notices):
        if notice.until < config.as_of:
            message = f"this notice is over since {notice.until + timedelta(days=1)}"
            place = config.places.at("notices", at, "until")
            yield Finding(place, "notice-over", message, "take it out, or give it a later last day")
