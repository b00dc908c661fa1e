"""An approved document whose text changes has a new version.

## Why

Whoever works by version 2.1 knows what it says. If the text changes and the number does not, two texts have one
number, and nobody can say which of them was approved. It is asked with `sopgen check --since REVISION`, of documents
that were approved before and have a `version` or `changes` of their own. Spaces and line breaks may change.

## Bad

```markdown before/procedures/refund.md
---
title: Give a refund
status: approved
version: 2.1
---

Refund up to 50 euros.
```

```markdown procedures/refund.md
---
title: Give a refund
status: approved
version: 2.1
---

Refund up to 80 euros.
```

## Good

```markdown before/procedures/refund.md
---
title: Give a refund
status: approved
version: 2.1
---

Refund up to 50 euros.
```

```markdown procedures/refund.md
---
title: Give a refund
status: approved
version: 2.2
changes:
  - {version: 2.2, date: 2026-11-20, what: Refunds up to 80 euros.}
---

Refund up to 80 euros.
```

## Source

ISO 9001:2015, 7.5.3.2: changes to documented information are controlled, such as by version.
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import Body, Finding, Outline, Place, Record, Severity
from sopgen.rule import Change

SEVERITY: Severity = "warning"
SCOPE = "change"
NEEDS = ("defaults",)
FRONT_MATTER = True

KEYS = ("version", "changes")


def check(change: Change) -> Iterator[Finding]:
    record, before = change.entry.record, change.before.record
    kept = [key for key in KEYS if key in record.written]
    if not kept or change.entry.meta.status != "approved" or not _was_approved(change):
        return
    if any(record.written.get(key) != before.written.get(key) for key in KEYS):
        return
    if _text(change.body) == _text(change.body_before) and _shown(record) == _shown(before):
        return
    place = record.places.get(kept[0]) or Place(record.path)
    message = "the text of this approved document changed, its `version` did not"
    yield Finding(place, "version-unchanged", message, "raise `version` and say in `changes` what is new")


def _was_approved(change: Change) -> bool:
    """A translation may take its status from its source: then it was what it is."""
    inherited = "status" not in change.entry.record.written and "status" not in change.before.record.written
    return inherited or change.before.meta.status == "approved"


def _text(body: Body) -> list[tuple[str, int, str]]:
    """What a reader reads, block by block."""
    return [(block.kind, block.level, " ".join(block.text.split())) for block in body.blocks]


def _shown(record: Record) -> list[list[str]]:
    """What a reader sees or follows besides: pictures, videos, links, facts, included files."""
    return [_targets(outline) for outline in record.outlines.values()]


def _targets(outline: Outline) -> list[str]:
    return [
        *(link.target for link in outline.links),
        *(image.target for image in outline.images),
        *(video.source for video in outline.videos),
        *(fact.name for fact in outline.facts),
        *(include.target for include in outline.includes),
        *(" ".join(("services", *ref.names)) for ref in outline.services),
    ]
