"""The picture of the figures: two bars for each case, sopgen's and Hugo's, as long as the time they took."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from tests.benchmarks.figures import Figures
from tests.benchmarks.rows import seconds

CASES = (
    ("none", "none", "Nothing changed"),
    ("text", "text", "One page's text"),
    ("title", "title", "One title"),
    ("contact", "contact", "A telephone number"),
    ("template", "template", "A template"),
    ("cold-plain", "cold", "First build, no style rules"),
    ("cold", "cold", "First build, all rules"),
)
"""Case of sopgen, case of Hugo, name."""
WIDTH, LEFT, BAR, LINE, TOP = 680, 210, 13, 38, 58
LONGEST = 390
OURS, THEIRS, INK = "#0f5c5a", "#a86b00", "#17211f"


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture, and what it shows in words."""

    svg: str
    words: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two bars: seconds of sopgen and of Hugo."""

    name: str
    ours: float
    theirs: float


def chart(figures: Figures) -> Chart:
    """The cases that were measured with both programs, at every size a part of its own."""
    sizes = [pages for pages in sorted(figures.sizes) if pages < 50_000]
    parts = [(pages, tuple(_pairs(figures, pages))) for pages in sizes]
    parts = [(pages, pairs) for pages, pairs in parts if pairs]
    drawn, top = [], 0
    for pages, pairs in parts:
        drawn.append(_part(pages, pairs, top))
        top += TOP + LINE * len(pairs) + 10
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top}" width="{WIDTH}" height="{top}"'
    ground = f'<rect width="{WIDTH}" height="{top}" rx="10" fill="#f3f6f5"/>'
    body = "\n".join([f'{head} font-family="system-ui, sans-serif" font-size="14" fill="{INK}">', ground, *drawn])
    return Chart(f"{body}\n</svg>\n", " ".join(_words(pages, pairs) for pages, pairs in parts))


def _pairs(figures: Figures, pages: int) -> Iterator[Pair]:
    for case, other, name in CASES:
        ours, theirs = figures.wall(case, pages), figures.wall(other, pages, "hugo")
        if ours is not None and theirs is not None:
            yield Pair(name, ours, theirs)


def _part(pages: int, pairs: Sequence[Pair], top: int) -> str:
    scale = LONGEST / max(max(pair.ours, pair.theirs) for pair in pairs)
    lines = [f'<g transform="translate(0 {top})">', f'<text x="24" y="30" font-weight="600">{pages:,} pages</text>']
    for at, (name, colour) in enumerate((("sopgen", OURS), ("Hugo", THEIRS))):
        x = LEFT + at * 90
        lines.append(
            f'<rect x="{x}" y="20" width="12" height="12" fill="{colour}"/><text x="{x + 18}" y="31">{name}</text>'
        )
    for at, pair in enumerate(pairs):
        y = TOP + at * LINE
        lines.append(f'<text x="24" y="{y + 18}">{escape(pair.name)}</text>')
        lines.append(_bar(y, pair.ours, scale, OURS))
        lines.append(_bar(y + BAR + 1, pair.theirs, scale, THEIRS))
    return "\n".join([*lines, "</g>"])


def _bar(y: int, value: float, scale: float, colour: str) -> str:
    width = max(1.0, value * scale)
    bar = f'<rect x="{LEFT}" y="{y}" width="{width:.1f}" height="{BAR}" fill="{colour}"/>'
    return f'{bar}<text x="{LEFT + width + 6:.1f}" y="{y + BAR - 2}" font-size="12">{seconds(value)}</text>'


def _words(pages: int, pairs: Sequence[Pair]) -> str:
    """The first and the last pair; the table has all."""
    ends = dict.fromkeys((pairs[0], pairs[-1]))
    each = ", ".join(f"{pair.name.lower()}: {seconds(pair.ours)} and {seconds(pair.theirs)}" for pair in ends)
    return f"Bars of sopgen and Hugo at {pages:,} pages. {each[0].upper()}{each[1:]}."
