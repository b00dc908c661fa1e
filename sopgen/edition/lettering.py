"""How wide words are in a drawing, and how they break into lines. All lengths are pixels."""

from __future__ import annotations

import unicodedata

FONT, LINE = 14, 19
"""Size of the words and distance of their lines."""
_NARROW, _WIDE = frozenset("iljtfrI.,:;'’!|()[]{}- \u00adίιϊ"), frozenset("mwMWOQG@%&ΩΦΨΜωψφ€—→")


def text_width(text: str) -> float:
    """How wide words are at most, in common fonts without serifs: nobody can measure at build."""
    return sum(_advance(character) for character in text) * FONT


def _advance(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.05
    if character in _NARROW:
        return 0.36
    if character in _WIDE:
        return 0.9
    return 0.74 if character.isupper() else 0.62


def wrap(text: str, width: float) -> tuple[str, ...]:
    """The words in lines no wider than this; a word that is wider is cut."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
            continue
        lines.append("")
        for character in word:
            if lines[-1] and text_width(lines[-1] + character) > width:
                lines.append("")
            lines[-1] += character
    return tuple(lines)
