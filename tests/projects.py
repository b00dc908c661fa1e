"""Small projects for tests: a base that builds without a problem, files laid over it, and what sopgen says of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sopgen.build import Project, build, open_project
from sopgen.model import Problem

AS_OF = date(2026, 11, 21)
BASE: Mapping[str, str] = {
    "sopgen.yaml": """\
organisation: {name: Serenetta, country: IT, time_zone: Europe/Rome}
languages: [en, it]
sites:
  handbook: {title: Handbook, description: How we work., audience: staff}
  help: {title: Help, description: Ask us., audience: customer, url: "https://help.serenetta.example/"}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
facts: facts.yaml
roles: {manager: {title: Manager}, agent: {title: Agent}}
products: {dispenser: {name: Dispenser}}
""",
    "contacts.yaml": """\
- id: phone
  kind: phone
  audience: [customer, staff]
  label: Call us
  number: "02 5550 0130"
  country: IT
  hours: desk
- id: email
  kind: email
  audience: customer
  label: E-mail
  address: help@serenetta.example
""",
    "hours.yaml": "desk:\n  time_zone: Europe/Rome\n  weekly: {mon-fri: 09:00-20:00, sat: 09:00-13:00}\n",
    "branches.yaml": "milan: {name: Milan, country: IT, languages: [it, en]}\n",
    "facts.yaml": "cancellation_fee: {type: money, value: 15.00 EUR}\n",
    "procedures/greet.md": """\
---
title: Greet a customer
type: procedure
audience: staff
status: approved
approved: {by: manager, date: 2026-03-01}
---

## Steps

1. Say your name.
""",
    "procedures/hours.md": """\
---
title: When we are open
description: Our opening hours.
audience: customer
status: approved
---

From Monday to Saturday.
""",
}


def write(folder: Path, *layers: Mapping[str, str | bytes]) -> Path:
    """Write files into a folder, later layers over earlier ones."""
    for layer in layers:
        for name, content in layer.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def project(folder: Path, *layers: Mapping[str, str | bytes], drafts: bool = True) -> Project:
    """The base with these files over it, as read and checked."""
    return open_project(write(folder, BASE, *layers) / "sopgen.yaml", AS_OF, drafts)


def problems(folder: Path, *layers: Mapping[str, str | bytes]) -> tuple[Problem, ...]:
    """All problems of the base with these files over it, those of the finished pages too."""
    read = project(folder, *layers)
    return build(read, folder / "build").problems


def examples(page: str, heading: str) -> dict[str, str]:
    """The files that a rule's page shows under "Bad" or "Good": fenced blocks that name a path."""
    section = re.split(r"^## ", page, flags=re.MULTILINE)
    text = next((part for part in section if part.startswith(f"{heading}\n")), "")
    fences = re.findall(r"^(```+)[\w-]+ ([^\s`]+)\n(.*?)^\1$", text, flags=re.MULTILINE | re.DOTALL)
    return {path: content for _, path, content in fences}
