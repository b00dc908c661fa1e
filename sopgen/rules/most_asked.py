"""What `most_asked` names is a document that the readers of the site may see.

## Why

The first page of a site opens with what its readers need most. A wrong id leaves a gap there. A document for staff
must not be named to customers.

## Bad

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT}
languages: [en]
sites:
  help: {title: Help, audience: customer, most_asked: [huors]}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
```

## Good

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT}
languages: [en]
sites:
  help: {title: Help, audience: customer, most_asked: [hours]}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
```
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.library import Library
from sopgen.model import Finding, Severity
from sopgen.named import named_fault
from sopgen.rule import front_matter_unread

SEVERITY: Severity = "error"
SCOPE = "library"
NEEDS = ("sites", "defaults")


def check(library: Library) -> Iterator[Finding]:
    if any(front_matter_unread(record) for record in library.records.values()):
        return  # the id may stand in what could not be read
    config = library.config
    for name, site in config.sites.items():
        for at, document in enumerate(site.most_asked):
            if fault := named_fault(document, site.audience, library):
                place = config.places.at("sites", name, "most_asked", at)
                yield Finding(place, "most-asked", *fault)
