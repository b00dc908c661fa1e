"""What a step leads to stands below the step, in a paragraph of its own.

## Why

A step says what to do. What happens then is something else: readers look for it when they have done the step. In a
paragraph of its own it is found at once, and does not hide the next command.

This rule is off where `sopgen.yaml` does not ask for it: many houses keep a short result or reason in the line of the
step. It finds every sentence after the command that describes instead of telling, reasons among them.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. Press **Refund**. The window for refunds opens.
2. Enter the amount.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

## Passi

1. Premere **Rimborso**. Si apre la finestra dei rimborsi.
2. Inserire l'importo.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

## Passos

1. Premeu **Reemborsa**. S'obre la finestra dels reemborsaments.
2. Introduïu l'import.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

## Βήματα

1. Πατήστε **Επιστροφή**. Ανοίγει το παράθυρο των επιστροφών.
2. Καταχωρίστε το ποσό.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. Press **Refund**.

   The window for refunds opens.

2. Enter the amount.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

## Passi

1. Premere **Rimborso**.

   Si apre la finestra dei rimborsi.

2. Inserire l'importo.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

## Passos

1. Premeu **Reemborsa**.

   S'obre la finestra dels reemborsaments.

2. Introduïu l'import.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

## Βήματα

1. Πατήστε **Επιστροφή**.

   Ανοίγει το παράθυρο των επιστροφών.

2. Καταχωρίστε το ποσό.
```

## Options

Switch it on in `sopgen.yaml`: `rules: {step-result: warning}`.

## Source

Follows Google's guide for developer documentation on procedures (the result of a step apart from the command).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import dropwhile
from typing import Literal

from sopgen.language.grammar import Clause
from sopgen.model import Finding
from sopgen.rule import Reading
from sopgen.step_faults import quoted

SEVERITY: Literal["off"] = "off"
SCOPE = "prose"

HINT = "put it in a paragraph of its own below the step"


def check(reading: Reading) -> Iterator[Finding]:
    for step in reading.prose.steps:
        after = dropwhile(lambda pair: not pair[1].commands, zip(step.sentences, step.clauses, strict=True))
        for sentence, clause in after:
            if _describes(clause) and sentence.words[-1] != ":":
                words = quoted(step.block.text[sentence.start : sentence.end])
                place = step.block.place_of(sentence.start, sentence.end)
                yield Finding(place, "step-result", f"{words} tells what happens, not what to do", HINT)


def _describes(clause: Clause) -> bool:
    return clause.form == "declarative" and clause.tense != "past" and not clause.commands
