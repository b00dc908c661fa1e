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
from sopgen.rule import Linked

SEVERITY: Severity = "error"
SCOPE = "links"


def check(document: Linked) -> Iterator[Finding]:
    library = document.library
    pictures = {
        (found, image.place)
        for record, outline in document.parts()
        for image in outline.images
        if (found := file_of(image.target, record, library))
    }
    for found, place in sorted(pictures):
        if size_of_file(library.config.root / found) is None:
            message = f"`{found}` is empty or not a picture that browsers show"
            yield Finding(place, "image-unreadable", message, "export it again as PNG, JPEG, WebP or SVG")
