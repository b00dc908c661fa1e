"""Makes a handbook of any size for sopgen and for Hugo: the same articles, byte for byte, but for what stands above."""

from __future__ import annotations

import os
import random
import shutil
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sopgen.slug import slugify

Flavour = Literal["sopgen", "hugo"]

HERE = Path(__file__).parent
BUILT_IN = HERE.parents[1] / "themes" / "handbook" / "templates" / "feedback.html"
CONTENT = {"sopgen": "procedures", "hugo": "content"}
INDEX = {"sopgen": "index.md", "hugo": "_index.md"}
SEED = 7

DEPARTMENTS = (
    "Front Desk",
    "Housekeeping",
    "Kitchen",
    "Warehouse",
    "Customer Support",
    "Finance",
    "People",
    "Service Desk",
    "Facilities",
    "Quality",
    "Sales",
    "Returns",
)
OWNERS = {"manager": "Manager", "shift-lead": "Shift lead", "buyer": "Buyer", "trainer": "Trainer"}
VERBS = ("Open", "Check", "Record", "Confirm", "Print", "Sign", "Scan", "Weigh", "Label", "Close", "Review")
MORE_VERBS = ("Archive", "Count", "Clean", "Replace", "Lock", "Photograph", "Inspect", "Select", "Compare", "File")
THINGS = (
    "the form",
    "the delivery note",
    "the record",
    "the cash drawer",
    "the log",
    "the shelf",
    "the list of returns",
    "the refund",
    "the badge",
    "the alarm panel",
    "the rota",
    "the stock",
    "the invoice",
    "the report",
    "the booking",
    "the terminal",
    "the spare key",
    "the fire register",
    "the ticket",
    "the sample",
    "the manifest",
    "the letter",
)
MOMENTS = (
    "Before the shift starts",
    "When the total differs",
    "After the second reminder",
    "If the manager is away",
    "At the end of each week",
    "When the customer arrives",
    "While the line stands still",
    "Before anyone leaves the site",
    "When the seal breaks",
    "On the first day of the month",
)
REASONS = (
    "The next shift then sees it at once",
    "The auditor reads these records",
    "Customers hear the same answer twice",
    "The insurer asks for it",
    "Nobody has to guess later",
    "The branch pays for late entries",
    "The numbers then agree with the ledger",
    "A missed entry delays the refund",
)
SUBJECTS = (
    "opening",
    "closing",
    "refund",
    "delivery",
    "inspection",
    "handover",
    "complaint",
    "booking",
    "stock",
    "cleaning",
    "badge",
    "payment",
    "invoice",
    "incident",
    "sample",
    "courier",
    "alarm",
    "warranty",
    "password",
    "overtime",
    "recall",
)
TAGS = ("safety", "cash", "customers", "daily", "weekly", "monthly", "audit", "training", "privacy", "stock", "keys")
CODES = ("SHIFT-END", "F7", "Ctrl+P", "REF-CODE", "status=held", "till.close()", "/var/stock", "POS-04", "QR-RET")


@dataclass(frozen=True, slots=True)
class Article:
    """One of the articles. path: from the content folder, "front-desk/process-000/refund-00012.md"."""

    number: int
    title: str
    department: str
    process: int

    @property
    def folder(self) -> str:
        return f"{slugify(self.department)}/process-{self.process:03d}"

    @property
    def path(self) -> str:
        return f"{self.folder}/{slugify(self.title)}.md"


def articles(count: int) -> tuple[Article, ...]:
    """The first of endlessly many articles, in folders of at most 25."""
    made = []
    for number in range(count):
        subject = random.Random(f"title {number}").choice(SUBJECTS)
        department, process = number % len(DEPARTMENTS), number // len(DEPARTMENTS) // 25
        made.append(Article(number, f"{subject.capitalize()} {number:05d}", DEPARTMENTS[department], process))
    return tuple(made)


