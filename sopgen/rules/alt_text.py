"""A picture has an alt text.

## Why

Who cannot see the picture, or waits for it on a slow line, reads the alt text instead. It says what the picture
shows and why that matters. A picture that only decorates has the class `decorative`: `![](line.svg){.decorative}`.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

![](till.svg)
```

```svg procedures/till.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

![The till with its drawer open and the refund key lit](till.svg)
```

```svg procedures/till.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>
```

## Source

WCAG 2.2, success criterion 1.1.1.
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import Finding, Severity
from sopgen.rule import Reading, pictures

SEVERITY: Severity = "error"
SCOPE = "document"


def check(reading: Reading) -> Iterator[Finding]:
    for image in pictures(reading):
        decorative = "decorative" in dict(image.attributes).get("class", "").split()
        if not image.alt.strip() and not decorative:
            hint = "write between the brackets what the picture shows; {.decorative} after it if it shows nothing"
            yield Finding(image.place, "alt-text", "the picture has no alt text", hint)
