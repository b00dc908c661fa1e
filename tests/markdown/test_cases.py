"""Markdown in, HTML out: the cases are the Markdown files beside this one (title, input, HTML and findings)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sopgen.model import (
    AUDIENCES,
    ContactRef,
    DecisionRef,
    FactRef,
    ImageRef,
    LinkRef,
    MarksRef,
    Piece,
    ServicesRef,
    Source,
    StepRef,
    UnitRef,
    VideoRef,
)
from sopgen.parse import ParseOptions, parse

HERE = Path(__file__).parent
CASE = re.compile(r"^(?P<title>[^\n]+)\n\.{3}\n(?P<text>.*?)\n?\.{3}\n(?P<html>.*?)\.{3}\n", re.DOTALL | re.MULTILINE)


def cases() -> Iterator[tuple[Path, re.Match[str]]]:
    for path in sorted(HERE.glob("*.md")):
        for match in CASE.finditer(path.read_text(encoding="utf-8")):
            yield path, match


def shown(piece: Piece) -> str:
    """A piece as the cases write it: holes between double angles."""
    if isinstance(piece, str):
        return piece
    if isinstance(piece, LinkRef | ImageRef):
        kind = "link" if isinstance(piece, LinkRef) else "image"
        rest = "".join(f" {key}={value}" for key, value in piece.attributes)
        title = f' "{piece.title}"' if piece.title else ""
        alt = f" [{piece.alt}]" if isinstance(piece, ImageRef) else ""
        return f"⟪{kind} {piece.target}{alt}{title}{rest}⟫"
    if isinstance(piece, VideoRef):
        return f"⟪video {piece.source} {piece.captions} {piece.poster} {piece.title}⟫"
    if isinstance(piece, ServicesRef):
        return f"⟪services {' '.join(piece.names)}⟫"
    if isinstance(piece, UnitRef):
        return ""
    if isinstance(piece, DecisionRef):
        ways = (", ".join(f"{choice.answer}>{choice.to}" for choice in node.choices) for node in piece.nodes)
        return f"⟪drawing {' | '.join(ways)}⟫\n"
    if isinstance(piece, MarksRef):
        return "".join(f"⟪{mark.number} at {mark.x:g} {mark.y:g} {mark.text}⟫" for mark in piece.marks)
    if isinstance(piece, ContactRef):
        return "⟪contact⟫"
    if isinstance(piece, StepRef):
        return f"⟪step {piece.count} {piece.unit} {' '.join(piece.roles)}⟫"
    return f"⟪fact {piece.name}⟫" if isinstance(piece, FactRef) else f"⟪include {piece.target}⟫"


def outcome(title: str, text: str) -> str:
    """What comes out: HTML for staff, for customers too where it differs, and findings."""
    words = set(re.findall(r"\((\w+)\)", title))
    language = next((word for word in words if word in ("it", "ca", "el")), "en")
    source = Source("wash.md", "wash", language, text.encode(), "", snippet="snippet" in words)
    document = parse(source, ParseOptions("sanitise" if "sanitise" in words else "escape"))
    views = ["".join(map(shown, document.body.views[audience])) for audience in AUDIENCES]
    out = views[0] if views[0] == views[1] else f"staff:\n{views[0]}customer:\n{views[1]}"
    out = out.rstrip("\n") + "\n"
    for finding in document.record.findings:
        place = finding.place
        out += f"! {place.line}:{place.column}-{place.end_column} {finding.rule}: {finding.message}\n"
    for exemption in document.record.exemptions:
        out += f"~ {exemption.rule} {exemption.first_line}-{exemption.last_line}: {exemption.reason}\n"
    return out


@pytest.mark.parametrize(
    ("path", "match"), [pytest.param(path, match, id=f"{path.stem}: {match['title']}") for path, match in cases()]
)
def test_case(path: Path, match: re.Match[str]) -> None:
    found = outcome(match["title"], match["text"])
    if os.environ.get("REFRESH"):
        text = path.read_text(encoding="utf-8")
        old = f"{match['title']}\n...\n{match['text']}\n...\n{match['html']}...\n"
        assert text.count(old) == 1, "two cases are the same"
        path.write_text(
            text.replace(old, f"{match['title']}\n...\n{match['text']}\n...\n{found}...\n"), encoding="utf-8"
        )
    else:
        assert found == match["html"]


def test_there_are_cases() -> None:
    assert len({path for path, _ in cases()}) > 8
