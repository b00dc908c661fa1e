"""Where to start: problems by rule and by folder, the longest procedures, and how hard each document is to read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from msgspec import Struct, field
from msgspec.structs import asdict

from sopgen.baseline import OWN
from sopgen.model import Body, Entry, Problem, Severity
from sopgen.prose import Prose
from sopgen.readability import FORMULAS, measure
from sopgen.style import Style
from sopgen.translated import STATES, Standing, State, by_language

_HIGHER_IS_EASIER = {formula.title for formula in FORMULAS.values() if formula.higher}
SHOWN = 20
"""So many documents stand in a table for people; JSON has all."""
MEASURED = 100
"""A document of fewer words is not among the hardest to read: the formulas were made for longer ones."""
FOREIGN = 5
"""Unknown keys in so many documents were written for another tool, not by mistake."""


class Figures(Struct, frozen=True):
    """A document in numbers. score: by the formula of its language, whose name is `formula`; None where there is none,
    or no whole sentence."""

    path: str
    language: str
    type: str
    words: int
    steps: int
    formula: str = ""
    score: float | None = None


class Tally(Struct, frozen=True):
    """What was found under one name, a rule or a folder. waiting: how many of the problems are in the baseline.
    fixable: how many `--fix` mends."""

    name: str
    documents: int
    problems: int
    error: int
    warning: int
    info: int
    waiting: int
    fixable: int


class Statistics(Struct, frozen=True):
    """rules, folders: those with the most errors first, then those with the most problems. documents: by path.
    translations: how many documents of each language are in each state.
    """

    rules: tuple[Tally, ...]
    folders: tuple[Tally, ...]
    documents: tuple[Figures, ...]
    problems: Counter[str]
    translations: Mapping[str, Mapping[State, int]] = field(default_factory=dict)


def figures(entry: Entry, body: Body, style: Style, path: str) -> Figures:
    """A document in numbers. path: as it is to be shown."""
    prose = Prose(body, entry.language, entry.meta.type, style)
    words = sum(passage.words for passage in prose.passages)
    found = measure(entry.language, prose.passages)
    steps = len(prose.steps)
    if found is None or not found.words:
        return Figures(path, entry.language, entry.meta.type, words, steps)
    title, score = found.formula.title, round(found.score, 1)
    return Figures(path, entry.language, entry.meta.type, words, steps, title, score)


def statistics(
    problems: Iterable[Problem],
    waiting: Iterable[Problem],
    documents: Iterable[Figures],
    translations: Sequence[Standing] = (),
) -> Statistics:
    """All in numbers; problems that wait in the baseline are counted too: they are still to be mended."""
    own = ((problem, 0) for problem in problems if problem.rule not in OWN)
    found = [*own, *((problem, 1) for problem in waiting)]
    known = tuple(sorted(documents, key=lambda document: document.path))
    paths = {document.path for document in known}
    in_folder = Counter(map(_folder, paths))
    rules: dict[str, list[tuple[Problem, int]]] = {}
    folders: dict[str, list[tuple[Problem, int]]] = {}
    for one in found:
        rules.setdefault(one[0].rule, []).append(one)
        folders.setdefault(_folder(one[0].place.path), []).append(one)
    by_rule = [_tally(name, ones, len({one.place.path for one, _ in ones} & paths)) for name, ones in rules.items()]
    by_folder = [_tally(name, folders.get(name, []), in_folder[name]) for name in {*folders, *in_folder}]
    return Statistics(
        tuple(sorted(by_rule, key=_worst_first)),
        tuple(sorted(by_folder, key=_worst_first)),
        known,
        Counter(problem.place.path for problem, _ in found),
        by_language(translations),
    )


def _folder(path: str) -> str:
    return PurePosixPath(path).parent.as_posix()


def _tally(name: str, found: Sequence[tuple[Problem, int]], documents: int) -> Tally:
    counts: Counter[Severity] = Counter(problem.severity for problem, _ in found)
    waiting = sum(waits for _, waits in found)
    fixable = sum(problem.certain and not waits for problem, waits in found)
    return Tally(name, documents, len(found), counts["error"], counts["warning"], counts["info"], waiting, fixable)


def _worst_first(tally: Tally) -> tuple[int, int, str]:
    return -tally.error, -tally.problems, tally.name


# ------------------------------------------------------------------------------------------------------ written down


def as_json(found: Statistics) -> str:
    """An object of arrays: "rules", "folders", "documents", "translations"."""
    value = {
        "rules": [asdict(tally) for tally in found.rules],
        "folders": [asdict(tally) for tally in found.folders],
        "documents": [{**asdict(one), "problems": found.problems[one.path]} for one in found.documents],
        "translations": [
            {"language": language, **{state.replace(" ", "_"): count for state, count in counts.items()}}
            for language, counts in found.translations.items()
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def as_text(found: Statistics) -> str:
    """Tables for people, and where to start."""
    heads = ("documents", "problems", "errors", "warnings", "notes", "in baseline", "by --fix")
    procedures = [one for one in found.documents if one.steps]
    faulty = [one for one in found.documents if found.problems[one.path]]
    tables = [
        _table("Problems by rule", ("rule", *heads), map(_tally_row, found.rules)),
        _table("Problems by folder", ("folder", *heads), map(_tally_row, found.folders)),
        _documents("Most problems", sorted(faulty, key=lambda one: -found.problems[one.path]), found),
        _documents("Most steps", sorted(procedures, key=lambda one: -one.steps), found),
    ]
    tables.append(_table("Translations", ("language", *STATES), map(_translation_row, found.translations.items())))
    for formula in sorted({one.formula for one in found.documents if one.formula}):
        of_formula = [one for one in found.documents if one.formula == formula and one.words >= MEASURED]
        hardest = sorted(of_formula, key=lambda one: one.score or 0, reverse=formula not in _HIGHER_IS_EASIER)
        tables.append(_documents(f"Hardest to read ({formula})", hardest, found, scored=True))
    return "\n".join(part for part in (*tables, _where_to_start(found)) if part)


def _where_to_start(found: Statistics) -> str:
    """What to do first, in a few lines; "" where nothing is to be done."""
    if not found.rules:
        return ""
    lines = []
    fixable = sum(tally.fixable for tally in found.rules)
    if fixable:
        lines.append(f"`sopgen check --fix` mends {_counted(fixable, 'problem')} by itself.")
    foreign = next((tally for tally in found.rules if tally.name == "unknown-key"), None)
    if foreign and foreign.documents >= FOREIGN:
        lines.append(
            f"{foreign.documents} documents have keys that sopgen does not know. Where they are another tool's, "
            "`front_matter: {foreign: ignore}` in sopgen.yaml leaves them alone."
        )
    first = found.rules[0]
    what = _counted(first.error, "error") if first.error else _counted(first.problems, "problem")
    begin = "Then go on" if lines else "Start"
    lines.append(f"{begin} with `{first.name}` ({what}): `sopgen rules {first.name}` says what to do.")
    return "Where to start\n\n" + "".join(f"  {line}\n" for line in lines)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def _tally_row(tally: Tally) -> tuple[str, ...]:
    numbers = (tally.documents, tally.problems, tally.error, tally.warning, tally.info, tally.waiting, tally.fixable)
    return (tally.name, *map(str, numbers))


def _translation_row(row: tuple[str, Mapping[State, int]]) -> tuple[str, ...]:
    language, counts = row
    return (language, *(str(counts[state]) for state in STATES))


def _documents(title: str, documents: Sequence[Figures], found: Statistics, scored: bool = False) -> str:
    """scored: the title names the formula of the scores."""
    more = len(documents) - SHOWN
    title += f": the first {SHOWN} of {len(documents)}" if more > 0 else ""
    heads = ("document", "problems", "words", "steps", *(("score",) if scored else ()))
    return _table(title, heads, _rows(documents[:SHOWN], found, scored))


def _rows(documents: Iterable[Figures], found: Statistics, scored: bool) -> Iterator[tuple[str, ...]]:
    for one in documents:
        score = (f"{one.score:.0f}",) if scored and one.score is not None else ()
        yield one.path, str(found.problems[one.path]), str(one.words), str(one.steps), *score


def _table(title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A title and columns; the first is text, the others are set to the right."""
    lines = [heads, *rows]
    if len(lines) == 1:
        return ""
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    shown = [
        "  ".join(
            [line[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))]
        )
        for line in lines
    ]
    return f"{title}\n\n" + "".join(f"  {line.rstrip()}\n" for line in shown)
