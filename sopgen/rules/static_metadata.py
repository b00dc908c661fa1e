"""What cameras and editors wrote into a picture of `static/`, a theme or `sopgen.yaml` can be taken out of it.

## Why

Sopgen publishes pictures without what they tell of people, places and machines. Of a file in another format, or of a
damaged one, it cannot, and whoever fetches it reads it all. Pictures in documents have a rule of their own,
`image-metadata`.

## Bad

```svg static/handbook/map.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><!-- Drawn by Anna, who is on leave. --></g></svg>
```

## Good

```svg static/handbook/map.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><!-- Drawn by Anna, who is on leave. --></svg>
```
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from sopgen.library import Library
from sopgen.metadata import is_clean, is_picture
from sopgen.model import Finding, Place, Severity

SEVERITY: Severity = "error"
SCOPE = "library"


def check(library: Library) -> Iterator[Finding]:
    root = library.config.root
    for file in sorted(set(_pictures(library))):
        if os.path.isfile(file) and os.path.getsize(file) and not is_clean(file):
            path = os.path.relpath(file, root).replace(os.sep, "/")
            message = f"what else `{path}` holds than the picture cannot be taken out of it"
            yield Finding(Place(path), "static-metadata", message, "export it again as PNG, JPEG, WebP or SVG")


def _pictures(library: Library) -> Iterator[Path]:
    """The pictures that are published though no document shows them."""
    config = library.config
    folders = [config.root / "static" / site for site in config.sites]
    folders += (config.root / "themes").glob("*/assets")
    for folder in folders:
        yield from (file for file in folder.rglob("*") if is_picture(file.name))
    if is_picture(config.organisation.logo):
        yield config.root / config.organisation.logo
    for product in config.products.values():
        if is_picture(product.picture):
            yield config.root / config.content / product.picture
