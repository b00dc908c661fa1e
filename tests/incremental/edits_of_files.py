"""Edits of files as such: new, gone, moved, swapped, broken; pictures, themes and what is copied."""

from __future__ import annotations

import os
from collections.abc import Mapping
from random import Random

from tests.incremental.company import png, svg
from tests.incremental.editing import edit, put
from tests.incremental.edits_of_text import BLOCKS, FRONT, LINKS
from tests.incremental.world import World, take_away


@edit(2)
def new_document(world: World, random: Random) -> str:
    folder = random.choice(("lamps", "shop", "visits", "new", "new/deep", "."))
    path = f"procedures/{folder}/n{random.randrange(6)}{random.choice(('', '', '.it', '.el'))}.md".replace("/./", "/")
    head = f"---\ntitle: New {random.randrange(9)}\naudience: {random.choice(FRONT['audience'])}\n---\n\n"
    body = f"## A\n\n{random.choice(LINKS)}\n\n{random.choice(BLOCKS)}\n"
    return put(world, random, path, head + body, "new")


@edit()
def new_section(world: World, random: Random) -> str:
    folder = random.choice(("shop", "visits", "new", "."))
    path = f"procedures/{folder}/index.md".replace("/./", "/")
    text = f"---\ntitle: Part {random.randrange(9)}\naudience: [staff, customer]\n---\nWords.\n"
    return put(world, random, path, text, "new")


@edit()
def snippet(world: World, random: Random) -> str:
    path = random.choice(("procedures/_snippets/more.md", "procedures/_snippets/switch-off.md"))
    words = random.choice((*LINKS, *BLOCKS, "Plain words.", ":::staff\nNight desk.\n:::\n\nWords."))
    return put(world, random, path, f"{words}\n", repr(words))


@edit(2)
def delete(world: World, random: Random) -> str:
    path = random.choice(
        sorted(path for path in world.files() if path.startswith(("procedures/", "static/", "themes/")))
    )
    world.remove(path)
    return f"deleted {path}"


@edit(2)
def move(world: World, random: Random) -> str:
    """A file under another name: all but its name stays."""
    path = random.choice(world.documents())
    folder = random.choice(("lamps", "shop", "visits", "moved", "_snippets"))
    name = path.rpartition("/")[2] if random.random() < 0.5 else f"m{random.randrange(4)}.md"
    return _moved(world, path, f"procedures/{folder}/{name}")


@edit()
def move_folder(world: World, random: Random) -> str:
    folders = sorted({path.split("/")[1] for path in world.documents() if path.count("/") > 1})
    return _moved(world, f"procedures/{random.choice(folders)}", f"procedures/{random.choice(('a', 'b', 'shop'))}")


@edit()
def move_theme(world: World, random: Random) -> str:
    """A folder of a theme is set aside, or comes back."""
    name = f"themes/help/{random.choice(('templates', 'assets', 'locales'))}"
    old, new = (f"{name}-off", name) if (world.project / f"{name}-off").exists() else (name, f"{name}-off")
    return _moved(world, old, new) if (world.project / old).is_dir() else ""


@edit()
def swap(world: World, random: Random) -> str:
    """Two files change names: sizes, times and inodes are all there as before."""
    one, other = random.choices(sorted(path for path, data in world.files().items() if data is not None), k=2)
    if one.rpartition(".")[2] != other.rpartition(".")[2] or one == other:
        return ""
    between = world.project / "between"
    (world.project / one).rename(between)
    (world.project / other).rename(world.project / one)
    between.rename(world.project / other)
    return f"swapped {one} and {other}"


@edit()
def touch(world: World, random: Random) -> str:
    """Another time, the same bytes."""
    path = random.choice(sorted(path for path, data in world.files().items() if data is not None))
    os.utime(world.project / path, (1_700_000_000, random.randrange(1_600_000_000, 1_800_000_000)))
    return f"touched {path}"


@edit()
def link_to_a_file(world: World, random: Random) -> str:
    """A symbolic link: to another document, to nothing, out of the project."""
    path = f"procedures/shop/linked{random.choice(('.md', '.it.md'))}"
    if os.path.lexists(world.project / path):
        return ""
    to = random.choice(("close.md", "nothing.md", "../lamps/change-a-bulb.md", "/etc/hostname"))
    (world.project / path).parent.mkdir(parents=True, exist_ok=True)
    (world.project / path).symlink_to(to)
    return f"{path} leads to {to}"


def _moved(world: World, old: str, new: str) -> str:
    if old == new or os.path.lexists(world.project / new):
        return ""
    (world.project / new).parent.mkdir(parents=True, exist_ok=True)
    (world.project / old).rename(world.project / new)
    return f"moved {old} to {new}"


