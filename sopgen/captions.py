"""Captions in the format WebVTT: what a browser would leave out or show at the wrong time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sopgen.model import Finding, Place

_HEAD = re.compile(r"WEBVTT(?:[ \t].*)?$")
_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMES = re.compile(rf"[ \t]*{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t]+.*)?$")
_OTHER = re.compile(r"(NOTE|STYLE|REGION)(?:[ \t].*)?$")
_TAG = re.compile(r"<[^<>]*>")
_FORM = "write `00:01.000 --> 00:04.000`: minutes, seconds, a full stop and three digits, with spaces around the arrow"


def faults(data: bytes, path: str) -> tuple[Finding, ...]:
    """What is wrong with a file of captions, each at its line and column; nothing where all of it is shown in order."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        hint = "save the file as UTF-8"
        return (Finding(Place(path, line), "captions", "these captions are not UTF-8 text", hint),)
    return tuple(_Captions(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), path).read())


class _Captions:
    """A file of captions being read, block by block: blocks are parted by empty lines."""

    def __init__(self, lines: list[str], path: str) -> None:
        self.lines, self.path = lines, path
        self.started, self.ended, self.cues = -1, -1, 0

    def read(self) -> Iterator[Finding]:
        if not _HEAD.match(self.lines[0]):
            hint = "write `WEBVTT` on the first line, and an empty line below it"
            yield self._found(0, "captions begin with the line `WEBVTT`: without it none are shown", hint)
        start = 1 if _HEAD.match(self.lines[0]) else 0
        for first, last in self._blocks(start):
            if not _OTHER.match(self.lines[first]) and not (first == 1 and "-->" not in self.lines[first]):
                yield from self._cue(first, last)
        if not self.cues:
            yield self._found(0, "there are no captions in this file", _FORM)

    def _blocks(self, start: int) -> Iterator[tuple[int, int]]:
        """First line and the line after the last of each block."""
        first = start
        for number in range(start, len(self.lines) + 1):
            if number == len(self.lines) or not self.lines[number].strip():
                if number > first:
                    yield first, number
                first = number + 1

    def _cue(self, first: int, last: int) -> Iterator[Finding]:
        timed = first if "-->" in self.lines[first] else first + 1  # a name of its own may stand above the times
        if timed >= last or "-->" not in self.lines[timed]:
            yield self._found(first, "this text has no times: it is never shown", _FORM)
            return
        self.cues += 1
        yield from self._times(timed)
        for number in range(timed + 1, last):
            if "-->" in self.lines[number]:
                yield self._found(number, "a caption begins here without an empty line before it", "add an empty line")
        if not any(_TAG.sub("", line).strip() for line in self.lines[timed + 1 : last]):
            yield self._found(timed, "this caption has no text", "write what is heard, or take it out")

    def _times(self, number: int) -> Iterator[Finding]:
        match = _TIMES.match(self.lines[number])
        if not match:
            comma = re.search(r"\d,\d{3}", self.lines[number])
            hint = "write a full stop before the thousandths, not a comma" if comma else _FORM
            yield self._found(number, "these times cannot be read: the caption is not shown", hint)
            return
        start, end = _milliseconds(match.groups()[:4]), _milliseconds(match.groups()[4:])
        if end <= start:
            yield self._found(number, "this caption ends before it begins", "write the later time behind the arrow")
        elif start < self.started:
            yield self._found(number, "this caption begins before the one above it", "put captions in order of time")
        elif start < self.ended:
            hint = "end the one above it earlier, or put both texts into one caption"
            yield self._found(number, "this caption begins while the one above it is still shown", hint)
        self.started, self.ended = max(self.started, start), max(self.ended, end)

    def _found(self, number: int, message: str, hint: str) -> Finding:
        line = self.lines[number]
        column = len(line) - len(line.lstrip()) + 1
        place = Place(self.path, number + 1, column, max(len(line.rstrip()) + 1, column))
        return Finding(place, "captions", message, hint)


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths
