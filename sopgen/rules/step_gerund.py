"""A step begins with a command, not with “checking …”.

## Why

“Checking the receipt” names an activity. It does not say that the reader has to do it, or when it is done.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. Checking the receipt.
2. Entering the amount.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

## Passi

1. Controllando lo scontrino.
2. Inserendo l'importo.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

## Passos

1. Comprovant el tiquet.
2. Introduint l'import.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

## Βήματα

1. Ελέγχοντας την απόδειξη.
2. Καταχωρίζοντας το ποσό.
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

Follows ASD-STE100 rules 3.5 (the “-ing” form is no verb of a sentence) and 5.3 (instructions are commands).
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
    for step in steps_with(reading, "gerund"):
        yield finding(step, "gerund", "{} names an activity, it gives no command", HINT)
