"""What a camera or an editor wrote into a picture can be taken out of it.

## Why

A photograph says where and when it was taken, and by whom; a drawing may hold its earlier versions and the folders of a
machine. Sopgen publishes pictures without that. Of a file in another format, or of a damaged one, it cannot.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

![The till with its drawer open](till.svg)
```

```svg procedures/till.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><!-- Drawn by Anna, who is on leave. --></g></svg>
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

![The till with its drawer open](till.svg)
```

```svg procedures/till.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><!-- Drawn by Anna, who is on leave. --></svg>
```
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.links import file_of
from sopgen.metadata import is_clean, is_picture
from sopgen.model import Finding, Severity
from sopgen.pictures import size_of_file
from sopgen.rule import Linked

SEVERITY: Severity = "error"
SCOPE = "links"


def check(document: Linked) -> Iterator[Finding]:
    record, library = document.entry.record, document.library
    shown = {(image.target, image.place) for outline in record.outlines.values() for image in outline.images}
    shown |= {(video.poster, video.place) for outline in record.outlines.values() for video in outline.videos}
    for target, place in sorted(shown):
        found = file_of(target, record, library) if target else None
        file = library.config.root / found if found else None
        if file and is_picture(file.name) and size_of_file(file) and not is_clean(file):
            message = f"what else `{found}` holds than the picture cannot be taken out of it"
            yield Finding(place, "image-metadata", message, "export it again as PNG, JPEG, WebP or SVG")
