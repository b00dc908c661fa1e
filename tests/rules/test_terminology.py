"""What is said of a word that the project avoids, where its form is not that of the preferred one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.test_words import TERMS, found


@pytest.mark.parametrize(
    ("language", "text", "hint"),
    [
        ("en", "Call the client.", "write “customer”"),
        ("en", "Call the CLIENT.", "use “customer” instead"),
    ],
)
def test_the_preferred_term_is_named(language: str, text: str, hint: str, tmp_path: Path) -> None:
    (problem,) = found(tmp_path, "terminology", text, language=language, terms=TERMS)
    assert problem.hint == hint
