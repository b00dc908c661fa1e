"""A project in Arabic: nothing of sopgen's own words is there, and still it builds, is read from the right, and keeps
what is written from the left in its order."""

from __future__ import annotations

import re

import pytest

from sopgen.build import build
from sopgen.formats import direction
from tests.projects import BASE, project

ARABIC = {
    "sopgen.yaml": BASE["sopgen.yaml"].replace("[en, it]", "[en, ar]"),
    "procedures/greet.ar.md": """\
---
title: استقبال العميل
---

## الخطوات

1. قل اسمك.
""",
    "procedures/hours.md": BASE["procedures/hours.md"] + "\n:::warning\nCall {{ contact.phone }}.\n:::\n",
    "procedures/hours.ar.md": """\
---
title: متى نفتح
description: ساعات عملنا.
---

من الاثنين إلى السبت.

:::warning
اتصل على {{ contact.phone }}.
:::
""",
    "procedures/only.md": """\
---
title: Only in English
description: One page.
audience: customer
status: approved
---

Call us (at once).
""",
}
CODES = {
    "ar": "rtl",
    "ar-EG": "rtl",
    "he": "rtl",
    "fa": "rtl",
    "ur": "rtl",
    "ku-Arab": "rtl",
    "az-Latn": "ltr",
    "pa-Arab": "rtl",
    "en": "ltr",
    "el": "ltr",
    "xx": "ltr",
}


@pytest.mark.parametrize(("code", "expected"), CODES.items())
def test_which_way_a_language_is_written(code: str, expected: str) -> None:
    assert direction(code) == expected


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The Arabic pages of the help centre by name, and what the build said."""
    folder = tmp_path_factory.mktemp("arabic")
    built = build(project(folder, ARABIC), folder / "build")
    assert built.published
    told = "\n".join(f"{one.rule}: {one.message}" for one in built.problems)
    names = ("hours/index.html", "only/index.html", "index.html")
    return {"": told, **{name: (folder / "build/help/ar" / name).read_text("utf-8") for name in names}}


def test_what_is_missing_is_said_once_for_each_site(pages: dict[str, str]) -> None:
    lines = pages[""].splitlines()
    assert len(lines) == 2 and all(
        re.fullmatch(r"missing-text: there are no .* in ar: all \d+ .*", one) for one in lines
    )


def test_pages_run_from_right_to_left(pages: dict[str, str]) -> None:
    assert '<html lang="ar" dir="rtl"' in pages["hours/index.html"]
    assert "تحذير" in pages["hours/index.html"], "the word above the warning is Arabic"
    assert "مغلق" in pages["index.html"], "closed"


def test_a_number_in_the_text_keeps_its_order(pages: dict[str, str]) -> None:
    assert re.search(r'<a href="tel:[^"]+"><bdi dir="ltr">[+\d ]+</bdi></a>', pages["hours/index.html"])


def test_a_text_in_english_runs_from_left_to_right(pages: dict[str, str]) -> None:
    assert re.search(r'<h1[^>]* lang="en" dir="ltr"', pages["only/index.html"])
    assert re.search(r'<div class="text[^>]* lang="en" dir="ltr"', pages["only/index.html"])
