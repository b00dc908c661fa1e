"""Edits of what documents say: words, links, blocks, headings, front matter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

from tests.incremental.editing import edit, put
from tests.incremental.world import World

_WORDS = (
    "Light",
    "Look at the lamp first.",
    "A colleague knows.",
    "The bulb is warm.",
    "Nine",
    "We come soon.",
    "ΑΒΓ δέκα",
)
LINKS = (
    "[a page](stays-dark.md)",
    "[a step](change-a-bulb.md#off)",
    "[by its id](SH-001)",
    "[away](https://example.org/)",
    "[nowhere](nowhere.md)",
    "[a section](../lamps/index.md)",
    "{{ facts.fee }}",
    "{{ facts.rate }}",
    "{{ facts.wait }}",
    "{{ contact.phone }}",
    "{{ organisation.name }}",
    "{{ branch.athens.name }}",
    "![A lamp](lamp.svg)",
    "![A lamp](../lamps/photo.png)",
    "<b>raw</b>",
    "`code`",
    "A **bulb**[^9] glows.\n\n[^9]: Warmly.",
    "<!-- sopgen: ignore sentence-length because so -->",
)
BLOCKS = (
    ":::staff\nOnly for a colleague: the night desk.\n:::",
    ":::customer\nOnly for you.\n:::",
    "::::staff\n:::details How\nAsk the manager.\n:::\n::::",
    '{{ include "_snippets/switch-off.md" }}',
    '{{ include "_snippets/more.md" }}',
    "{{ services }}",
    '{{ services "mend" }}',
    "> [!DANGER] Hot\n> Wait until the lamp is cold.",
    "1. Open it.\n2. Close it. {#close}",
    "| A | B |\n| --- | --- |\n| {{ facts.rate }} | bulb |",
    ":::decision Which one?\n\nIs it dark? {#dark}\n: Yes -> [Look](../lamps/stays-dark.md)\n: No -> #contact\n:::",
)
_HEADINGS = ("## Steps", "## Light", "### A part {#part}", "## How bright?", "## Passi", "## Care", "## Records")


@edit(4)
def word(world: World, random: Random) -> str:
    """A sentence at the end of a paragraph."""
    path = random.choice(world.documents())
    return put(world, random, path, f"{world.text(path).rstrip()} {random.choice(_WORDS)}\n", "words")


@edit(4)
def same_length(world: World, random: Random) -> str:
    """Another letter in the place of one: no size changes."""
    path = random.choice(world.documents())
    text = world.text(path)
    places = [found.start() for found in re.finditer(r"(?<=[a-zα-ω])[a-zα-ω](?=[a-zα-ω])", text)]
    if not places:
        return ""
    at = random.choice(places)
    letters = "aeiou" if text[at].isascii() else "αειου"
    return put(world, random, path, text[:at] + random.choice(letters) + text[at + 1 :], "a letter")


@edit(3)
def link_or_value(world: World, random: Random) -> str:
    path, words = random.choice(world.documents()), random.choice(LINKS)
    return put(world, random, path, f"{world.text(path).rstrip()}\n\n{words}\n", repr(words))


@edit(3)
def block(world: World, random: Random) -> str:
    path, words = random.choice(world.documents()), random.choice(BLOCKS)
    return put(world, random, path, f"{world.text(path).rstrip()}\n\n{words}\n", repr(words))


@edit(3)
def paragraph_out(world: World, random: Random) -> str:
    path = random.choice(world.documents())
    head, _, body = _parted(world.text(path))
    parts = body.split("\n\n")
    gone = parts.pop(random.randrange(len(parts)))
    return put(world, random, path, head + "\n\n".join(parts), f"without {gone[:30]!r}")


@edit(2)
def paragraphs_swapped(world: World, random: Random) -> str:
    path = random.choice(world.documents())
    head, _, body = _parted(world.text(path))
    parts = body.split("\n\n")
    random.shuffle(parts)
    return put(world, random, path, head + "\n\n".join(parts), "paragraphs shuffled")


@edit(2)
def heading(world: World, random: Random) -> str:
    """A heading that is new, or says something else."""
    path, new = random.choice(world.documents()), random.choice(_HEADINGS)
    text = world.text(path)
    there = re.findall(r"^##+ .+$", text, re.MULTILINE)
    if there and random.random() < 0.6:
        return put(world, random, path, text.replace(random.choice(there), new, 1), new)
    return put(world, random, path, f"{text.rstrip()}\n\n{new}\n\nWords.\n", f"{new} more")


# ------------------------------------------------------------------------------------------------ front matter


FRONT: Mapping[str, tuple[str, ...]] = {
    "title": ("Another title", "Change a bulb", "Ώρες", "'It: quoted'", "Zebra"),
    "nav_title": ("Short", "Bulb"),
    "description": ("Another line.", "How to change a bulb, with care."),
    "audience": ("staff", "customer", "[staff, customer]", "[customer, staff]"),
    "status": ("draft", "approved", "retired"),
    "type": ("procedure", "guide", "article", "service"),
    "id": ("LA-001", "LA-009", "SH-001", "XX-1"),
    "version": ("1.10", "2.0", "'3'"),
    "owner": ("manager", "fitter", "nobody"),
    "approved": ("{by: manager, date: 2026-04-01}", "{by: The board, date: 2026-11-20}"),
    "effective": ("2026-01-01", "2026-12-01", "2027-03-01"),
    "reviewed": ("2024-01-01", "2026-11-01"),
    "review_every": ("1 month", "12 months", "2 years"),
    "roles": ("[fitter]", "[manager, fitter]", "nobody"),
    "branches": ("[athens]", "[milan, athens]", "[]"),
    "product": ("lamp",),
    "purpose": ("use", "assemble", "solve"),
    "stage": ("choose", "problem"),
    "asked_as": ("[Why?]", "[Is it dark?, How much?]"),
    "changes": (
        "[{version: '9', date: 2026-11-01, what: All new.}]",
        "[{version: '9', date: 2026-11-20, what: Less.}]",
    ),
    "successor": ("LA-002", "SH-001", "visits/choose"),
    "tags": ("[bulb]", "[ladder, bulb, new]", "[]"),
    "order": ("1", "2", "9"),
    "icon": ("key", "star"),
    "slug": ("another-place", "bulb"),
    "aliases": ("[/old/a.html]", "[/old/b/, /old/a.html]", "[/lamps/]"),
    "related": ("[SH-001]", "[LA-001, LA-002]", "[visits/choose]"),
    "search": ("false", "true"),
    "extra": ("{a: 1}", "{a: [2, 3]}"),
    "language": ("it", "en"),
    "titel": ("misspelt",),
}


@edit(6)
def front_matter(world: World, random: Random) -> str:
    """A key set, changed or taken out."""
    path = random.choice([path for path in world.documents() if "/_" not in path])
    key = random.choice(list(FRONT))
    value = random.choice(FRONT[key]) if random.random() < 0.8 else ""
    return put(world, random, path, _with(world.text(path), key, value), f"{key}: {value or 'out'}")


@edit(3)
def audience(world: World, random: Random) -> str:
    """The readers of a document, or of a folder of them, change."""
    path = random.choice([path for path in world.documents() if "/_" not in path])
    value = random.choice(FRONT["audience"])
    return put(world, random, path, _with(world.text(path), "audience", value), f"for {value}")


@edit(2)
def title(world: World, random: Random) -> str:
    path = random.choice([path for path in world.documents() if "/_" not in path])
    value = f"Title {random.randrange(9)}"
    return put(world, random, path, _with(world.text(path), "title", value), value)


def _parted(text: str) -> tuple[str, str, str]:
    """The front matter with its lines of dashes, "" and the text below it."""
    end = text.find("\n---\n", 3) if text.startswith("---\n") else -1
    return (text[: end + 5], "", text[end + 5 :]) if end >= 0 else ("", "", text)


def _with(text: str, key: str, value: str) -> str:
    head, _, body = _parted(text)
    head = re.sub(rf"^{key}:.*\n", "", head or "---\n---\n", flags=re.MULTILINE)
    return (head[:-4] + (f"{key}: {value}\n" if value else "") + "---\n") + body
