"""`make bench`: sopgen beside Hugo on the same pages; prints the table and writes figures and picture."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.benchmarks.chart import chart
from tests.benchmarks.figures import Figures, days_of, read, this_machine
from tests.benchmarks.measure import Failed, adopt
from tests.benchmarks.programs import Hugo, hugo, sopgen
from tests.benchmarks.report import HERE, publish, table
from tests.benchmarks.session import GROUPS, Session, Wrong

ROUNDS = 5
FIGURES = "figures.json"


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    try:
        figures = read(options.report) if options.report else _measured(options)
    except (Failed, Wrong) as error:
        print(error, file=sys.stderr)
        return 1
    print(table(figures), end="")
    if not options.report:
        (options.out / "table.txt").write_text(table(figures), "utf-8")
        (options.out / "speed.svg").write_text(chart(figures).svg, "utf-8")
        print(f"All figures: {options.out / 'figures.json'}", file=sys.stderr)
    for file in publish(figures) if options.publish else ():
        print(f"Wrote {file}", file=sys.stderr)
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", default="1000", help="numbers of pages, such as 1000,10000,100000")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds of each case (default: %(default)s)")
    parser.add_argument("--only", default=",".join(GROUPS), help="groups of cases: %(default)s")
    parser.add_argument(
        "--work", type=Path, help="where to make the corpus, and leave it (default: a temporary folder)"
    )
    parser.add_argument("--out", type=Path, default=HERE / "results", help="where figures and picture go")
    parser.add_argument("--add", action="store_true", help="add to the figures that are there: other sizes or groups")
    parser.add_argument("--report", type=Path, metavar="FILE", help="measure nothing: show the figures of this file")
    parser.add_argument("--publish", action="store_true", help="write the manual's page and picture too")
    given = parser.parse_args(arguments)
    given.sizes = [int(size) for size in given.sizes.split(",")]
    given.only = given.only.split(",")
    if unknown := [name for name in given.only if name not in GROUPS]:
        parser.error(f"there is no group {unknown[0]}: {', '.join(GROUPS)}")
    return given


def _measured(options: argparse.Namespace) -> Figures:
    adopt()
    theirs = hugo()
    figures = Figures(date.today().isoformat(), this_machine(), hugo=_version(theirs), load=os.getloadavg()[0])
    if figures.busy:
        print("The machine is busy: read ratios, or wait and measure again", file=sys.stderr)
    if options.add and (options.out / FIGURES).exists():
        before = read(options.out / FIGURES)
        days = days_of(before.date, figures.date)
        load = max(figures.load, before.load)
        figures = replace(figures, date=days, taken=before.taken, sizes=before.sizes, load=load)
    with ExitStack() as folders:
        work = options.work or Path(folders.enter_context(tempfile.TemporaryDirectory(prefix="sopgen-bench-")))
        for pages in options.sizes:
            session = Session(figures, work.resolve() / str(pages), pages, options.rounds, sopgen(), theirs)
            for what in session.measure(options.only):
                print(f"{pages:,} pages: {what} …", file=sys.stderr, flush=True)
                figures.write(options.out / FIGURES)
            figures.write(options.out / FIGURES)
    return figures


def _version(program: Hugo | None) -> str:
    if program is None:
        print("Hugo is not there: sopgen is measured alone", file=sys.stderr)
        return ""
    said = subprocess.run([*program.command, "version"], capture_output=True, text=True, check=True).stdout
    return said.split()[1].partition("-")[0].removeprefix("v")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
