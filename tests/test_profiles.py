"""Section profiles: which heading names which section."""

from __future__ import annotations

import unicodedata

import pytest

from sopgen.profiles import PROFILES


@pytest.mark.parametrize("heading", ["Steps", "steps:", "Βήματα", unicodedata.normalize("NFD", "Βήματα:")])
def test_heading_of_a_section(heading: str) -> None:
    assert [section.id for section in PROFILES["procedure"] if section.titled(heading)] == ["steps"]
