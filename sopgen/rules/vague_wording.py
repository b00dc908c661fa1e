"""Words say how much, when and which: nobody has to guess.

## Why

“As needed” and “soon” leave the decision to the reader. Two colleagues then do two different things, and neither can
be told what was right. Where somebody must decide, the text says who, and by what.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

Clean the filter regularly, and replace it as needed.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

Pulire il filtro regolarmente e sostituirlo se necessario.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

Netegeu el filtre regularment i canvieu-lo si cal.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

Καθαρίζετε το φίλτρο τακτικά και αλλάζετέ το όταν χρειάζεται.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

Clean the filter every Monday, and replace it when it is grey.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

Pulire il filtro ogni lunedì e sostituirlo quando è grigio.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

Netegeu el filtre cada dilluns i canvieu-lo quan sigui gris.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

Καθαρίζετε το φίλτρο κάθε Δευτέρα και αλλάζετέ το όταν γίνει γκρι.
```

Headings, quotation and code are not read for it.

## Source

EPA QA/G-6, section 2.1 (concise, not open to interpretation); ASD-STE100 rule 1.4 (approved meanings); FDA data on
procedures that leave criteria open.
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import Finding, Severity
from sopgen.rule import Reading
from sopgen.word_faults import finding, hits

SEVERITY: Severity = "warning"
SCOPE = "prose"

HINT = "say how much, when, which, or who decides and by what"


def check(reading: Reading) -> Iterator[Finding]:
    for passage, hit in hits(reading, "vague-wording"):
        yield finding(passage, hit, "{} leaves it to the reader", HINT)
