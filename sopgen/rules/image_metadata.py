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
from sopgen.model import Finding, Place, Severity
from sopgen.pictures import size_of_file
from sopgen.rule import Linked

SEVERITY: Severity = "error"
SCOPE = "links"


def check(document: Linked) -> Iterator[Finding]:
    library = document.library
    for found, place in sorted(set(_files(document))):
        file = library.config.root / found
        if is_picture(found) and file.stat().st_size and not is_clean(file):
            message = f"what else `{found}` holds than the picture cannot be taken out of it"
            yield Finding(place, "image-metadata", message, "export it again as PNG, JPEG, WebP or SVG")


def _files(document: Linked) -> Iterator[tuple[str, Place]]:
    """The files that a document shows or leads to; a picture shown that has no size is `image-unreadable` already."""
    library = document.library
    for record, outline in document.parts():
        for image in outline.images:
            found = file_of(image.target, record, library)
            if found and size_of_file(library.config.root / found):
                yield found, image.place
        for video in outline.videos:
            if video.poster and (found := file_of(video.poster, record, library)):
                yield found, video.place
    yield from ((lead.target.url, lead.link.place) for lead in document.links if lead.target.kind == "file")
