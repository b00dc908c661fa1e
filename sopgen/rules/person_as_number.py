"""A person is called a person, not a case or a number.

## Why

Whoever reads “the ticket calls” all day begins to see tickets. The customer who asks for help is a customer.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

1. If the ticket calls, answer.
2. Close the customer.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

1. Se il ticket chiama, rispondere.
2. Chiudere il cliente.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

1. Si el tiquet truca, responeu.
2. Tanqueu el client.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

1. Αν το αίτημα τηλεφώνησε, απαντήστε.
2. Κλείστε τον πελάτη.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

1. If the customer calls, answer.
2. Close the case.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

1. Se il cliente chiama, rispondere.
2. Chiudere la pratica.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

1. Si el client truca, responeu.
2. Tanqueu la incidència.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

1. Αν ο πελάτης τηλεφώνησε, απαντήστε.
2. Κλείστε το αίτημα.
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
