"""A fact that differs by branch has a value for each branch.

## Why

One procedure serves thirty branches only if each of them finds its own value in it.

## Bad

```yaml branches.yaml
milan: {name: Milan, country: IT, languages: [it]}
rome: {name: Rome, country: IT, languages: [it]}
```

```yaml facts.yaml
cancellation_fee: {type: money, by_branch: {milan: 15 EUR}}
```

## Good

```yaml branches.yaml
milan: {name: Milan, country: IT, languages: [it]}
rome: {name: Rome, country: IT, languages: [it]}
```

```yaml facts.yaml
cancellation_fee: {type: money, by_branch: {milan: 15 EUR, rome: 12 EUR}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.library import Library
from sopgen.mistakes import known_hint
from sopgen.model import Finding, Severity

SEVERITY: Severity = "error"
SCOPE = "library"
NEEDS = ("facts", "branches")


def check(library: Library) -> Iterator[Finding]:
    config = library.config
    for name, fact in config.facts.items():
        if not fact.by_branch:
            continue
        missing = [key for key in config.branches if key not in fact.by_branch]
        if missing:
            place = config.places.key("facts", name)
            message = f"the fact `{name}` has no value for {', '.join(missing)}"
            yield Finding(place, "fact-branch", message, f"add `{missing[0]}: …` below by_branch")
        for key in fact.by_branch:
            if key not in config.branches:
                place = config.places.key("facts", name, "by_branch", key)
                yield Finding(place, "fact-branch", f"there is no branch `{key}`", known_hint(key, config.branches))
