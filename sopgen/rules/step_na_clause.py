"""A Greek step is a command, not a clause with “να”.

## Why

“Να ελέγξετε την απόδειξη” sounds like a wish or like the rest of a longer sentence. “Ελέγξτε την απόδειξη” is the
instruction.

A house that writes like this on purpose says so: `style: {moods: {el: [imperative, na-clause]}}`. Prohibitions (“Μην
ανοίξετε …”) are commands. The other languages have no such form.

## Bad

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

## Βήματα

1. Να ελέγξετε την απόδειξη.
2. Να καταχωρίσετε το ποσό.
```

## Good

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

Follows ASD-STE100 rule 5.3 (instructions are commands), as it applies to Greek.
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import DocumentType, Finding, Severity
from sopgen.rule import Reading
from sopgen.step_faults import finding, steps_with

SEVERITY: Severity = "warning"
SCOPE = "prose"
ERROR_IN: tuple[DocumentType, ...] = ("procedure",)

HINT = "write the step in the imperative"


def check(reading: Reading) -> Iterator[Finding]:
    for step in steps_with(reading, "na-clause"):
        yield finding(step, "na-clause", "{} is a clause with “να”, not a command", HINT)
