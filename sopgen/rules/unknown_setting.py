"""Rules, files and pictures that `sopgen.yaml` names exist.

## Why

A slip in a rule's name would leave the rule as strict as it was, and nobody would know why.

## Bad

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT}
languages: [en, it]
sites:
  handbook: {title: Handbook, audience: staff}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
rules: {alt-txt: warning}
```

## Good

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT}
languages: [en, it]
sites:
  handbook: {title: Handbook, audience: staff}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
rules: {alt-text: warning}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.library import Library
from sopgen.mistakes import known_hint
from sopgen.model import Finding, Severity

SEVERITY: Severity = "error"
SCOPE = "library"


def check(library: Library) -> Iterator[Finding]:
    from sopgen.rules import NAMES, RULES

    config = library.config
    for name in config.rules:
        if name != "all" and name not in NAMES:
            place = config.places.key("rules", name)
            yield Finding(place, "unknown-setting", f"there is no rule `{name}`", known_hint(name, NAMES))
        elif name != "all" and RULES[name].fixed:
            place = config.places.key("rules", name)
            hint = "take the line out: this rule keeps its severity"
            yield Finding(place, "unknown-setting", f"the severity of `{name}` cannot be changed", hint)
    logo = config.organisation.logo
    if logo and not (config.root / logo).is_file():
        place = config.places.at("organisation", "logo")
        hint = "write the path as seen from sopgen.yaml"
        yield Finding(place, "unknown-setting", f"the file `{logo}` does not exist", hint)
    for key, product in config.products.items():
        path = product.picture if config.content == "." else f"{config.content}/{product.picture}"
        if product.picture and path not in library.files:
            place = config.places.at("products", key, "picture")
            hint = "write the path from the content folder"
            yield Finding(place, "unknown-setting", f"the picture `{product.picture}` does not exist", hint)
