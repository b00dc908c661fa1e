"""A person is called a person, not a case or a number.

## Why

Whoever reads “call the ticket back” all day begins to see tickets. The customer who asks for help is a customer.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

1. Call the ticket back.
2. Greet the next case.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

1. Richiamare il ticket.
2. Salutare la pratica successiva.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

1. Truqueu al tiquet.
2. Saludeu el cas següent.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

1. Καλέστε το αίτημα.
2. Χαιρετήστε το επόμενο περιστατικό.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

1. Call the customer back.
2. Greet the next customer.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

1. Richiamare il cliente.
2. Salutare il cliente successivo.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

1. Truqueu al client.
2. Saludeu el client següent.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

1. Καλέστε τον πελάτη.
2. Χαιρετήστε τον επόμενο πελάτη.
```

A ticket that is opened, assigned or closed is a record, and is left alone.

## Source

Microsoft Writing Style Guide, “People-first language”.
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import Finding, Severity
from sopgen.rule import Reading
from sopgen.word_faults import ALL_TEXT, finding, hits

SEVERITY: Severity = "warning"
SCOPE = "prose"


def check(reading: Reading) -> Iterator[Finding]:
    for passage, hit in hits(reading, "person-as-number", ALL_TEXT):
        yield finding(passage, hit, "{} makes a number of a person", "name the person: the customer, the caller")
