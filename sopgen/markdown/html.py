"""From the tree to HTML pieces with holes for what only the library knows, and the outline of what they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from markdown_it.token import Token

from sopgen.markdown import rawhtml
from sopgen.markdown.anchors import heading_of, is_contents_line
from sopgen.markdown.links import forbidden_scheme
from sopgen.markdown.places import Lines, cell_segments
from sopgen.markdown.steps import is_picture
from sopgen.markdown.templates import facts_in
from sopgen.markdown.tree import Node, inline_of, plain
from sopgen.markdown.words import word
from sopgen.model import FactRef, Heading, ImageRef, IncludeRef, LinkRef, Outline, Piece, Place, VideoRef

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\0": ""}
_TABLE = str.maketrans(_ESCAPES)
_SIMPLE = {
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "s_open": "<s>",
    "s_close": "</s>",
    "softbreak": "\n",
    "hardbreak": "<br>\n",
}


def escape(text: str) -> str:
    return text.translate(_TABLE)


class Writer:
    """Writes one view of a file. `write` takes a tree; `pieces` and `outline` say what came out."""

    def __init__(self, lines: Lines, language: str, prefix: str) -> None:
        self.lines, self.language, self.prefix = lines, language, prefix
        self.out: list[Piece] = []
        self.headings: list[Heading] = []
        self.anchors: list[tuple[str, Place]] = []
        self.links: list[LinkRef] = []
        self.images: list[ImageRef] = []
        self.videos: list[VideoRef] = []
        self.facts: list[FactRef] = []
        self.includes: list[IncludeRef] = []
        self.raw_used = False
        self.tables: dict[str, int] = {}
        self.raw = rawhtml.OpenElements(self.out.append)

    @property
    def outline(self) -> Outline:
        return Outline(
            tuple(self.headings),
            tuple(self.anchors),
            tuple(self.links),
            tuple(self.images),
            tuple(self.videos),
            tuple(self.facts),
            tuple(self.includes),
        )

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces; strings that stand side by side are one."""
        merged: list[Piece] = []
        run: list[str] = []
        for piece in self.out:
            if isinstance(piece, str):
                run.append(piece)
                continue
            if text := "".join(run):
                merged.append(text)
            run = []
            merged.append(piece)
        if text := "".join(run):
            merged.append(text)
        return tuple(merged)

    # ------------------------------------------------------------------------------------- blocks

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
        own = node.own
        for key in ("lang", "dir", "title"):
            if key in own:
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
            self.write(node.children)
            if not inline_of(node):
                self.out.append("\n")
            return
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
        self.headings.append(heading_of(node, self.lines))
        tag = node.token.tag
        self._open(tag, node)
        self.write(node.children)
        self.out.append(f"</{tag}>\n")

    def list(self, node: Node) -> None:
        numbered = node.kind == "ordered_list"
        steps = not numbered and any(item.number for item in node.children)
        tag = "ol" if numbered or steps else "ul"
        start = node.token.attrs.get("start", 1) if numbered else 1
        classes = ["steps"] if steps or node.token.meta.get("steps") else []
        if any("checked" in item.token.meta for item in node.children):
            classes.append("tasks")
        self._wrapped(tag, node, *classes, extra=f' start="{start}"' if start != 1 else "")

    def item(self, node: Node) -> None:
        checked = node.token.meta.get("checked")
        self._open("li", node, *(["task"] if checked is not None else []))
        if checked is None:
            self.write(node.children)
        else:
            self._task(node, " checked" if checked else "")
        self.out.append("</li>\n")

    def _task(self, node: Node, checked: str) -> None:
        box = f'<input type="checkbox" disabled{checked}'
        first = node.children[0] if node.children else None
        inline = inline_of(first) if first and first.kind == "paragraph" else None
        if not first or not inline or not plain(inline.token.children).strip():
            self.out.append(f'{box} aria-label="{escape(word("task", self.language))}"> ')
            return self.write(node.children)
        paragraph = not first.token.hidden
        self.out.append(("<p>" if paragraph else "") + f"<label>{box}> ")
        self.write([inline])
        self.out.append("</label>" + ("</p>\n" if paragraph else "\n"))
        self.write(node.children[1:])

    def table(self, node: Node) -> None:
        head = [cell for section in node.children if section.kind == "thead" for cell in section.walk() if cell.kind == "th"]
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

    def callout(self, node: Node) -> None:
        meta = node.token.meta
        if meta["fold"]:
            return self._details(node, "callout", f"callout-{meta['kind']}", word(meta["kind"], self.language))
        self._open("div", node, "callout", f"callout-{meta['kind']}", extra=' role="note"')
        self.out.append('<p class="callout-title">')
        rest = self._title(node, word(meta["kind"], self.language))
        self.out.append("</p>\n")
        self.write(rest)
        self.out.append("</div>\n")

    def details(self, node: Node) -> None:
        self._details(node, "", "", word("details", self.language))

    def _details(self, node: Node, first: str, second: str, title: str) -> None:
        opened = " open" if node.token.meta["fold"] == "open" else ""
        self._open("details", node, *filter(None, (first, second)), extra=opened)
        self.out.append('<summary class="callout-title">' if first else "<summary>")
        rest = self._title(node, title)
        self.out.append("</summary>\n")
        self.write(rest)
        self.out.append("</details>\n")

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
                'Write "source: film.mp4" and "captions: film.vtt" below ":::video", then what is said and shown as text.',
            )
        values = [settings.get(key, "") for key in ("source", "captions", "poster", "title")]
        self._open("figure", node, "video")
        if settings.get("source"):
            ref = VideoRef(values[0], values[1], values[2], values[3], place)
            self.videos.append(ref)
            self.out.append(ref)
        if transcript:
            self.out.append(f'<details class="transcript"><summary>{escape(word("transcript", self.language))}</summary>\n')
            self.write(node.children)
            self.out.append("</details>")
        self.out.append("</figure>\n")

    def include(self, node: Node) -> None:
        ref = IncludeRef(node.token.content, self.lines.whole(node.first))
        self.includes.append(ref)
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
        target = self._reference_id(node.token)
        self.out.append(f' <a class="footnote-back" href="#{target}" role="doc-backlink" aria-label="{label}">↩\ufe0e</a>')

    def _reference_id(self, token: Token) -> str:
        number, again = token.meta["id"] + 1, token.meta.get("subId", 0)
        return f"{self.prefix}fnref-{number}" + (f"-{again + 1}" if again else "")

    def html_block(self, node: Node) -> None:
        self._raw(node.token, node.token, 0)

    # ------------------------------------------------------------------------------------- inline

    def inline(self, node: Node) -> None:
        self.raw.enter()
        self._inline(node.token, node.token.children or [])
        self.raw.leave()

    def _inline(self, parent: Token, tokens: list[Token]) -> None:
        out = self.out
        dropped: list[bool] = []
        muted = ""
        for index, token in enumerate(tokens):
            kind = token.type
            if muted:
                if kind == "html_inline" and token.content.lower().startswith(f"</{muted}"):
                    muted = ""
                continue
            if kind in ("text", "text_special"):
                out.append(token.content.translate(_TABLE))
            elif kind in _SIMPLE:
                if token.nesting < 0:
                    self.raw.leave()
                elif token.nesting > 0:
                    self.raw.enter()
                out.append(_SIMPLE[kind])
            elif kind == "link_open":
                dropped.append(self._link(parent, token, tokens[index + 1 :]))
                self.raw.enter()
            elif kind == "link_close":
                self.raw.leave()
                if not dropped.pop():
                    out.append("</a>")
            elif kind == "image":
                self._image(parent, token)
            elif kind == "code_inline":
                out.append(f"<code{self._span_attributes(parent, token)}>{escape(token.content)}</code>")
            elif kind == "fact":
                ref = FactRef(token.info, self._place(parent, token, len(token.content)))
                self.facts.append(ref)
                out.append(ref)
            elif kind == "footnote_ref":
                self._footnote_reference(parent, token)
            elif kind == "html_inline":
                name = token.content[1:].split(">")[0].split(maxsplit=1)[0].lower() if len(token.content) > 2 else ""
                end = f"</{name}"
                if name in rawhtml.SILENCED and any(t.content.lower().startswith(end) for t in tokens[index + 1 :]):
                    muted = name
                self._raw(parent, token, token.meta["at"])
            elif kind == "comment":
                self._comment(parent, token)
            else:
                self._reported_text(parent, token)

    def _place(self, parent: Token, token: Token, length: int) -> Place:
        at = token.meta.get("at", 0)
        return self.lines.span(parent, at, max(token.meta.get("end", at + length), at + 1))

    def _link(self, parent: Token, token: Token, following: list[Token]) -> bool:
        target = str(token.attrs.get("href", ""))
        place = self._place(parent, token, 1)
        if scheme := forbidden_scheme(target):
            self.lines.note(
                place, "link-scheme", f'"{scheme}:" links are not written: the text stays', _SCHEME_HINT
            )
            return True
        depth = next(index for index, other in enumerate(following) if other.type == "link_close")
        text = plain(following[:depth])
        own = token.meta.get("own", {})
        attributes = tuple((key, own[key]) for key in ("id", "class", "lang", "dir") if key in own)
        self._anchor(parent, token)
        ref = LinkRef(target, place, str(token.attrs.get("title") or own.get("title", "")), text, attributes)
        self.links.append(ref)
        self.out.append(ref)
        return False

    def _image(self, parent: Token, token: Token) -> None:
        target, alt = str(token.attrs.get("src", "")), plain(token.children)
        place = self._place(parent, token, 1)
        if scheme := forbidden_scheme(target):
            self.lines.note(place, "link-scheme", f'"{scheme}:" pictures are not shown: their text stays', _SCHEME_HINT)
            self.out.append(escape(alt))
            return
        own = token.meta.get("own", {})
        attributes = tuple((key, own[key]) for key in ("id", "class", "lang", "dir", "width", "height") if key in own)
        self._anchor(parent, token)
        ref = ImageRef(target, place, alt, str(token.attrs.get("title") or own.get("title", "")), attributes)
        self.images.append(ref)
        self.out.append(ref)

    def _anchor(self, parent: Token, token: Token) -> None:
        if own := token.meta.get("own", {}).get("id"):
            self.anchors.append((own, self._place(parent, token, 1)))

    def _span_attributes(self, parent: Token, token: Token) -> str:
        own = token.meta.get("own")
        if not own:
            return ""
        self._anchor(parent, token)
        return "".join(f' {key}="{escape(own[key])}"' for key in ("id", "class", "lang", "dir", "title") if key in own)

    def _footnote_reference(self, parent: Token, token: Token) -> None:
        own, number = self._reference_id(token), token.meta["id"] + 1
        self.anchors.append((own, self._place(parent, token, 4)))
        self.out.append(
            f'<sup class="footnote-ref"><a href="#{self.prefix}fn-{number}" id="{own}" role="doc-noteref">{number}</a></sup>'
        )

    def _comment(self, parent: Token, token: Token) -> None:
        if not token.meta.get("closed", True):
            self.lines.note(
                self._place(parent, token, 4),
                "comment",
                "this comment is never closed: what follows in its block is hidden",
                'Write "-->" at the end of the comment.',
            )

    def _reported_text(self, parent: Token, token: Token) -> None:
        """Text that looks like more than text: shown as it is, and said."""
        place = self._place(parent, token, len(token.content))
        if token.type == "template":
            self.lines.note(place, "template-syntax", f"{_short(token.content)} is shown as it is", _TEMPLATE_HINT)
        elif token.type == "undefined_footnote":
            hint = f'Write the note on a line of its own: "{token.content}: …".'
            self.lines.note(place, "footnote", f"there is no footnote {token.content}: it is shown as text", hint)
        self.out.append(escape(token.content))

    # ----------------------------------------------------------------------------------- raw HTML

    def _raw(self, parent: Token, token: Token, base: int) -> None:
        self.raw_used = True
        for event in rawhtml.read(token.content):
            if isinstance(event, rawhtml.Text):
                self._raw_text(parent, event, base)
            elif isinstance(event, rawhtml.Dropped):
                place = self.lines.span(parent, base + event.start, base + event.end)
                self.lines.note(place, "html-dropped", event.message, _HTML_HINT)
            elif isinstance(event, rawhtml.EndTag):
                self.raw.close(event.element)
            else:
                self._raw_tag(parent, event, base)

    def _raw_text(self, parent: Token, event: rawhtml.Text, base: int) -> None:
        end = 0
        for match in facts_in(event.text):
            place = self.lines.span(parent, base + event.at + match.start(), base + event.at + match.end())
            ref = FactRef(match[1], place)
            self.facts.append(ref)
            self.out += (escape(event.text[end : match.start()]), ref)
            end = match.end()
        self.out.append(escape(event.text[end:]))

    def _raw_tag(self, parent: Token, tag: rawhtml.Tag, base: int) -> None:
        attributes, element = tag.attributes, tag.element
        place = self.lines.span(parent, base + tag.at, base + tag.at + len(element) + 1)
        if "name" in attributes:
            attributes.setdefault("id", attributes["name"])
            del attributes["name"]
        if "id" in attributes:
            self.anchors.append((attributes["id"], place))
        if element == "img":
            if "src" in attributes:
                rest = tuple((key, attributes[key]) for key in ("id", "class", "width", "height") if key in attributes)
                image = ImageRef(attributes["src"], place, attributes.get("alt", ""), attributes.get("title", ""), rest)
                self.images.append(image)
                self.out.append(image)
            return
        if element == "a" and self.raw.inside("a"):
            self.raw.close("a")
        if element == "a" and "href" in attributes:
            rest = tuple((key, value) for key, value in attributes.items() if key not in ("href", "title"))
            link = LinkRef(attributes["href"], place, attributes.get("title", ""), "", rest)
            self.links.append(link)
            self.out.append(link)
        else:
            written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
            self.out.append(f"<{element}{written}>")
        if element not in rawhtml.VOID:
            self.raw.open(element)


