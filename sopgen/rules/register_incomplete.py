"""An approved procedure or policy says what the document register asks for.

## Why

The register answers an auditor's questions: which document, which version, who keeps it right, when is it looked at
again. A gap there shows on the page too.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
type: policy
status: approved
id: CS-003
---

## Rules

- Count the money.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
type: policy
status: approved
id: CS-003
version: 1.0
owner: manager
reviewed: 2026-03-01
review_every: 12 months
---

## Rules

- Count the money.
```

## Options

`keys`: what the register asks for; `id, version, owner, reviewed, review_every` where nothing says.

## Source

ISO 9001:2015, 7.5.2 and 7.5.3: identification, review and control of versions of documented information.
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.library import default_for
from sopgen.model import Finding, Place, Severity
from sopgen.rule import Linked

SEVERITY: Severity = "info"
SCOPE = "links"
NEEDS = ("defaults",)
FRONT_MATTER = True


KEYS = ["id", "version", "owner", "reviewed", "review_every"]
OPTIONS = {"keys": KEYS}


def check(document: Linked) -> Iterator[Finding]:
    entry, meta = document.entry, document.entry.meta
    asked = meta.type in ("procedure", "policy") and meta.status == "approved" and not entry.index
    source = next(iter(document.library.by_key[entry.record.key].values())) is entry
    if not asked or not source or not document.library.config.found:
        return
    keys = document.option("register-incomplete", "keys", KEYS)
    missing = [key for key in keys if not getattr(meta, key, None)]
    config = document.library.config
    pattern = "" if "status" in entry.record.written else default_for(entry.record, "status", config)
    if missing and pattern and missing == list(keys):
        # an imported folder, approved as a whole: one for its default, not one for each of its documents
        message = f"what is in `{pattern}` is approved by default; the document register asks for {', '.join(missing)}"
        place = config.places.at("defaults", pattern, "status")
        yield Finding(place, "register-incomplete", message, "write them in each document, or a default for some")
    elif missing:
        place = entry.record.places.get("status") or Place(entry.record.path)
        message = f"the document register asks for {', '.join(missing)}"
        yield Finding(place, "register-incomplete", message, f"write `{missing[0]}: …` in the front matter")
