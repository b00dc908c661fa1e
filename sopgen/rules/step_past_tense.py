"""A step says what to do now, not what was done.

## Why

A step in the past is a report. Whoever reads it cannot tell whether the work is done or still to do, and leaves it
out.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. Checked the receipt.
2. The manager approved the refund.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

## Passi

1. Controllato lo scontrino.
2. Il responsabile ha approvato il rimborso.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

## Passos

1. Hem comprovat el tiquet.
2. El responsable va aprovar el reemborsament.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

## Βήματα

1. Ελέγξαμε την απόδειξη.
2. Ο υπεύθυνος ενέκρινε την επιστροφή.
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

Follows ASD-STE100 rule 5.3 (instructions are commands) and EPA QA/G-6, section 1.4 (writing styles): present tense.
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
    for step in steps_with(reading, "past-tense"):
        yield finding(step, "past-tense", "{} says what was done, not what to do", HINT)
