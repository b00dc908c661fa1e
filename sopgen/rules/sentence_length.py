"""Outside steps, a sentence has no more than 25 words.

## Why

By the end of a long sentence its beginning is forgotten, above all in a second language. Two short sentences say the
same, and each can be looked up, translated and corrected by itself.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

The dispenser, which stands beside the sink in the kitchen of each branch and mixes concentrate with
water, may be used by every cleaner who has been on the course and has signed the list.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

Il dosatore, che si trova accanto al lavello nella cucina di ogni filiale e mescola il concentrato
con acqua, può essere usato da ogni addetto che ha seguito il corso e ha firmato la lista.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

El dosificador, que és al costat de la pica de la cuina de cada delegació i barreja el concentrat
amb aigua, el pot fer servir qualsevol persona de l'equip que ha fet el curs i ha signat la llista.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

Ο δοσομετρητής, που βρίσκεται δίπλα στον νεροχύτη στην κουζίνα κάθε υποκαταστήματος και αναμειγνύει
το συμπύκνωμα με νερό, χρησιμοποιείται από κάθε καθαριστή που έχει κάνει το σεμινάριο και έχει
υπογράψει τη λίστα.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

The dispenser stands beside the sink in the kitchen of each branch. It mixes concentrate with water.
Every cleaner who has been on the course may use it.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

Il dosatore si trova accanto al lavello nella cucina di ogni filiale. Mescola il concentrato con
acqua. Lo usa ogni addetto che ha seguito il corso.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

El dosificador és al costat de la pica de la cuina de cada delegació. Barreja el concentrat amb
aigua. El fa servir qui ha fet el curs.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

Ο δοσομετρητής βρίσκεται δίπλα στον νεροχύτη στην κουζίνα κάθε υποκαταστήματος. Αναμειγνύει το
συμπύκνωμα με νερό. Τον χρησιμοποιεί όποιος έχει κάνει το σεμινάριο.
```

A name (code, a label, an address) is one word, and so is “l'ordine”. Words in brackets are not counted, and a colon or
semicolon ends what is counted together. Headings, tables and quotation are not read for it; steps have a shorter limit
of their own, `step-length`.

## Options

`words`: the most words that a sentence may have, `25` where nothing says.

## Source

ASD-STE100 rule 6.3 (25 words in descriptive sentences), section 8 (how words are counted).
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.language.tokens import MARKS, Sentence
from sopgen.model import Finding, Severity
from sopgen.rule import Reading
from sopgen.word_faults import SENTENCES

SEVERITY: Severity = "info"
SCOPE = "prose"
WORDS = 25
STOPS = frozenset(":;·\u0387")
OPTIONS = {"words": WORDS}


def check(reading: Reading) -> Iterator[Finding]:
    limit = reading.option("sentence-length", "words", WORDS)
    longest = 0
    for passage in reading.prose.passages:
        block = passage.block
        if block.kind not in SENTENCES:
            continue
        for sentence in passage.sentences:
            count = len(sentence.lower)  # it has no more words than that
            if count > limit:
                count = longest_run(sentence)
            if count <= limit:
                longest = max(longest, count)
            elif block.place not in reading.prose.step_places:
                place = block.place_of(sentence.start, sentence.end)
                message = f"this sentence has {count} words, more than {limit}"
                yield Finding(place, "sentence-length", message, "make it two sentences, or a list")
    reading.silent("sentence-length", "words", least=longest)


def longest_run(sentence: Sentence) -> int:
    """The words of a sentence, counted anew after each colon and semicolon: the longest run of them."""
    longest = count = 0
    for word in sentence.lower:
        if word in STOPS:
            count = 0
        elif word not in MARKS and not word.endswith("'"):
            count += 1
            longest = max(longest, count)
    return longest
