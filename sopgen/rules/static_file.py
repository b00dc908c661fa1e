"""Files of `static/` belong to a site and take no page's place.

## Why

What lies in `static/<site>/` is copied as it is. A file with the address of a page would replace it. A link that
leads out of the project would publish what nobody meant to publish. A folder that is no site is published nowhere.
Nor is what cannot be read: a link that leads nowhere, a pipe, a file where the folder of a site should be.

## Bad

```text static/handbook/greet/index.html
<p>Hello</p>
```

## Good

```text static/handbook/CNAME
handbook.serenetta.example
```
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from sopgen.library import RESERVED, Library
from sopgen.model import Finding, Place, Severity

SEVERITY: Severity = "error"
SCOPE = "library"


def check(library: Library) -> Iterator[Finding]:
    root = library.config.root
    for folder in (root / "static", *(root / "static" / site for site in library.config.sites)):
        if os.path.lexists(folder) and not os.path.isdir(folder):
            place = Place(folder.relative_to(root).as_posix())
            yield Finding(place, "static-file", "this is no folder", "put the files for the sites into a folder")
    for site in library.config.sites:
        editions = [routes for (name, _), routes in library.routes.items() if name == site]
        pages = {f"{url}index.html" for routes in editions for url in (*routes.keys, routes.prefix)} | RESERVED
        folder = root / "static" / site
        for here, _, names in os.walk(folder):
            for name in sorted(names):
                file = Path(here, name)
                inside = file.relative_to(folder).as_posix()
                place = Place(file.relative_to(root).as_posix())
                if inside in pages or inside.partition("/")[0] in RESERVED:
                    hint = "rename it: a page of the site has this address"
                    yield Finding(place, "static-file", f"`{inside}` is made by sopgen too", hint)
                elif not os.path.isfile(file):
                    yield Finding(place, "static-file", "this is no file that can be read", "mend or delete it")
                elif file.is_symlink() and not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(root)):
                    yield Finding(place, "static-file", "this link leads out of the project", "copy the file")
