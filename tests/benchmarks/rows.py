"""The table: what was asked for, what was measured, and whether that is reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.benchmarks.figures import Figures


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table. measured, compared, target: as shown. share: ours divided by what it is compared with.

    reached: None where nothing was asked for, or could be compared.
    """

    what: str
    pages: int
    measured: str
    compared: str = ""
    share: float | None = None
    target: str = ""
    reached: bool | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """At most so much: seconds, or a share of what it is compared with."""

    limit: float
    of_other: bool = False

    def __str__(self) -> str:
        if not self.of_other:
            return f"≤ {seconds(self.limit)}"
        if self.limit == 1:
            return "≤ 1"
        return f"≤ {self.limit:g}" if self.limit > 1 else f"≤ 1/{1 / self.limit:.0f}"


@dataclass(frozen=True, slots=True)
class Case:
    """What is measured at each size. other: the case that it is compared with, `by` the program of that."""

    what: str
    case: str
    goals: Mapping[int, Goal]
    other: str = ""
    by: str = "hugo"


def _same(goal: Goal) -> Mapping[int, Goal]:
    return {1_000: goal, 10_000: goal}


SHOWN = {1_000: Goal(0.1), 10_000: Goal(0.15)}
CASES = (
    Case("Build, nothing changed", "none", {1_000: Goal(0.1), 10_000: Goal(1 / 20, True)}, "none"),
    Case("Build, one page's text changed", "text", {1_000: Goal(1 / 6, True), 10_000: Goal(1 / 15, True)}, "text"),
    Case("Build, a title changed", "title", _same(Goal(1, True)), "title"),
    Case("Build, a telephone number on all pages changed", "contact", _same(Goal(1, True)), "contact"),
    Case("Build, a template of all pages changed", "template", _same(Goal(1, True)), "template"),
    Case("Build, an option of a rule changed", "rule", _same(Goal(1, True)), "rule"),
    Case("`serve`, from the saved text to the new page", "serve", SHOWN, "serve"),
    Case("`serve`, from the saved title to the new page", "serve-title", SHOWN, "serve-title"),
    Case("`serve`, from a telephone number to the page looked at", "serve-contact", SHOWN, "serve-contact"),
    Case("`serve`, from a template to the page looked at", "serve-template", SHOWN, "serve-template"),
    Case("`serve`, from the saved text to the whole site", "serve-all", {}, "serve"),
    Case("`build --watch`, from the saved text to the published page", "watch", {}, "watch"),
    Case("`build --watch`, from the saved title to the published page", "watch-title", {}, "watch-title"),
    Case("First build, without style rules", "cold-plain", _same(Goal(1, True)), "cold"),
    Case("First build, with all style rules", "cold", _same(Goal(4, True)), "cold"),
    Case("First build of two sites, for staff and for customers", "cold-both", {}, "cold"),
    Case("`check`, second run beside the first", "check-again", _same(Goal(1 / 20, True)), "check", "sopgen"),
)
SEARCH = (
    Case("First build, with a search index", "cold-search", {}, "cold", "sopgen"),
    Case("One page's text changed, with a search index", "text-search", {}, "text", "sopgen"),
    Case("A telephone number changed, with a search index", "contact-search", {}, "contact", "sopgen"),
)


def rows(figures: Figures) -> tuple[Row, ...]:
    """All lines that the figures have something for."""
    start, cache, growth = _start(figures), _cache(figures), _growth(figures)
    return (*_cases(figures, CASES), *_written(figures), *growth, *start, *cache, *_cases(figures, SEARCH))


def _cases(figures: Figures, cases: tuple[Case, ...]) -> Iterator[Row]:
    for case in cases:
        for pages in figures.pages(case.case):
            ours, theirs = figures.wall(case.case, pages), figures.wall(case.other, pages, case.by)
            if ours is None:
                continue
            share = ours / theirs if theirs else None
            goal = case.goals.get(pages)
            value = share if goal and goal.of_other else ours
            reached = value <= goal.limit if goal and value is not None else None
            compared = took(figures, case.other, pages, case.by)
            said = str(goal) if goal else ""
            yield Row(case.what, pages, took(figures, case.case, pages), compared, share, said, reached)


