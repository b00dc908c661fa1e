"""How fresh a translation is: which blocks of its source have changed since somebody said that the two agree.

That is kept beside the content in one file for each language, `translations.it.lock`: below the name of a document a
line for each block of its source, in the order of the text, with the digests of that block and of the one that was made
from it. Lines of different blocks merge; dates play no part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

from sopgen.lines import lines_of
from sopgen.model import Finding, Place, Record, Unit

RULE = "stale-translation"
HEADER = """\
# What each translation was made from: a block of the source, the block of the translation, how the source begins.
# `sopgen translate --accept FILE` writes this file. In a merge conflict keep the lines of both sides.
"""
NOTHING = "-" * 8
"""Stands for a block that the translation does not have."""
_LINE = re.compile(r"\s+(?P<source>[0-9a-f]{8}) (?P<own>[0-9a-f]{8}|-{8})(?:  (?P<words>.*))?")
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_MOST = 0.5
"""A document that has so many of the blocks of one that is gone is that one under another name."""


class Pair(Struct, frozen=True):
    """A line of the file: digests of a source block and of its translation, and how the source began."""

    source: str
    own: str
    words: str = ""


Accepted = Mapping[str, Sequence[Pair]]
"""By path of a translation, from the content folder."""


class Changed(Struct, frozen=True):
    """A difference between the source now and when the translation was accepted.

    source: the block as it is now; None where it was taken out. own: the block of the translation that is concerned, or
    after which a new one belongs; None where there is no such block. before: how the source began then.
    """

    what: Literal["changed", "added", "removed"]
    source: Unit | None
    own: Unit | None
    before: str = ""


class Freshness(Struct, frozen=True):
    """What became of the source of an accepted translation. blocks: how many the source has."""

    source: Record
    blocks: int
    changed: tuple[Changed, ...] = ()


def file_name(language: str) -> str:
    """The file of a language, in the content folder."""
    return f"translations.{language}.lock"


# ------------------------------------------------------------------------------------------------------ the file


def read(data: bytes, shown: str) -> tuple[dict[str, list[Pair]], tuple[Finding, ...]]:
    """What a file says, and what in it cannot be read. shown: its path from the project."""
    accepted: dict[str, list[Pair]] = {}
    findings: list[Finding] = []
    path = ""
    for number, line in enumerate(lines_of(data.decode("utf-8-sig", "replace")), 1):
        found = _LINE.fullmatch(line)
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(_CONFLICT):
            hint = "keep the lines of both sides; where one block has two lines, `sopgen translate --accept FILE`"
            findings.append(Finding(Place(shown, number), RULE, "a merge conflict is left here", hint))
        elif not line[0].isspace():
            path = line.strip()
            accepted.setdefault(path, [])
        elif found and path:
            accepted[path].append(Pair(found["source"], found["own"], found["words"] or ""))
        else:
            hint = "`sopgen translate --accept FILE` writes the lines of a document anew"
            findings.append(Finding(Place(shown, number), RULE, "this line is no pair of digests", hint))
    return accepted, tuple(findings)


def written(accepted: Accepted) -> str:
    """The file, sorted by document."""
    pieces = [HEADER]
    for path in sorted(accepted):
        pieces.append(f"{path}\n")
        pieces += (f"  {pair.source} {pair.own}  {pair.words}".rstrip() + "\n" for pair in accepted[path])
    return "".join(pieces)


def pairs(source: Record, own: Record) -> list[Pair]:
    """What is kept of a translation that is right: each block of its source with the one that stands for it."""
    stands_for = counterparts(source, own)
    return [
        Pair(unit.digest, stands_for[at].digest if at in stands_for else NOTHING, unit.words)
        for at, unit in enumerate(source.units)
    ]


def counterparts(source: Record, own: Record) -> dict[int, Unit]:
    """By number of a block of the source, the block of the translation that stands for it."""
    shapes = [_shape(unit) for unit in source.units], [_shape(unit) for unit in own.units]
    return {at: own.units[other] for at, other in _aligned(*shapes)}


def _shape(unit: Unit) -> tuple[str, tuple[str, ...]]:
    return unit.kind, unit.inside


# --------------------------------------------------------------------------------------------------- comparing


def freshness(source: Record, own: Record, accepted: Sequence[Pair]) -> Freshness:
    """What of the source is not as it was when its translation was accepted."""
    return Freshness(source, len(source.units), tuple(_changed(source.units, own.units, accepted)))


def _changed(source: Sequence[Unit], own: Sequence[Unit], accepted: Sequence[Pair]) -> Iterator[Changed]:
    then, now = [pair.source for pair in accepted], [unit.digest for unit in source]
    if then == now:
        return
    stands_for = {at: own[other] for at, other in _aligned([pair.own for pair in accepted], [u.digest for u in own])}
    for tag, start, end, first, last in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for step in range(max(end - start, last - first)):
            at, to = start + step, first + step
            known = accepted[at] if at < end else None
            unit = source[to] if to < last else None
            what: Literal["changed", "added", "removed"]
            what = "changed" if known and unit else "added" if unit else "removed"
            nearby = stands_for.get(at) if known else _before(stands_for, min(at, end))
            if what != "removed" or nearby is not None:
                yield Changed(what, unit, nearby, known.words if known else "")


def _before(stands_for: Mapping[int, Unit], at: int) -> Unit | None:
    """The block of the translation that comes before a new one; the first there is where none does."""
    earlier = [other for other in stands_for if other < at]
    return stands_for[max(earlier)] if earlier else next(iter(stands_for.values()), None)


def _aligned(one: Sequence[object], other: Sequence[object]) -> Iterator[tuple[int, int]]:
    """Positions that belong together: those that are the same, and in order those between them."""
    if one == other:
        yield from ((at, at) for at in range(len(one)))
        return
    for tag, start, end, first, last in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag in ("equal", "replace"):
            yield from zip(range(start, end), range(first, last), strict=False)


# ------------------------------------------------------------------------------------------------------ a library


def sources(records: Iterable[Record], languages: Mapping[str, str], source_language: str) -> dict[str, Record]:
    """By path of each translation, the record of the document that it translates. languages: by path."""
    all_records = [*records]
    own = {record.key: record for record in all_records if languages[record.path] == source_language}
    return {
        record.path: own[record.key]
        for record in all_records
        if languages[record.path] != source_language and record.key in own
    }


def follow(
    accepted: Mapping[str, Mapping[str, Sequence[Pair]]],
    translations: Mapping[str, Record],
    records: Mapping[str, Record],
    languages: Mapping[str, str],
    content: str,
) -> dict[str, Freshness]:
    """By path, how fresh each accepted translation is.

    accepted: by language. translations: the source of each translation, by path. A document that was moved or renamed
    is known by its blocks.
    """
    found: dict[str, Freshness] = {}
    for language, known in accepted.items():
        mine = {path: within(path, content) for path in translations if languages[path] == language}
        there = set(mine.values())
        gone = [name for name in known if name not in there]
        for path, name in mine.items():
            record = records[path]
            lines = known.get(name)
            if lines is None and (before := _renamed(record, known, gone)):
                gone.remove(before)
                lines = known[before]
            if lines is not None:
                found[path] = freshness(translations[path], record, lines)
    return found


def within(path: str, content: str) -> str:
    """A path from the content folder."""
    return path.removeprefix(f"{content}/") if content != "." else path


def _renamed(record: Record, known: Mapping[str, Sequence[Pair]], gone: Sequence[str]) -> str:
    """The name under which a document was accepted that is gone now and had the same blocks; "" where there is none."""
    has = {unit.digest for unit in record.units}
    shares = {name: sum(pair.own in has for pair in known[name]) / max(len(known[name]), 1) for name in gone}
    best = max(shares, key=lambda name: shares[name], default="")
    return best if best and shares[best] > _MOST else ""
