"""A project's colours exist, and text in them can be read.

## Why

Text that is hard to tell from its ground is lost on a phone in the sun and to many older eyes. The colours are
compared for the light and the dark scheme: 4.5 to 1 is the least.

## Bad

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT}
languages: [en, it]
sites:
  handbook: {title: Handbook, audience: staff, colours: {accent: "#9fd8c0"}}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
```

## Good

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT}
languages: [en, it]
sites:
  handbook: {title: Handbook, audience: staff, colours: {accent: "#1d5e88"}}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
```

## Source

WCAG 2.2, success criterion 1.4.3 and the definition of contrast ratio.
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.colours import COLOUR_NAMES, contrast_faults, is_colour
from sopgen.library import Library
from sopgen.mistakes import known_hint
from sopgen.model import Finding, Severity

SEVERITY: Severity = "error"
SCOPE = "library"


def check(library: Library) -> Iterator[Finding]:
    config = library.config
    for name, site in config.sites.items():
        wrong = False
        for key, value in site.colours.items():
            loc = ("sites", name, "colours", key)
            if key not in COLOUR_NAMES:
                wrong = True
                message = f"there is no colour `{key}`"
                yield Finding(config.places.key(*loc), "contrast", message, known_hint(key, COLOUR_NAMES))
            elif not is_colour(value):
                wrong = True
                hint = 'write it in quotes, such as "#1d5e88"'
                yield Finding(config.places.at(*loc), "contrast", f"`{value}` is not a colour", hint)
        for fault in contrast_faults(site.colours) if not wrong else ():
            place = config.places.at("sites", name, "colours", fault.key)
            message = (
                f"{fault.text} on {fault.behind} has a contrast of {fault.ratio} to 1 in the {fault.scheme} scheme"
            )
            yield Finding(
                place, "contrast", message, f"make `{fault.key}` darker or lighter: {fault.needed} is the least"
            )