# ------------------------------------------------------------------------------------------------ pictures and others


@edit(2)
def picture(world: World, random: Random) -> str:
    """Another picture under the same name, sometimes of the same size in bytes."""
    path = random.choice(("procedures/lamps/lamp.svg", "procedures/lamps/photo.png", "static/logo.svg"))
    drawn: str | bytes = svg(random.choice(("gold", "navy", "grey", "black")))
    if path.endswith("png"):
        drawn = png(random.choice((60, 60, 30)), random.choice((40, 50)), random.randrange(256))
    return put(world, random, path, drawn, "drawn anew")


_OTHERS: Mapping[str, tuple[str, ...]] = {
    "procedures/lamps/film.vtt": (
        "WEBVTT\n\n00:00.000 --> 00:02.000\nA hand turns the bulb.\n",
        "WEBVTT\n\n00:00.000 --> 00:03.000\nA hand turns the bulb.\n",
        "no captions\n",
    ),
    "procedures/lamps/film.it.vtt": ("WEBVTT\n\n00:00.000 --> 00:02.000\nUna mano.\n",),
    "procedures/lamps/film.webm": ("a film", "b film", "another film"),
    "procedures/visits/form.txt": ("Name: ______\n", "Nome: ______\n"),
    "static/help/CNAME": ("help.lume.example\n", "hilf.lume.example\n"),
    "static/help/new/page.txt": ("1", "2"),
    "static/handbook/favicon.ico": ("ico", "oci"),
    "static/handbook/_headers": ("/*\n  X-A: 1\n",),
    "static/help/index.html": ("<p>taken</p>",),
    "baseline.txt": ("", "# none\n", "not a line of it\n"),
    "themes/help/templates/document.html": (
        '{% extends "article.html" %}\n{% block after %}<p>{{ page.title }}</p>{% endblock %}\n',
        '{% extends "article.html" %}\n{% block after %}<p>{{ frame.title }}</p>{% endblock %}\n',
        '{% extends "article.html" %}\n{% block after %}<p>{{ _("Own words") }}</p>{% endblock %}\n',
    ),
    "themes/base/templates/feedback.html": ("<p>No feedback.</p>\n", "<p>No Feedback.</p>\n"),
    "themes/help/templates/own-words.html": ("<p>{{ page.title }}</p>\n", "<i>{{ page.title }}</i>\n"),
    "themes/help/assets/theme.css": (".own { color: red }\n", ".own { color: tan }\n"),
    "themes/handbook/assets/site.css/90-own.css": (".own { color: navy }\n", ".own { color: grey }\n"),
    "themes/base/assets/site.js/90-own.js": ("// one\n", "// two\n"),
    "themes/base/locales/el.po": (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Steps"\nmsgstr "Βήματα!"\n',
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Steps"\nmsgstr "Βήματα;"\n',
    ),
    "themes/ours/theme.yaml": ("extends: help\n", "extends: handbook\n"),
    "themes/ours/assets/theme.css": (".ours { color: red }\n",),
}


@edit(6)
def other_file(world: World, random: Random) -> str:
    """A file of a theme, of `static/`, captions or an attachment: new, changed or taken away."""
    path = random.choice(list(_OTHERS))
    if (world.project / path).is_file() and random.random() < 0.25:
        world.remove(path)
        return f"deleted {path}"
    content = random.choice(_OTHERS[path])
    return put(world, random, path, content, repr(content[-20:]))


# ------------------------------------------------------------------------------------------------ broken


_BROKEN = (
    b"",
    b"\xff\xfe\0\0 no text",
    b"---\ntitle: [\n---\n",
    b"---\ntitle: A\n\ttab: b\n---\n",
    b"\0\0\0",
    b"---\n",
    b"{{",
)


@edit()
def broken_document(world: World, random: Random) -> str:
    path, data = random.choice(world.documents()), random.choice(_BROKEN)
    return put(world, random, path, data, repr(data))


@edit()
def broken_file(world: World, random: Random) -> str:
    """Half of a file, as if it were still being written: settings, templates, catalogues, pictures."""
    path = random.choice(sorted(path for path, data in world.files().items() if data))
    data = (world.project / path).read_bytes()
    return put(world, random, path, data[: random.randrange(len(data))], "half of it")


@edit()
def folder_for_a_file(world: World, random: Random) -> str:
    path = random.choice(sorted(path for path, data in world.files().items() if data is not None))
    take_away(world.project / path)
    (world.project / path).mkdir()
    return f"{path} is a folder"
