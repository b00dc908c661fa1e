"""Customers are not hurried or frightened into buying.

## Why

Whoever looks for help and finds an alarm bell loses trust. Say what there is, what it costs and until when.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
type: article
audience: customer
---

Hurry, only today! Don't miss out.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

Affrettati, solo per oggi! Non perdere l'occasione.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

Afanyeu-vos, només avui! No us ho perdeu.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

Βιαστείτε, μόνο για σήμερα! Μην το χάσετε.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
type: article
audience: customer
---

The visit costs 40 euros until 30 November.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

Fino al 30 novembre la visita costa 40 euro.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

Fins al 30 de novembre la visita costa 40 euros.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

Έως τις 30 Νοεμβρίου η επίσκεψη κοστίζει 40 ευρώ.
```

Only what customers read is judged: among colleagues “act now” may be about a fire.

## Source

Directive 2005/29/EC, annex I, point 7 (falsely stating that an offer ends very soon); OECD, “Dark commercial patterns”
(urgency, scarcity).
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import Finding, Severity
from sopgen.rule import Reading
from sopgen.word_faults import ALL_TEXT, finding, for_customers, hits

SEVERITY: Severity = "warning"
SCOPE = "prose"

HINT = "say what there is, what it costs and until when"


def check(reading: Reading) -> Iterator[Finding]:
    for passage, hit in hits(reading, "pressure-selling", ALL_TEXT):
        if for_customers(reading, passage.block):
            yield finding(passage, hit, "{} puts pressure on the customer", HINT)
