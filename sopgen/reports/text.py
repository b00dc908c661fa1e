"""Plain lines for people: `path:line:column: what is wrong [rule]` and a line what to do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from sopgen.fingerprint import LinesOf
from sopgen.model import Place, Problem, Severity

STYLES: dict[Severity, str] = {"error": "31", "warning": "33", "info": "36"}
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What terminals and logs obey instead of showing it: controls, ends of lines, turns of direction. A file of a pull
request may have a name that holds them."""


def report(problems: Sequence[Problem], lines_of: LinesOf) -> str:
    return "".join(_problem(problem) for problem in _each_hint_once(problems))


def _each_hint_once(problems: Sequence[Problem]) -> Iterator[Problem]:
    """The problems, without a hint that the one before, in the same line, has given: one correction mends both."""
    before: tuple[str, int, str] | None = None
    for problem in problems:
        given = (problem.place.path, problem.place.line, problem.hint)
        yield replace(problem, hint="") if given == before else problem
        before = given


def _problem(problem: Problem) -> str:
    problem = as_seen(problem)
    place = problem.place
    line = f"{place.path}:{place.line}:{place.column}: {problem.severity}: {problem.message} [{problem.rule}]\n"
    return line + (f"    {problem.hint}\n" if problem.hint else "")


def as_seen(problem: Problem) -> Problem:
    """The problem in signs that are shown as they are: `\\x1b` for the one that begins a command to a terminal."""
    place, message, hint = problem.place, problem.message, problem.hint
    if not _OBEYED.search(f"{place.path}{message}{hint}"):
        return problem
    return replace(problem, place=replace(place, path=_seen(place.path)), message=_seen(message), hint=_seen(hint))


def _seen(text: str) -> str:
    return _OBEYED.sub(lambda found: found[0].encode("unicode_escape", "surrogatepass").decode(), text)


def terminal(problems: Sequence[Problem], lines_of: LinesOf) -> str:
    """The same in colour, with the source line and a caret under the place."""
    return "\n".join(_coloured(problem, _line_at(problem.place, lines_of)) for problem in _each_hint_once(problems))


def _line_at(place: Place, lines_of: LinesOf) -> str:
    lines = lines_of(place.path)
    return lines[place.line - 1] if 0 < place.line <= len(lines) else ""


def _coloured(problem: Problem, source: str) -> str:
    problem = as_seen(problem)
    place, style = problem.place, STYLES[problem.severity]
    head = f"\x1b[1m{place.path}:{place.line}:{place.column}\x1b[0m \x1b[{style}m{problem.severity}\x1b[0m "
    lines = [f"{head}{problem.message} \x1b[2m[{problem.rule}]\x1b[0m"]
    if source.strip():
        start, shown = _window(source, place.column - 1)
        width = max(1, min(place.end_column - place.column, len(shown) - start))
        indent = "\t".join(" " * _width(part) for part in shown[:start].split("\t"))
        lines += [
            f"  {shown}",
            f"  {indent}\x1b[{style}m{'^' * max(1, _width(shown[start : start + width]))}\x1b[0m",
        ]
    if problem.hint:
        lines.append(f"  \x1b[2m→ {problem.hint}\x1b[0m")
    return "\n".join(lines) + "\n"


def _width(text: str) -> int:
    """The columns that a text takes in a terminal: emoji and East Asian letters take two, combining marks none."""
    widths: list[int] = []
    for char in text:
        if char == "\ufe0f" and widths:  # asks for the emoji of the character before it
            widths[-1] = 2
        elif unicodedata.category(char) not in ("Mn", "Me", "Cf"):
            widths.append(2 if unicodedata.east_asian_width(char) in "WF" else 1)
    return sum(widths)


def _window(source: str, column: int, width: int = 100) -> tuple[int, str]:
    """A stretch of a long line around the column, control characters made visible."""
    source = "".join(char if char == "\t" or char.isprintable() else "·" for char in source)
    start = 0 if len(source) <= width else max(0, min(column - width // 2, len(source) - width))
    return max(0, column - start), source[start : start + width]
