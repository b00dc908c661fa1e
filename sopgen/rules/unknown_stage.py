"""The stage that a document names is one of the customer's journey.

## Why

Pages offer what is needed next by the stages of `journey` in `sopgen.yaml`. A stage that is not among them leads
nobody on.

## Bad

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT}
languages: [en, it]
sites:
  help: {title: Help, audience: customer}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
journey: {book: {en: Book, it: Prenotare}, visit: {en: The visit, it: La visita}}
```

```markdown procedures/prices.md
---
title: Prices
stage: boook
---

Each hour costs the same.
```

## Good

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT}
languages: [en, it]
sites:
  help: {title: Help, audience: customer}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
journey: {book: {en: Book, it: Prenotare}, visit: {en: The visit, it: La visita}}
```

```markdown procedures/prices.md
---
title: Prices
stage: book
---

Each hour costs the same.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.mistakes import known_hint
from sopgen.model import Finding, Severity
from sopgen.rule import Reading, written_names

SEVERITY: Severity = "error"
SCOPE = "document"
NEEDS = ("journey",)


def check(reading: Reading) -> Iterator[Finding]:
    config, record = reading.config, reading.entry.record
    for name in written_names(record, "stage") if config.found else ():
        if name not in config.journey:
            message = f"there is no stage `{name}` in the `journey` of sopgen.yaml"
            hint = known_hint(name, config.journey) or "name the stages in sopgen.yaml: `journey: {book: Book, …}`"
            yield Finding(record.places["stage"], "unknown-stage", message, hint)
