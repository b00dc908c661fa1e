"""A step does not say “you”: the command is enough.

## Why

“You check the receipt” describes, “Check the receipt” tells. In every step the first words are the ones that count.

`--fix` changes “You check the receipt.” to “Check the receipt.” where the sentence is in the present tense: that
keeps what it means.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. You check the receipt.
2. You enter the amount.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

## Passi

1. Tu controlli lo scontrino.
2. Tu inserisci l'importo.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

## Passos

1. Tu comproves el tiquet.
2. Tu introdueixes l'import.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

## Βήματα

1. Εσείς ελέγχετε την απόδειξη.
2. Εσείς καταχωρίζετε το ποσό.
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

Follows EPA QA/G-6, section 1.4 (writing styles): “you” is not written but implied.
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import DocumentType, Finding, Severity
from sopgen.rule import Reading
from sopgen.step_faults import finding, mends, steps_with

SEVERITY: Severity = "warning"
SCOPE = "prose"
ERROR_IN: tuple[DocumentType, ...] = ("procedure",)

HINT = "begin with the verb: the reader need not be named"


def check(reading: Reading) -> Iterator[Finding]:
    for step in steps_with(reading, "second-person"):
        certain = step.clause is not None and mends(step.clause)
        yield finding(step, "second-person", "{} describes what the reader does", HINT, certain)
