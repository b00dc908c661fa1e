"""A picture, video or its captions are there.

## Why

An empty frame in the place of a picture says that nobody has looked at the page.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

![The till with its drawer open](till.svg)
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

from sopgen.links import SCHEME, file_of, in_static, media, nearest_file
from sopgen.model import Finding, Severity
from sopgen.rule import Linked

SEVERITY: Severity = "error"
SCOPE = "links"


def check(document: Linked) -> Iterator[Finding]:
    library = document.library
    shown = {part.path: part for part, _ in document.parts()}
    for record, target, place in ((part, *one) for part in shown.values() for one in media(part)):
        if target and not SCHEME.match(target) and not file_of(target, record, library):
            if target.startswith("/") and (not library.config.found or in_static(target, library)):
                continue
            hint = nearest_file(target, record, library)
            yield Finding(place, "broken-image", f"the file `{target}` does not exist", hint)
