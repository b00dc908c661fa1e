"""A picture file is a picture.

## Why

A file of no bytes, or one cut short on its way, shows as a broken frame, and its size cannot be known.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

![The till with its drawer open](till.png)
```

```png procedures/till.png
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

![The till with its drawer open](till.svg)
```

```svg procedures/till.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>
```
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.links import file_of
from sopgen.model import Finding, Severity
from sopgen.pictures import size_of_file
from sopgen.rule import Reading, pictures

SEVERITY: Severity = "error"
SCOPE = "document"


def check(reading: Reading) -> Iterator[Finding]:
    for image in pictures(reading):
        found = file_of(image.target, reading.entry.record, reading.library)
        if found and size_of_file(reading.library.config.root / found) is None:
            message = f"`{found}` is empty or not a picture that browsers show"
            yield Finding(image.place, "image-unreadable", message, "export it again as PNG, JPEG, WebP or SVG")
