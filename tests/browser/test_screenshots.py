"""The pictures of twelve typical views are of the themes as they are: somebody has looked at these."""

from __future__ import annotations

import struct
from itertools import pairwise
from pathlib import Path

import pytest

from tests.browser import screenshots
from tests.browser.screenshots import COVERS, HERE, MANUAL, THEMES, VIEWS, digest

MOST = 1_500_000
"""Bytes that all pictures may take in the repository."""


def size(file: Path) -> tuple[int, int]:
    data = file.read_bytes()
    assert data.startswith(b"\x89PNG")
    return struct.unpack(">II", data[16:24])  # type: ignore[return-value]  # two numbers


def test_the_pictures_are_of_these_themes() -> None:
    assert THEMES.read_text("ascii").strip() == digest(), (
        "the themes have changed: `make screenshots`, and look at them"
    )


def test_every_view_has_its_picture() -> None:
    assert {file.stem for file in HERE.glob("*.png")} == {view.name for view in VIEWS}
    assert len(VIEWS) == 12
    for folder, views in ((HERE, VIEWS), (MANUAL, COVERS)):
        for view in views:
            assert size(folder / f"{view.name}.png") == (view.window["width"], view.window["height"]), view.name
    assert sum(file.stat().st_size for file in HERE.iterdir()) < MOST


def test_a_change_of_a_theme_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theme = tmp_path / "themes" / "base" / "templates" / "home.html"
    theme.parent.mkdir(parents=True)
    monkeypatch.setattr(screenshots, "REPOSITORY", tmp_path)
    seen = []
    for text in (b"<p>\n", b"<p>\r\n", b"<p> \n"):
        theme.write_bytes(text)
        seen.append(digest())
    other = theme.with_name("house.html")
    theme.rename(other)
    seen.append(digest())
    assert [one == next_ for one, next_ in pairwise(seen)] == [True, False, False], "line endings are no change"
