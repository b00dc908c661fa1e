"""What flows between the rooms: frozen values, complete when they are made. Imports nothing of ours."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Literal

from msgspec import Struct, field

Audience = Literal["staff", "customer"]
PEOPLE: Mapping[Audience, str] = {"staff": "staff", "customer": "customers"}
"""What messages call the readers of an audience."""
Severity = Literal["error", "warning", "info"]
DocumentType = Literal["procedure", "policy", "guide", "article", "service"]
Status = Literal["draft", "approved", "retired"]

AUDIENCES: tuple[Audience, ...] = ("staff", "customer")
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


class SopgenError(Exception):
    """What stops the run: a message for the user and a hint what to do. Caught in one place, `cli.py`."""

    def __init__(self, message: str, hint: str = "", exit_code: int = 2) -> None:
        super().__init__(message)
        self.message, self.hint, self.exit_code = message, hint, exit_code


# ---------------------------------------------------------------------------------------------------- problems


class Place(Struct, frozen=True, order=True):
    """A place in a file: path relative to the project (POSIX), line and columns counted from 1.

    `end_column` is the column after the last character; 0 where only the start is known.
    """

    path: str
    line: int = 1
    column: int = 1
    end_column: int = 0


class Edit(Struct, frozen=True, order=True):
    """A change of one line of a file: the words at `place` (its columns both known), which are `old`, become `new`."""

    place: Place
    old: str
    new: str


class Finding(Struct, frozen=True, order=True):
    """What a rule, or the reading of a file, has found: the severity is the project's to say (see `Problem`).

    edits: what mends it, all or none. certain: they keep the meaning whatever it is, so `--fix` may make them;
    others are offered to a person.
    """

    place: Place
    rule: str
    message: str
    hint: str = ""
    edits: tuple[Edit, ...] = ()
    certain: bool = False


class Problem(Struct, frozen=True, order=True):
    """A finding with its severity: what is printed."""

    place: Place
    rule: str
    severity: Severity
    message: str
    hint: str = ""
    edits: tuple[Edit, ...] = ()
    certain: bool = False


class Silence(Struct, frozen=True):
    """A rule finds nothing in a document while this option of it is from `least` to `most` (both included), whatever
    its other options are."""

    rule: str
    option: str
    least: float = -inf
    most: float = inf


class Verdict(Struct, frozen=True):
    """What the rules say of a document by itself. silences: of rules that find nothing in it, how far their limits may
    be moved before they would; a rule that has none is asked again when its options change."""

    findings: tuple[Finding, ...] = ()
    silences: tuple[Silence, ...] = ()


class Exemption(Struct, frozen=True):
    """`<!-- sopgen: ignore RULE because … -->`: no finding of this rule between these lines (both included)."""

    place: Place
    rule: str
    reason: str
    first_line: int
    last_line: int


# ---------------------------------------------------------------------------------------- texts by language


class Text(Struct, frozen=True):
    """A text that readers see: written once (language "") or by language, in the order of the file."""

    by_language: tuple[tuple[str, str], ...] = ()

    def get(self, *languages: str) -> str:
        """The text in the first of these languages that has one, else the text for all, else the first there is."""
        texts = dict(self.by_language)
        for language in (*languages, ""):
            if language in texts:
                return texts[language]
        return next(iter(texts.values()), "")

    def __bool__(self) -> bool:
        return any(text for _, text in self.by_language)


# ------------------------------------------------------------------------------------------ load and parse


class Source(Struct, frozen=True):
    """One Markdown file as read from disk.

    path: relative to the project, POSIX ("procedures/customers/refund.it.md").
    key: the document, the same in all languages ("customers/refund"; "" and "customers" for index.md).
    language: from the file name or folder; the source language where nothing says.
    explicit: whether the file name or folder says the language.
    snippet: a file or folder on the way starts with "_": never a page. index: it is the page of its folder.
    """

    path: str
    key: str
    language: str
    data: bytes
    digest: str
    explicit: bool = False
    snippet: bool = False
    index: bool = False


class Mark(Struct, frozen=True):
    """A stretch of a block's text with a meaning: start and end are offsets into `Block.text`."""

    kind: Literal["code", "strong", "emphasis", "link", "image", "fact", "key"]
    start: int
    end: int


BlockKind = Literal["heading", "paragraph", "item", "cell", "term", "definition", "title", "code"]


