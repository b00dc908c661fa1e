"""Known shapes of texts that keep readers busy are read in a time that grows with their size."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from pathlib import Path
from time import process_time

import pytest

from sopgen.build import open_project
from tests.hostile.injected import document
from tests.hostile.shapes import PARAGRAPH, SHAPES, parted
from tests.projects import AS_OF, BASE, write

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
            started = process_time()
            assert open_project(folder / "sopgen.yaml", AS_OF, drafts=True).library
            least = min(least, process_time() - started)
    return least


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_ten_thousand_characters(shape: Callable[[int], str], folder: Path) -> None:
    assert seconds(folder, parted(shape(PARAGRAPH))) < MOST


def test_a_longer_text_is_not_read_for_its_marks(folder: Path) -> None:
    """And so takes no longer than any other, whatever it holds."""
    assert seconds(folder, "[a" * 50_000 + "]" * 50_000) < MOST
