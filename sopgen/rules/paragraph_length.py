"""A paragraph has no more than six sentences.

## Why

A long paragraph is skipped. One topic a paragraph lets the eye find it; what is done in order is a list of steps, and
what is compared a table.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

We open at nine. The till is counted. The lights go on. The floor is dry. The door is clean. The
bins are empty. The sign is out.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

Apriamo alle nove. La cassa è contata. Le luci sono accese. Il pavimento è asciutto. La porta è
pulita. I cestini sono vuoti. L'insegna è fuori.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

Obrim a les nou. La caixa està comptada. Els llums són encesos. El terra és sec. La porta és neta.
Les papereres són buides. El rètol és a fora.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

Ανοίγουμε στις εννέα. Το ταμείο είναι μετρημένο. Τα φώτα είναι αναμμένα. Το πάτωμα είναι στεγνό. Η
πόρτα είναι καθαρή. Οι κάδοι είναι άδειοι. Η πινακίδα είναι έξω.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

We open at nine. The till is counted. The lights go on.

The floor is dry. The door is clean. The bins are empty. The sign is out.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

Apriamo alle nove. La cassa è contata. Le luci sono accese.

Il pavimento è asciutto. La porta è pulita. I cestini sono vuoti. L'insegna è fuori.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

Obrim a les nou. La caixa està comptada. Els llums són encesos.

El terra és sec. La porta és neta. Les papereres són buides. El rètol és a fora.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

Ανοίγουμε στις εννέα. Το ταμείο είναι μετρημένο. Τα φώτα είναι αναμμένα.

Το πάτωμα είναι στεγνό. Η πόρτα είναι καθαρή. Οι κάδοι είναι άδειοι. Η πινακίδα είναι έξω.
```

## Options

`sentences`: the most sentences that a paragraph may have, `6` where nothing says.

## Source

ASD-STE100 rules 6.5 and 6.6 (one topic, no more than six sentences in a paragraph).
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import Finding, Severity
from sopgen.rule import Reading

SEVERITY: Severity = "info"
SCOPE = "prose"
SENTENCES = 6
OPTIONS = {"sentences": SENTENCES}


def check(reading: Reading) -> Iterator[Finding]:
    limit = reading.option("paragraph-length", "sentences", SENTENCES)
    longest = 0
    for passage in reading.prose.passages:
        if passage.block.kind != "paragraph" or passage.block.text.startswith("|"):
            continue
        count = len(passage.sentences)
        longest = max(longest, count)
        if count > limit:
            message = f"this paragraph has {count} sentences, more than {limit}"
            yield Finding(passage.block.place, "paragraph-length", message, "make it two paragraphs, or a list")
    reading.silent("paragraph-length", "sentences", least=longest)
