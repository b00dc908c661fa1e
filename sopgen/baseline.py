"""The baseline: the problems that were there when a team switched the checks on. They wait, and only new ones count.

A line of the file stands for a problem by its rule and its words, so that lines may move and files be renamed; who
edits the sentence sees its problem again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from pathlib import PurePosixPath

from msgspec import Struct

from sopgen.fingerprint import LinesOf, Marked, lines_in, marked, normal
from sopgen.model import Finding, Place, Problem
from sopgen.rules import RULES

OWN = frozenset({"baseline", "baseline-mended"})
"""The rules about the baseline itself."""
CONTACTS = frozenset(
    {
        "channel-language",
        "contact-channels",
        "contact-id",
        "contact-value",
        "country-code",
        "email-address",
        "hours",
        "phone-number",
        "toll-free",
        "web-address",
    }
)
"""The rules about how readers reach a person: a site that shows nobody, or a wrong number, is no old problem."""
NEVER = CONTACTS | {name for name, rule in RULES.items() if rule.fixed}
"""The rules whose problems cannot wait."""

HEADER = """\
# Problems that were there before: sopgen does not report them. A line is a rule, what its words come to, how often,
# and their beginning. `sopgen check --write-baseline` writes this file anew.
"""
_LINE = re.compile(r"\s+(?P<rule>\S+) (?P<print>[0-9a-f]{16})(?: ×(?P<count>[1-9][0-9]{0,5}))?(?:  .*)?")
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_SHOWN = 60

_COMMON = re.compile(r"(?:\w+:(?: \S+)?)?")
"""What makes no file known: no words, or a line as front matter has it."""
_MOST = 0.5
"""A file that shares so much of what the baseline has of another, and no words, is that file with another name."""
_MANY = 1000
"""Among so many files that are gone, those that share no words with a new one are not told apart."""

Key = tuple[str, str, str]
"""A rule, a fingerprint, and the name of the file where that counts."""


class Old(Struct, frozen=True):
    """A line of the baseline: so many problems of this rule with these words in one file."""

    place: Place
    rule: str
    fingerprint: str
    count: int


class Baseline(Struct, frozen=True):
    """by_path: the lines under each file's name. findings: what could not be read."""

    by_path: Mapping[str, Sequence[Old]]
    findings: tuple[Finding, ...] = ()


class Parted(Struct, frozen=True):
    """Problems that are reported, and those that wait in the baseline. mended: lines with nothing left to wait."""

    left: tuple[Problem, ...]
    old: tuple[Problem, ...]
    mended: tuple[Finding, ...]


def may_wait(problem: Problem) -> bool:
    """Whether a baseline can hold a problem: not what no project may switch off, such as a leak, nor what keeps readers
    from reaching a person."""
    rule = RULES.get(problem.rule)
    return rule is not None and rule.name not in NEVER | OWN


# ------------------------------------------------------------------------------------------------------ the file


