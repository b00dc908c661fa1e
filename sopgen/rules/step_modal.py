"""A step is a command, without “should”, “must”, “can” or “need to”.

## Why

“Should” makes a duty sound like advice, “can” like a choice, and “must” makes every other step look optional. Where
something really is optional or depends on something, say so before the command: “Optional: …”, “If …, …”.

No correction is made by itself: whether “should” means a duty only the author knows.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. You should check the receipt.
2. The agent must enter the amount.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

## Passi

1. Si deve controllare lo scontrino.
2. L'operatore deve inserire l'importo.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

## Passos

1. Cal comprovar el tiquet.
2. L'agent ha d'introduir l'import.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

## Βήματα

1. Πρέπει να ελέγξετε την απόδειξη.
2. Ο υπάλληλος πρέπει να καταχωρίσει το ποσό.
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

Follows ASD-STE100 rule 5.3 (instructions are commands) and the Microsoft Writing Style Guide on step-by-step
instructions (imperative verbs).
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.language.grammar import Clause
from sopgen.model import DocumentType, Finding, Severity
from sopgen.rule import Reading
from sopgen.step_faults import finding, steps_with

SEVERITY: Severity = "warning"
SCOPE = "prose"
ERROR_IN: tuple[DocumentType, ...] = ("procedure",)

HINT = "write the step as a command; where it is optional, say so before the command"


MAYBE = frozenset(["might", "would", "potrebbe", "potrebbero", "podria", "podrien", "ενδέχεται"])
"""What may happen is neither a duty nor a choice of the reader."""


def _may_be(clause: Clause, text: str) -> bool:
    return clause.person == 3 and not MAYBE.isdisjoint(text[slice(*clause.verb)].lower().split())


def check(reading: Reading) -> Iterator[Finding]:
    for step in steps_with(reading, "modal"):
        if step.clause is None or _may_be(step.clause, step.block.text):
            continue
        yield finding(step, "modal", "{} speaks about a duty or a choice instead of giving the command", HINT)
