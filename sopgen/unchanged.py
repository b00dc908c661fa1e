"""Answers `sopgen build` and `sopgen check` where nothing has changed, before the heavy rooms are imported.

A table in the cache says what was asked, the footprint of all that was read, as it was before it was read, the
footprint of what a build published, what was printed, and the exit code. Where all is the same, so is the answer.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b, sha256

from sopgen import __version__, cache
from sopgen.footprint import Footprint, content, footprint, read_file, young

Root = tuple[str, str]
"""What a build reads: ("file", path), ("folder", path), or ("documents", path), in which hidden names do not count."""
Said = tuple[str, str, int]
"""What is printed to stdout and stderr, and the exit code."""
Span = tuple[int, int]
Standing = tuple[bytes, bytes, int]
NOTHING: Standing = (b"", b"", 0)
"""What a check publishes."""

MANIFEST = ".sopgen-manifest.json"
TOOK = "{took}"
"""Stands in what is printed for the seconds that it took."""
ALWAYS = (0, 1 << 62)
"""The span of a day that the arguments say."""
TABLES = 8
"""So many tables of one project are kept: of commands that were asked otherwise."""
_ENDING = ".built"
_PUNCTUATION = dict.fromkeys(map(ord, ":,'\"[]{}"), " ")
_HEAD = b"sopgen built 2\n"
_SKIPPED = {"documents": (".",), "code": ("__pycache__",)}
_ALWAYS_KNOWN = {"--as-of", "--config", "--cache", "--jobs"}
_VALUES = {
    "build": {*_ALWAYS_KNOWN, "--site", "--output"},
    "check": {*_ALWAYS_KNOWN, "--format", "--language", "--min-severity"},
}
_FLAGS = {"build": {"--strict", "--drafts"}, "check": {"--strict", "--statistics"}}


class Question:
    """What a command is asked. project: its `sopgen.yaml`. output: where a build publishes, "" for a check. table: the
    file of the answer. key: a digest of the arguments and of all around them that the answer depends on, but for files.
    dated: whether they say the day."""

    __slots__ = ("dated", "key", "output", "project", "table")

    def __init__(self, project: str, output: str, table: str, key: bytes, dated: bool) -> None:
        self.project, self.output, self.table, self.key, self.dated = project, output, table, key, dated


class Table:
    """What the last build or check saw and said.

    moment: nanoseconds since 1970, before what it reads was looked at. roots: that, each with its digest. contents:
    digests of files that were so young then that times alone cannot tell. span: the seconds since 1970 between which
    its day lasts. output: digest of what it published, SHA-256 of the manifest, the moment of that look; or NOTHING.
    """

    __slots__ = ("contents", "key", "moment", "output", "roots", "said", "span")

    def __init__(
        self,
        key: bytes,
        moment: int,
        roots: dict[Root, bytes],
        contents: dict[str, bytes],
        span: Span = (0, 0),
        output: Standing = NOTHING,
        said: Said = ("", "", 0),
    ) -> None:
        self.key, self.moment, self.roots, self.contents = key, moment, roots, contents
        self.span, self.output, self.said = span, output, said


class Look:
    """All that a command may read, as it is before it is read. answer: where nothing has changed."""

    __slots__ = ("answer", "contents", "moment", "question", "seen")

    def __init__(self, question: Question) -> None:
        self.question = question
        self.moment = time.time_ns()
        self.seen: dict[Root, Footprint] = {}
        self.contents: dict[str, bytes] = {}
        self.answer: Said | None = None


# ------------------------------------------------------------------------------------------------ the question


def ask(arguments: Sequence[str], coloured: bool) -> Question | None:
    """What these arguments ask, where it is a plain build or check of a project; None for all else."""
    given = _options(arguments)
    if given is None or "_SOPGEN_COMPLETE" in os.environ:
        return None
    here = os.getcwd()
    project = os.path.join(here, given["--config"]) if "--config" in given else _project(here)
    if not project or not os.path.isfile(project):
        return None
    root = os.path.dirname(project)
    output = os.path.abspath(given["--output"]) if "--output" in given else os.path.join(root, "build")
    if arguments[0] == "check":
        output = ""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    around = (__version__, sys.version, sys.platform, here, project, epoch, coloured, _mask(), *libraries())
    key = blake2b(_bytes(repr((*arguments, *around))), digest_size=16).digest()
    kept = cache.folder(given.get("--cache"))
    asked = blake2b(_bytes(repr((coloured, here, *arguments))), digest_size=6).hexdigest()
    table = os.path.join(kept, f"{cache.stem(kept, root)}.{asked}{_ENDING}")
    return Question(project, output, table, key, bool(epoch or "--as-of" in given))


def _options(arguments: Sequence[str]) -> dict[str, str] | None:
    """The options of a command by name, the last where one is given twice; None where they are not all known here."""
    if not arguments or arguments[0] not in _VALUES:
        return None
    values, flags = _VALUES[arguments[0]], _FLAGS[arguments[0]]
    found: dict[str, str] = {}
    left = iter(arguments[1:])
    for option in left:
        name, equals, value = option.partition("=")
        if name in values:
            given = value if equals else next(left, None)
            if not given or given.startswith("-"):
                return None
            found[name] = given
        elif option not in flags:
            return None
    return found


def _project(folder: str) -> str:
    """The nearest `sopgen.yaml` from here upward, "" without one."""
    while not os.path.isfile(file := os.path.join(folder, "sopgen.yaml")):
        if (above := os.path.dirname(folder)) == folder:
            return ""
        folder = above
    return file


def libraries() -> tuple[str, ...]:
    """The distributions that are installed beside sopgen, as "markdown_it_py-4.0.0.dist-info"."""
    found: set[str] = set()
    for folder in sys.path:
        with suppress(OSError):
            found.update(name for name in os.listdir(folder or ".") if name.endswith((".dist-info", ".egg-info")))
    return tuple(sorted(found))


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


# ------------------------------------------------------------------------------------------------ the look


def look(question: Question) -> Look:
    """Look at all that the answer to this question reads, and at what stands where nothing of it has changed."""
    found = Look(question)
    table = _read(question.table)
    since = table.moment if table and table.moment else found.moment
    for root in dict.fromkeys((*(table.roots if table else _likely(question.project)), *_own())):
        found.seen[root] = _footprint(root, since)
    if table is None or table.key != question.key or not _stands(table, found):
        found.contents = {path: content(path) for path in _young(found, found.moment)}
    return found


def _footprint(root: Root, moment: int) -> Footprint:
    return footprint(root[1], moment, _SKIPPED.get(root[0], ()))


def _stands(table: Table, found: Look) -> bool:
    """Whether nothing has changed; then the look has its answer."""
    if not _inputs_stand(table, found):
        return False
    moment = time.time_ns()
    changed = _output_stands(table, found.question.output) if found.question.output else []
    if changed is None:
        return False
    found.answer = table.said
    if changed or table.contents:  # read now, and no longer young: the next look need not read them
        table.contents = {path: table.contents[path] for path in _young(found, found.moment)}
        table.moment, table.output = found.moment, (*table.output[:2], moment)
        _write(found.question.table, table)
    return True


def _likely(project: str) -> list[Root]:
    """What a build of this project will read, where no table says so: nearly always right, and never believed."""
    root = os.path.dirname(project)
    with open(project, encoding="utf-8", errors="replace") as file:
        written = file.read()
    words = sorted({word for word in written.translate(_PUNCTUATION).split() if "." in word})
    named = [path for word in words if os.path.isfile(path := os.path.join(root, word))]
    content = [line.split()[1] for line in written.translate(_PUNCTUATION).splitlines() if line.startswith("content ")]
    documents = os.path.join(root, *(content[:1] or ["procedures"])).rstrip(os.sep)
    folders = [("folder", os.path.join(root, name)) for name in ("static", "themes")]
    return [("file", project), *(("file", path) for path in named), ("documents", documents), *folders]


def _own() -> list[Root]:
    """sopgen itself: its code and its themes, which in a checkout stand beside it."""
    package = os.path.dirname(os.path.abspath(__file__))
    return [("code", package), ("folder", os.path.join(os.path.dirname(package), "themes"))]


def _young(found: Look, moment: int) -> list[str]:
    return [path for one in found.seen.values() for path in young(one.recent, moment)]


def _inputs_stand(table: Table, found: Look) -> bool:
    since, until = table.span
    return (
        since <= found.moment // 1_000_000_000 < until
        and {root: one.digest for root, one in found.seen.items()} == table.roots
        and all(content(path) == table.contents.get(path) for path in _young(found, table.moment))
    )


def _output_stands(table: Table, output: str) -> list[str] | None:
    """Which files of the output had to be read; None where not all of it stands, or a build is at work there."""
    above, name = os.path.split(output)
    digest, manifest, moment = table.output
    if _at_work(os.path.join(above, f".{name}.sopgen")):
        return None
    standing = footprint(output, moment)
    if standing.digest != digest:
        return None
    changed = young(standing.recent, moment)
    return changed if not changed or _as_published(output, changed, manifest) else None


def _at_work(workshop: str) -> bool:
    """Whether a build is publishing, or has left something to clear: more than the tree that it keeps for the next."""
    try:
        return sorted(os.listdir(workshop)) != ["lock", "spare"]
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _as_published(output: str, paths: Iterable[str], manifest: bytes) -> bool:
    """Whether these files hold what the manifest says, and it is that of the build."""
    import json

    try:
        written = read_file(os.path.join(output, MANIFEST))
        if sha256(written).digest() != manifest:
            return False
        known = json.loads(written)["files"]
        for path in paths:
            name = os.path.relpath(path, output).replace(os.sep, "/")
            # what is not in it is the manifest itself, or a file manager's: nobody's work
            if name in known and sha256(read_file(path)).hexdigest() != known[name]["sha256"]:
                return False
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return True


# ------------------------------------------------------------------------------------------------ the table


def keep(found: Look, roots: Iterable[Root], span: Span, said: Said, published: Callable[[], Standing | None]) -> None:
    """Remember what a command has said. found: the look before it.

    roots: all that it read. span: the seconds since 1970 between which its day lasts. said: on stderr with TOOK for the
    seconds. published: what stands of a build, looked at now; None where somebody has changed it since.
    """
    question = found.question
    named = dict.fromkeys((*_outermost(tuple(roots)), *_own()))
    table = Table(question.key, 0, dict.fromkeys(named, b""), {})
    read = all(root in found.seen for root in named) and _none_came_and_went(named, found)
    if read and (stands := published()) is not None:
        recent = {path for root in named for path in young(found.seen[root].recent, found.moment)}
        digests = {root: found.seen[root].digest for root in named}
        contents = {path: found.contents[path] for path in recent}
        table = Table(question.key, found.moment, digests, contents, span, stands, said)
    _write(question.table, table)  # one without an answer tells the next what to look at before it reads


def _none_came_and_went(roots: Iterable[Root], found: Look) -> bool:
    """Whether no file can have been read that was not there when somebody looked, and may be gone again."""
    folders = [root for root in roots if root[0] in ("documents", "folder")]
    return all(_footprint(root, found.moment).folders == found.seen[root].folders for root in folders)


def standing(output: str, manifest: str, digest: bytes) -> Standing | None:
    """What a build has published, as it left it; None where somebody has published since.

    manifest: SHA-256 (hex) of the manifest that it wrote. digest: of the footprint of all that it wrote, b"" where it
    cannot say.
    """
    moment = time.time_ns()
    if not digest or _digest(os.path.join(output, MANIFEST)) != manifest:
        return None
    return digest, bytes.fromhex(manifest), moment


def _outermost(roots: Sequence[Root]) -> Iterator[Root]:
    """The roots without files that lie in a folder among them."""
    folders = [(kind, path + os.sep) for kind, path in roots if kind != "file"]
    for root in roots:
        inside = (root[1][len(path) - 1 :] for kind, path in folders if root[1].startswith(path))
        if root[0] != "file" or all(f"{os.sep}." in way for way in inside):
            yield root


def _digest(path: str) -> str:
    try:
        return sha256(read_file(path)).hexdigest()
    except OSError:
        return ""


def _write(path: str, table: Table) -> None:
    digest, manifest, seen = table.output
    numbers = (table.moment, *table.span, seen)
    roots = [part for (kind, root), print_ in table.roots.items() for part in (kind, root, print_)]
    contents = [part for pair in table.contents.items() for part in pair]
    said = map(str, table.said)
    whole = _packed([table.key, digest, manifest, *said, *map(str, numbers), _packed(roots), _packed(contents)])
    with suppress(OSError):
        cache.make(os.path.dirname(path))
        cache.write(path, _HEAD + _checksum(whole) + whole)
        _forget_oldest(path)


def _forget_oldest(path: str) -> None:
    folder, name = os.path.split(path)
    start = name.partition(".")[0]
    others = [entry for entry in os.scandir(folder) if entry.name.startswith(start) and entry.name.endswith(_ENDING)]
    for entry in sorted(others, key=lambda one: one.stat().st_mtime_ns)[:-TABLES]:
        os.unlink(entry.path)


def _read(path: str) -> Table | None:
    """The table of a file; None where there is none, or it is damaged, or another sopgen's."""
    try:
        with open(path, "rb") as file:
            written = file.read()
        head = len(_HEAD) + 16
        if written[: len(_HEAD)] != _HEAD or written[len(_HEAD) : head] != _checksum(written[head:]):
            return None
        key, digest, manifest, out, err, code, moment, since, until, seen, roots, contents = _unpacked(written[head:])
        triples, pairs = iter(_unpacked(roots)), iter(_unpacked(contents))
        return Table(
            key,
            int(moment),
            {(_text(kind), _text(root)): print_ for kind, root, print_ in zip(*[triples] * 3, strict=True)},
            {_text(name): held for name, held in zip(*[pairs] * 2, strict=True)},
            (int(since), int(until)),
            (digest, manifest, int(seen)),
            (_text(out), _text(err), int(code)),
        )
    except (OSError, ValueError):
        return None


def _checksum(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def _packed(parts: Iterable[str | bytes]) -> bytes:
    """Each part with its length before it."""
    whole = [_bytes(part) if isinstance(part, str) else part for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in whole)


def _unpacked(data: bytes) -> list[bytes]:
    parts: list[bytes] = []
    at = 0
    while at < len(data):
        end = at + 4 + int.from_bytes(data[at : at + 4], "big")
        parts.append(data[at + 4 : end])
        at = end
    return parts


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
