"""An included file exists, lies in the content folder and does not include itself.

## Why

A snippet keeps a text that many documents share in one place. The path is written from the content folder.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

{{ include "_snippets/hands.md" }}
```

```markdown procedures/_snippets/wash-hands.md
Wash your hands.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

{{ include "_snippets/wash-hands.md" }}
```

```markdown procedures/_snippets/wash-hands.md
Wash your hands.
```
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from sopgen.library import Library
from sopgen.links import file_of, included
from sopgen.model import Finding, Record, Severity
from sopgen.nearest import nearest

SEVERITY: Severity = "error"
SCOPE = "library"


def check(library: Library) -> Iterator[Finding]:
    for record in (record for record in library.records.values() if "includes" in record.holds):
        for include in dict.fromkeys(ref for outline in record.outlines.values() for ref in outline.includes):
            target = include.target
            if target.startswith("/") or ".." in target.split("/"):
                hint = "write the path from the content folder, without .."
                yield Finding(include.place, "include", f"`{target}` lies outside the content folder", hint)
            elif (found := included(library, target, record.language)) is None:
                if file_of(posixpath.join("/", target), record, library):
                    hint = "link to the file, or show it as a picture: `![What it shows](…)`"
                    yield Finding(
                        include.place, "include", f"`{target}` is not Markdown: only that can be included", hint
                    )
                    continue
                names = [path.removeprefix(f"{library.config.content}/") for path in library.records]
                yield Finding(include.place, "include", f"`{target}` does not exist", nearest(target, names))
            elif _reaches(found, record, library, set()):
                yield Finding(
                    include.place, "include", f"`{target}` includes this file again", "take one of the includes out"
                )


def _reaches(start: Record, goal: Record, library: Library, seen: set[str]) -> bool:
    if start.path == goal.path:
        return True
    if start.path in seen:
        return False
    seen.add(start.path)
    targets = {ref.target for outline in start.outlines.values() for ref in outline.includes}
    below = (included(library, target, start.language) for target in sorted(targets))
    return any(_reaches(record, goal, library, seen) for record in below if record)
