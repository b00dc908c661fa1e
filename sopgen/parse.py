"""Parse: one file becomes a Document. Pure: knows no other file, no fact, no project."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from sopgen.front_matter import decode
from sopgen.lines import unbroken
from sopgen.markdown import DEEPEST, parser
from sopgen.markdown.anchors import Anchors, name_headings, slug, take_first_heading
from sopgen.markdown.audience import View, hidden, is_split, openings, visible
from sopgen.markdown.blocks import Blocks
from sopgen.markdown.decision import read_decisions
from sopgen.markdown.empty_blocks import report_empty
from sopgen.markdown.exemptions import exemptions
from sopgen.markdown.html import Writer
from sopgen.markdown.length import unread_from
from sopgen.markdown.list_marks import report_list_marks
from sopgen.markdown.matter import split as split_matter
from sopgen.markdown.near_misses import NearMiss, near_misses
from sopgen.markdown.picture import read_pictures
from sopgen.markdown.places import Env, Lines, too_long
from sopgen.markdown.rawhtml import net, raw_anchors
from sopgen.markdown.sheet import escape
from sopgen.markdown.step_facts import report_step_facts
from sopgen.markdown.steps import join_lists, number_lists
from sopgen.markdown.tables import report_tables
from sopgen.markdown.tree import Node, drop_empty_items, plain, tree
from sopgen.markdown.units import of_front_matter
from sopgen.markdown.words import word
from sopgen.markdown.worked import read_worked
from sopgen.model import AUDIENCES, Body, Document, Exemption, Finding, Outline, Piece, Place, Record, Source
from sopgen.outlined import held, outlined

_LOST = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd-\uffff]")
"""What neither HTML nor XML can hold, and what stands for a letter that was lost."""
_LOSING = re.compile(r"<(?:audio|embed|iframe|math|noscript|object|script|style|svg|template|textarea|title|video)>")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]:")


class ParseOptions(Struct, frozen=True):
    """html: what becomes of raw HTML. languages: of the project. ignore_foreign: unknown front matter keys are fine."""

    html: Literal["escape", "sanitise"] = "escape"
    languages: tuple[str, ...] = ("en",)
    ignore_foreign: bool = False


def parse(source: Source, options: ParseOptions) -> Document:
    """Reads a file: front matter, and its text for each audience and for the rules. Findings say what is wrong."""
    text, findings = _decoded(source)
    matter = split_matter(text, source.path)
    decoded = decode(matter.yaml, source.path, matter.yaml_line, options.ignore_foreign)
    written, places = decoded.values, decoded.places
    if matter.finding:  # what it says of the audience is not known: nobody but staff may see this text
        findings.append(matter.finding)
        written = {**written, "audience": ("staff",)}
        places = {**places, "audience": matter.finding.place}
    title = written.get("title")
    lines = matter.text.split("\n")
    reading = _Reading(source, options, lines, matter.first_line, title if isinstance(title, str) else "")
    split = is_split(matter.text) or bool(reading.near_misses)
    whole = reading.view("all", blocks=True)
    views = {audience: reading.view(audience) if split else whole for audience in AUDIENCES}
    findings += decoded.findings
    findings += reading.findings
    assert whole.blocks is not None
    units = (*of_front_matter(written, places), *whole.blocks.units.found) if whole.blocks.units else ()
    outlines = {audience: view.outline for audience, view in views.items()}
    record = Record(
        path=source.path,
        key=source.key,
        language=source.language,
        digest=source.digest,
        snippet=source.snippet,
        explicit=source.explicit,
        index=source.index,
        written=written,
        places=places,
        heading=next((view.heading for view in (whole, *views.values()) if view.heading), ""),
        outlines=outlines,
        outlined=outlined(outlines, split),
        holds=held(outlines),
        split=split,
        body_line=matter.body_line,
        empty=not matter.body.strip(),
        findings=tuple(_gathered(sorted(set(findings)))),
        exemptions=whole.exemptions,
        units=units,
    )
    pieces = {audience: view.pieces for audience, view in views.items()}
    return Document(record, Body(pieces, tuple(whole.blocks.blocks), tuple(whole.blocks.headings)))


def _decoded(source: Source) -> tuple[str, list[Finding]]:
    """The text of a file, line ends made one, and a finding where it is not UTF-8."""
    findings = []
    data = source.data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line_start = max(before.rfind(b"\n"), before.rfind(b"\r")) + 1
        line = before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1
        column = len(before[line_start:].decode(errors="replace")) + 1
        message = f"this is not UTF-8 text: byte 0x{data[error.start]:02x}"
        hint = "save the file as UTF-8; what could not be read is shown as \ufffd"
        findings.append(Finding(Place(source.path, line, column, column + 1), "encoding", message, hint))
        text = data.decode(errors="replace")
    text = unbroken(text)
    if not findings and (lost := _LOST.search(text)):
        good = text[: lost.start()]
        line, column = good.count("\n") + 1, len(good) - good.rfind("\n")
        message = "here a letter was lost when the file was converted: \ufffd stands for it"
        hint = "write the letter again"
        if lost[0] != "\ufffd":
            message, hint = f"the character U+{ord(lost[0]):04X} is no text", "delete it; \ufffd is shown in its place"
        findings.append(Finding(Place(source.path, line, column, column + 1), "encoding", message, hint))
    return _LOST.sub("\ufffd", text), findings


class _View(Struct):
    """What came of one view of the text."""

    pieces: tuple[Piece, ...]
    outline: Outline
    heading: str
    blocks: Blocks | None
    exemptions: tuple[Exemption, ...]


class _Reading:
    """One file being read: its lines, and what is found on the way."""

    def __init__(
        self, source: Source, options: ParseOptions, lines: list[str], body_line: int, written_title: str
    ) -> None:
        self.source, self.options, self.lines, self.body_line = source, options, lines, body_line
        self.written_title = written_title
        self.prefix = f"{slug(source.key.rpartition('/')[2]) or 'snippet'}-" if source.snippet else ""
        self.has_blocks = any(":::" in line for line in lines)
        self.near_misses = near_misses(lines)
        self.findings = [self._near_miss(miss) for miss in self.near_misses]

    def _near_miss(self, miss: NearMiss) -> Finding:
        place = Place(self.source.path, miss.start + self.body_line, miss.column, miss.column + len(miss.written))
        message = f"`{miss.written}` does not open a block for {'staff' if miss.audience == 'staff' else 'customers'}"
        hint = f"write `:::{miss.audience}`, and `:::` below its last line"
        return Finding(place, "audience-block", message, hint)

    def view(self, view: View, blocks: bool = False) -> _View:
        """Parses what one audience may see ("all" for the rules)."""
        sanitise = self.options.html == "sanitise"
        lines = Lines(self.source.path, self.lines, self.body_line)
        result = self._read(lines, view, sanitise, blocks)
        if result is None:
            kept = [finding for finding in lines.findings if finding.rule == "html-dropped"]
            lines = Lines(self.source.path, self.lines, self.body_line)
            result = self._read(lines, view, False, blocks)
            lines.findings += kept
            message = "the raw HTML of this file cannot be made whole: all of it is shown as text"
            lines.note(lines.place(0), "html-dropped", message, "close each element where you opened it")
        assert result is not None
        self.findings += lines.findings
        return result

    def _read(self, lines: Lines, view: View, sanitise: bool, wants_blocks: bool) -> _View | None:
        """One reading; None where the raw HTML breaks what stands around it."""
        env: Env = {"lines": lines, "view": view, "audience_lines": []}
        root = tree(parser(sanitise).parse("\n".join(visible(self.lines, view, self.near_misses)), env))
        if view == "all":
            self._stray_audience(env, lines)
        else:
            drop_empty_items(root)
        exempted = exemptions(root, lines)
        title = take_first_heading(root, self.written_title)
        join_lists(root)
        nodes = root.walk()
        anchors = Anchors(nodes, lines)
        translated = self.source.language != self.options.languages[0]
        writer = Writer(lines, self.source.language, self.prefix, anchors.raw, translated)
        heading = ""
        blocks = Blocks(lines, translators=len(self.options.languages) > 1) if wants_blocks else None
        if title:
            heading = self._title(title, anchors, writer)
            if blocks:
                blocks.title(title)
        name_headings(nodes, anchors)
        number_lists(root, anchors, self.prefix)
        if self.has_blocks:
            read_pictures(root, lines, anchors, self.prefix)
            read_worked(root)
            read_decisions(root, lines, anchors, self.prefix)
            nodes = root.walk()
        if blocks:
            blocks.read(root)
        writer.write(root.children)
        if view == "all":
            self._unused_footnotes(env, lines)
            report_tables(nodes, lines)
            report_list_marks(nodes, lines)
            report_empty(nodes, lines)
            report_step_facts(root, lines)
            self._too_deep(nodes, lines)
            self._too_long(nodes, lines)
            self._too_many(env, lines)
        pieces: tuple[Piece, ...] | None = writer.pieces
        if writer.raw_used and pieces:
            pieces = net(pieces, word("table", self.source.language))
        if pieces is None:
            return None
        apart = sum(1 for _ in hidden(self.lines, view, self.near_misses))
        return _View(pieces, replace(writer.outline, apart=apart), heading, blocks, exempted)

    def _title(self, title: Node, anchors: Anchors, writer: Writer) -> str:
        """The text of the H1 that was taken out; its anchors stay as empty elements at the top.

        An H1 that is only a template of another tool means the title of the front matter: then it says nothing.
        """
        tokens = title.children[0].token.children or []
        text = " ".join(plain(tokens).split())
        templates = [token.content for token in tokens if token.type == "template"]
        stands_for_title = bool(templates and self.written_title and text == "".join(templates))
        if templates:
            shown = "the title stands in for it" if stands_for_title else "it is shown as it is"
            message = f"`{templates[0]}` is no text: {shown}"
            hint = "write the title itself, or leave this heading out where the front matter has a title"
            writer.lines.note(writer.lines.whole(max(title.first, 0)), "template-syntax", message, hint)
        if stands_for_title:
            text = self.written_title
        raw = (anchor for token in tokens if token.type == "html_inline" for anchor in raw_anchors(token.content))
        for wanted in filter(None, dict.fromkeys((title.id or slug(text), *raw))):
            anchor = anchors.give(wanted)
            writer.anchors.append((anchor, writer.lines.whole(max(title.first, 0))))
            writer.out.append(f'<div id="{escape(anchor)}"></div>\n')
        return "" if stands_for_title else text

    @staticmethod
    def _too_deep(nodes: Iterable[Node], lines: Lines) -> None:
        """Markdown is not read beyond a depth: what stands there is on no page."""
        deep = next((node for node in nodes if node.token.level >= DEEPEST - 1), None)
        if deep:
            message = f"quotes and lists stand {DEEPEST} deep in each other here: what is in the innermost is not shown"
            lines.note(lines.whole(max(deep.first, 0)), "limits", message, "write it flatter")

    @staticmethod
    def _too_long(nodes: Iterable[Node], lines: Lines) -> None:
        """Texts that are shown as they are written, because nobody reads so much."""
        for node in nodes:
            if node.kind == "inline" and too_long(node.token.content):
                length = len(node.token.content)
                message = f"this text of {length} characters is not read: it is shown as it is written"
                lines.note(lines.whole(max(node.first, 0)), "limits", message, "part it by empty lines")

    @staticmethod
    def _too_many(env: Env, lines: Lines) -> None:
        """A text is read so far and no further."""
        line = unread_from(env)
        if line is not None:
            message = "this document has more headings, paragraphs, list items and cells than anybody reads: "
            lines.note(lines.whole(line), "limits", f"{message}from here on it is not shown", "part it")

    def _stray_audience(self, env: Env, lines: Lines) -> None:
        """Audience blocks that Markdown took for something else: hidden from the others all the same."""
        for line in openings(self.lines) if is_split("\n".join(self.lines)) else ():
            if line not in env["audience_lines"]:
                message = "this block is read as text, because it stands inside other text or is indented too far"
                hint = "put an empty line before it, and indent it like the text around it"
                lines.note(lines.whole(line), "unclosed-block", message, hint)

    @staticmethod
    def _unused_footnotes(env: Env, lines: Lines) -> None:
        notes = env.get("footnotes")
        if not isinstance(notes, dict):
            return
        unused = {label[1:] for label, number in notes["refs"].items() if number < 0}
        for number, line in enumerate(lines.lines if unused else ()):
            match = _FOOTNOTE.search(line)
            if match and match[1] in unused:
                place = lines.place(number, match.start() + 1, match.end() + 1)
                hint = f"write `[^{match[1]}]` where the note belongs"
                lines.note(place, "footnote", f"nothing refers to the footnote `{match[1]}`: it is not shown", hint)


def _gathered(findings: list[Finding]) -> Iterator[Finding]:
    """Findings with each kind of HTML that is left out said once, with its number, where it first stands."""
    counted = Counter(finding.message for finding in findings if finding.rule == "html-dropped")
    said: set[str] = set()
    for finding in findings:
        again = 0 if _LOSING.search(finding.message) else counted[finding.message] - 1
        if finding.rule != "html-dropped" or again < 1:
            yield finding
        elif finding.message not in said:
            said.add(finding.message)
            times = "once" if again == 1 else f"{again} times"
            yield replace(finding, message=f"{finding.message}, here and {times} more below")
