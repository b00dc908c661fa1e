"""Each service says of each feature whether it has it.

## Why

Who compares services reads along the row. “Not stated” leaves the customer to guess, and the colleague on the phone
too.

## Bad

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT}
languages: [en, it]
sites:
  handbook: {title: Handbook, audience: staff}
  help: {title: Help, audience: customer}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
features: {oven: Oven inside, floors: Floors}
services:
  standard: {name: Standard clean, included: floors}
  deep: {name: Deep clean, included: [floors, oven]}
```

## Good

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT}
languages: [en, it]
sites:
  handbook: {title: Handbook, audience: staff}
  help: {title: Help, audience: customer}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
features: {oven: Oven inside, floors: Floors}
services:
  standard: {name: Standard clean, included: floors, not_included: oven}
  deep: {name: Deep clean, included: [floors, oven]}
```

A service that names no feature at all is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.formats import join_list
from sopgen.library import Library
from sopgen.model import Finding, Severity

SEVERITY: Severity = "warning"
SCOPE = "library"
NEEDS = ("services", "features")


def check(library: Library) -> Iterator[Finding]:
    config = library.config
    for key, service in config.services.items():
        said = {*service.included, *service.not_included, *(option.feature for option in service.options)} - {""}
        missing = [f"`{feature}`" for feature in config.features if feature not in said]
        if said and missing:
            message = f"the service `{key}` says nothing of {join_list(missing, 'en')}"
            hint = "put each below `included`, `not_included` or `options`"
            yield Finding(config.places.key("services", key), "service-incomplete", message, hint)
