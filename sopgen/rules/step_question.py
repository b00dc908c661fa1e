"""A step tells what to find out; it does not ask.

## Why

A question in a list of steps does not say who answers it, or what to do with the answer.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. Is the receipt valid?
2. Enter the amount.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

## Passi

1. Lo scontrino è valido?
2. Inserire l'importo.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

## Passos

1. El tiquet és vàlid?
2. Introduïu l'import.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

## Βήματα

1. Είναι έγκυρη η απόδειξη;
2. Καταχωρίστε το ποσό.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. Check that the receipt is valid.
2. Enter the amount.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

## Passi

1. Verificare che lo scontrino sia valido.
2. Inserire l'importo.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

## Passos

1. Comproveu que el tiquet és vàlid.
2. Introduïu l'import.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

## Βήματα

1. Ελέγξτε ότι η απόδειξη είναι έγκυρη.
2. Καταχωρίστε το ποσό.
```

## Source

Follows ASD-STE100 rules 5.3 (instructions are commands) and 5.4 (first the condition, then the command).
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import DocumentType, Finding, Severity
from sopgen.rule import Reading
from sopgen.step_faults import finding, steps_with

SEVERITY: Severity = "warning"
SCOPE = "prose"
ERROR_IN: tuple[DocumentType, ...] = ("procedure",)

HINT = "say what to check, or begin with the condition and say what to do then"


def check(reading: Reading) -> Iterator[Finding]:
    for step in steps_with(reading, "question"):
        yield finding(step, "question", "{} is a question, not a command", HINT)
