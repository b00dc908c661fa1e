"""The sheet that a view is written on: HTML pieces with holes, and the outline of what they hold."""

from __future__ import annotations

from sopgen.markdown import rawhtml
from sopgen.markdown.places import Lines
from sopgen.model import (
    FactRef,
    Heading,
    ImageRef,
    IncludeRef,
    LinkRef,
    Outline,
    Piece,
    Place,
    ServicesRef,
    StepRef,
    VideoRef,
)


def escape(text: str) -> str:
    """The text as HTML, in an element or in an attribute's quotes."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("\0", "")


class Sheet:
    """What has been written of one view of a file so far: `pieces` and `outline` say what came out.

    translated: the file is a translation, so that each of its blocks ends with a hole (`UnitRef`).
    """

    def __init__(self, lines: Lines, language: str, prefix: str, raw_ids: set[str], translated: bool = False) -> None:
        self.lines, self.language, self.prefix, self.translated = lines, language, prefix, translated
        self.out: list[Piece] = []
        self.headings: list[Heading] = []
        self.anchors: list[tuple[str, Place]] = []
        self.links: list[LinkRef] = []
        self.images: list[ImageRef] = []
        self.videos: list[VideoRef] = []
        self.facts: list[FactRef] = []
        self.includes: list[IncludeRef] = []
        self.services: list[ServicesRef] = []
        self.steps: list[StepRef] = []
        self.numbered = self.exempt = False
        self.raw_used, self.raw_ids = False, raw_ids
        self.tables: dict[str, int] = {}
        self.raw = rawhtml.OpenElements(self.out.append)

    @property
    def outline(self) -> Outline:
        return Outline(
            tuple(self.headings),
            tuple(self.anchors),
            tuple(self.links),
            tuple(self.images),
            tuple(self.videos),
            tuple(self.facts),
            tuple(self.includes),
            tuple(self.services),
            tuple(self.steps),
            self.numbered,
        )

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces; strings that stand side by side are one."""
        merged: list[Piece] = []
        run: list[str] = []
        for piece in self.out:
            if isinstance(piece, str):
                run.append(piece)
                continue
            if text := "".join(run):
                merged.append(text)
            run = []
            merged.append(piece)
        if text := "".join(run):
            merged.append(text)
        return tuple(merged)
