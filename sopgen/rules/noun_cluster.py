"""No more than three nouns stand in a row.

## Why

Of a row of nouns the reader must guess which belongs to which: “customer account payment history report”. A
preposition or a verb says it. English alone builds such rows; in Italian, Catalan and Greek prepositions and cases
stand between the nouns, so there is nothing to find.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

Print the customer account payment history report.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

Print the report of what the customer paid.
```

Headings and tables, which are labels, are not read for it.

## Source

ASD-STE100 rule 2.1 (no noun clusters of more than three nouns).
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import Finding, Severity
from sopgen.rule import Reading
from sopgen.word_faults import SENTENCES, finding, hits

SEVERITY: Severity = "warning"
SCOPE = "prose"

HINT = "say with a preposition or a verb what belongs to what"


MOST = 3
DESCRIBING = frozenset({"best", "default", "due", "key", "main", "mid", "open-source", "overall", "possible", "top"})
"""Words that say what the nouns are like more often than they are nouns."""


def check(reading: Reading) -> Iterator[Finding]:
    for passage, hit in hits(reading, "noun-cluster", SENTENCES):
        start = hit.span[0]
        words = passage.block.text[slice(*hit.span)].lower().split()
        if sum(word not in DESCRIBING and "-to-" not in word for word in words) <= MOST:
            continue
        if passage.block.text[max(start - 1, 0) : start] == "-":  # “a 100-page manual”: the first is part of a number
            continue
        yield finding(passage, hit, "{} is a row of more than three nouns", HINT)