def write_corpus(folder: Path, count: int, flavour: Flavour) -> int:
    """Write a whole project for one of the programs; returns the size of its articles in bytes."""
    every = articles(count)
    content, size = folder / CONTENT[flavour], 0
    for article in every:
        text = front_matter(article, flavour) + body(article, every)
        size += _put(content / article.path, text.encode())
    for path, title in _sections(every):
        _put(content / path / INDEX[flavour], _section(title, flavour).encode())
    if flavour == "sopgen":
        _put(content / "assets" / "step.png", picture())
        _put(folder / "sopgen.yaml", settings().encode())
        template = BUILT_IN.read_text("utf-8") + "<p>Edition 0 of this theme.</p>\n"
        _put(folder / "themes" / "handbook" / "templates" / BUILT_IN.name, template.encode())
    else:
        shutil.copytree(HERE / "hugo", folder, dirs_exist_ok=True)
        _put(folder / "static" / "assets" / "step.png", picture())
    return size


def _put(file: Path, data: bytes) -> int:
    file.parent.mkdir(parents=True, exist_ok=True)
    return file.write_bytes(data)


# --------------------------------------------------------------------------------------------------- what is written


def front_matter(article: Article, flavour: Flavour) -> str:
    """What stands above an article: the same facts, in the keys of each program."""
    chance = random.Random(f"front matter {article.number}")
    owner, version = chance.choice(tuple(OWNERS)), f"{chance.randrange(1, 6)}.{chance.randrange(10)}"
    date = f"2025-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
    tags = "".join(f"  - {tag}\n" for tag in sorted(chance.sample(TAGS, 3)))
    number = f"{article.department[:2].upper()}-{article.number:05d}"
    description = f"How {article.department} handles it, from the first question to the record."
    common = f"---\ntitle: {article.title}\ndescription: {description}\ntags:\n{tags}"
    if flavour == "hugo":
        own = f"id: {number}, owner: {OWNERS[owner]}, department: {article.department}, version: '{version}'"
        return f"{common}date: {date}\nparams: {{{own}, audience: staff, review: {date}}}\n---\n"
    approval = f"approved: {{by: manager, date: {date}}}\neffective: {date}\nreviewed: {date}\nreview_every: 15 years\n"
    own = f"id: {number}\nowner: {owner}\nversion: {version}\nstatus: approved\n"
    return f"{common}type: procedure\n{own}{approval}---\n"


def body(article: Article, every: Sequence[Article]) -> str:
    """The text of an article: steps, nested lists, a warning, a table, a picture and links to others."""
    chance = random.Random(f"{SEED} {article.number}")

    def link() -> str:
        to = every[chance.randrange(len(every))]
        way = os.path.relpath(to.path, article.folder).replace(os.sep, "/")
        return f"[{to.title}]({way})"

    first = f"{prose(chance, 2)} Read {link()} first.\n"
    parts = [first, f"## Purpose\n\n{prose(chance, 5)}\n", f"## You need\n\n{_needs(chance)}"]
    parts.append(f"## Steps\n\n> [!WARNING]\n> {step(chance)} {reason(chance)}\n")
    for title in ("Prepare", "Do the work", "Finish"):
        parts.append(f"### {title}\n\n{_steps(chance, link)}")
    parts.append(f"![{chance.choice(THINGS).capitalize()} on the counter](../../assets/step.png)\n")
    parts.append(
        f"## If it goes wrong\n\n{prose(chance, 4)} Ask the {chance.choice(SUBJECTS)} desk or read {link()}.\n"
    )
    parts.append(f"## Follow up\n\n{link()}, {link()} and {link()} come next.\n")
    rows = "".join(
        f"| {thing[4:].capitalize()} | {chance.randrange(10, 900)} | {chance.choice(list(OWNERS.values()))} |\n"
        for thing in chance.sample(THINGS, 6)
    )
    parts.append(f"## Records\n\n### Limits\n\n| Item | Limit | Who approves |\n| --- | ---: | --- |\n{rows}")
    return "\n".join(parts)


def _needs(chance: random.Random) -> str:
    things = chance.sample(THINGS, 5)
    inner = "".join(f"    - {thing[4:].capitalize()}\n" for thing in things[3:])
    return f"- {things[0][4:].capitalize()}\n- {things[1][4:].capitalize()}\n{inner}- {things[2][4:].capitalize()}\n"


