"""The texts of `sopgen.yaml` exist in every language in which they are shown.

## Why

An Italian page that says "Call us" beside the number makes the reader doubt that anybody there speaks Italian. A text
that is the same in all languages, such as WhatsApp, is written once, without codes.

## Bad

```yaml contacts.yaml
- id: phone
  kind: phone
  audience: customer
  label: {en: Call us}
  number: "02 5550 0130"
  country: IT
```

## Good

```yaml contacts.yaml
- id: phone
  kind: phone
  audience: customer
  label: {en: Call us, it: Chiamaci}
  number: "02 5550 0130"
  country: IT
```

## Source

WCAG 2.2, success criterion 3.1.2 (language of parts).
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.library import Library
from sopgen.model import Finding, Severity
from sopgen.texts import texts

SEVERITY: Severity = "warning"
SCOPE = "library"
NEEDS = ("sites",)


def check(library: Library) -> Iterator[Finding]:
    config = library.config
    for text in texts(config):
        missing = [code for code in text.languages if code not in text.written]
        if text.written and "" not in text.written and missing:
            names = ", ".join(f"`{code}`" for code in missing)
            message = f"this text is missing in {names}"
            place = config.places.at(*text.loc)
            yield Finding(place, "text-translation", message, "add a line for each language")
