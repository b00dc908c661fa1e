"""The name that somebody may have meant who wrote one that does not exist."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache

NOTHING_NEAR = "mend the name, or take the link out"
_LONGEST_NAME = 255
"""Characters of a name that a disk can hold: what is longer is like nothing."""
_SHORT = 8
"""Letters of a short word, in which one wrong letter leaves few pairs of letters right."""
_READ = 5_000
"""Names that are looked at for what they share, beginning with the groups of letters that fewest names have."""
_COMPARED = 50
"""Names that are compared letter by letter: those that share most with the one that is wanted."""

_NUMBER = re.compile(r"\d+")
_ENDING = re.compile(r"(?:\.(?:md|markdown|html?|erb|png|jpe?g|gif|svg|webp|avif|pdf|vtt|mp4|webm))+$")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif)$", re.IGNORECASE)


def nearest(name: str, known: Iterable[str], shown: Callable[[str], str] = str) -> str:
    """ "did you mean" with the nearest existing name; the same file name elsewhere comes first.

    Names that differ in their numbers only are different things, not mistakes. known: the same ones, in the same order,
    are read once.
    """
    if len(name) > _LONGEST_NAME:
        return NOTHING_NEAR
    best = _names(tuple(known)).nearest(name)
    return f"did you mean `{shown(best)}`?" if best is not None else NOTHING_NEAR


class _Names:
    """Names that exist, by the groups of letters in them."""

    def __init__(self, known: tuple[str, ...]) -> None:
        self._known = sorted(set(known))
        self._stems = [_stem(name) for name in self._known]

    def nearest(self, name: str) -> str | None:
        wanted, folder = _stem(name), name.rpartition("/")[0]
        least = 0.85 if len(wanted) > _SHORT else 0.75
        matcher = difflib.SequenceMatcher(None, b=wanted, autojunk=False)
        best: tuple[float, float, str] | None = None
        for at in self._alike(wanted):
            stem, other = self._stems[at], self._known[at]
            matcher.set_seq1(stem)
            if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
                continue
            if stem != wanted and _bare(stem) == _bare(wanted) and not _same_numbers(stem, wanted):
                continue
            if bool(_PICTURE.search(name)) != bool(_PICTURE.search(other)):
                continue
            likeness = matcher.ratio()
            if likeness < least:
                continue
            place = _likeness(folder, other.rpartition("/")[0]) if best is None or likeness >= best[0] else 0.0
            if best is None or (likeness, place) > best[:2]:
                best = likeness, place, other
        return best[2] if best else None

    def _alike(self, wanted: str) -> Iterable[int]:
        """Which names share groups of letters with the one wanted, in their order: of very many, those with most."""
        size, having = (2, self._pairs) if len(wanted) <= _SHORT else (3, self._triples)
        telling = sorted((names for group in sorted(_groups(wanted, size)) if (names := having.get(group))), key=len)
        shared: Counter[int] = Counter()
        read = 0
        for names in telling:
            if read > _READ:
                break
            shared.update(names)
            read += len(names)
        return sorted(at for at, _ in shared.most_common(_COMPARED))

    @cached_property
    def _pairs(self) -> Mapping[str, list[int]]:
        return self._grouped(2)

    @cached_property
    def _triples(self) -> Mapping[str, list[int]]:
        return self._grouped(3)

    def _grouped(self, size: int) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at, stem in enumerate(self._stems):
            for group in _groups(stem, size):
                found.setdefault(group, []).append(at)
        return found


_names = lru_cache(maxsize=16)(_Names)


def _groups(stem: str, size: int) -> set[str]:
    """The groups of so many letters in a word, and those with its beginning and its end."""
    word = f"^{stem}$"
    return {word[at : at + size] for at in range(max(len(word) - size + 1, 1))}


@lru_cache(maxsize=65536)
def _stem(name: str) -> str:
    """The end of a path, without its endings (`.html.md`), in lower case, with every separator made one."""
    tail = name.rstrip("/").rpartition("/")[2]
    return re.sub(r"[-_.\s]+", "-", _ENDING.sub("", tail.lower()) or tail)


def _bare(stem: str) -> str:
    return _NUMBER.sub("0", stem)


def _same_numbers(one: str, other: str) -> bool:
    """Whether only leading zeros differ: CU-01 and CU-001."""
    return [int(number) for number in _NUMBER.findall(one)] == [int(number) for number in _NUMBER.findall(other)]


def _likeness(one: str, other: str) -> float:
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= 0.5 and matcher.quick_ratio() >= 0.5 else 0.0