def _steps(chance: random.Random, link: Callable[[], str]) -> str:
    """Some steps; below one of them a list of its own."""
    count = chance.randrange(5, 9)
    made = [f"{number + 1}. {step(chance)}\n" for number in range(count)]
    made.insert(chance.randrange(2, count), f"    - {reason(chance)}\n    - If it fails, follow {link()}.\n")
    return "".join(made)


def step(chance: random.Random) -> str:
    """One thing to do, as the style rules want it."""
    verb, thing = chance.choice(VERBS + MORE_VERBS), chance.choice(THINGS)
    form = chance.randrange(4)
    if form == 0:
        return f"{chance.choice(MOMENTS)}, {verb.lower()} {thing}."
    if form == 1:
        return f"{verb} **{thing}**."
    if form == 2:
        return f"{verb} {thing} with `{chance.choice(CODES)}`."
    return f"{verb} {thing}."


def reason(chance: random.Random) -> str:
    return f"{chance.choice(REASONS)}."


def prose(chance: random.Random, sentences: int) -> str:
    """Some sentences that ask for nothing to be done."""
    made = []
    for _ in range(sentences):
        thing = chance.choice(THINGS)
        form = chance.randrange(3)
        if form == 0:
            made.append(f"{chance.choice(MOMENTS)}, {thing} shows `{chance.choice(CODES)}` on its label.")
        elif form == 1:
            made.append(f"{thing.capitalize()} stands beside **{chance.choice(THINGS)}**.")
        else:
            made.append(reason(chance))
    return " ".join(made)


def _sections(every: Sequence[Article]) -> Iterator[tuple[str, str]]:
    """The folders of the corpus, and what each is called."""
    yield "", "Handbook"
    yield from sorted({(slugify(article.department), article.department) for article in every})
    yield from sorted({(one.folder, f"{one.department}, process {one.process}") for one in every})


def _section(title: str, flavour: Flavour) -> str:
    head = f"title: {title}\ndescription: Everything that {title} does.\n"
    return f"---\n{head}---\nStart here.\n" if flavour == "hugo" else f"---\n{head}status: approved\n---\nStart here.\n"


def settings(style: bool = True, both: bool = False, search: bool = False) -> str:
    """A `sopgen.yaml`. style: with the rules about style. both: a site for customers too, of the same documents.

    search: with an index of the pages to search in.
    """
    roles = ", ".join(f"{key}: {{title: {title}}}" for key, title in OWNERS.items())
    audience = "[staff, customer]" if both else "staff"
    common = f"description: How we work., search: {str(search).lower()}"
    lines = [
        "organisation: {name: Example Works, country: GB, time_zone: Europe/London}",
        "languages: [en]",
        "sites:",
        f"  handbook: {{title: Handbook, audience: staff, url: 'https://example.org/', {common}}}",
    ]
    if both:
        lines.append(f"  help: {{title: Help, audience: customer, url: 'https://help.example.org/', {common}}}")
    lines += [
        "contacts:",
        f"  - {{id: phone, kind: phone, audience: {audience}, label: Call us, number: '0113 496 0000', hours: desk}}",
        f"  - {{id: email, kind: email, audience: {audience}, label: Write to us, address: help@example.org}}",
        "hours:",
        "  desk: {time_zone: Europe/London, weekly: {mon-sun: 08:00-18:00}}",
        f"roles: {{{roles}}}",
        "defaults:",
        f'  "**": {{audience: {audience}}}',
        "rules:",
        *style_lines(style),
    ]
    return "\n".join(lines) + "\n"


def style_lines(style: bool) -> Iterator[str]:
    """The settings of the rules: all as they are, or those about style off."""
    from sopgen.rules import RULES

    if style:
        yield "  sentence-length: {words: 25}"
        return
    for rule in RULES.values():
        if rule.scope == "prose" or rule.name == "readability":
            yield f"  {rule.name}: off"


def picture(width: int = 320, height: int = 180) -> bytes:
    """A PNG of a few colours."""
    lines = (bytes(v for x in range(width) for v in (x * 255 // width, y * 255 // height, 120)) for y in range(height))
    raw = b"".join(b"\0" + line for line in lines)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b"")