def place_cells(row: Node, lines: Lines) -> None:
    """Notes on the cells of a table row where they stand in its line."""
    if row.first < 0 or row.first >= len(lines.lines):
        return
    line, cursor = lines.lines[row.first], 0
    for cell in row.children:
        inline = inline_of(cell)
        if inline and inline.token.content and "segments" not in inline.token.meta:
            segments, cursor = cell_segments(inline.token.content, line, row.first + lines.first_line, cursor)
            inline.token.meta["segments"] = segments


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


_SCHEME_HINT = "Links lead to pages, files, https:, mailto: or tel: addresses."
_TEMPLATE_HINT = (
    "Only {{ facts.… }}, {{ organisation.… }}, {{ contact.… }}, {{ branch.… }} and, on a line of its own, "
    '{{ include "…" }} are replaced. Write it as code where it is meant as text.'
)
_HTML_HINT = "Write it in Markdown, or leave it out."


def _wrapper(tag: str, *classes: str) -> Callable[[Writer, Node], None]:
    def write(writer: Writer, node: Node) -> None:
        writer._wrapped(tag, node, *classes)

    return write


def _nothing(writer: Writer, node: Node) -> None:
    pass


def _rule(writer: Writer, node: Node) -> None:
    writer._open("hr", node)
    writer.out.append("\n")


