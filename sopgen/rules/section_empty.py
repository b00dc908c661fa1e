"""A heading has text below it.

## Why

A heading with nothing below it was either forgotten or is not needed. Both confuse a reader in a hurry.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

## When

## Records

The receipt.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

## When

On the same day.

## Records

The receipt.
```
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from sopgen.model import Finding, Severity, UnitRef
from sopgen.rule import Reading

SEVERITY: Severity = "warning"
SCOPE = "document"


def check(reading: Reading) -> Iterator[Finding]:
    headings = reading.body.headings
    filled = {block.section for block in reading.body.blocks if block.kind != "heading"} | _sections_of_pieces(reading)
    for index, heading in enumerate(headings):
        following = headings[index + 1] if index + 1 < len(headings) else None
        if not heading.text:
            hint = "write its words, or delete the #"
            yield Finding(heading.place, "section-empty", "this heading has no words", hint)
        elif index not in filled and not (following and following.level > heading.level):
            hint = "write what belongs there, or delete the heading"
            yield Finding(heading.place, "section-empty", f"nothing stands below “{heading.text}”", hint)


def _sections_of_pieces(reading: Reading) -> set[int]:
    """Sections that hold a picture, a video or an included file."""
    pieces = [piece for view in reading.body.views.values() for piece in view if not isinstance(piece, str | UnitRef)]
    starts = [heading.place.line for heading in reading.body.headings]
    lines = set(starts)
    return {bisect_right(starts, piece.place.line) - 1 for piece in pieces if piece.place.line not in lines}
