"""The benchmark is fair and honest: one corpus for both programs, without problems, and a page made of its figures."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sopgen.build import build, open_project
from tests.benchmarks import report
from tests.benchmarks.chart import BAR, chart
from tests.benchmarks.corpus import CONTENT, Flavour, articles, settings, write_corpus
from tests.benchmarks.edits import EDITS, Corpus
from tests.benchmarks.figures import Figures, Machine, days_of, read
from tests.benchmarks.measure import Taken
from tests.benchmarks.rows import rows
from tests.projects import AS_OF

PAGES = 14


def files(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def text(data: bytes) -> bytes:
    """What stands below the front matter."""
    return data.split(b"\n---\n", 1)[1]


def test_the_corpus_is_the_same_each_time_and_for_both_programs(tmp_path: Path) -> None:
    flavours: tuple[Flavour, ...] = ("sopgen", "hugo")
    for flavour in flavours:
        write_corpus(tmp_path / flavour, PAGES, flavour)
        write_corpus(tmp_path / "again" / flavour, PAGES, flavour)
        assert files(tmp_path / flavour) == files(tmp_path / "again" / flavour)
    ours, theirs = files(tmp_path / "sopgen" / CONTENT["sopgen"]), files(tmp_path / "hugo" / CONTENT["hugo"])
    written = [article.path for article in articles(PAGES)]
    assert len(set(written)) == PAGES
    assert [text(ours[path]) for path in written] == [text(theirs[path]) for path in written]


@pytest.mark.parametrize(
    "given",
    [settings(), settings(style=False), settings(both=True), settings(search=True)],
    ids=["", "plain", "both", "search"],
)
def test_sopgen_finds_nothing_wrong_in_the_corpus(given: str, tmp_path: Path) -> None:
    write_corpus(tmp_path, PAGES, "sopgen")
    (tmp_path / "sopgen.yaml").write_text(given, "utf-8")
    built = build(open_project(tmp_path / "sopgen.yaml", AS_OF, drafts=False), tmp_path / "build")
    assert built.problems == () and built.published is not None
    assert (tmp_path / "build" / "handbook" / "pagefind").exists() == (given == settings(search=True))


@pytest.mark.parametrize("kind", EDITS)
def test_each_edit_changes_what_both_programs_read(kind: str, tmp_path: Path) -> None:
    flavours: tuple[Flavour, ...] = ("sopgen",) if kind == "rule" else ("sopgen", "hugo")
    for flavour in flavours:
        write_corpus(tmp_path / flavour, PAGES, flavour)
        corpus = Corpus(tmp_path / flavour, flavour, articles(PAGES))
        before = files(corpus.folder)
        for turn in (1, 2):
            news = EDITS[kind](corpus, turn)
            after = files(corpus.folder)
            changed = [path for path in after if after[path] != before[path]]
            assert len(changed) == 1 and news.encode() in after[changed[0]]
            before = after


def figures() -> Figures:
    """Figures with one case reached and one missed."""
    made = Figures("2026-11-22", Machine(2, "Abacus", 4, "Linux", "3.11.0"), hugo="0.1")
    for wall in (0.3, 0.1, 0.2):
        made.add("text", 1_000, "sopgen", Taken(wall, 0.1))
        made.add("none", 1_000, "sopgen", Taken(wall, 0.1))
    for case in ("text", "none"):
        made.add(case, 1_000, "hugo", Taken(1.5, 2.0))
    made.add("memory", 1_000, "sopgen", Taken(1.0, 1.0, 80.0))
    made.sizes[1_000] = {"sources": 1_000, "cache": 1_500}
    return made


def test_it_runs_from_the_command_line(tmp_path: Path) -> None:
    given = [
        "--sizes",
        "12",
        "--rounds",
        "1",
        "--only",
        "check",
        "--work",
        str(tmp_path / "work"),
        "--out",
        str(tmp_path),
    ]
    command = [sys.executable, "-m", "tests.benchmarks", *given]
    done = subprocess.run(command, capture_output=True, text=True, cwd=report.HERE.parents[1])
    assert done.returncode == 0, done.stderr
    assert "`check`, second run beside the first  12" in done.stdout
    assert read(tmp_path / "figures.json").wall("check-again", 12)


def test_figures_are_read_as_they_were_written(tmp_path: Path) -> None:
    figures().write(tmp_path / "figures.json")
    assert read(tmp_path / "figures.json") == figures()


def test_figures_of_several_days_say_so() -> None:
    assert days_of("2026-11-22", "2026-11-22") == "2026-11-22"
    assert days_of("2026-11-22 to 2026-11-23", "2026-11-24") == days_of("2026-11-22", "2026-11-24")
    assert days_of("2026-11-22", "2026-11-24") == "2026-11-22 to 2026-11-24"


def test_the_table_says_what_is_reached() -> None:
    found = {row.what.partition(",")[2] or row.what: row for row in rows(figures())}
    assert (found[" one page's text changed"].reached, found[" one page's text changed"].share) == (True, 0.2 / 1.5)
    assert found[" nothing changed"].reached is False
    shown = report.table(figures())
    assert "200 ms (100 ms)  1.50 s (2.00 s)  1/7.5  ≤ 1/6      yes" in shown
    assert "2 of 3 targets are reached." in shown


def test_the_page_says_where_other_programs_ran() -> None:
    made = figures()
    assert "| What else was running | Nothing |" in report.page(made)
    made.load = 3.0
    assert f"| What else was running | {report.BUSY_WORDS} |" in report.page(made)


def test_the_picture_is_drawn_to_scale() -> None:
    drawn = ElementTree.fromstring(chart(figures()).svg)
    bars = [bar for bar in drawn.iter("{http://www.w3.org/2000/svg}rect") if bar.get("height") == str(BAR)]
    widths = [float(bar.attrib["width"]) for bar in bars]
    assert len(widths) == 4 and widths[0] * 7.5 == pytest.approx(widths[1], rel=0.01)
    assert "Nothing changed: 200 ms and 1.50 s, one page's text: 200 ms" in chart(figures()).words


def test_the_manual_shows_the_figures_that_were_recorded() -> None:
    """They are never typed by hand: `make bench BENCH=--publish` writes them."""
    recorded = read(report.RECORDED)
    assert report.PAGE.read_text("utf-8") == report.page(recorded)
    assert report.PICTURE.read_text("utf-8") == chart(recorded).svg
