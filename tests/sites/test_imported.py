"""A tree that was written for other tools: built as it is, with nothing lost and each doubt said."""

from __future__ import annotations

from pathlib import Path

from sopgen.build import build, open_project
from tests.projects import AS_OF, BASE, write

SETTINGS = """\
languages: [en, it]
translations: folders
front_matter: {foreign: ignore}
html: sanitise
rules: {all: warning}
defaults:
  "**": {audience: staff, status: approved}
"""
FILES = {
    **{name: text for name, text in BASE.items() if not name.startswith("procedures/")},
    "sopgen.yaml": BASE["sopgen.yaml"].replace("languages: [en, it]\n", SETTINGS),
    "procedures/en/greet.md": """\
---
title: Greet a customer
ms.date: 10/01/2020
audience: Application User
review_in: 6 months
---

# <%= current_page.data.title %>

<a name="none"></a>
### None

!!! zebra "By the way"
    Smile.

> [!NOTE]
> Say your name.

> [!VIDEO https://video.example/embed/1]

1. Open the door.

![The open door](../images/door.png)

1. Say hello.

| Who | What |
| --- | --- | --- |
| Agent | greets |

<table border="1"><tr><td valign="top">One</td><td valign="top">Two<script>x()</script></td></tr></table>

See [the end](end.html#the-end), [there](./#none) and [nothing](refnd.html). {{ site.name }} &copy; Serenetta
""",
    "procedures/it/greet.md": "---\ntitle: Saluta il cliente\n---\n\nDi' il tuo nome.\n",
    "procedures/en/end.md": "Some words first.\n\n## The end\n\nGoodbye.\n\n## After the end\n\nNothing.\n",
    "procedures/en/refund_policy.md": "---\ncover: a.png\n---\n\n## Purpose\n\nMoney back.\n\n## Scope\n\nAll.\n",
}
FOUND = [
    "procedures/en/end.md:1 title-missing",
    "procedures/en/greet.md:4 foreign-value",
    "procedures/en/greet.md:8 template-syntax",
    "procedures/en/greet.md:11 heading-level",
    "procedures/en/greet.md:13 callout-type",
    "procedures/en/greet.md:19 callout-type",
    "procedures/en/greet.md:23 broken-image",
    "procedures/en/greet.md:28 table",
    "procedures/en/greet.md:31 html-dropped",
    "procedures/en/greet.md:31 html-dropped",
    "procedures/en/greet.md:31 html-dropped",
    "procedures/en/greet.md:33 broken-link",
    "procedures/en/greet.md:33 template-syntax",
    "procedures/en/refund_policy.md:1 title-missing",
    "procedures/it/greet.md:2 translation-structure",
    *["procedures/it/greet.md:5 translation-structure"] * 3,
]


def test_it_is_published_whole_with_what_is_doubtful_said(tmp_path: Path) -> None:
    read = open_project(write(tmp_path, FILES) / "sopgen.yaml", AS_OF, drafts=False)
    built = build(read, tmp_path / "build")
    found = [f"{problem.place.path}:{problem.place.line} {problem.rule}" for problem in built.problems]
    assert sorted(found) == sorted(FOUND)
    assert {problem.severity for problem in built.problems} == {"warning"}
    greet = (tmp_path / "build/handbook/greet/index.html").read_text("utf-8").replace(" data-pagefind-body", "")
    for piece in (
        "<h1>Greet a customer</h1>",
        "By the way",
        "Smile.",
        "Say your name.",
        "https://video.example/embed/1",
        "The open door",
        'id="step-2"',
        "| Agent | greets |",
        ">Two</td>",
        "../end/#the-end",
        "{{ site.name }} © Serenetta",
    ):
        assert piece in greet, piece
    assert greet.count('id="none"') == 1
    assert "x()" not in greet and "current_page" not in greet and "door.png" not in greet
    assert "<h1>End</h1>" in (tmp_path / "build/handbook/end/index.html").read_text("utf-8").replace(
        " data-pagefind-body", ""
    )
    assert "<h1>Refund policy</h1>" in (tmp_path / "build/handbook/refund-policy/index.html").read_text(
        "utf-8"
    ).replace(" data-pagefind-body", "")
    assert "<h1>Saluta il cliente</h1>" in (tmp_path / "build/handbook/it/greet/index.html").read_text("utf-8").replace(
        " data-pagefind-body", ""
    )


def test_a_folder_approved_as_a_whole_is_said_once(tmp_path: Path) -> None:
    default = '  "**": {audience: staff, status: approved, type: procedure}\n'
    settings = FILES["sopgen.yaml"].replace('  "**": {audience: staff, status: approved}\n', default)
    page = "---\ntitle: {}\n---\n\n## Steps\n\n1. Say hello.\n"
    files = {f"procedures/en/{name}.md": page.format(name) for name in ("One", "Two", "Three")}
    base = {name: text for name, text in FILES.items() if not name.startswith("procedures/")}
    read = open_project(write(tmp_path, base, {"sopgen.yaml": settings}, files) / "sopgen.yaml", AS_OF, drafts=False)
    line = next(number for number, text in enumerate(settings.split("\n"), 1) if '"**"' in text)
    found = [f"{problem.place.path}:{problem.place.line} {problem.rule}" for problem in read.problems]
    assert found == [f"sopgen.yaml:{line} approval-missing", f"sopgen.yaml:{line} register-incomplete"]
