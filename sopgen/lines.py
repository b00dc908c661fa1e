"""The lines of a text, as editors count them: a place in a problem is where the cursor goes."""

from __future__ import annotations

import re

_END = re.compile(r"\r\n?")
_BREAK = re.compile("[\v\f\x85\u2028\u2029]")


def unbroken(text: str) -> str:
    """A text whose lines all end in "\\n". What else breaks a line, in word processors and Unicode, becomes a
    space: editors see no line there, and columns stay."""
    return _BREAK.sub(" ", _END.sub("\n", text))


def lines_of(text: str) -> list[str]:
    """The lines of a text without their ends; a line end at the end of the text begins no other line."""
    lines = _END.sub("\n", text).split("\n")
    return lines if lines[-1] else lines[:-1]