def _term(writer: Writer, node: Node) -> None:
    writer._open("dt", node)
    writer.write(node.children)
    writer.out.append("</dt>\n")


_BLOCKS: dict[str, Callable[[Writer, Node], None]] = {
    "blockquote": _wrapper("blockquote"),
    "bullet_list": Writer.list,
    "callout": Writer.callout,
    "code_block": Writer.code,
    "comment": _nothing,
    "customer": _wrapper("div", "for-customer"),
    "dd": _wrapper("dd"),
    "details": Writer.details,
    "dl": _wrapper("dl"),
    "dt": _term,
    "fence": Writer.code,
    "footnote": Writer.footnote,
    "footnote_anchor": Writer.back_link,
    "footnote_block": Writer.footnotes,
    "heading": Writer.heading,
    "hr": _rule,
    "html_block": Writer.html_block,
    "include": Writer.include,
    "inline": Writer.inline,
    "list_item": Writer.item,
    "ordered_list": Writer.list,
    "paragraph": Writer.paragraph,
    "staff": _wrapper("div", "for-staff"),
    "steps": _wrapper("div", "steps-block"),
    "tab": Writer.tab,
    "table": Writer.table,
    "tabs": _wrapper("div", "tabs"),
    "tr": Writer.row,
    "video": Writer.video,
}
