"""The steps of a finished text: which they are, how long they take, what they need; warnings tied to their step."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from msgspec import Struct, field

from sopgen.markdown.words import word
from sopgen.profiles import Profile

GUARDS = frozenset({"callout-warning", "callout-caution", "callout-danger"})
NEED = frozenset({"need", "before"})
"""Sections of a profile whose lists say what to have at hand: their `id`."""
STEPS = "steps"

_TAG = re.compile(r"<(/?)(ol|ul|li|div|details|blockquote|figure|h[2-6]|p)\b([^<>]*)>")
_OPENING = re.compile(r"(<\w+)[^<>]*>")
_CLASS = re.compile(r'\sclass="([^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"')
_START = re.compile(r'\sstart="(\d+)"')
_FACTS = re.compile(r'\sdata-(time|roles)="([^"]*)"')
_MARKUP = re.compile(r"<[^<>]*>")
_TABS = frozenset({"tab"})
_NO_STEPS = frozenset({"list", "decision", "footnotes", "transcript", "blockquote"})


Tab = tuple[int, int]
"""Which of the page's groups of tabs, and which tab of the page."""


class Given(Struct, frozen=True):
    """What a step or part says of itself. time: (count, unit) or None; roles: as written."""

    time: tuple[int, str] | None = None
    roles: tuple[str, ...] = ()


class Step(Struct):
    """A step of the first level: its id, where its element stands, the tab it is in, the headings above it (by number),
    and what it says of itself."""

    id: str
    start: int
    end: int = 0
    tab: Tab | None = None
    parts: tuple[int, ...] = ()
    given: Given = field(default_factory=Given)


class Section(Struct):
    """A heading and what stands below it, up to the next heading of its level: offsets into the text.

    begins: of its element; start: after it. whole: nothing that is open around the heading is closed in the section.
    """

    level: int
    title: str
    begins: int
    start: int
    end: int
    whole: bool
    tab: Tab | None = None
    given: Given = field(default_factory=Given)


class Outline(Struct, frozen=True):
    """What was read of a text: its steps, its sections, where its lists with bullets begin that stand in nothing else,
    and the changes that tie warnings to their step: (offset, text to put in)."""

    steps: tuple[Step, ...]
    sections: tuple[Section, ...]
    lists: tuple[int, ...]
    changes: tuple[tuple[int, str], ...]


class _Open(Struct):
    """An element that is open: its classes, and where it begins and its text starts.

    number: of a step its own; count: of a step list its last. trail: the call-outs that end the element so far. above:
    of a tab the headings that it stands below.
    """

    tag: str
    classes: frozenset[str]
    begins: int
    start: int
    steps: bool = False
    count: int = 0
    number: str = ""
    step: Step | None = None
    trail: list[_Open] = field(default_factory=list)
    above: list[int] = field(default_factory=list)
    end: int = 0


def read(text: str, language: str) -> Outline:
    """Reads the HTML of a text. language: of the text, for the words that tie a warning to its step."""
    reading = _Reading(text, language)
    for match in _TAG.finditer(text):
        (reading.close if match[1] else reading.open)(match)
    for section in reading.sections:
        section.end = min(section.end, len(text))
    return Outline(tuple(reading.steps), tuple(reading.sections), tuple(reading.lists), tuple(sorted(reading.changes)))


