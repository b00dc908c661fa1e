"""A warning stands before the step that it is about.

## Why

A warning below the step is read when it is too late: the reader has done the step.

A warning between two steps belongs to the second of them. So a warning, caution or danger is found below the
last step of a list, where no step follows that it could be about. A call-out after the whole
list, not indented, is left alone.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. Check the number of the account.
2. Send the money.

   > [!WARNING] Money that is sent is gone
   > Compare the number with the receipt once more.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

## Passi

1. Controllare il numero del conto.
2. Inviare il denaro.

   > [!WARNING] Il denaro inviato non torna
   > Confrontare ancora una volta il numero con lo scontrino.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

## Passos

1. Comproveu el número del compte.
2. Envieu els diners.

   > [!WARNING] Els diners enviats no tornen
   > Compareu el número amb el tiquet una vegada més.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

## Βήματα

1. Ελέγξτε τον αριθμό του λογαριασμού.
2. Στείλτε τα χρήματα.

   > [!WARNING] Τα χρήματα που στάλθηκαν δεν επιστρέφουν
   > Συγκρίνετε άλλη μία φορά τον αριθμό με την απόδειξη.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. Check the number of the account.

   > [!WARNING] Money that is sent is gone
   > Compare the number with the receipt once more.

2. Send the money.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

## Passi

1. Controllare il numero del conto.

   > [!WARNING] Il denaro inviato non torna
   > Confrontare ancora una volta il numero con lo scontrino.

2. Inviare il denaro.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

## Passos

1. Comproveu el número del compte.

   > [!WARNING] Els diners enviats no tornen
   > Compareu el número amb el tiquet una vegada més.

2. Envieu els diners.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

## Βήματα

1. Ελέγξτε τον αριθμό του λογαριασμού.

   > [!WARNING] Τα χρήματα που στάλθηκαν δεν επιστρέφουν
   > Συγκρίνετε άλλη μία φορά τον αριθμό με την απόδειξη.

2. Στείλτε τα χρήματα.
```

## Source

Follows ASD-STE100 section 7 (safety instructions) and DOE-STD-1029, Writer's Guide for Technical Procedures (warnings
and cautions directly before the step).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sopgen.model import Block, Finding, Place, Severity
from sopgen.rule import Reading
from sopgen.step_faults import quoted

SEVERITY: Severity = "warning"
SCOPE = "prose"
KINDS = frozenset({"warning", "caution", "danger"})

HINT = "put it above the step that it is about"


def check(reading: Reading) -> Iterator[Finding]:
    steps = reading.prose.step_places
    blocks = reading.body.blocks
    around: tuple[str, ...] = ()
    below_step = False
    for index, block in enumerate(blocks):
        before, around = around, _call_out(block)
        if around and (around != before or block.kind == "title"):
            if below_step and not _step_follows(blocks[index:], around, steps):
                message = f"the {around[-1]} {quoted(block.text)} comes after the last step"
                yield Finding(block.place, "warning-before-step", message, HINT)
        elif block.kind == "item":
            below_step = block.place in steps
        elif not around and "item" not in block.inside:
            below_step = False


def _call_out(block: Block) -> tuple[str, ...]:
    """What is around a block, as far as the innermost call-out that warns; nothing where there is none."""
    ends = [end for end, name in enumerate(block.inside, 1) if name in KINDS]
    return block.inside[: ends[-1]] if ends else ()


def _step_follows(blocks: Sequence[Block], around: tuple[str, ...], steps: frozenset[Place]) -> bool:
    """Whether a step stands after a call-out: before the list around it ends; of one outside a list, anywhere."""
    if "item" not in around:
        return any(block.place in steps for block in blocks)
    for block in blocks:
        if block.inside[: len(around)] == around:
            continue
        if block.place in steps:
            return True
        if block.kind != "item" and "item" not in block.inside:
            return False
    return False
