"""A role that a step names is one that `sopgen.yaml` knows.

## Why

`{role=team-leader}` at the end of a step, or of the heading of a part of the steps, shows staff whose work it is. A
name that `roles` does not know has no title and no page.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. Count the money. {role=manger}
2. Close the till.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. Count the money. {role=manager}
2. Close the till.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.mistakes import known_hint
from sopgen.model import Finding, Severity
from sopgen.rule import Reading

SEVERITY: Severity = "error"
SCOPE = "prose"
NEEDS = ("roles",)


def check(reading: Reading) -> Iterator[Finding]:
    config = reading.config
    if not config.found:
        return
    steps = dict.fromkeys(step for outline in reading.entry.record.outlines.values() for step in outline.steps)
    for step in steps:
        for role in step.roles:
            if role not in config.roles:
                message = f"there is no role `{role}` in sopgen.yaml"
                yield Finding(step.place, "step-role", message, known_hint(role, config.roles))
