"""No phrase where a word does.

## Why

Each word that says nothing is one more to read past, on a telephone, in a hurry, in a second language.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

Ask for the receipt in order to find the sale.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

Chiedere lo scontrino al fine di trovare la vendita.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

Demaneu el tiquet per tal de trobar la venda.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

Ζητήστε την απόδειξη προκειμένου να βρείτε την πώληση.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

Ask for the receipt to find the sale.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

Chiedere lo scontrino per trovare la vendita.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

Demaneu el tiquet per trobar la venda.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

Ζητήστε την απόδειξη για να βρείτε την πώληση.
```

## Source

plainlanguage.gov, “Use simple words and phrases”; Google's guide for developer documentation, word list.
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import Finding, Severity
from sopgen.rule import Reading
from sopgen.word_faults import ALL_TEXT, finding, hits

SEVERITY: Severity = "warning"
SCOPE = "prose"


def check(reading: Reading) -> Iterator[Finding]:
    for passage, hit in hits(reading, "wordy-phrase", ALL_TEXT):
        yield finding(passage, hit, "{} is longer than what it says", "say it in fewer words")
