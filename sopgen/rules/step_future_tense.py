"""A step says what to do now, not what will be done.

## Why

“Will” tells of a plan. It leaves open who acts and when. A reader with a customer at the counter needs the next thing
to do.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. You will enter the amount.
2. The agent will call the customer.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

## Passi

1. L'operatore inserirà l'importo.
2. L'operatore chiamerà il cliente.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

## Passos

1. L'agent introduirà l'import.
2. L'agent trucarà al client.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

## Βήματα

1. Ο υπάλληλος θα καταχωρίσει το ποσό.
2. Ο υπάλληλος θα καλέσει τον πελάτη.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. Enter the amount.
2. Call the customer.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

## Passi

1. Inserire l'importo.
2. Chiamare il cliente.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

## Passos

1. Introduïu l'import.
2. Truqueu al client.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

## Βήματα

1. Καταχωρίστε το ποσό.
2. Καλέστε τον πελάτη.
```

## Source

Follows ASD-STE100 rule 5.3 (instructions are commands) and EPA QA/G-6, section 1.4 (writing styles): present tense.
Google's guide for developer documentation asks for the present tense too.
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
    for step in steps_with(reading, "future-tense"):
        yield finding(step, "future-tense", "{} says what will happen, not what to do", HINT)
