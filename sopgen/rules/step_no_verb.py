"""A step has a verb: it says what to do.

## Why

“Receipt check” is a title. Who checks it, against what, and what comes next? A verb forces the author to know, and
the reader to act.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. Receipt check.
2. Enter the amount.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

## Passi

1. Controllo dello scontrino.
2. Inserire l'importo.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

## Passos

1. Comprovació del tiquet.
2. Introduïu l'import.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

## Βήματα

1. Έλεγχος της απόδειξης.
2. Καταχωρίστε το ποσό.
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

Follows ASD-STE100 rules 3.7 (a verb for an action) and 5.3 (instructions are commands).
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import DocumentType, Finding, Severity
from sopgen.rule import Reading
from sopgen.step_faults import finding, steps_with

SEVERITY: Severity = "warning"
SCOPE = "prose"
ERROR_IN: tuple[DocumentType, ...] = ("procedure",)

HINT = "begin with the verb; if the whole list is no instruction, put `{.list}` on the line before it"


def check(reading: Reading) -> Iterator[Finding]:
    for step in steps_with(reading, "no-verb"):
        yield finding(step, "no-verb", "{} has no verb: it does not say what to do", HINT)