def _growth(figures: Figures) -> Iterator[Row]:
    """Time for each page at a hundred thousand beside that at ten thousand, and memory at every size."""
    small, large = 10_000, 100_000
    less, more = figures.wall("cold", small), figures.wall("cold", large)
    if less and more:
        here, there = less / small, more / large
        share = there / here
        asked = Goal(1.3, True)
        each = f"{there * 1000:.2f} ms a page"
        yield Row("Growth, from 10,000 pages", large, each, f"{here * 1000:.2f} ms", share, str(asked), share <= 1.3)
    for pages in sorted({*figures.pages("memory"), *figures.pages("cold")}):
        if ours := figures.peak("memory", pages) or figures.peak("cold", pages):
            theirs = figures.peak("memory", pages, "hugo")
            limit = 600 if pages == large else None
            yield Row(
                "Memory of a first build, all processes",
                pages,
                f"{ours:.0f} MiB",
                f"{theirs:.0f} MiB" if theirs else "",
                ours / theirs if theirs else None,
                f"≤ {limit} MiB" if limit else "",
                ours <= limit if limit else None,
            )


def _start(figures: Figures) -> Iterator[Row]:
    for word in ("version", "help"):
        for pages in figures.pages(word)[:1]:
            bare, ours = figures.wall("python", pages), figures.wall(word, pages)
            if bare and ours:
                more = ours - bare
                yield Row(
                    f"`--{word}`, over bare Python", 0, seconds(more), seconds(bare), None, "≤ 60 ms", more <= 0.06
                )


def _written(figures: Figures) -> Iterator[Row]:
    """How many files a change came to: only what depends on it should be written."""
    for case in CASES:
        for pages, sizes in sorted(figures.sizes.items()):
            if (count := sizes.get(f"written-{case.case}")) is not None:
                yield Row(case.what.replace("Build,", "Files written,"), pages, f"{count:,}")
    for pages, sizes in sorted(figures.sizes.items()):
        if "files" in sizes:
            theirs = _site(sizes, "hugo-") if "hugo-files" in sizes else ""
            yield Row("What was built", pages, _site(sizes), theirs)


def _site(sizes: Mapping[str, int], program: str = "") -> str:
    return f"{sizes[f'{program}files']:,} files, {sizes[f'{program}bytes'] / 2**20:.1f} MiB"


def _cache(figures: Figures) -> Iterator[Row]:
    for pages, sizes in sorted(figures.sizes.items()):
        if "cache" in sizes:
            share = sizes["cache"] / sizes["sources"]
            mib = f"{sizes['cache'] / 2**20:.1f} MiB"
            sources = f"{sizes['sources'] / 2**20:.1f} MiB"
            yield Row("What is remembered, beside the sources", pages, mib, sources, share, "≤ 2", share <= 2)


def took(figures: Figures, case: str, pages: int, program: str = "sopgen") -> str:
    """Seconds on the clock and of processors: "80 ms (70 ms)"."""
    wall, cpu = figures.wall(case, pages, program), figures.cpu(case, pages, program)
    if wall is None:
        return ""
    return f"{seconds(wall)} ({seconds(cpu)})" if cpu else seconds(wall)


def seconds(value: float) -> str:
    """A time as people read it: "85 ms", "1.24 s", "74 s"."""
    if value < 0.9995:
        return f"{value * 1000:.0f} ms"
    return f"{value:.2f} s" if value < 10 else f"{value:.1f} s"


def ratio(share: float | None) -> str:
    """What a share says to people: "1/12", "3.4"."""
    if share is None:
        return ""
    return f"1/{1 / share:.1f}" if share < 0.95 else f"{share:.2f}"