class Block(Struct, frozen=True):
    """One block of text as rules see it: plain text, marks, and where each piece stands in the file.

    kind: "item" is the first paragraph of a list item; "title" that of a call-out, tab or details block.
    spots: (offset into text, line, column), ascending, one wherever text and source part ways.
    ordered: the item stands in a numbered list; `steps`: inside `:::steps`; `exempt`: its list, or one around it, has
    `{.list}`.
    list_id: the same for all items of one list, unique in the file; "" outside lists. depth: of the list, from 1.
    number: as shown ("3", "3.2"), "" for bullets outside `:::steps`.
    section: index into the headings of the same view of the nearest heading above, -1 before the first.
    inside: the call-outs and containers around it, outermost first ("warning", "staff", "steps", "quote" …); "item" for
    a list item that it stands below.
    """

    kind: BlockKind
    text: str
    place: Place
    marks: tuple[Mark, ...] = ()
    spots: tuple[tuple[int, int, int], ...] = ()
    level: int = 0
    ordered: bool = False
    steps: bool = False
    exempt: bool = False
    list_id: str = ""
    depth: int = 0
    number: str = ""
    section: int = -1
    inside: tuple[str, ...] = ()

    def place_of(self, start: int, end: int) -> Place:
        """The place of text[start:end] in the file; a stretch over several lines ends with the first of them."""
        line, first = self._at(start)
        last = max(end - 1, start)
        for index in range(self._after(start), self._after(last)):
            spot, spot_line, _ = self.spots[index]
            if spot_line != line:
                last = max(len(self.text[:spot].rstrip()) - 1, start)
                break
        return Place(self.place.path, line, first, self._at(last)[1] + 1)

    def _at(self, offset: int) -> tuple[int, int]:
        """Line and column of a character of the text."""
        after = self._after(offset)
        begins, line, column = self.spots[after - 1] if after else (0, self.place.line, self.place.column)
        return line, column + offset - begins

    def _after(self, offset: int) -> int:
        """The index of the first spot behind a character of the text."""
        return bisect_right(self.spots, (offset, sys.maxsize, 0))

    def edit(self, start: int, end: int, new: str) -> Edit | None:
        """The change of text[start:end] in the file, where the file has these very words in one run; else None."""
        if self._after(start) < self._after(end - 1) or "\n" in self.text[start:end]:
            return None
        if any(start < edge < end for mark in self.marks for edge in (mark.start, mark.end)):
            return None
        return Edit(self.place_of(start, end), self.text[start:end], new)


class Heading(Struct, frozen=True):
    """A heading: level 1 to 6, plain text, anchor (id in the page), whether the author wrote the id."""

    level: int
    text: str
    anchor: str
    place: Place
    own_anchor: bool = False


class LinkRef(Struct, frozen=True):
    """A link as written; `html` pieces hold it where the opening `<a …>` tag will stand."""

    target: str
    place: Place
    title: str = ""
    text: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


class ImageRef(Struct, frozen=True):
    """A picture (or the file of a video) as written; `html` pieces hold it where the `<img …>` tag will stand."""

    target: str
    place: Place
    alt: str = ""
    title: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


class VideoRef(Struct, frozen=True):
    """`:::video`: source, captions (WebVTT), poster as written; the transcript follows as HTML of its own."""

    source: str
    captions: str
    poster: str
    title: str
    place: Place


class FactRef(Struct, frozen=True):
    """`{{ facts.x }}`, `{{ organisation.name }}`, `{{ contact.phone }}`, `{{ branch.milan.phone }}`."""

    name: str
    place: Place


class IncludeRef(Struct, frozen=True):
    """`{{ include "_snippets/x.md" }}` on a line of its own: target as written, from the content folder."""

    target: str
    place: Place


class ServicesRef(Struct, frozen=True):
    """`{{ services }}` on a line of its own: all; `{{ services "standard, deep" }}`: these, in this order."""

    names: tuple[str, ...]
    place: Place


class UnitRef(Struct, frozen=True):
    """Where a block of a translation ends: the line and column of its `Unit`. What may stand there says that the source
    has changed."""

    line: int
    column: int


class Choice(Struct, frozen=True):
    """An answer to a question of a decision, and the index of the node that it leads to."""

    answer: str
    to: int


class DecisionNode(Struct, frozen=True):
    """A question with its choices, or an end: an outcome, or a person to reach ("contact"). text: facts as written.

    number: as shown beside it, "" for an end that stands in its answer.
    """

    kind: Literal["question", "outcome", "contact"]
    text: str
    number: str = ""
    choices: tuple[Choice, ...] = ()


class DecisionRef(Struct, frozen=True):
    """Where the drawing of a `:::decision` stands. nodes: the first is where it begins; all of them can be reached.

    anchor: the id of the same decision as text.
    """

    title: str
    nodes: tuple[DecisionNode, ...]
    anchor: str
    place: Place


class ContactRef(Struct, frozen=True):
    """`#contact` in a decision: where it says whom to reach, and how."""

    place: Place


class PlacedMark(Struct, frozen=True):
    """A number on a picture: x and y in per cent from the left and the top; the anchor of its words in the list."""

    number: str
    x: float
    y: float
    anchor: str
    text: str


class MarksRef(Struct, frozen=True):
    """Where the numbers of a `:::picture` stand, right behind the picture."""

    marks: tuple[PlacedMark, ...]
    place: Place


class StepRef(Struct, frozen=True):
    """What a step, or a part of the steps, says of itself: `{time="5 minutes" role=team-leader}` at its end.

    roles: as written. count, unit: of the time ("minute" …); 0 and "" where there is none that can be read.
    """

    place: Place
    roles: tuple[str, ...] = ()
    count: int = 0
    unit: str = ""


Piece = (
    str
    | LinkRef
    | ImageRef
    | VideoRef
    | FactRef
    | IncludeRef
    | ServicesRef
    | StepRef
    | UnitRef
    | DecisionRef
    | ContactRef
    | MarksRef
)


