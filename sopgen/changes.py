"""What changed since a revision, as git knows it: which lines of which files, and what the files said before."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from pathlib import Path

from msgspec import Struct

from sopgen.fingerprint import LinesOf, about_document, passage, text_starts
from sopgen.git import Repository, repository
from sopgen.model import Problem, SopgenError
from sopgen.rules import RULES

_DIFF = ("diff", "--no-color", "--no-ext-diff", "--no-textconv", "--ignore-submodules", "--find-renames")
_HUNK = re.compile(rb"@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@")
_SHALLOW = "fetch the whole history: `git fetch --unshallow` (GitHub: `fetch-depth: 0`, GitLab: `GIT_DEPTH: 0`)"


class Changes(Struct, frozen=True):
    """What a folder has now that the revision `base` of its repository had not. Paths count from that folder.

    lines: by path of what is not as it was, the lines that are new or other than before. names: by path, the path in
    the repository that a file had at `base`; files without one are new, whole.
    """

    repository: Repository
    base: str
    lines: Mapping[str, Set[int]]
    names: Mapping[str, str]

    def touches(self, problem: Problem, lines_of: LinesOf) -> bool:
        """Whether a problem stands in a block of text that changed, or is one of a whole document that did."""
        place = problem.place
        changed = self.lines.get(place.path)
        if changed is None:
            return False
        lines = lines_of(place.path)
        if place.path not in self.names or _about_all(problem, lines):
            return True
        block = passage(lines, place)
        return any(number in changed for number in range(block.first, block.last + 1))

    def before(self, paths: Iterable[str]) -> dict[str, bytes]:
        """What these files said, as far as they were there: git is asked once for all."""
        known = [(path, self.names[path]) for path in paths if path in self.names and "\n" not in self.names[path]]
        asked = "".join(f"{self.base}:{name}\n" for _, name in known)
        answer = self.repository.must("cat-file", "--batch", given=asked.encode("utf-8", "surrogateescape"))
        found: dict[str, bytes] = {}
        at = 0
        for path, _ in known:
            end = answer.index(b"\n", at)
            head, at = answer[at:end], end + 1
            if not head.endswith(b" missing"):
                size = int(head.split()[-1])
                found[path] = answer[at : at + size]
                at += size + 1
        return found


def _about_all(problem: Problem, lines: Sequence[str]) -> bool:
    """Whether a problem is one of the whole document: it has no words, or it is what a rule says above the text."""
    rule = RULES.get(problem.rule)
    read_there = rule is not None and rule.scope == "reading"
    return about_document(problem.place) or (not read_there and problem.place.line < text_starts(lines))


def since(folder: Path, revision: str) -> Changes:
    """What changed in a folder since the last commit that it has in common with a revision: committed, staged or not,
    new files too. Raises SopgenError where git cannot say."""
    git = repository(folder)
    base = _base(git, revision)
    inside = os.path.relpath(os.path.realpath(folder), git.top)
    lines: dict[str, Set[int]] = {}
    names: dict[str, str] = {}
    for old, new, same in _files(git.must(*_DIFF, "--name-status", "-z", base, "--")):
        path = _from(inside, new)
        if not same:
            lines[path] = set()
        if old:
            names[path] = old
    for new, changed in _lines(git.must(*_DIFF, "--unified=0", "--src-prefix=a/", "--dst-prefix=b/", base, "--")):
        lines[_from(inside, new)] = changed
    for new in _names(git.must("ls-files", "--others", "--exclude-standard", "-z")):
        lines[_from(inside, new)] = set()
    return Changes(git, base, lines, names)


def _from(inside: str, path: str) -> str:
    """A path of the repository as it counts from a folder in it."""
    return path if inside == "." else Path(os.path.relpath(path, inside)).as_posix()


# ------------------------------------------------------------------------------------------------------- what git says


def _files(answer: bytes) -> Iterator[tuple[str, str, bool]]:
    """(path before, path now, whether it says the same) of `git diff --name-status -z`, files that are gone left out;
    "" before for a new one."""
    words = iter(_names(answer))
    for status in words:
        old = next(words)
        if status[0] in "RC":
            yield old, next(words), status == "R100"
        elif status[0] != "D":
            yield "" if status[0] == "A" else old, old, False


def _lines(answer: bytes) -> Iterator[tuple[str, set[int]]]:
    """(path, the lines that are not as they were) of `git diff --unified=0`."""
    path, changed, to_skip = "", set[int](), 0
    for line in answer.split(b"\n"):
        if to_skip and line[:1] in (b"+", b"-"):
            to_skip -= 1
        elif line.startswith(b"+++ "):
            if path:
                yield path, changed
            path, changed = _path(line[4:]), set()
        elif found := _HUNK.match(line):
            first, count = int(found[1]), int(found[2] or 1)
            changed.update(range(first, first + count))
            to_skip = _hunk_size(line)
    if path:
        yield path, changed


def _hunk_size(line: bytes) -> int:
    """How many lines of text follow a hunk's header: what they begin with says nothing."""
    before, after = line.split()[1:3]
    return sum(int(part.partition(b",")[2] or 1) for part in (before, after))


def _path(name: bytes) -> str:
    """The path after `+++ `: "b/…", in quotation marks where it has odd characters; "" where the file is gone."""
    name = name.rstrip(b"\t\r")
    if name.startswith(b'"'):
        odd = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v"}

        def plain(found: re.Match[bytes]) -> bytes:
            return bytes([int(found[1], 8)]) if found[1].isdigit() else odd.get(found[1], found[1])

        name = re.sub(rb"\\([0-7]{3}|.)", plain, name.strip(b'"'))
    return os.fsdecode(name[2:]) if name.startswith(b"b/") else ""


def _names(answer: bytes) -> list[str]:
    return [os.fsdecode(name) for name in answer.split(b"\0") if name]


def _base(git: Repository, revision: str) -> str:
    """The last commit that what stands here has in common with a revision."""
    shallow = git.ask("rev-parse", "--is-shallow-repository").out.strip() == b"true"
    found = git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found.code or "\n" in revision:
        hint = _SHALLOW if shallow else "name a branch, a tag or a commit that is here: `git fetch` brings new ones"
        raise SopgenError(f"git knows no revision `{revision}`", hint)
    commit = found.out.strip().decode()
    base = git.ask("merge-base", commit, "HEAD")
    if base.code:
        hint = _SHALLOW if shallow else "name a revision from which this branch comes"
        raise SopgenError(f"`{revision}` and what stands here have no commit in common", hint)
    return base.out.split()[0].decode()
