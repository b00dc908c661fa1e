"""A list of more than ten steps is divided by sub-headings.

## Why

In a long row of steps readers lose their place, and nobody sees what belongs together. Sub-headings say what a group
of steps achieves, and where it is safe to stop.

Steps below a step are not counted: they are a group already.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. Greet the customer.
2. Ask for the receipt.
3. Check the date.
4. Check the amount.
5. Open the page for refunds.
6. Enter the number of the receipt.
7. Enter the amount.
8. Choose the reason.
9. Confirm the refund.
10. Print the receipt.
11. Thank the customer.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

## Passi

1. Salutare il cliente.
2. Chiedere lo scontrino.
3. Controllare la data.
4. Controllare l'importo.
5. Aprire la pagina dei rimborsi.
6. Inserire il numero dello scontrino.
7. Inserire l'importo.
8. Scegliere il motivo.
9. Confermare il rimborso.
10. Stampare la ricevuta.
11. Ringraziare il cliente.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

## Passos

1. Saludeu el client.
2. Demaneu el tiquet.
3. Comproveu la data.
4. Comproveu l'import.
5. Obriu la pàgina dels reemborsaments.
6. Introduïu el número del tiquet.
7. Introduïu l'import.
8. Trieu el motiu.
9. Confirmeu el reemborsament.
10. Imprimiu el rebut.
11. Doneu les gràcies al client.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

## Βήματα

1. Χαιρετήστε τον πελάτη.
2. Ζητήστε την απόδειξη.
3. Ελέγξτε την ημερομηνία.
4. Ελέγξτε το ποσό.
5. Ανοίξτε τη σελίδα των επιστροφών.
6. Καταχωρίστε τον αριθμό της απόδειξης.
7. Καταχωρίστε το ποσό.
8. Επιλέξτε τον λόγο.
9. Επιβεβαιώστε την επιστροφή.
10. Εκτυπώστε την απόδειξη.
11. Ευχαριστήστε τον πελάτη.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

### Check

1. Greet the customer.
2. Ask for the receipt.
3. Check the date.
4. Check the amount.

### Pay back

1. Open the page for refunds.
2. Enter the number of the receipt.
3. Enter the amount.
4. Choose the reason.
5. Confirm the refund.
6. Print the receipt.
7. Thank the customer.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

## Passi

### Controllare

1. Salutare il cliente.
2. Chiedere lo scontrino.
3. Controllare la data.
4. Controllare l'importo.

### Restituire

1. Aprire la pagina dei rimborsi.
2. Inserire il numero dello scontrino.
3. Inserire l'importo.
4. Scegliere il motivo.
5. Confermare il rimborso.
6. Stampare la ricevuta.
7. Ringraziare il cliente.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

## Passos

### Comprovar

1. Saludeu el client.
2. Demaneu el tiquet.
3. Comproveu la data.
4. Comproveu l'import.

### Tornar

1. Obriu la pàgina dels reemborsaments.
2. Introduïu el número del tiquet.
3. Introduïu l'import.
4. Trieu el motiu.
5. Confirmeu el reemborsament.
6. Imprimiu el rebut.
7. Doneu les gràcies al client.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

## Βήματα

### Έλεγχος

1. Χαιρετήστε τον πελάτη.
2. Ζητήστε την απόδειξη.
3. Ελέγξτε την ημερομηνία.
4. Ελέγξτε το ποσό.

### Επιστροφή

1. Ανοίξτε τη σελίδα των επιστροφών.
2. Καταχωρίστε τον αριθμό της απόδειξης.
3. Καταχωρίστε το ποσό.
4. Επιλέξτε τον λόγο.
5. Επιβεβαιώστε την επιστροφή.
6. Εκτυπώστε την απόδειξη.
7. Ευχαριστήστε τον πελάτη.
```

## Options

`steps`: the most steps of one list, `10` where nothing says.

## Source

Follows plainlanguage.gov (short sections with headings) and DOE-STD-1029, Writer's Guide for Technical Procedures
(steps in sections). Ten is a limit of ours: the guides give none, or numbers from seven to twelve.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sopgen.model import Finding, Severity
from sopgen.rule import Reading

SEVERITY: Severity = "info"
SCOPE = "prose"
STEPS = 10
OPTIONS = {"steps": STEPS}


def check(reading: Reading) -> Iterator[Finding]:
    most = max(reading.option("procedure-length", "steps", STEPS), 1)
    lengths = Counter(step.block.list_id for step in reading.prose.steps)
    seen: Counter[str] = Counter()
    for step in reading.prose.steps:
        name = step.block.list_id
        seen[name] += 1
        if seen[name] == most + 1:
            message = f"this list has {lengths[name]} steps without a sub-heading, more than {most}"
            hint = "divide it: a sub-heading for each part, which says what the part achieves"
            yield Finding(step.block.place, "procedure-length", message, hint)
    reading.silent("procedure-length", "steps", least=max(lengths.values(), default=0))
