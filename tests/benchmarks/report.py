"""What people read of the figures: a table for the terminal, a page and a picture for the manual."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.chart import chart
from tests.benchmarks.figures import Figures
from tests.benchmarks.rows import Row, ratio, rows

HERE = Path(__file__).parent
MANUAL = HERE.parents[1] / "sopgen" / "manual" / "procedures"
PAGE = MANUAL / "about" / "speed.md"
PICTURE = MANUAL / "pictures" / "speed.svg"
RECORDED = HERE / "recorded.json"
"""The figures that the manual shows."""
HEAD = ("What", "Pages", "sopgen", "Compared with", "Ratio", "Asked for", "Reached")
BUSY_WORDS = "Other programs, which made all of this slower: read ratios, not seconds"
REACHED = {True: "yes", False: "no", None: ""}


def cells(row: Row) -> tuple[str, ...]:
    pages = f"{row.pages:,}" if row.pages else ""
    return (row.what, pages, row.measured, row.compared, ratio(row.share), row.target, REACHED[row.reached])


def table(figures: Figures) -> str:
    """The table as text, one line for each row."""
    lines = [HEAD, *(cells(row) for row in rows(figures))]
    widths = [max(len(line[at]) for line in lines) for at in range(len(HEAD))]
    shown = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    return "\n".join([*shown, "", about(figures), missed(rows(figures))]) + "\n"


def about(figures: Figures) -> str:
    return f"sopgen {figures.sopgen}, Hugo {figures.hugo or 'not there'}, {figures.machine}, {figures.date}"


def missed(found: Sequence[Row]) -> str:
    asked = [row for row in found if row.reached is not None]
    return f"{sum(row.reached is True for row in asked)} of {len(asked)} targets are reached."


def page(figures: Figures) -> str:
    """The manual's page about these figures."""
    found = rows(figures)
    lines = [HEAD, tuple("---" for _ in HEAD), *(tuple(cell or "–" for cell in cells(row)) for row in found)]
    written = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    text = (HERE / "page.md").read_text("utf-8")
    given = {"table": written, "machine": str(figures.machine), "date": figures.date, "hugo": figures.hugo}
    given |= {
        "quiet": BUSY_WORDS if figures.busy else "Nothing",
        "rounds": _rounds(figures),
        "words": chart(figures).words,
        "missed": missed(found),
    }
    for name, value in given.items():
        text = text.replace(f"[[{name}]]", value)
    return text


def _rounds(figures: Figures) -> str:
    """ "5 at 1,000 pages, 1 at 100,000 pages": memory alone is always looked at once."""
    sizes = {pages: figures.rounds(pages) for pages in sorted(figures.sizes)}
    return ", ".join(f"{rounds} at {pages:,} pages" for pages, rounds in sizes.items())


def publish(figures: Figures) -> tuple[Path, ...]:
    """Write page, picture and figures where the manual and its test have them."""
    PAGE.write_text(page(figures), "utf-8")
    PICTURE.write_text(chart(figures).svg, "utf-8")
    figures.write(RECORDED)
    return PAGE, PICTURE, RECORDED
