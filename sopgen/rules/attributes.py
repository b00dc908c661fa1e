"""Braces with a name or a class at the end of a text can be read.

## Why

`{#name}` gives a heading, step or paragraph the name that links use, `{.class}` a class. Readers see the braces where
these are empty, hold a name with a space, or stand right at a word. Links to the name then lead nowhere. `{.list}` on
the line before a list says that it holds no steps. Written `{list}` or right below a paragraph, it does not.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

## Limits {#the limits}

Up to 250 € you decide yourself.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

## Limits {#the-limits}

Up to 250 € you decide yourself.
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "warning"
SCOPE = "reading"
