"""Pictures and videos lie in the content folder.

## Why

A page that fetches from elsewhere tells another company who reads it, breaks when that address moves, and waits on
a slow line. Finished pages make no request to other hosts: a picture from elsewhere is shown as a link with its alt
text.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

![The till with its drawer open](https://pictures.example.org/till.svg)
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

from sopgen.links import SCHEME, media
from sopgen.model import Finding, Severity
from sopgen.rule import Reading

SEVERITY: Severity = "warning"
SCOPE = "document"


def check(reading: Reading) -> Iterator[Finding]:
    for target, place in media(reading.entry.record):
        if SCHEME.match(target) or target.startswith("//"):
            message = f"`{target}` lies on another host: readers get a link to it instead"
            yield Finding(place, "external-media", message, "copy the file into the content folder, and name it here")
