"""Who may read what is as `audience.lock` says.

## Why

One word in the front matter, or in the defaults of a folder, shows a page to all customers. In a pull request it is
easily overlooked, above all where the page itself is not in it. With `audience_lock` in `sopgen.yaml` each such change
changes a line of that file too: a reviewer sees `procedures/refund.md: handbook (staff)` become
`procedures/refund.md: help (customer)`. Without the new line nothing is built.

## Bad

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT}
languages: [en]
sites:
  handbook: {title: Handbook, audience: staff}
  help: {title: Help, audience: customer, url: "https://help.serenetta.example/"}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
roles: {manager: {title: Manager}}
audience_lock: audience.lock
```

```text audience.lock
procedures/greet.md: handbook (staff)
procedures/hours.md: handbook (staff)
```

## Good

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT}
languages: [en]
sites:
  handbook: {title: Handbook, audience: staff}
  help: {title: Help, audience: customer, url: "https://help.serenetta.example/"}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
roles: {manager: {title: Manager}}
audience_lock: audience.lock
```

```text audience.lock
procedures/greet.md: handbook (staff)
procedures/hours.md: help (customer)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.audience_lock import differences
from sopgen.footprint import read_file
from sopgen.library import Library
from sopgen.model import Finding, Severity

SEVERITY: Severity = "error"
SCOPE = "library"
FIXED = True
NEEDS = ("defaults", "sites", "languages")


def check(library: Library) -> Iterator[Finding]:
    config = library.config
    name = config.audience_lock
    if not name:
        return
    try:
        text = read_file(config.root / name).decode("utf-8", "replace")
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "its name is none"
        place = config.places.at("audience_lock")
        hint = "`sopgen audience --write` writes it"
        yield Finding(place, "audience-lock", f"{name} cannot be read: {why}", hint)
        return
    yield from differences(library, text, name)
