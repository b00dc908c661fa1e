"""A sentence of a step has at most twenty words.

## Why

Who reads a step has to keep it in mind on the way from the page to the work. Twenty words are about as much as fits.
A name of a button, a path or a number counts as one word. This rule works in every language, also in those whose
grammar sopgen does not know.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. Enter the amount that stands on the receipt of the customer in the field that you find in the
   middle of the page for refunds.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

## Passi

1. Inserire l'importo che si trova sullo scontrino del cliente nel campo che sta al centro della
   pagina del programma per i rimborsi ai clienti.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

## Passos

1. Introduïu l'import que consta al tiquet del client al camp que trobareu al mig de la pàgina del
   programa per als reemborsaments de la botiga.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

## Βήματα

1. Καταχωρίστε το ποσό που αναγράφεται στην απόδειξη του πελάτη στο πεδίο που θα βρείτε στη μέση της
   σελίδας του προγράμματος για τις επιστροφές χρημάτων στους πελάτες.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. Open the page for refunds.
2. Enter the amount of the receipt.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

## Passi

1. Aprire la pagina dei rimborsi.
2. Inserire l'importo dello scontrino.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

## Passos

1. Obriu la pàgina dels reemborsaments.
2. Introduïu l'import del tiquet.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

## Βήματα

1. Ανοίξτε τη σελίδα των επιστροφών.
2. Καταχωρίστε το ποσό της απόδειξης.
```

## Options

`words`: the most words that a sentence of a step may have, `20` where nothing says.

## Source

Follows ASD-STE100 rule 5.1 (twenty words in a sentence of a procedure).
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.language.tokens import MARKS
from sopgen.model import Finding, Severity
from sopgen.prose import words
from sopgen.rule import Reading

SEVERITY: Severity = "warning"
SCOPE = "prose"
WORDS = 20
OPTIONS = {"words": WORDS}


def check(reading: Reading) -> Iterator[Finding]:
    most = max(reading.option("step-length", "words", WORDS), 1)
    longest = 0
    for step in reading.prose.steps:
        for sentence in step.sentences:
            count = words(sentence)
            longest = max(longest, count)
            if count <= most:
                continue
            counted = [index for index, word in enumerate(sentence.lower) if word not in MARKS]
            place = step.block.place_of(sentence.starts[counted[most]], sentence.end)
            message = f"this sentence has {count} words, a step takes at most {most}"
            more = f"{count - most} word{'s' * (count - most != 1)}"
            hint = f"leave out {more} or more; a second action is a step, a reason goes below the step"
            yield Finding(place, "step-length", message, hint)
    reading.silent("step-length", "words", least=longest)
