"""A document that names a branch is there in each language of that branch.

## Why

A document that names a branch is for its people: they should not need a second language to work safely or to be
helped. One of the branch's own languages is not enough where it speaks two.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
branches: [athens]
---

Count the money.
```

```yaml branches.yaml
athens: {name: Athens, country: GR, languages: [it]}
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
branches: [athens]
---

Count the money.
```

```yaml branches.yaml
athens: {name: Athens, country: GR, languages: [en]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.library import Library
from sopgen.model import Finding, Place, Severity

SEVERITY: Severity = "warning"
SCOPE = "library"
NEEDS = ("branches",)
FRONT_MATTER = True


def check(library: Library) -> Iterator[Finding]:
    for translations in library.by_key.values():
        entry = next(iter(translations.values()))
        for key in entry.meta.branches:
            branch = library.config.branches.get(key)
            spoken = (
                [language for language in branch.languages if language in library.config.languages] if branch else []
            )
            missing = [language for language in spoken if language not in translations]
            if missing and entry.meta.status != "retired":
                place = entry.record.places.get("branches") or Place(entry.record.path)
                message = f"the branch {key} speaks {', '.join(missing)}, and the document is not there in {missing[0]}"
                stem, _, ending = entry.record.path.rpartition(".")
                hint = f"translate it as {stem}.{missing[0]}.{ending}"
                yield Finding(place, "translation-missing", message, hint)
