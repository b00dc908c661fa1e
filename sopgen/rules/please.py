"""A step for colleagues does without “please”.

## Why

A procedure says what to do. “Please” makes a step sound like a favour that may be left out, and stands before the
verb that the eye looks for. Courtesy to customers is another matter: what customers read is left alone.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

1. Please check the receipt.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

1. Per favore, controllare lo scontrino.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

1. Si us plau, comproveu el tiquet.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

1. Παρακαλώ ελέγξτε την απόδειξη.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

1. Check the receipt.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

1. Controllare lo scontrino.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

1. Comproveu el tiquet.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

1. Ελέγξτε την απόδειξη.
```

## Source

Microsoft Writing Style Guide, “please”; Google's guide for developer documentation, “please”.
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import Finding, Severity
from sopgen.rule import Reading
from sopgen.word_faults import finding, for_customers, hits

SEVERITY: Severity = "warning"
SCOPE = "prose"


def check(reading: Reading) -> Iterator[Finding]:
    steps = {step.block.place: step for step in reading.prose.steps}
    for passage, hit in hits(reading, "please"):
        if passage.block.place in steps and not for_customers(reading, passage.block):
            yield finding(
                passage, hit, "{} makes the step sound like a favour", "leave it out", steps[passage.block.place]
            )
