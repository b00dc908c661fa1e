"""A step is a command, not “to check …”.

## Why

“To check the receipt” is the beginning of a sentence: a purpose without what has to be done.

In Italian and Catalan the infinitive is a usual and polite way to give instructions (“Controllare lo scontrino”). It
is accepted there unless `style` says otherwise. Greek has no infinitive.

## Bad

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT, time_zone: Europe/Rome}
languages: [en, it, ca]
sites:
  handbook: {title: Handbook, audience: staff}
style: {moods: {it: [imperative], ca: [imperative]}}
```

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. To check the receipt.
2. To enter the amount.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

## Passi

1. Controllare lo scontrino.
2. Inserire l'importo.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

## Passos

1. Comprovar el tiquet.
2. Introduir l'import.
```

## Good

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT, time_zone: Europe/Rome}
languages: [en, it, ca]
sites:
  handbook: {title: Handbook, audience: staff}
style: {moods: {it: [imperative], ca: [imperative]}}
```

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. Check the receipt.
2. Enter the amount.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

## Passi

1. Controlla lo scontrino.
2. Inserisci l'importo.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

## Passos

1. Comproveu el tiquet.
2. Introduïu l'import.
```

## Source

Follows ASD-STE100 rule 5.3 (instructions are commands).
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import DocumentType, Finding, Severity
from sopgen.rule import Reading
from sopgen.step_faults import finding, steps_with

SEVERITY: Severity = "warning"
SCOPE = "prose"
ERROR_IN: tuple[DocumentType, ...] = ("procedure",)

HINT = "write the step as a command: begin with the verb"


def check(reading: Reading) -> Iterator[Finding]:
    for step in steps_with(reading, "infinitive"):
        yield finding(step, "infinitive", "{} is an infinitive, not a command", HINT)
