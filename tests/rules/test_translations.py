"""The structure of translations: what must be as in the source, and what a language may do its own way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.projects import problems

SOURCE = """\
---
title: Give a refund
description: How much.
---

Some text. See [hours](hours.md) and [a site](https://example.org/en/).

## Steps

1. Open the bill.
2. Pay {{ facts.cancellation_fee }} back.

   :::warning
   Never pay in cash.
   :::

![The bill](bill.png)

:::staff
Ask the manager.
:::

## Limits

| Sum | Who |
| --- | --- |
| 50 | you |

- One
- Two

{{ include "_snippets/call.md" }}
"""
OWN = {
    "title: Give a refund": "title: Fare un rimborso",
    "How much.": "Quanto.",
    "Some text. See [hours]": "Un testo. Vedi gli [orari]",
    "[a site](https://example.org/en/)": "[un sito](https://example.org/it/)",
    "## Steps": "## Passi",
    "Open the bill.": "Apri il conto.",
    "2. Pay {{ facts.cancellation_fee }} back.": "2. Restituisci {{ facts.cancellation_fee }}.",
    "Never pay in cash.": "Non pagare mai in contanti.",
    "The bill": "Il conto",
    "Ask the manager.": "Chiedi al responsabile.",
    "## Limits": "## Limiti",
    "| Sum | Who |": "| Somma | Chi |",
    "| 50 | you |": "| 50 | tu |",
    "- One\n- Two": "- Uno\n- Due",
}
PICTURE = b"\x89PNG\r\n\x1a\n"


def italian() -> str:
    text = SOURCE
    for english, own in OWN.items():
        assert english in text
        text = text.replace(english, own)
    return text


def found(folder: Path, text: str, source: str = SOURCE) -> list[tuple[int, str]]:
    """Line and message of each difference."""
    files = {
        "procedures/refund.md": source,
        "procedures/refund.it.md": text,
        "procedures/bill.png": PICTURE,
        "procedures/conto.png": PICTURE,
        "procedures/_snippets/call.md": "Call 112.\n",
    }
    return [
        (one.place.line, one.message)
        for one in problems(folder, files, render=False)
        if one.rule == "translation-structure"
    ]


ALLOWED = {
    "the same": ("", ""),
    "another picture": ("bill.png", "conto.png"),
    "a website in the reader's language": ("org/it/", "org/altro/"),
    "a paragraph in two": ("Un testo. ", "Un testo.\n\n"),
    "a fact twice": ("Chiedi al", "{{ facts.cancellation_fee }}: chiedi al"),
    "a link to the file of its language": ("(hours.md)", "(hours.it.md)"),
    "a link to the same page": ("Un testo.", "Un [testo](#passi)."),
    "a note in the text": ("Un testo.", "Un testo.[^1]\n\n[^1]: Nota.\n\n"),
    "no description": ("description: Quanto.\n", ""),
    "a list that is no list of steps": ("- Uno\n- Due", "- Uno\n- Due\n"),
}
DIFFERENT = {
    "a step less": ("1. Apri il conto.\n2. ", "1. ", [(10, "this section has 1 step, that of the source 2 steps")]),
    "no warning": (
        "   :::warning\n   Non pagare mai in contanti.\n   :::\n",
        "",
        [(8, "this section has no warnings, that of the source 1 warning")],
    ),
    "a note for a warning": (
        ":::warning",
        ":::note",
        [
            (14, "this section has 1 note, that of the source no notes"),
            (8, "this section has no warnings, that of the source 1 warning"),
        ],
    ),
    "a number for a fact": (
        "{{ facts.cancellation_fee }}",
        "15 €",
        [(11, "the source has the fact `facts.cancellation_fee` here, and the translation has none")],
    ),
    "another link": (
        "(hours.md)",
        "(greet.md)",
        [
            (6, "the source has no link to `greet`"),
            (6, "the source has the link to `hours` here, and the translation has none"),
        ],
    ),
    "no picture": ("![Il conto](bill.png)", "", [(14, "the translation has no pictures, its source 1 picture")]),
    "shown to all": (
        ":::staff\nChiedi al responsabile.\n:::",
        "Chiedi al responsabile.",
        [(8, "this section has no blocks for staff, that of the source 1 block for staff")],
    ),
    "a row less": ("| 50 | tu |\n", "", [(25, "this section has 2 table cells, that of the source 4 table cells")]),
    "a list item more": (
        "- Due",
        "- Due\n- Tre",
        [(31, "this section has 3 list items, that of the source 2 list items")],
    ),
    "nothing included": (
        '{{ include "_snippets/call.md" }}',
        "",
        [(23, "this section has no included files, that of the source 1 included file")],
    ),
    "a section less": (
        "## Limiti\n",
        "",
        [(20, "the source has a heading of level 2 here, “Limits”, and the translation has none")],
    ),
    "a section more": (
        "## Limiti",
        "## Altro\n\nTesto.\n\n## Limiti",
        [(27, "the source has no heading of level 2 here")],
    ),
}


@pytest.mark.parametrize(("old", "new"), ALLOWED.values(), ids=ALLOWED)
def test_what_a_language_may_do_its_own_way(tmp_path: Path, old: str, new: str) -> None:
    assert found(tmp_path, italian().replace(old, new) if old else italian()) == []


@pytest.mark.parametrize(("old", "new", "expected"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_differs_is_found(tmp_path: Path, old: str, new: str, expected: list[tuple[int, str]]) -> None:
    assert old in italian()
    assert sorted(found(tmp_path, italian().replace(old, new))) == sorted(expected)


def test_a_document_without_a_source_is_left_alone(tmp_path: Path) -> None:
    files = {"procedures/refund.it.md": italian().replace("_snippets/call.md", "_snippets/c.md")}
    assert [one for one in problems(tmp_path, files, render=False) if one.rule == "translation-structure"] == []
