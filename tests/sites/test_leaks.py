"""Text for staff that says so in a wrong way: the build fails, and the customers' site would not hold it either."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen.build import build, render
from tests.projects import BASE, project

SECRET = "The code of the safe is 4711"
KEYS = "title: Open the safe\naudience: staff\nstatus: approved\n"
OPEN = {"sopgen.yaml": BASE["sopgen.yaml"] + 'defaults: {"**": {audience: [customer, staff], status: approved}}\n'}
"""A folder whose documents are for customers where they do not say otherwise."""


def customers_site(folder: Path, text: str) -> tuple[bytes, set[str], bool]:
    """All that the customers' site would hold whatever the problems; rules of the errors; whether it is published."""
    read = project(folder, OPEN, {"procedures/a.md": text}, drafts=False)
    outputs, _, _ = render(read, ("help",))
    built = build(read, folder / "build")
    errors = {problem.rule for problem in built.problems if problem.severity == "error"}
    return b"".join(output.data for output in outputs["help"]), errors, (folder / "build").exists()


MISPLACED = (
    f"----\n{KEYS}----\n\n{SECRET}\n",
    f'+++\ntitle = "Open the safe"\naudience = "staff"\n+++\n\n{SECRET}\n',
    f"{KEYS}---\n\n{SECRET}\n",
    f"{KEYS}\n{SECRET}\n",
    f"# Open the safe\n\n---\n{KEYS}---\n\n{SECRET}\n",
    f"<!--\n{KEYS}-->\n\n# Open the safe\n\n{SECRET}\n",
    f"---\n{KEYS}\n{SECRET}\n",
)


@pytest.mark.parametrize("text", MISPLACED)
def test_front_matter_that_is_not_read(text: str, tmp_path: Path) -> None:
    site, errors, published = customers_site(tmp_path, text)
    assert "front-matter-place" in errors
    assert not published
    assert SECRET.encode() not in site


@pytest.mark.parametrize(
    "above", ["\n", " \n\t\n", "<!-- Ours. -->\n", "\u200b", "\n\ufeff", "  ", "<!-- a\n\nb -->\n\n", "\u00a0\n"]
)
def test_front_matter_below_what_nobody_sees(above: str, tmp_path: Path) -> None:
    site, errors, published = customers_site(tmp_path, f"{above}---\n{KEYS}---\n\n{SECRET}\n")
    assert (errors, published) == (set(), True)
    assert SECRET.encode() not in site
    assert SECRET.encode() in (tmp_path / "build/handbook/a/index.html").read_bytes()


NEAR_MISSES = (
    f":::staf\n{SECRET}\n:::",
    f":::staff-only\n{SECRET}\n:::",
    f"::: Staff_only\n\n{SECRET}\n\n:::",
    f":::internal\n{SECRET}\n:::",
    f":::staffonly\n{SECRET}\n:::",
    f":::customers\n{SECRET}\n:::",
    f":::employees\n{SECRET}\n:::",
    f":::costumer\n{SECRET}\n:::",
    f":::{{.staff #safe}}\n{SECRET}\n:::",
    f"::: {{.note .staff}}\n{SECRET}\n:::",
    f"::staff\n{SECRET}\n::",
    f":: staff\n\n{SECRET}",
    f"\uff1a\uff1a\uff1astaff\n{SECRET}\n\uff1a\uff1a\uff1a",
    f'!!! staff "Only us"\n    {SECRET}',
    f"!!! customer\n\n    One.\n\n    {SECRET}",
    f"??? staff\n    {SECRET}",
    f"> [!STAFF]\n> {SECRET}",
    f"> [!CUSTOMER]\n>\n> - {SECRET}",
    f"> [!INTERNAL] For us\n> {SECRET}",
    f"> [!Staff only]\n> {SECRET}",
    f"1. One\n\n   :::staf\n   {SECRET}\n   :::",
    f"- > [!STAFF]\n  > {SECRET}",
    f"```{{staff}}\n{SECRET}\n```",
    f"```staff\n{SECRET}\n```",
    f"Text.\n:::staf\n{SECRET}\n:::",
    f":::note\n:::staf\n{SECRET}\n:::\n:::",
    f":::staf\n```\n:::\n```\n{SECRET}\n:::",
)


@pytest.mark.parametrize("block", NEAR_MISSES)
def test_blocks_for_one_audience_that_are_written_wrong(block: str, tmp_path: Path) -> None:
    site, errors, published = customers_site(tmp_path, f"---\ntitle: A\n---\n\nBefore.\n\n{block}\n\nAfter.\n")
    assert "audience-block" in errors
    assert not published
    assert SECRET.encode() not in site
    assert b"Before." in site


@pytest.mark.parametrize(
    "text",
    [
        ":::note staff\nText.\n:::",
        ":::staff\nText.\n:::",
        "::: {.staff}\nText.\n:::",
        ':::tip "Staff"\nText.\n:::',
        "```\n:::staf\nText.\n:::\n```",
        "<!-- :::staf -->\nText.",
        "Write !!! staff below.",
        "`:::staf`",
        "!!! note\n    Staff know this.",
        "> [!NOTE]\n> Staff know this.",
        "> [Staff](#a) know this.\n\n## A",
        "Term\n: staff",
        ":::important\nText.\n:::",
        "```text\nstaff\n```",
    ],
)
def test_blocks_that_are_right_are_no_near_misses(text: str, tmp_path: Path) -> None:
    _, errors, _ = customers_site(tmp_path, f"---\ntitle: A\n---\n\n{text}\n")
    assert errors == set()
