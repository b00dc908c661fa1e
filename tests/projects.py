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
terms: terms.yaml
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
    "terms.yaml": "- {prefer: {en: colleague}, avoid: {en: [co-worker]}}\n",
    "facts.yaml": "cancellation_fee: {type: money, value: 15.00 EUR}\n",
    "procedures/greet.md": """\
---
title: Greet a customer
type: procedure
audience: staff
status: approved
approved: {by: manager, date: 2026-03-01}
id: CS-001
version: 1.0
owner: manager
reviewed: 2026-03-01
review_every: 12 months
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

FOUR_LANGUAGES = {"sopgen.yaml": BASE["sopgen.yaml"].replace("[en, it]", "[en, it, ca, el]")}
"""Lay this over the base for pages in every language whose grammar is known."""


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


def problems(folder: Path, *layers: Mapping[str, str | bytes], render: bool = True) -> tuple[Problem, ...]:
    """All problems of the base with these files over it; with `render` those of the finished pages too."""
    read = project(folder, *layers)
    return build(read, folder / "build").problems if render else read.problems


def examples(page: str, heading: str) -> dict[str, str]:
    """The files that a rule's page shows under "Bad" or "Good": fenced blocks that name a path."""
    files: dict[str, str] = {}
    section, path, fence = "", "", ""
    for line in page.splitlines(keepends=True):
        opening = re.match(r"(```+)[\w-]+ ([^\s`]+)$", line.rstrip("\n"))
        if fence:
            if line.rstrip("\n") == fence:
                fence = ""
            elif section == heading:
                files[path] += line
        elif opening:
            fence, path = opening[1], opening[2]
            if section == heading:
                files[path] = ""
        elif line.startswith("## "):
            section = line[3:].strip()
    return files
