"""What other documents' pages may show of a file, as a digest: another one where they could show something else."""

from __future__ import annotations

import pytest

from sopgen.model import Source
from sopgen.parse import ParseOptions, parse

TEXT = "# Wash\n\n## Steps\n\n1. Press [Start](a.md).\n\n:::staff\nUs.\n:::\n"


def outlined(text: str) -> bytes:
    return parse(Source("a/wash.md", "a/wash", "en", text.encode(), "digest"), ParseOptions()).record.outlined


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## Steps", "## Step"),
        ("## Steps", "### Steps"),
        ("## Steps", "## Steps {#own}"),
        ("(a.md)", "(b.md)"),
        ("[Start]", "[Stop]"),
        ("1. Press", "- Press"),
        ("Press [", "Press ![](a.png) ["),
        ("Press [", "Press {{ facts.price }} ["),
        ("Us.", "## Us"),
        ("Us.", "[Us](us.md)"),
    ],
)
def test_it_is_another_where_a_page_of_another_document_could_show_it(old: str, new: str) -> None:
    assert old in TEXT
    assert outlined(TEXT.replace(old, new)) != outlined(TEXT)


@pytest.mark.parametrize(("old", "new"), [("Press", "Push"), ("Us.", "We."), ("# Wash\n", "# Wash\n\n\nMore text.\n")])
def test_it_is_the_same_where_text_alone_is_another(old: str, new: str) -> None:
    assert outlined(TEXT.replace(old, new, 1)) == outlined(TEXT)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Press.\n", ()),
        ('{{ include "_snippets/locks.md" }}\n', ("includes",)),
        (':::customer\n{{ include "_snippets/locks.md" }}\n:::\n', ("includes", "apart")),
        ("{{ services }}\n", ("services",)),
        ("[Start](a.md) {{ facts.price }}\n", ("links", "facts")),
    ],
)
def test_a_record_says_what_its_outlines_hold(text: str, holds: tuple[str, ...]) -> None:
    assert parse(Source("a.md", "a", "en", text.encode(), "digest"), ParseOptions()).record.holds == holds