def read(data: bytes, shown: str) -> Baseline:
    """The baseline that a file holds; shown: its path from the project."""
    by_path: dict[str, list[Old]] = {}
    findings: list[Finding] = []
    path = ""
    for number, line in enumerate(lines_in(data), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(_CONFLICT):
            hint = "keep the lines of both sides, then `sopgen check --write-baseline`"
            findings.append(Finding(Place(shown, number), "baseline", "a merge conflict is left here", hint))
        elif not line[0].isspace():
            path = line.strip().removeprefix("./")
        else:
            found = _old(line, Place(shown, number), path)
            if isinstance(found, Old):
                by_path.setdefault(path, []).append(found)
            else:
                findings.append(found)
    return Baseline(by_path, tuple(findings))


def _old(line: str, place: Place, path: str) -> Old | Finding:
    found = _LINE.fullmatch(line)
    column = len(line) - len(line.lstrip()) + 1
    place = Place(place.path, place.line, column, len(line) + 1)
    if not found:
        hint = "`sopgen check --write-baseline` writes the file anew"
        return Finding(place, "baseline", "this line is no rule with 16 digits", hint)
    rule = RULES.get(found["rule"])
    if not path:
        return Finding(
            place, "baseline", "there is no name of a file above this line", "write it, without spaces first"
        )
    if rule and rule.name in NEVER:
        return Finding(place, "baseline", f"`{rule.name}` can never wait in a baseline", "take the line out")
    return Old(place, found["rule"], found["print"], int(found["count"] or 1))


def written(problems: Iterable[Problem], lines_of: LinesOf) -> str:
    """The file for these problems, sorted by path, then by rule."""
    by_path: dict[str, Counter[tuple[str, str, str]]] = {}
    for one in marked((problem for problem in problems if may_wait(problem)), lines_of):
        counts = by_path.setdefault(one.problem.place.path, Counter())
        counts[one.problem.rule, one.fingerprint, _excerpt(one.text)] += 1
    pieces = [HEADER]
    for path in sorted(by_path):
        pieces.append(f"./{path}\n" if path.startswith(("#", " ", *_CONFLICT)) else f"{path}\n")
        pieces.extend(_line(*key, count) for key, count in sorted(by_path[path].items()))
    return "".join(pieces)


def _line(rule: str, fingerprint: str, excerpt: str, count: int) -> str:
    return f"  {rule} {fingerprint}" + (f" ×{count}" if count > 1 else "") + (f"  {excerpt}" if excerpt else "") + "\n"


def _excerpt(text: str) -> str:
    text = normal("".join(char if char.isprintable() else " " for char in text))
    return text if len(text) <= _SHOWN else text[:_SHOWN].rpartition(" ")[0] + " …"


# ------------------------------------------------------------------------------------------------------ matching


def part(problems: Sequence[Problem], baseline: Baseline, lines_of: LinesOf, exists: Callable[[str], bool]) -> Parted:
    """Problems by whether they wait in the baseline. exists: whether the project has a file at a path."""
    found = marked(problems, lines_of)
    names = _names(found, baseline, exists)
    waiting: Counter[tuple[str, str, str]] = Counter()
    for path, lines in baseline.by_path.items():
        for line in lines:
            waiting[path, line.rule, line.fingerprint] += line.count
    left: list[Problem] = []
    old: list[Problem] = []
    for one in found:
        path = one.problem.place.path
        key = (names.get(path, path), one.problem.rule, one.fingerprint)
        if waiting[key] and may_wait(one.problem):
            waiting[key] -= 1
            old.append(one.problem)
        else:
            left.append(one.problem)
    return Parted(tuple(left), tuple(old), tuple(_mended(baseline, waiting)))


def _names(found: Sequence[Marked], baseline: Baseline, exists: Callable[[str], bool]) -> Mapping[str, str]:
    """By path of a file that the baseline does not know, the path of the file that is gone and has become it.

    That is the one of which it has the words. Some problems are of the whole file, or of a line that many have: there
    the name of the file counts, or that most problems are the same.
    """
    gone = {path for path in baseline.by_path if not exists(path)}
    new = [one for one in found if one.problem.place.path not in baseline.by_path]
    names = _pairs(_shared(new, baseline, gone, by_name=True))
    gone -= {*names.values()}
    if len(gone) > _MANY:
        return names
    new = [one for one in new if one.problem.place.path not in names]
    shared = _shared(new, baseline, gone, by_name=False)
    size = {path: sum(line.count for line in baseline.by_path[path]) for path in gone}
    likely = {(path, old): count for (path, old), count in shared.items() if count >= _MOST * size[old]}
    return {**names, **_pairs(likely)}


def _shared(new: Iterable[Marked], baseline: Baseline, gone: Set[str], by_name: bool) -> Mapping[tuple[str, str], int]:
    """By path of a new file and path of one that is gone, how many problems they share.

    by_name: those without words of their own count only where both have one name.
    """
    homes: dict[Key, list[str]] = {}
    for path in sorted(gone):
        for line in baseline.by_path[path]:
            for name in ("", PurePosixPath(path).name):
                homes.setdefault((line.rule, line.fingerprint, name), []).append(path)
    shared: Counter[tuple[str, str]] = Counter()
    for one in new:
        path = one.problem.place.path
        name = PurePosixPath(path).name if by_name and _COMMON.fullmatch(one.text) else ""
        shared.update((path, home) for home in homes.get((one.problem.rule, one.fingerprint, name), ()))
    return shared


def _pairs(shared: Mapping[tuple[str, str], int]) -> dict[str, str]:
    """Each new file with one that is gone, those that share most first."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for (path, home), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if path not in names and home not in taken:
            names[path] = home
            taken.add(home)
    return names


def _mended(baseline: Baseline, waiting: Counter[tuple[str, str, str]]) -> Iterator[Finding]:
    """What the baseline has and the project no longer; the last of several lines that say the same are meant."""
    for path, lines in baseline.by_path.items():
        for line in reversed(lines):
            key = (path, line.rule, line.fingerprint)
            count = min(line.count, waiting[key])
            if count:
                waiting[key] -= count
                often = f" {count} times" if count > 1 else ""
                message = f"`{line.rule}` is mended{often} in {path}"
                hint = "`sopgen check --write-baseline` takes it out"
                yield Finding(line.place, "baseline-mended", message, hint)
