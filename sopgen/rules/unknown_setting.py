"""Rules, themes, languages, files and pictures that `sopgen.yaml` names exist.

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

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from sopgen.config import THEMES, Config
from sopgen.library import Library
from sopgen.metadata import is_picture
from sopgen.mistakes import known_hint
from sopgen.model import Finding, Severity
from sopgen.rule import option_value

SEVERITY: Severity = "error"
SCOPE = "library"


def check(library: Library) -> Iterator[Finding]:
    from sopgen.rules import NAMES, RULES

    config = library.config
    for name, setting in config.rules.items():
        if name != "all" and name not in NAMES:
            place = config.places.key("rules", name)
            yield Finding(place, "unknown-setting", f"there is no rule `{name}`", known_hint(name, NAMES))
        elif name != "all" and RULES[name].fixed:
            place = config.places.key("rules", name)
            hint = "take the line out: this rule keeps its severity"
            yield Finding(place, "unknown-setting", f"the severity of `{name}` cannot be changed", hint)
        elif name != "all":
            yield from _options(config, name, setting.options, RULES[name].options)
    logo = config.organisation.logo
    if logo and not os.path.isfile(config.root / logo):
        place = config.places.at("organisation", "logo")
        hint = "write the path as seen from sopgen.yaml"
        yield Finding(place, "unknown-setting", f"the file `{logo}` does not exist", hint)
    elif logo and not Path(os.path.realpath(config.root / logo)).is_relative_to(os.path.realpath(config.root)):
        place = config.places.at("organisation", "logo")
        yield Finding(place, "unknown-setting", f"`{logo}` leads out of the project", "copy the file into the project")
    elif logo and not is_picture(logo):
        place = config.places.at("organisation", "logo")
        yield Finding(place, "unknown-setting", f"`{logo}` is no picture", "name an SVG, PNG, JPEG or WebP file")
    for key, product in config.products.items():
        path = product.picture if config.content == "." else f"{config.content}/{product.picture}"
        if product.picture and path not in library.files:
            place = config.places.at("products", key, "picture")
            hint = "write the path from the content folder"
            yield Finding(place, "unknown-setting", f"the picture `{product.picture}` does not exist", hint)
    yield from _sites(config)
    yield from _style(config)


def _options(
    config: Config, rule: str, written: Mapping[str, object], known: Mapping[str, list[str] | int | float]
) -> Iterator[Finding]:
    for name, value in written.items():
        way = ("rules", rule, name) if config.places.has("rules", rule, name) else ("rules", rule, "options", name)
        if name not in known:
            message = f"`{rule}` has no option `{name}`"
            hint = known_hint(name, known) if known else "it has no options"
            yield Finding(config.places.key(*way), "unknown-setting", message, hint)
        elif value is not None and option_value(value, known[name]) is None:
            wanted = "a list" if isinstance(known[name], list) else "a number"
            shown = f", not `{value}`" if isinstance(value, str) else ""
            message = f"`{name}` of `{rule}` should be {wanted}{shown}"
            yield Finding(config.places.at(*way), "unknown-setting", message, "`sopgen rules NAME` prints the options")


def _style(config: Config) -> Iterator[Finding]:
    known = {*config.languages, *(code.partition("-")[0] for code in config.languages)}
    by_language: dict[str, Mapping[str, object]] = {"moods": config.style.moods, "verbs": config.style.verbs}
    for name, texts in by_language.items():
        for code in texts:
            if code not in known:
                place = config.places.key("style", name, code)
                message = f"`{code}` is not one of the project's languages"
                yield Finding(place, "unknown-setting", message, known_hint(code, config.languages))


def _sites(config: Config) -> Iterator[Finding]:
    own = config.root / "themes"
    themes = {*THEMES, *(folder.name for folder in (own.iterdir() if own.is_dir() else ()) if folder.is_dir())}
    for name, site in config.sites.items():
        if site.theme and site.theme not in themes:
            place = config.places.at("sites", name, "theme")
            yield Finding(place, "unknown-setting", f"there is no theme `{site.theme}`", known_hint(site.theme, themes))
        for at, code in enumerate(site.languages):
            if code not in config.languages:
                place = config.places.at("sites", name, "languages", at)
                message = f"the project has no language `{code}`"
                yield Finding(place, "unknown-setting", message, known_hint(code, config.languages))
