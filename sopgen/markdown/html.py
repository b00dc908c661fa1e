"""From the tree to HTML pieces with holes for what only the library knows: block by block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from markdown_it.token import Token

from sopgen.markdown.anchors import heading_of, is_contents_line
from sopgen.markdown.decision_html import write_decision
from sopgen.markdown.links import forbidden_scheme
from sopgen.markdown.picture import write_before_after, write_numbered
from sopgen.markdown.sheet import escape
from sopgen.markdown.spans import Spans
from sopgen.markdown.step_facts import step_facts
from sopgen.markdown.steps import is_picture
from sopgen.markdown.tree import Node, inline_of, place_cells, plain
from sopgen.markdown.words import word
from sopgen.markdown.worked import write_worked
from sopgen.model import IncludeRef, ServicesRef, UnitRef, VideoRef

_VIDEO = ("source", "captions", "poster", "title")


class Writer(Spans):
    """Writes one view of a file. `write` takes blocks; `pieces` and `outline` say what came out."""

    def write(self, nodes: Iterable[Node]) -> None:
        """Writes blocks one after the other; raw elements opened among them are closed at the end."""
        self.raw.enter()
        for node in nodes:
            writer = _BLOCKS.get(node.kind)
            if writer:
                writer(self, node)
            else:
                self.write(node.children)
        self.raw.leave()

    def _open(self, tag: str, node: Node, *classes: str, extra: str = "") -> None:
        self.out.append(f"<{tag}{self._attributes(node, classes)}{extra}>")

    def _attributes(self, node: Node, classes: Sequence[str] = ()) -> str:
        written = ""
        if node.id:
            written = f' id="{escape(node.id)}"'
            self.anchors.append((node.id, self.lines.whole(max(node.first, 0))))
        if names := [*classes, *node.classes]:
            written += f' class="{escape(" ".join(names))}"'
        if own := node.own:
            for key in [key for key in ("lang", "dir", "title") if key in own]:
                written += f' {key}="{escape(own[key])}"'
        return written

    def _wrapped(self, tag: str, node: Node, *classes: str, extra: str = "") -> None:
        self._open(tag, node, *classes, extra=extra)
        self.out.append("\n")
        self.write(node.children)
        self.out.append(f"</{tag}>\n")

    def paragraph(self, node: Node) -> None:
        if is_contents_line(node):
            return
        if node.token.hidden:
            return self.write(node.children)
        inline = inline_of(node)
        if inline and is_picture(node):
            images = [token for token in inline.token.children or () if token.type == "image"]
            if len(images) == 1 and images[0].attrs.get("title"):
                return self._figure(node, inline, images[0])
        if inline and len(node.children) == 1 and all(t.type == "comment" for t in inline.token.children or ()):
            return self.write(node.children)
        self._open("p", node)
        self.write(node.children)
        self.out.append("</p>\n")

    def _figure(self, node: Node, inline: Node, image: Token) -> None:
        caption = str(image.attrs.pop("title"))
        self._open("figure", node)
        self.write([inline])
        self.out.append(f"<figcaption>{escape(caption)}</figcaption></figure>\n")
        image.attrs["title"] = caption

    def heading(self, node: Node) -> None:
        heading = heading_of(node, self.lines)
        if heading.text:
            self.headings.append(heading)
        tag = node.token.tag
        self._open(tag, node)
        self.write(node.children)
        after = [self.out.pop()] if isinstance(self.out[-1], UnitRef) else []  # no part of the heading's words
        self.out += (f"</{tag}>\n", *after)
        self._step_facts(node)

    def _step_facts(self, node: Node) -> None:
        """The hole for the time and the roles of a step or part, where it gives any."""
        ref = None if self.exempt and node.number else step_facts(node, self.lines)
        if ref:
            self.steps.append(ref)
            before = self.out[-1]
            self.out += () if isinstance(before, str) and before.endswith("\n") else ("\n",)
            self.out += (ref, "\n")

    def any_list(self, node: Node) -> None:
        numbered = node.kind == "ordered_list"
        steps = not numbered and any(item.number for item in node.children)
        tag = "ol" if numbered or steps else "ul"
        start = node.token.attrs.get("start", 1) if numbered else 1
        classes = ["steps"] if steps or node.token.meta.get("steps") else []
        if any("checked" in item.token.meta for item in node.children):
            classes.append("tasks")
        around, self.exempt = self.exempt, self.exempt or "list" in node.classes
        self.numbered = self.numbered or (any(item.number for item in node.children) and not self.exempt)
        self._wrapped(tag, node, *classes, extra=f' start="{start}"' if start != 1 else "")
        self.exempt = around

    def item(self, node: Node) -> None:
        checked = node.token.meta.get("checked")
        self._open("li", node, *(["task"] if checked is not None else []))
        if checked is None:
            self._tight(node.children, node)
        else:
            self._task(node, " checked" if checked else "")
        self.out.append("</li>\n")

    def _tight(self, children: list[Node], step: Node | None = None) -> None:
        """Writes the blocks of an item; a line of its own for each after a first paragraph without tags. step: the
        item, whose time and roles stand below its first block."""
        self.write(children[:1])
        if len(children) > 1 and children[0].token.hidden:
            self.out.append("\n")
        if step:
            self._step_facts(step)
        self.write(children[1:])

    def _task(self, node: Node, checked: str) -> None:
        box = f'<input type="checkbox" disabled{checked}'
        first = node.children[0] if node.children else None
        inline = inline_of(first) if first and first.kind == "paragraph" else None
        if not first or not inline or not plain(inline.token.children).strip():
            self.out.append(f'{box} aria-label="{escape(word("task", self.language))}"> ')
            self.write(node.children)
            return self._step_facts(node)
        paragraph = not first.token.hidden
        self.out.append(("<p>" if paragraph else "") + f"<label>{box}> ")
        self.write([inline])
        self.out.append("</label>" + ("</p>\n" if paragraph else "\n"))
        self._step_facts(node)
        self.write(node.children[1:])

    def table(self, node: Node) -> None:
        head = [cell for cell in node.walk() if cell.kind == "th"]
        names = [plain(inline.token.children).strip() for cell in head if (inline := inline_of(cell))]
        label = ", ".join(name for name in names if name and "{{" not in name)
        label = f"{word('table', self.language)}: {label}" if label else word("table", self.language)
        count = self.tables[label] = self.tables.get(label, 0) + 1
        if count > 1:
            label += f" ({count})"
        self.out.append(f'<div class="table" role="group" tabindex="0" aria-label="{escape(label)}">')
        self._open("table", node)
        self.out.append("\n")
        for section in node.children:
            if section.kind == "thead" and not any(names):
                continue
            self._wrapped(section.kind, section)
        self.out.append("</table></div>\n")

    def row(self, node: Node) -> None:
        place_cells(node, self.lines)
        self._open("tr", node)
        for cell in node.children:
            inline = inline_of(cell)
            empty = not inline or not inline.token.content
            tag = "td" if cell.kind == "td" or empty else "th"
            align = str(cell.token.attrs.get("style", "")).removeprefix("text-align:")
            self._open(tag, cell, *([f"align-{align}"] if align else []), extra=' scope="col"' if tag == "th" else "")
            self.write(cell.children)
            self.out.append(f"</{tag}>")
        self.out.append("</tr>\n")

    def code(self, node: Node) -> None:
        language = (node.token.info.split() or [""])[0].strip("{}.").partition("{")[0]
        self._open("pre", node, extra=' tabindex="0"')
        self.out.append(f'<code class="language-{escape(language)}">' if language else "<code>")
        self.out.append(escape(node.token.content) + "</code></pre>\n")
        if self.translated:
            self.out.append(UnitRef(max(node.first, 0) + self.lines.first_line, 1))

    def callout(self, node: Node) -> None:
        meta = node.token.meta
        if meta["fold"]:
            return self._details(node, meta["kind"])
        self._open("div", node, "callout", f"callout-{meta['kind']}", extra=' role="note"')
        self.out.append('<p class="callout-title">')
        rest = self._callout_title(node, meta["kind"])
        self.out.append("</p>\n")
        self.write(rest)
        self.out.append("</div>\n")

    def details(self, node: Node) -> None:
        self._details(node, "")

    def _details(self, node: Node, kind: str) -> None:
        """Folded text: a call-out of this kind, or plain where it is ""."""
        opened = " open" if node.token.meta["fold"] == "open" else ""
        self._open("details", node, *(("callout", f"callout-{kind}") if kind else ()), extra=opened)
        self.out.append('<summary class="callout-title">' if kind else "<summary>")
        rest = self._callout_title(node, kind) if kind else self._title(node, word("details", self.language))
        self.out.append("</summary>\n")
        self.write(rest)
        self.out.append("</details>\n")

    def _callout_title(self, node: Node, kind: str) -> list[Node]:
        """As `_title`, with the kind before a title that does not begin with it: colour alone says nothing."""
        name = word(kind, self.language)
        title = node.children[0] if node.children and node.children[0].kind == "title" else None
        inline = inline_of(title) if title else None
        if inline and not plain(inline.token.children).strip().casefold().startswith(name.casefold()):
            self.out.append(f'<span class="callout-kind">{escape(name)}:</span> ')
        return self._title(node, name)

    def _title(self, node: Node, default: str) -> list[Node]:
        """Writes the title of a block, its own or the default one; the blocks that follow it."""
        if node.children and node.children[0].kind == "title":
            self.write(node.children[0].children)
            return node.children[1:]
        self.out.append(escape(default))
        return node.children

    def tab(self, node: Node) -> None:
        title = node.children[0] if node.children and node.children[0].kind == "title" else None
        inline = inline_of(title) if title else None
        default = word("tab", self.language)
        label = plain(inline.token.children) if inline else default
        self._open("div", node, "tab", extra=f' role="group" aria-label="{escape(label)}"')
        self.out.append('<p class="tab-title">')
        rest = self._title(node, default)
        self.out.append("</p>\n")
        self.write(rest)
        self.out.append("</div>\n")

    def video(self, node: Node) -> None:
        settings = node.token.meta["settings"]
        place = self.lines.whole(node.first)
        missing = [name for name in ("source", "captions") if not settings.get(name)]
        transcript = [child for child in node.children if child.kind != "comment"]
        if not transcript:
            missing.append("transcript")
        if missing:
            self.lines.note(
                place,
                "video",
                f"this video has no {' and no '.join(missing)}",
                "write `source: film.mp4` and `captions: film.vtt` below `:::video`, then what is said and shown",
            )
        values = [settings.get(key, "") for key in _VIDEO]
        for key, written in settings.items():
            if key != "title" and (scheme := forbidden_scheme(written)):
                message = f"`{scheme}` addresses of videos are not written"
                self.lines.note(place, "link-scheme", message, "name a file of the content folder")
                values[_VIDEO.index(key)] = ""
        self._open("figure", node, "video")
        if values[0]:
            ref = VideoRef(values[0], values[1], values[2], values[3], place)
            self.videos.append(ref)
            self.out.append(ref)
        if transcript:
            name = escape(word("transcript", self.language))
            self.out.append(f'<details class="transcript"><summary>{name}</summary>\n')
            self.write(node.children)
            self.out.append("</details>")
        self.out.append("</figure>\n")

    def include(self, node: Node) -> None:
        ref = IncludeRef(node.token.content, self.lines.whole(node.first))
        self.includes.append(ref)
        self.out += (ref, "\n")

    def compared(self, node: Node) -> None:
        names = tuple(name for name in map(str.strip, node.token.content.split(",")) if name)
        ref = ServicesRef(names, self.lines.whole(node.first))
        self.services.append(ref)
        self.out += (ref, "\n")

    def footnotes(self, node: Node) -> None:
        label = escape(word("footnotes", self.language))
        role = "" if self.prefix else f' role="doc-endnotes" aria-label="{label}"'
        self._wrapped("div", node, "footnotes", extra=role + "><ol")
        self.out[-1] = "</ol></div>\n"

    def footnote(self, node: Node) -> None:
        node.id = f"{self.prefix}fn-{node.token.meta['id'] + 1}"
        self._wrapped("li", node)

    def back_link(self, node: Node) -> None:
        label = escape(word("back", self.language))
        target = self.reference_id(node.token)
        link = f'<a class="footnote-back" href="#{target}" role="doc-backlink" aria-label="{label}">'
        self.out.append(f" {link}↩\ufe0e</a>")

    def html_block(self, node: Node) -> None:
        self.raw_html(node.token, node.token, 0)


def _wrapper(tag: str, *classes: str) -> Callable[[Writer, Node], None]:
    def write(writer: Writer, node: Node) -> None:
        writer._wrapped(tag, node, *classes)

    return write


def _inline(writer: Writer, node: Node) -> None:
    writer.inline(node.token)


def _nothing(writer: Writer, node: Node) -> None:
    pass


def _rule(writer: Writer, node: Node) -> None:
    writer._open("hr", node)
    writer.out.append("\n")


def _definition(writer: Writer, node: Node) -> None:
    writer._open(node.kind, node)
    writer._tight(node.children)
    writer.out.append(f"</{node.kind}>\n")


_BLOCKS: dict[str, Callable[[Writer, Node], None]] = {
    "before-after": write_before_after,
    "blockquote": _wrapper("blockquote"),
    "bullet_list": Writer.any_list,
    "callout": Writer.callout,
    "code_block": Writer.code,
    "comment": _nothing,
    "customer": _wrapper("div", "for-customer"),
    "dd": _definition,
    "decision": write_decision,
    "details": Writer.details,
    "did-it-work": write_worked,
    "dl": _wrapper("dl"),
    "dt": _definition,
    "fence": Writer.code,
    "footnote": Writer.footnote,
    "footnote_anchor": Writer.back_link,
    "footnote_block": Writer.footnotes,
    "heading": Writer.heading,
    "hr": _rule,
    "html_block": Writer.html_block,
    "include": Writer.include,
    "inline": _inline,
    "list_item": Writer.item,
    "ordered_list": Writer.any_list,
    "paragraph": Writer.paragraph,
    "services": Writer.compared,
    "picture": write_numbered,
    "staff": _wrapper("div", "for-staff"),
    "steps": _wrapper("div", "steps-block"),
    "tab": Writer.tab,
    "table": Writer.table,
    "tabs": _wrapper("div", "tabs"),
    "tr": Writer.row,
    "video": Writer.video,
}
