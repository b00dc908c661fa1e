"""A step holds one action.

## Why

Of two actions in one step the second is the one that is forgotten: the eye comes back from the work to the number,
and goes on with the next one. One action for each number also says exactly where somebody stopped.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. Open the till and count the notes.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

## Passi

1. Aprire la cassa e contare le banconote.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

## Passos

1. Obriu la caixa i compteu els bitllets.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

## Βήματα

1. Ανοίξτε το ταμείο και μετρήστε τα χαρτονομίσματα.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. Open the till.
2. Count the notes.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

## Passi

1. Aprire la cassa.
2. Contare le banconote.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

## Passos

1. Obriu la caixa.
2. Compteu els bitllets.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

## Βήματα

1. Ανοίξτε το ταμείο.
2. Μετρήστε τα χαρτονομίσματα.
```

## Options

`most`: the most actions that a step may hold, `1` where nothing says.

## Source

Follows ASD-STE100 rule 5.2 (one instruction in each sentence) and Google's guide for developer documentation on
procedures (one action in each step).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sopgen.model import DocumentType, Finding, Severity
from sopgen.rule import Reading
from sopgen.step_faults import quoted

SEVERITY: Severity = "warning"
SCOPE = "prose"
ERROR_IN: tuple[DocumentType, ...] = ("procedure",)
MOST = 1
OPTIONS = {"most": MOST}

HINT = "put each in a step of its own"
NAMED = 4
"""Of more actions than these, the first ones and the last are named."""
NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def check(reading: Reading) -> Iterator[Finding]:
    most = reading.option("step-multiple-actions", "most", MOST)
    highest = 0
    for step in reading.prose.steps:
        verbs = [verb for clause in step.clauses for verb in clause.commands]
        highest = max(highest, len(verbs))
        if len(verbs) > max(most, 1):
            text = step.block.text
            message = f"{_listed([quoted(text[start:end]) for start, end in verbs])} are {_number(len(verbs))} actions"
            place = step.block.place_of(*verbs[max(most, 1)])
            yield Finding(place, "step-multiple-actions", message, HINT)
    reading.silent("step-multiple-actions", "most", least=highest)


def _listed(words: Sequence[str]) -> str:
    shown = words if len(words) <= NAMED else [*words[: NAMED - 1], "…", words[-1]]
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)
