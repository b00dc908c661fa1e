"""A step tells the reader to do something; it does not describe who does what.

## Why

“The agent checks the receipt” is a description. The agent who reads it has to turn it into a command, at every step.
And when the work goes to somebody else, every sentence is wrong.

A house that writes like this on purpose says so: `style: {moods: {en: [declarative]}}`. In the section of steps such
lists are steps all the same.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. The agent checks the receipt.
2. The manager approves the refund.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

## Passi

1. L'operatore controlla lo scontrino.
2. Il responsabile approva il rimborso.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

## Passos

1. L'agent comprova el tiquet.
2. El responsable aprova el reemborsament.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

## Βήματα

1. Ο υπάλληλος ελέγχει την απόδειξη.
2. Ο υπεύθυνος εγκρίνει την επιστροφή.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. Check the receipt.
2. Ask the manager to approve the refund.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

## Passi

1. Controllare lo scontrino.
2. Chiedere al responsabile di approvare il rimborso.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

## Passos

1. Comproveu el tiquet.
2. Demaneu al responsable que aprovi el reemborsament.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

## Βήματα

1. Ελέγξτε την απόδειξη.
2. Ζητήστε από τον υπεύθυνο να εγκρίνει την επιστροφή.
```

## Source

Follows ASD-STE100 rule 5.3 (instructions are commands), and plainlanguage.gov (speak to the reader).
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import DocumentType, Finding, Severity
from sopgen.rule import Reading
from sopgen.step_faults import finding, steps_with

SEVERITY: Severity = "warning"
SCOPE = "prose"
ERROR_IN: tuple[DocumentType, ...] = ("procedure",)

HINT = "write the step as a command; if somebody else does it, say whom to ask"


def check(reading: Reading) -> Iterator[Finding]:
    for step in steps_with(reading, "declarative"):
        yield finding(step, "declarative", "{} describes the work instead of telling the reader to do it", HINT)
