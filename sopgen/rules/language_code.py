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

from sopgen.config import Config
from sopgen.contact.verify import findings
from sopgen.fields import did_you_mean
from sopgen.formats import MISTAKEN_CODES
from sopgen.library import Library
from sopgen.model import Finding, Place, Severity
from sopgen.texts import texts

SEVERITY: Severity = "error"
SCOPE = "library"
NEEDS = ("branches", "contacts", "hours", "organisation", "sites")


def check(library: Library) -> Iterator[Finding]:
    yield from findings(library.config, "language-code")
    yield from _unseen(library.config)


def _unseen(config: Config) -> Iterator[Finding]:
    """Texts in languages that the project does not have: one for each language and file."""
    found: dict[tuple[str, str], list[Place]] = {}
    for text in texts(config):
        for code in text.written:
            if code and code not in config.languages:
                place = config.places.key(*text.loc, code)
                found.setdefault((place.path, code), []).append(place)
    for (_, code), places in found.items():
        right = MISTAKEN_CODES.get(code, "")
        known = f"the project's languages are {', '.join(config.languages)}"
        hint = f"did you mean `{right}`?" if right in config.languages else did_you_mean(code, config.languages, known)
        what = "this text" if len(places) == 1 else f"this text and {len(places) - 1} more here"
        message = f"the project has no language `{code}`: nobody will see {what}"
        yield Finding(min(places), "language-code", message, hint)
