"""Edits of `sopgen.yaml`, of the files it names, and of the files that keep what translations were made from."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import yaml

from tests.incremental.editing import edit, put
from tests.incremental.edits_of_text import FRONT
from tests.incremental.world import World

_TURNS: tuple[tuple[str, str, str], ...] = (
    ("facts.yaml", "15.00 EUR", "17.00 EUR"),
    ("facts.yaml", "value: 2 hours", "value: 3 hours"),
    ("facts.yaml", "2020-03-01", "2021-03-01"),
    ("facts.yaml", "rate:", "rote:"),
    ("facts.yaml", "call-out fee", "visit charge"),
    ("contacts.yaml", "02 5550 0130", "02 5550 0199"),
    ("contacts.yaml", "help@lume.example", "hilf@lume.example"),
    ("contacts.yaml", "audience: [customer, staff]", "audience: [customer]"),
    ("contacts.yaml", "No menus.", "No machine."),
    ("contacts.yaml", "reply_time: 1 day", "reply_time: 2 days"),
    ("hours.yaml", "09:00-18:00", "09:00-19:00"),
    ("hours.yaml", "2026-12-25: closed", "2026-12-24: closed"),
    ("branches.yaml", "name: {en: Milan, it: Milano}", "name: {en: Turin, it: Torino}"),
    ("branches.yaml", "number: 02 5550 0131", "number: 02 5550 0138"),
    ("branches.yaml", "country: GR, ", "country: GR, map: 'https://example.org/map', "),
    ("services.yaml", "included: ladder", "included: bulbs"),
    ("services.yaml", "price: fee", "price: rate"),
    ("services.yaml", "document: SV-001", "document: LA-001"),
    ("features.yaml", "A ladder", "A Ladder"),
    ("notices.yaml", "until: 2026-12-20", "until: 2026-11-21"),
    ("notices.yaml", "level: warning", "level: info"),
    ("notices.yaml", "Book early", "Book soon"),
    ("notices.yaml", "link: LA-002", "link: LA-001"),
    ("terms.yaml", "Somebody who works with us.", "Who works with us."),
    ("terms.yaml", "avoid: {en: [co-worker]}", "avoid: {en: [manager]}"),
    ("terms.yaml", "forms: {en: [bulbs]}", "mark: false"),
    ("sopgen.yaml", "name: Lume,", "name: Luma,"),
    ("sopgen.yaml", "time_zone: Europe/Rome, logo", "time_zone: America/Lima, logo"),
    ("sopgen.yaml", "title: {en: Lume help", "title: {en: Lume desk"),
    ("sopgen.yaml", "most_asked: [LA-001, LA-002]", "most_asked: [SH-001]"),
    ("sopgen.yaml", "accent: '#0a4b6d'", "accent: '#0a4b7d'"),
    ("sopgen.yaml", "https://help.lume.example/", "https://aid.lume.example/"),
    ("sopgen.yaml", "    languages: [en, it]\n", ""),
    ("sopgen.yaml", "languages: [en, it, el]\n", "languages: [en, it, el, ca]\n"),
    ("sopgen.yaml", "languages: [en, it, el]\n", "languages: [it, en, el]\n"),
    ("sopgen.yaml", "    links: file\n", "    links: folder\n"),
    ("sopgen.yaml", "    links: file\n", "    links: file\n    theme: ours\n"),
    ("sopgen.yaml", "    notice: {en: Lume is a sample.", "    notice: {en: Not real."),
    ("sopgen.yaml", "    links: file\n", "    links: file\n    search: false\n"),
    ("sopgen.yaml", "branch: main", "branch: trunk"),
    ("sopgen.yaml", "staff: handbook@lume.example", "staff: book@lume.example"),
    ("sopgen.yaml", "manager: {title: {en: Manager", "manager: {title: {en: Head"),
    ("sopgen.yaml", "name: {en: Lamp, it: Lampada", "name: {en: Light, it: Luce"),
    ("sopgen.yaml", "picture: lamps/lamp.svg", "picture: lamps/photo.png"),
    ("sopgen.yaml", "problem: {en: If it is dark", "problem: {en: In the dark"),
    ("sopgen.yaml", "bulb: {en: bulbs", "bulb: {en: all bulbs"),
    ("sopgen.yaml", "words: 20", "words: 30"),
    ("sopgen.yaml", "sentence-length: warning", "sentence-length: info"),
    ("sopgen.yaml", "literal-price: warning", "literal-price: 'off'"),
    ("sopgen.yaml", "rules: {all: warning, ", "rules: {"),
    ("sopgen.yaml", "{status: approved}", "{status: draft}"),
    ("sopgen.yaml", "'visits/**': {audience: customer", "'visits/**': {audience: staff"),
    ("sopgen.yaml", "baseline: baseline.txt\n", ""),
    ("sopgen.yaml", "baseline: baseline.txt\n", "baseline: baseline.txt\nhtml: sanitise\n"),
    ("sopgen.yaml", "baseline: baseline.txt\n", "baseline: baseline.txt\nfront_matter: {foreign: ignore}\n"),
    ("sopgen.yaml", "baseline: baseline.txt\n", "baseline: baseline.txt\nstyle: {verbs: {en: [unlock]}}\n"),
    ("sopgen.yaml", "baseline: baseline.txt\n", "baseline: baseline.txt\nprofiles: {article: [{id: a, title: A}]}\n"),
    ("sopgen.yaml", "languages: [en, it, el]\nsites:", "languages: [en, it, el]\ntranslations: folders\nsites:"),
    ("sopgen.yaml", "  help:\n", "  aid:\n"),
    ("sopgen.yaml", "facts: facts.yaml\n", ""),
    ("sopgen.yaml", "notices: notices.yaml\n", ""),
    ("sopgen.yaml", "organisation: {", "organisation: {{"),
    ("sopgen.yaml", "repository: ", "repositry: "),
)


@edit(8)
def setting(world: World, random: Random) -> str:
    """A value in `sopgen.yaml` or a file that it names turns into another one, or back."""
    path, one, other = random.choice(_TURNS)
    if not (world.project / path).is_file():
        return ""
    text = world.text(path)
    if one not in text:
        one, other = other, one
    if not one or one not in text:
        return ""
    return put(world, random, path, text.replace(one, other, 1), f"{one!r} is {other!r}")


@edit(3)
def another_order(world: World, random: Random) -> str:
    """The entries of a mapping or a list, which come one after the other, in another order."""
    path = random.choice(
        ("sopgen.yaml", "sopgen.yaml", "contacts.yaml", "services.yaml", "facts.yaml", "branches.yaml")
    )
    try:
        tree = yaml.compose(world.text(path)) if (world.project / path).is_file() else None
    except yaml.YAMLError:  # another edit has broken it
        return ""
    several = [node for node in _nodes(tree) if len(node.value) > 1]
    if not several:
        return ""
    node = random.choice(several)
    random.shuffle(node.value)
    line = node.start_mark.line + 1
    return put(world, random, path, yaml.serialize(tree, allow_unicode=True), f"what is below line {line} shuffled")


def _nodes(node: yaml.Node | None) -> Iterator[yaml.CollectionNode]:
    if isinstance(node, yaml.CollectionNode):
        yield node
        for one in node.value:
            for below in one if isinstance(one, tuple) else (one,):
                yield from _nodes(below)


@edit()
def default_of_a_folder(world: World, random: Random) -> str:
    text = world.text("sopgen.yaml") if (world.project / "sopgen.yaml").is_file() else ""
    if "defaults: {" not in text:
        return ""
    key = random.choice(("audience", "status", "type", "owner"))
    value = random.choice(FRONT[key])
    folder = random.choice(("shop/**", "lamps/*", "visits/*", "**"))
    changed = text.replace("defaults: {", f"defaults: {{'{folder}': {{{key}: {value}}}, ", 1)
    return put(world, random, "sopgen.yaml", changed, f"{folder} has {key}: {value}")


@edit()
def lock(world: World, random: Random) -> str:
    """What translations were made from: lines lost, as in a merge."""
    path = f"procedures/translations.{random.choice(('it', 'el'))}.lock"
    if not (world.project / path).is_file():
        return ""
    lines = world.text(path).splitlines(keepends=True)
    gone = random.randrange(len(lines)) if lines else 0
    kept = lines[:gone] + lines[gone + random.choice((1, 1, 3)) :]
    return put(world, random, path, "".join(kept), f"without line {gone + 1}")
