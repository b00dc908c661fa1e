"""A language code means a language, and texts are written in languages of the project.

## Why

`gr` is a country, Greek is `el`: nobody sees a text under the wrong code, and a channel with it serves nobody. A
channel may well speak languages in which the project has no pages. The `language` of a document is one of the
project, and the one that its file name says.

## Bad

```yaml contacts.yaml
- id: phone
  kind: phone
  audience: customer
  label: {en: Call us, it: Chiamaci}
  number: "210 555 0147"
  country: GR
  languages: [gr, en]
```

## Good

```yaml contacts.yaml
- id: phone
  kind: phone
  audience: customer
  label: {en: Call us, it: Chiamaci}
  number: "210 555 0147"
  country: GR
  languages: [el, en]
```

## Source

BCP 47 (RFC 5646), with the languages that CLDR knows.
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.contact.verify import findings
from sopgen.library import Library
from sopgen.model import Finding, Severity

SEVERITY: Severity = "error"
SCOPE = "library"
NEEDS = ("branches", "contacts", "hours", "organisation", "sites")


def check(library: Library) -> Iterator[Finding]:
    return findings(library.config, "language-code")
