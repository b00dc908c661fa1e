"""Greek letters: words without accents, where the stress of a word is, and how an accent is set."""

from __future__ import annotations

_PLAIN = str.maketrans("άέήίόύώϊϋΐΰ", "αεηιουωιυιυ")
_ACUTE = str.maketrans("αεηιουω", "άέήίόύώ")
_ACCENTED = frozenset("άέήίόύώΐΰ")
_VOWELS = frozenset("αεηιουω")
_PAIRS = frozenset(("αι", "ει", "οι", "ου", "υι", "αυ", "ευ"))


_SEEN: dict[str, str] = {}
"""Words as `plain` has them: most come again and again."""


def plain(word: str) -> str:
    """A word in lower case without accents and diaereses."""
    found = _SEEN.get(word)
    if found is None:
        if len(_SEEN) > 20_000:
            _SEEN.clear()
        found = _SEEN[word] = word.translate(_PLAIN)
    return found


def _nuclei(word: str) -> list[tuple[int, int]]:
    """Where the vowels of the syllables of a word without accents are, from its end."""
    found = []
    end = len(word)
    while end:
        if word[end - 1] in _VOWELS:
            start = end - 2 if end > 1 and word[end - 2 : end] in _PAIRS else end - 1
            found.append((start, end))
            end = start
        else:
            end -= 1
    return found


def stress(word: str) -> int:
    """The place of the first accent, in syllables from the end (1 is the last one); 0 where none is written."""
    at = next((index for index, letter in enumerate(word) if letter in _ACCENTED), -1)
    if at < 0:
        return 0
    return 1 + sum(start > at for start, _ in _nuclei(plain(word)))


def syllables(word: str) -> int:
    return len(_nuclei(plain(word)))


def accented(word: str, place: int) -> str:
    """A word without accents, with one on a syllable counted from the end."""
    nuclei = _nuclei(word)
    at = nuclei[min(place, len(nuclei)) - 1][1] - 1
    return word[:at] + word[at].translate(_ACUTE) + word[at + 1 :]
