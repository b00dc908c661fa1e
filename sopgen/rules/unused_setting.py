"""What `sopgen.yaml` and `static/` say has an effect.

## Why

A slip in a folder's name says nothing to anybody: the default meets no document, the file reaches no site, and the
customers' pages stay among staff.

## Bad

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT}
languages: [en, it]
sites:
  handbook: {title: Handbook, audience: staff}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
defaults: {"serivces/**": {status: approved}}
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
defaults: {"services/**": {status: approved}}
```

```markdown procedures/services/windows.md
---
title: Windows
---

We clean them.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.address import editor
from sopgen.library import Library, glob
from sopgen.mistakes import known_hint
from sopgen.model import Finding, Place, Severity

SEVERITY: Severity = "warning"
SCOPE = "library"
NEEDS = ("sites",)


def check(library: Library) -> Iterator[Finding]:
    yield from _defaults(library)
    yield from _static(library)
    repository = library.config.repository
    if repository and not repository.edit and not editor(repository.url):
        place = library.config.places.at("repository", "url")
        message = "we do not know this host's editor: pages have no link to suggest a change"
        yield Finding(place, "unused-setting", message, 'write `edit: "{url}/…/{branch}/{path}"` below it')


def _defaults(library: Library) -> Iterator[Finding]:
    """Defaults that meet no document."""
    config = library.config
    inside = [path.removeprefix(f"{config.content}/") for path in library.records]
    folders = {f"{'/'.join(path.split('/')[:depth])}/**" for path in inside for depth in range(1, path.count("/") + 1)}
    for pattern in config.defaults:
        if inside and not any(glob(pattern).fullmatch(path) for path in inside):
            place = config.places.key("defaults", pattern)
            message = f"no document is in `{pattern}`"
            yield Finding(place, "unused-setting", message, known_hint(pattern, folders) or "write a folder and /**")


def _static(library: Library) -> Iterator[Finding]:
    """Folders of `static/` that belong to no site."""
    config = library.config
    static = config.root / "static"
    for folder in sorted(static.iterdir()) if config.found and static.is_dir() else ():
        holds_logo = config.organisation.logo.startswith(f"static/{folder.name}/")
        if folder.is_dir() and folder.name not in config.sites and not holds_logo and folder.name[0] != ".":
            message = f"`{folder.name}` is no site: nothing in this folder is published"
            yield Finding(
                Place(f"static/{folder.name}"), "unused-setting", message, known_hint(folder.name, config.sites)
            )
