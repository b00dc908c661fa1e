"""Themes that remember: a page that is the same as in the last build is not rendered again."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from sopgen import theme
from sopgen.footprint import footprint
from sopgen.reads import Row
from sopgen.view import Frame, Page


class Look(theme.Theme):
    """A theme that keeps the last HTML of each page, as long as frame and page equal those it was made of."""

    def __init__(
        self, name: str, layers: tuple[Path, ...], languages: tuple[str, ...], colours: Mapping[str, str]
    ) -> None:
        super().__init__(name, layers, languages, colours)
        self._made: dict[tuple[str, str], tuple[Frame, Page, str, frozenset[Row]]] = {}
        self._frames: dict[tuple[str, str], tuple[Frame, Frame]] = {}

    def render(self, frame: Frame, page: Page) -> str:
        frame, key = self._known(frame), (frame.site, page.url)
        made = self._made.get(key)
        if made is None or made[0] is not frame or made[1] != page:
            with self.reader.noting() as rows:
                text = super().render(frame, page)
            made = self._made[key] = (frame, page, text, frozenset(rows))
        self.reader.rows |= made[3]  # whoever gets the page has read what it was made of
        return made[2]

    def _known(self, frame: Frame) -> Frame:
        """The first of frames that are equal: large values, compared once for each build."""
        first, last = self._frames.get((frame.site, frame.language), (frame, frame))
        if frame is not last:
            first = first if first == frame else frame
        self._frames[frame.site, frame.language] = (first, frame)
        return first


class Looks:
    """Loads themes, each once for as long as its files are the same and each build asks for it."""

    def __init__(self) -> None:
        self._looks: dict[tuple[object, ...], tuple[list[bytes], Look]] = {}
        self._asked: set[tuple[object, ...]] = set()

    def load(self, name: str, folder: Path, languages: tuple[str, ...], colours: Mapping[str, str]) -> Look:
        """As `theme.load`."""
        layers = theme.layers(name, folder)
        key = (name, layers, languages, tuple(colours.items()))
        state = [footprint(os.fspath(layer), 0).digest for layer in layers]
        self._asked.add(key)
        known = self._looks.get(key)
        if known is None or known[0] != state:
            known = self._looks[key] = (state, Look(name, layers, languages, colours))
        return known[1]

    def built(self) -> None:
        """All sites are built. Themes that none of them has asked for go, with the pages that they hold: who tries out
        colours has a theme for each."""
        self._looks = {key: known for key, known in self._looks.items() if key in self._asked}
        self._asked.clear()
