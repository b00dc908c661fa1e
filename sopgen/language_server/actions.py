"""Quick fixes: what mends a problem, what mends all that is certain, and the comment that lets a problem stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from sopgen.check import NO_EXEMPTION
from sopgen.fingerprint import lines_in
from sopgen.language_server.project import Draft
from sopgen.load import ENDINGS, source
from sopgen.model import Document, Edit, Place, Problem
from sopgen.parse import ParseOptions, parse
from sopgen.rules import RULES

LONGEST = 60
"""So many characters of a new text stand in a title."""


class Action(Struct, frozen=True):
    """Something an editor offers to do. problems: what it answers. certain: it may be done without a look."""

    title: str
    edits: tuple[Edit, ...]
    problems: tuple[Problem, ...]
    certain: bool = False


def quick_fixes(draft: Draft, path: str, first: int, last: int) -> Iterator[Action]:
    """What can be done about the problems on these lines (from 1, both included): corrections first."""
    lines = draft.lines.get(path, ())
    here = [one for one in draft.problems.get(path, ()) if first <= one.place.line <= last]
    corrections: dict[tuple[Edit, ...], list[Problem]] = {}
    for problem in here:
        if problem.edits and _stand(problem.edits, lines):
            corrections.setdefault(problem.edits, []).append(problem)
    for edits, mended in corrections.items():
        yield Action(_title(mended[0]), edits, tuple(mended), any(problem.certain for problem in mended))
    exempted: set[tuple[str, int]] = set()
    for problem in here:
        if (problem.rule, problem.place.line) in exempted:
            continue
        exempted.add((problem.rule, problem.place.line))
        if edit := exemption(draft, problem):
            yield Action(f"Let it stay: exempt it from `{problem.rule}`, and say why", (edit,), (problem,))


def has_certain(draft: Draft, path: str) -> bool:
    """Whether something in this text can be mended without a look."""
    return any(problem.certain and problem.edits for problem in draft.problems.get(path, ()))


def fix_all(draft: Draft, path: str, mended: bytes) -> Action:
    """All certain corrections of a file at once: what it takes to make it this text, which has as many lines."""
    certain = tuple(problem for problem in draft.problems.get(path, ()) if problem.certain and problem.edits)
    pairs = zip(draft.lines[path], lines_in(mended), strict=True)
    edits = tuple(
        Edit(Place(path, line, 1, len(old) + 1), old, new) for line, (old, new) in enumerate(pairs, 1) if old != new
    )
    return Action("Mend all that is certain", edits, certain, True)


def _stand(edits: Iterable[Edit], lines: Sequence[str]) -> bool:
    """Whether the words to be changed still stand where they were found."""
    return all(
        edit.place.line <= len(lines)
        and lines[edit.place.line - 1][edit.place.column - 1 : edit.place.end_column - 1] == edit.old
        for edit in edits
    )


def _title(problem: Problem) -> str:
    if len(problem.edits) > 1:
        return f"Mend it: {problem.message}"
    edit = problem.edits[0]
    if not edit.new.strip():
        return f"Take out “{_short(edit.old)}”"
    return f"Write “{_short(edit.new)}”" if edit.old.strip() else f"Add “{_short(edit.new)}”"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"


# --------------------------------------------------------------------------------------------------- exemptions


def exemption(draft: Draft, problem: Problem) -> Edit | None:
    """The comment that exempts this place from the rule, its reason left for the writer to say.

    Of the ways to write it that is taken which covers the place, changes nothing else, and covers the least.
    """
    path, rule = problem.place.path, RULES[problem.rule]
    lines = draft.lines.get(path)
    if not lines or draft.library is None or not draft.library.config.found:
        return None
    if rule.fixed or rule.name in NO_EXEMPTION or not path.lower().endswith(ENDINGS):
        return None
    body_line = draft.documents[path].record.body_line
    before = _parsed(lines, path)
    wholly = problem.place.line < body_line
    for edit in _ways(problem, lines, body_line):
        tried = _parsed(_applied(edit, lines, "because of something "), path)
        covers = [
            one
            for one in tried.record.exemptions
            if one.rule == rule.name and one.first_line <= _moved(problem.place, edit) <= one.last_line
        ]
        whole_file = any(one.last_line > len(lines) + 9 for one in covers)
        if covers and (wholly or not whole_file) and _said(tried) == _said(before):
            return edit
    return None


def _ways(problem: Problem, lines: Sequence[str], body_line: int) -> Iterator[Edit]:
    """Where the comment might stand: at the end of the line, in a line above, at the top of the text."""
    place, comment = problem.place, f"<!-- sopgen: ignore {problem.rule} because -->"
    if place.line < body_line:
        blank = body_line <= len(lines) and not lines[body_line - 1].strip()
        yield _insertion(place.path, body_line, 0, f"\n{comment}\n" if blank else f"\n{comment}\n\n")
        return
    line = lines[place.line - 1]
    yield _insertion(place.path, place.line, len(line.rstrip()), f" {comment}")
    for above in range(place.line, body_line - 1, -1):
        if above == place.line or not lines[above - 1].strip() or above == body_line:
            text = lines[above - 1]
            indent = text[: len(text) - len(text.lstrip())]
            yield _insertion(place.path, above, 0, f"{indent}{comment}\n")
            yield _insertion(place.path, above, 0, f"\n{indent}{comment}\n")


def _insertion(path: str, line: int, column: int, text: str) -> Edit:
    return Edit(Place(path, line, column + 1, column + 1), "", text)


def _moved(place: Place, edit: Edit) -> int:
    """The line of a place after the insertion."""
    above = edit.place.line < place.line or (edit.place.line == place.line and edit.place.column == 1)
    return place.line + edit.new.count("\n") * above


def _applied(edit: Edit, lines: Sequence[str], reason: str) -> list[str]:
    """The lines with the comment in them, with a reason as somebody will write one."""
    text = edit.new.replace("because -->", f"{reason}-->")
    row, column = edit.place.line - 1, edit.place.column - 1
    if row >= len(lines):
        return [*lines, *text.split("\n")]
    line = lines[row]
    return [*lines[:row], *f"{line[:column]}{text}{line[column:]}".split("\n"), *lines[row + 1 :]]


def _parsed(lines: Sequence[str], path: str) -> Document:
    data = "\n".join(lines).encode("utf-8", "replace")
    return parse(source(path, data, ".", ("en",), "beside"), ParseOptions())


def _said(document: Document) -> list[tuple[str, str, str, int]]:
    """What a reader sees of a document, block by block."""
    return [(block.kind, block.text.strip(), block.number, block.depth) for block in document.body.blocks]
