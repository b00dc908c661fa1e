"""A verb says what is done, not a noun with an empty verb.

## Why

“Perform a verification of” hides the action in a noun. “Verify” is shorter, and the step begins with what to do.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

1. Perform a verification of the receipt.
2. Make a decision about the refund.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

1. Effettuare la verifica dello scontrino.
2. Procedere al pagamento del rimborso.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

1. Dueu a terme la verificació del tiquet.
2. Procediu al pagament de la devolució.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

1. Πραγματοποιήστε έλεγχο της απόδειξης.
2. Προβείτε σε επιστροφή του ποσού.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

1. Verify the receipt.
2. Decide about the refund.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

1. Verificare lo scontrino.
2. Pagare il rimborso.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

1. Verifiqueu el tiquet.
2. Pagueu la devolució.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

1. Ελέγξτε την απόδειξη.
2. Επιστρέψτε το ποσό.
```

A noun that opens a line is found in steps only (“Verification of the code”): elsewhere it is a title, a definition or
what the sentence is about. Links, bold and italics are names, and are left alone.

## Source

plainlanguage.gov, “Avoid hidden verbs”; ASD-STE100 rule 3.7 (use a verb for an action).
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.language import language
from sopgen.language.grammar import Hit, Language
from sopgen.model import Finding, Severity
from sopgen.prose import Passage
from sopgen.rule import Reading
from sopgen.word_faults import SENTENCES, finding, hits

SEVERITY: Severity = "warning"
SCOPE = "prose"


BACKUPS = (" de seguretat", " di sicurezza", " di backup", " ασφαλείας")
"""What makes a thing of a copy: no verb says it."""


def check(reading: Reading) -> Iterator[Finding]:
    grammar = language(reading.prose.language)
    for passage, hit in hits(reading, "nominalisation", SENTENCES):
        if passage.block.text[hit.span[1] :].lower().startswith(BACKUPS):
            continue
        if passage.block.place in reading.prose.step_places or not _opens(passage, hit, grammar):
            yield finding(passage, hit, "{} hides what is done in a noun", "write the verb of the action itself")


def _opens(passage: Passage, hit: Hit, grammar: Language) -> bool:
    """Whether a noun opens a line that tells nobody what to do: a title, a definition, what a sentence is about."""
    sentence = next(one for one in passage.sentences if one.start <= hit.span[0] < one.end)
    if sum(start < hit.span[0] for start in sentence.starts) > 2:
        return False
    return not grammar.clause(sentence, frozenset()).commands
