"""A link says where it leads: never “click here”.

## Why

Many readers jump from link to link, with the eye or with a screen reader: what they get is a list of link texts.
“Here”, “click here” and “read more” tell them nothing, nor does a long web address read aloud. Write what is to be
found at the other end.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
type: article
audience: customer
---

[Click here](hours.md) to see when we are open.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

[Clicca qui](hours.md) per vedere quando siamo aperti.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

[Feu clic aquí](hours.md) per veure quan obrim.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

[Πατήστε εδώ](hours.md) για να δείτε πότε είμαστε ανοιχτά.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
type: article
audience: customer
---

See [when we are open](hours.md).
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

Vedi [quando siamo aperti](hours.md).
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

Vegeu [quan obrim](hours.md).
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

Δείτε [πότε είμαστε ανοιχτά](hours.md).
```

The whole text of the link is judged: “the form here at the desk” is left alone. A bare web address with a
path is reported in what customers read; `help.example.org` by itself is a name.

## Source

WCAG 2.2, success criterion 2.4.4 (link purpose) and failure F84; Google's guide for developer documentation,
“Cross-references and linking”.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, takewhile

from sopgen.language import language
from sopgen.model import Finding, Mark, Severity
from sopgen.rule import Reading
from sopgen.word_faults import for_customers

SEVERITY: Severity = "warning"
SCOPE = "prose"

HINT = "write what the reader finds there"
ADDRESS = re.compile(r"(https?://|www\.)[^/\s]+/\S+", re.IGNORECASE)


def check(reading: Reading) -> Iterator[Finding]:
    for passage in reading.prose.passages:
        block = passage.block
        pictures = [mark for mark in block.marks if mark.kind == "image"]
        for mark in block.marks:
            if mark.kind != "link" or (pictures and _holds_one(pictures, mark.start, mark.end)):
                continue
            text = block.text[mark.start : mark.end]
            place = block.place_of(mark.start, mark.end)
            if says_nothing(reading.prose.language, text):
                yield Finding(place, "link-text", f"the link text “{text}” does not say where it leads", HINT)
            elif ADDRESS.fullmatch(text.strip()) and for_customers(reading, block):
                yield Finding(place, "link-text", f"the link text is an address: `{text}`", HINT)


@lru_cache(maxsize=4096)
def says_nothing(code: str, text: str) -> bool:
    """Whether the whole of a link's text is one of the language's texts that say nothing."""
    grammar = language(code)
    sentences = grammar.TOKENIZER.sentences(text.strip().rstrip(".:…>»→› "))
    if len(sentences) != 1:
        return False
    whole = (sentences[0].start, sentences[0].end)
    return any(hit.kind == "link-text" and hit.span == whole for hit in grammar.wording(sentences[0]))


def _holds_one(pictures: Sequence[Mark], start: int, end: int) -> bool:
    """Whether a picture stands in the link: its alt text has rules of its own. pictures: by where they start."""
    first = bisect_left(pictures, start, key=lambda mark: mark.start)
    return any(mark.end <= end for mark in takewhile(lambda mark: mark.start <= end, islice(pictures, first, None)))
