"""Known shapes of texts that keep readers busy are read in a time that grows with their size."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import inf
from pathlib import Path
from time import process_time

import pytest

from sopgen.build import open_project
from tests.hostile.injected import document
from tests.hostile.shapes import PARAGRAPH, SHAPES, parted
from tests.projects import AS_OF, BASE, project, write

MOST = 1.0
"""Seconds of computing for a tenth of what may take two: a machine may be slow, a square is ten times that."""
TRIES = 3
"""What else the machine does makes a try longer, never shorter."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = write(tmp_path_factory.mktemp("shapes"), BASE, {"procedures/_s/x.md": "Words.\n"})
    open_project(made / "sopgen.yaml", AS_OF, drafts=True)  # words and grammars are read once
    return made


def seconds(folder: Path, text: str, html: str = "escape") -> float:
    """Computing time to read and check a document with this text."""
    write(folder, {"procedures/a.md": document(title="A", text=text)})
    write(folder, {"sopgen.yaml": BASE["sopgen.yaml"] + f"html: {html}\n"})
    least = inf
    for _ in range(TRIES):
        if least > MOST:
            least = min(least, once(folder))
    return least


def once(folder: Path) -> float:
    """Computing time to read and check a project."""
    started = process_time()
    assert open_project(folder / "sopgen.yaml", AS_OF, drafts=True).library
    return process_time() - started


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_ten_thousand_characters(shape: Callable[[int], str], folder: Path) -> None:
    assert seconds(folder, parted(shape(PARAGRAPH))) < MOST


def test_a_longer_text_is_not_read_for_its_marks(folder: Path) -> None:
    """And so takes no longer than any other, whatever it holds."""
    assert seconds(folder, "[a" * 50_000 + "]" * 50_000) < MOST


def test_twice_as_much_takes_twice_as_long(folder: Path) -> None:
    """A document of 100 KB and one of half that, without what a project takes whatever it holds."""
    shape = SHAPES["blocks that nothing fits"]
    assert least_ratio(folder, "", shape(50_000), shape(100_000)) < 2.6


def test_a_long_paragraph_takes_no_longer_than_short_ones(folder: Path) -> None:
    """Though it has hundreds of amounts, and what is said around each is read."""
    amounts = SHAPES[repr("15 EUR 16.00 ")](1_300)
    texts = ["", f"{amounts}\n\n" * 49, f"{amounts * 7}\n\n" * 7]
    assert least_ratio(folder, *texts) < 1.8


def least_ratio(folder: Path, nothing: str, less: str, more: str) -> float:
    """How many times as long as one text another takes; the least of some tries."""
    write(folder, {"sopgen.yaml": BASE["sopgen.yaml"]})
    least = inf
    for _ in range(TRIES):
        took = []
        for text in (nothing, less, more):
            write(folder, {"procedures/a.md": document(title="A", text=text)})
            took.append(once(folder))
        least = min(least, (took[2] - took[0]) / max(took[1] - took[0], 0.1))
    return least


@pytest.mark.parametrize("block", ["## a\n", "- a\n", ":::details\na\n:::\n", "a\n: b\n\n"])
def test_a_document_of_more_blocks_than_anybody_reads(block: str, tmp_path: Path) -> None:
    """It is read up to a place, which is named; what stands before it is as it would be."""
    page = document(title="A", text=block * 11_000 + "\nThe end.")
    read = project(tmp_path, {"procedures/a.md": page})
    (found,) = (one for one in read.problems if one.rule == "limits")
    before = page.split("\n")[: found.place.line - 1]
    shown = "".join(map(str, read.body("procedures/a.md").views["customer"]))
    assert found.severity == "error" and "The end." not in shown
    letters = sum(line.lstrip("#-> ") in ("a", ": b") for line in before)
    assert 6_000 <= letters <= 10_000
    assert len(re.findall(r">\s*[ab]\s*<", shown)) == letters


def test_a_table_of_more_cells_than_anybody_reads(tmp_path: Path) -> None:
    page = document(title="A", text="| A | B |\n| - | - |\n" + "| one | two |\n" * 6_000 + "\nThe end.")
    read = project(tmp_path, {"procedures/a.md": page})
    (found,) = (one for one in read.problems if one.rule == "limits")
    rows = found.place.line - page[: page.index("| one")].count("\n") - 1
    shown = "".join(map(str, read.body("procedures/a.md").views["customer"]))
    assert shown.count("<tr>") in (rows + 1, rows + 2) and shown.count("</table>") == 1 and "The end." not in shown


def test_what_is_for_staff_stays_hidden_where_reading_ends(tmp_path: Path) -> None:
    text = "a\n\n" * 9_950 + ":::staff\n" + "SECRET\n\n" * 100 + ":::\n\n" + "b\n\n" * 100
    read = project(tmp_path, {"procedures/a.md": document(title="A", text=text)})
    views = read.body("procedures/a.md").views
    assert "SECRET" in "".join(map(str, views["staff"])) and "SECRET" not in "".join(map(str, views["customer"]))
