"""What a dated notice names exists, and its readers may see it.

## Why

A notice leads readers to the page that says more, and names the branches that it is about. A wrong name leads nobody
anywhere. A notice for customers must not lead to a document for staff.

## Bad

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT}
languages: [en]
sites:
  help: {title: Help, audience: customer}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
notices:
  - {text: We are closed on Monday., until: 2027-01-31, audience: customer, link: CS-001}
```

## Good

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT}
languages: [en]
sites:
  help: {title: Help, audience: customer}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
notices:
  - {text: We are closed on Monday., until: 2027-01-31, audience: customer, link: hours, branches: milan}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.library import Library
from sopgen.mistakes import known_hint
from sopgen.model import Finding, Severity
from sopgen.named import named_fault
from sopgen.rule import front_matter_unread

SEVERITY: Severity = "error"
SCOPE = "library"
NEEDS = ("notices", "branches", "defaults")


def check(library: Library) -> Iterator[Finding]:
    config = library.config
    unread = any(front_matter_unread(record) for record in library.records.values())
    for at, notice in enumerate(config.notices):
        for branch in notice.branches:
            if branch not in config.branches:
                message = f"there is no branch `{branch}` in sopgen.yaml"
                hint = known_hint(branch, config.branches)
                yield Finding(config.places.at("notices", at, "branches"), "notice", message, hint)
        for audience in notice.audience:
            linked = notice.link and "://" not in notice.link and not unread
            if linked and (fault := named_fault(notice.link, audience, library)):
                yield Finding(config.places.at("notices", at, "link"), "notice", *fault)
                break