class _Reading:
    """A text being read, tag by tag. It is well-formed: we wrote it."""

    def __init__(self, text: str, language: str) -> None:
        self.text, self.language = text, language
        self.opened: list[_Open] = []
        self.steps: list[Step] = []
        self.sections: list[Section] = []
        self.lists: list[int] = []
        self.changes: list[tuple[int, str]] = []
        self.above: list[int] = []
        self.last: _Open | None = None
        self.tabs = self.tab = 0

    def open(self, match: re.Match[str]) -> None:
        tag, rest = match[2], match[3]
        found = _CLASS.search(rest)
        classes = frozenset(found[1].split()) if found else frozenset[str]()
        element = _Open(tag, classes | {tag}, match.start(), match.end())
        if tag == "ol" and not self._inside(_NO_STEPS) and not classes & _NO_STEPS:
            self._open_steps(element, rest)
        elif tag == "li" and self.opened and self.opened[-1].steps:
            self._open_step(element, rest)
        elif "step-facts" in classes:
            self._give(rest)
        elif "tabs" in classes:
            self.tabs += 1
        elif "tab" in classes:
            self.tab += 1
            element.above = [*self.above]
        self.opened.append(element)

    def _inside(self, classes: frozenset[str]) -> bool:
        return any(element.classes & classes for element in self.opened)

    def _open_steps(self, element: _Open, rest: str) -> None:
        start = _START.search(rest)
        element.steps, element.count = True, int(start[1]) - 1 if start else 0
        before = self.last
        if before and before.classes & GUARDS and not self.text[before.end : element.begins].strip():
            self._tie(before, "")

    def _open_step(self, element: _Open, rest: str) -> None:
        around = self.opened[-1]
        around.count += 1
        outer = next((other for other in reversed(self.opened) if other.tag == "li" and other.number), None)
        element.number = f"{outer.number}.{around.count}" if outer else str(around.count)
        for call_out in around.trail:
            self._tie(call_out, element.number)
        around.trail = []
        found = _ID.search(rest)
        if outer is None and found:
            element.step = Step(html.unescape(found[1]), element.begins, 0, self._tab(), tuple(self.above))
            self.steps.append(element.step)

    def _tab(self) -> Tab | None:
        return (self.tabs, self.tab) if self._inside(_TABS) else None

    def _give(self, rest: str) -> None:
        """What stands below a step's first block, or below a heading."""
        said = {match[1]: html.unescape(match[2]) for match in _FACTS.finditer(rest)}
        count, _, unit = said.get("time", "").partition(" ")
        given = Given((int(count), unit) if unit else None, tuple(said.get("roles", "").split()))
        inside = self.opened[-1] if self.opened else None
        if inside and inside.number:
            if inside.step:
                inside.step.given = given
        elif self.above:
            self.sections[self.above[-1]].given = given

    def close(self, match: re.Match[str]) -> None:
        element = self.opened.pop()
        element.end = match.end()
        around = self.opened[-1] if self.opened else None
        if element.tag[0] == "h":
            self._heading(element)
        elif element.step:
            element.step.end = element.end
        elif "tab" in element.classes:
            self.above = element.above
        elif element.tag == "ul" and not self.opened:
            self.lists.append(element.begins)
        if element.number and around:
            around.trail = [call_out for call_out in self._ending(element, match.start()) if call_out.classes & GUARDS]
        if around and around.number and "callout" in element.classes:
            around.trail.append(element)
        self.last = element

    def _ending(self, step: _Open, end: int) -> Iterator[_Open]:
        """The call-outs with which a step ends, the last one first."""
        for call_out in reversed(step.trail):
            if self.text[call_out.end : end].strip():
                return
            yield call_out
            end = call_out.begins

    def _heading(self, element: _Open) -> None:
        level = int(element.tag[1])
        for section in self.sections:
            if section.level >= level and section.end > element.begins:
                section.end = element.begins
                section.whole = section.whole and not self.opened
        self.above = [index for index in self.above if self.sections[index].level < level]
        self.above.append(len(self.sections))
        title = plain(self.text[element.start : element.end])
        end = len(self.text) + 1
        self.sections.append(Section(level, title, element.begins, element.end, end, not self.opened, self._tab()))

    def _tie(self, call_out: _Open, number: str) -> None:
        """Ties a call-out to the step that it guards: the next one, which is named where it stands in another."""
        at = self.text.index('class="callout', call_out.begins) + len('class="callout')
        self.changes.append((at, " guards"))
        if number:
            said = html.escape(word("before_step", self.language).format(number=number))
            at = self.text.index('class="callout-title">', at) + len('class="callout-title">')
            self.changes.append((at, f'<span class="guards-step">{said}</span> '))


def plain(markup: str) -> str:
    """The words of a stretch of HTML."""
    return " ".join(html.unescape(_MARKUP.sub(" ", markup)).split())


def section_of(outline: Outline, profile: Profile, names: Iterable[str]) -> Section | None:
    """The first section that a profile has under one of these ids."""
    wanted = [part for part in profile if part.id in names]
    return next((found for found in outline.sections if any(part.titled(found.title) for part in wanted)), None)


def of_section(outline: Outline, section: Section | None) -> tuple[Step, ...]:
    """The steps of a section; all that there are where it has none."""
    inside = tuple(step for step in outline.steps if section and section.start <= step.start < section.end)
    return inside or outline.steps


def digest(text: str, steps: Iterable[Step]) -> str:
    """A name for these very steps: another one as soon as a word of them changes."""
    said = "\n".join(f"{step.id} {plain(text[step.start : step.end])}" for step in steps)
    return blake2b(said.encode(), digest_size=6).hexdigest()


def with_class(text: str, at: int, name: str) -> tuple[int, str]:
    """The change that gives the element at this place a class."""
    tag = _OPENING.match(text, at)
    assert tag is not None
    if own := _CLASS.search(tag[0]):
        return at + own.start(1), f"{name} "
    return at + len(tag[1]), f' class="{name}"'


def changed(text: str, changes: Iterable[tuple[int, str]]) -> str:
    """A text with something put in at each of these places."""
    out: list[str] = []
    end = 0
    for at, new in sorted(changes):
        out += (text[end:at], new)
        end = at
    return "".join((*out, text[end:]))
