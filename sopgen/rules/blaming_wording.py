"""Nobody is blamed.

## Why

“You failed to” makes an enemy of whoever asks for help, and colleagues hide what they are blamed for. Say what has
happened and what to do next.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
type: article
audience: customer
---

You failed to keep the receipt.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

Hai omesso di portare lo scontrino.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

És culpa vostra si falta el tiquet.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

Παραλείψατε να φέρετε την απόδειξη.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
type: article
audience: customer
---

Without a receipt we look for the sale by date and card.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

Senza scontrino cerchiamo la vendita per data e carta.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

Sense tiquet busquem la venda per data i targeta.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

Χωρίς απόδειξη βρίσκουμε την πώληση από την ημερομηνία και την κάρτα.
```

## Source

Microsoft Writing Style Guide, “Error messages” (don't blame the user); Mailchimp Content Style Guide, “Voice and tone”.
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import Finding, Severity
from sopgen.rule import Reading
from sopgen.word_faults import ALL_TEXT, finding, hits

SEVERITY: Severity = "warning"
SCOPE = "prose"


def check(reading: Reading) -> Iterator[Finding]:
    for passage, hit in hits(reading, "blaming-wording", ALL_TEXT):
        yield finding(passage, hit, "{} puts the blame on somebody", "say what has happened, and what to do next")
