"""A step says what to do now, not what was done.

## Why

A step in the past is a report. Whoever reads it cannot tell whether the work is done or still to do, and leaves it out.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

## Steps

1. Checked the receipt.
2. The refund was approved by the manager.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

## Passi

1. Controllato lo scontrino.
2. Il responsabile ha approvato il rimborso.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

## Steps

1. Check the receipt.
2. Ask the manager to approve the refund.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

## Passi

1. Controllare lo scontrino.
2. Chiedere al responsabile di approvare il rimborso.
```

## Source

ASD-STE100 rule 5.3 (imperative in procedures); EPA QA/G-6, section 2.1 (active voice, present tense).
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