class Unit(Struct, frozen=True):
    """A block as translators count: what a reader is told there, and what a translation of it is made from.

    kind: "title", "nav_title" and "description" (of the front matter), "heading 2", "step", "cell", "include" …
    words: how the text begins. digest: of the whole text, with names of facts and targets of links; spaces, line breaks
    and emphasis are no part of it. inside: call-outs and blocks for one audience around it, outermost first.
    anchor: id of the heading that it stands below, or that it is; "" above the first.
    """

    kind: str
    words: str
    digest: str
    place: Place
    inside: tuple[str, ...] = ()
    anchor: str = ""


class Outline(Struct, frozen=True):
    """What one audience's view of a file holds, small enough to keep for every file: used for links and proofs.

    steps: what its steps say of themselves. numbered: it has a numbered list that can be steps. apart: the number of
    blocks in the file that are for the other audience.
    """

    headings: tuple[Heading, ...] = ()
    anchors: tuple[tuple[str, Place], ...] = ()
    links: tuple[LinkRef, ...] = ()
    images: tuple[ImageRef, ...] = ()
    videos: tuple[VideoRef, ...] = ()
    facts: tuple[FactRef, ...] = ()
    includes: tuple[IncludeRef, ...] = ()
    services: tuple[ServicesRef, ...] = ()
    steps: tuple[StepRef, ...] = ()
    numbered: bool = False
    apart: int = 0


class Record(Struct, frozen=True):
    """What the library keeps of a file: small, picklable.

    written: the file's own front matter, keys as in YAML, decoded values. places: of each key ("" for the block).
    heading: the text of the H1 that opens the body ("" where there is none); it is taken out of the views.
    outlines: by audience; equal objects where the file has no `:::staff` or `:::customer` block (`split` is False).
    outlined: a digest of what other documents' pages may show of them. holds: the names of their parts that
    are not empty in all of them ("links", "includes" …): who asks for others need not look.
    body_line: the line on which the text begins. empty: the body has no text at all.
    units: its blocks, in the order of the text, where a project has several languages.
    """

    path: str
    key: str
    language: str
    digest: str
    snippet: bool
    explicit: bool
    index: bool
    written: Mapping[str, object]
    places: Mapping[str, Place]
    heading: str
    outlines: Mapping[Audience, Outline]
    outlined: bytes
    holds: tuple[str, ...]
    split: bool
    body_line: int
    empty: bool
    findings: tuple[Finding, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    units: tuple[Unit, ...] = ()


class Body(Struct, frozen=True):
    """The text of a file: HTML pieces with typed holes for each audience, and all blocks (of both) for the rules."""

    views: Mapping[Audience, tuple[Piece, ...]]
    blocks: tuple[Block, ...] = ()
    headings: tuple[Heading, ...] = ()


class Document(Struct, frozen=True):
    """One file, parsed: knows no other file and no fact."""

    record: Record
    body: Body


# --------------------------------------------------------------------------------------------------- library


class Change(Struct, frozen=True):
    version: str
    date: date
    what: str


class Approval(Struct, frozen=True):
    by: str
    date: date


class Meta(Struct, frozen=True):
    """A document's front matter, complete: folder defaults, then the source document's, then the file's own.

    A translation inherits all but its own words (title, description, nav_title, asked_as, slug, aliases).
    review_every: months, 0 where nothing says. audience: staff only where nothing says.
    """

    id: str
    title: str
    nav_title: str
    description: str
    type: DocumentType
    audience: tuple[Audience, ...]
    status: Status
    version: str = ""
    owner: str = ""
    approved: Approval | None = None
    effective: date | None = None
    reviewed: date | None = None
    review_every: int = 0
    roles: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    product: str = ""
    purpose: str = ""
    stage: str = ""
    asked_as: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    changes_language: str = ""
    successor: str = ""
    tags: tuple[str, ...] = ()
    order: int | None = None
    icon: str = ""
    slug: str = ""
    aliases: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    search: bool = True
    extra: Mapping[str, object] = field(default_factory=dict)


class Entry(Struct, frozen=True):
    """A line of the document register: one document in one language, with its complete front matter.

    section: the folder it stands in ("" at the top). index: it is the index.md of its section.
    url: below the language's root of a site ("customers/refund/", "" for the home page). language: of its text.
    """

    record: Record
    meta: Meta
    section: str
    index: bool
    url: str
    language: str


# --------------------------------------------------------------------------------------------------- outputs


@dataclass(frozen=True, slots=True)
class Output:
    """One file of a site: path below the site's folder, and its bytes, or the file to copy them from.

    sha256: the digest in hex of a file that shall stay as it stands where it was published before; it has no bytes
    here. Ask `publish.standing` first. lasting: readers whose page is an old one may still ask for it, so it stays for
    a while after nothing needs it: a theme's file, in which no text of a document can be.
    """

    path: str
    data: bytes = b""
    copy_of: str = ""
    sha256: str = ""
    html: bool = False
    template: str = ""
    lasting: bool = False
