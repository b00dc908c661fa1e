"""Makes the changes that are certainly right: each keeps the meaning, and no file comes out with a new problem."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from sopgen.model import Edit, Problem

ROUNDS = 8
"""Changes that overlap are made in rounds, one after the other; none needs more than these."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

Texts = Mapping[str, bytes]
"""What files hold, by path from the project."""

Judge = Callable[[Texts], Sequence[Problem]]
"""The problems of a project in which these files hold other texts than on the disk: only these are mended."""


class Mended(Struct, frozen=True):
    """changes: each file as it was and as it is now, by path. problems: what is left. made: how many were mended."""

    changes: Mapping[str, tuple[bytes, bytes]]
    problems: tuple[Problem, ...]
    made: int


def mend(read: Callable[[str], bytes], judge: Judge) -> Mended:
    """Make every certain change, until there is none left to make. read: a file as it stands. Writes nothing."""
    problems = first = tuple(judge({}))
    before: dict[str, bytes] = {}
    now: Texts = {}
    refused: set[tuple[Edit, ...]] = set()
    for _ in range(ROUNDS):
        wanted = _wanted(problems, refused)
        if not wanted:
            break
        before.update({path: read(path) for path in wanted if path not in before})
        whole = {**before, **now}
        tried = _with(whole, wanted)
        after = tuple(judge(tried))
        while blamed := _blamed(problems, after, wanted):
            refused.update(blamed)
            wanted = _wanted(problems, refused)
            tried = _with(whole, wanted)
            after = tuple(judge(tried))
        if tried == whole:
            break
        now, problems = tried, after
    changes = {path: (before[path], data) for path, data in sorted(now.items()) if data != before[path]}
    return Mended(changes, problems, len(first) - len(problems))


def difference(path: str, before: bytes, after: bytes) -> str:
    """A unified diff of one file."""
    old, new = (_LINE.findall(data.decode("utf-8", "replace")) for data in (before, after))
    lines = difflib.unified_diff(old, new, f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def applied(data: bytes, groups: Iterable[tuple[Edit, ...]]) -> bytes:
    """A file with these changes; a group that does not fit the file, or overlaps one before it, is left out whole."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data
    lines = _LINE.findall(text)
    byte_order_mark = text.startswith("\ufeff")
    taken: set[tuple[int, int]] = set()
    chosen: list[Edit] = []
    for group in groups:
        spots = {spot for edit in group for spot in _spots(edit)}
        if spots.isdisjoint(taken) and all(_fits(edit, lines, byte_order_mark) for edit in group):
            taken |= spots
            chosen.extend(group)
    for edit in sorted(chosen, reverse=True):
        line, first = lines[edit.place.line - 1], _first(edit, byte_order_mark)
        lines[edit.place.line - 1] = line[:first] + edit.new + line[first + len(edit.old) :]
    return "".join(lines).encode("utf-8")


def _spots(edit: Edit) -> Iterator[tuple[int, int]]:
    """The places that a change touches, with the one behind it: two changes side by side could want other words."""
    start = edit.place.column
    return ((edit.place.line, column) for column in range(start, start + len(edit.old) + 1))


def _first(edit: Edit, byte_order_mark: bool) -> int:
    return edit.place.column - 1 + (byte_order_mark and edit.place.line == 1)


def _fits(edit: Edit, lines: Sequence[str], byte_order_mark: bool) -> bool:
    if not 0 < edit.place.line <= len(lines):
        return False
    first = _first(edit, byte_order_mark)
    return lines[edit.place.line - 1][first : first + len(edit.old)] == edit.old


def _wanted(problems: Iterable[Problem], refused: set[tuple[Edit, ...]]) -> dict[str, list[tuple[Edit, ...]]]:
    """The certain changes by the file that they are in, in the order of their places."""
    wanted: dict[str, list[tuple[Edit, ...]]] = {}
    for problem in problems:
        if problem.certain and problem.edits and problem.edits not in refused:
            wanted.setdefault(problem.edits[0].place.path, []).append(problem.edits)
    return wanted


def _with(texts: Texts, wanted: Mapping[str, Iterable[tuple[Edit, ...]]]) -> Texts:
    return {path: applied(data, wanted.get(path, ())) for path, data in texts.items()}


def _blamed(
    before: Iterable[Problem], after: Sequence[Problem], wanted: Mapping[str, Sequence[tuple[Edit, ...]]]
) -> set[tuple[Edit, ...]]:
    """Changes of files in which some rule now finds more than it did: those on its lines, else all of the file."""
    had = _counts(before)
    worse = {key for key, count in _counts(after).items() if count > had[key] and key[0] in wanted}
    blamed: set[tuple[Edit, ...]] = set()
    for path, rule in worse:
        lines = {one.place.line for one in after if (one.place.path, one.rule) == (path, rule)}
        near = [group for group in wanted[path] if any(edit.place.line in lines for edit in group)]
        blamed.update(near or wanted[path])
    return blamed


def _counts(problems: Iterable[Problem]) -> Counter[tuple[str, str]]:
    return Counter((problem.place.path, problem.rule) for problem in problems)
