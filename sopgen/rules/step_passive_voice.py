"""A step speaks to the person who does it: active voice.

## Why

“The receipt is checked” does not say by whom. Two people each believe that the other one does it, and nobody does.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. The receipt is checked by the agent.
2. The amount is entered.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

## Passi

1. Lo scontrino viene controllato dall'operatore.
2. L'importo viene inserito nel sistema.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

## Passos

1. El tiquet és comprovat per l'agent.
2. S'introdueix l'import.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

## Βήματα

1. Η απόδειξη ελέγχεται από τον υπάλληλο.
2. Το ποσό καταχωρίζεται στο σύστημα.
```

## Good

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

1. Controllare lo scontrino.
2. Inserire l'importo.
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

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

## Βήματα

1. Ελέγξτε την απόδειξη.
2. Καταχωρίστε το ποσό.
```

## Source

Follows ASD-STE100 rule 3.6 (active voice in procedures), EPA QA/G-6, section 1.4 (writing styles): active voice, and
plainlanguage.gov (active voice).
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import DocumentType, Finding, Severity
from sopgen.rule import Reading
from sopgen.step_faults import finding, steps_with

SEVERITY: Severity = "warning"
SCOPE = "prose"
ERROR_IN: tuple[DocumentType, ...] = ("procedure",)

HINT = "write the step as a command to the person who does it"


def check(reading: Reading) -> Iterator[Finding]:
    for step in steps_with(reading, "passive-voice"):
        yield finding(step, "passive-voice", "{} hides who does it", HINT)
