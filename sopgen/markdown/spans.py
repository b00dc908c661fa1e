"""From inline tokens to HTML: text, links, pictures, code, facts, and raw HTML where it is allowed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from sopgen.markdown import rawhtml
from sopgen.markdown.links import forbidden_scheme
from sopgen.markdown.sheet import Sheet, escape
from sopgen.markdown.templates import facts_in
from sopgen.markdown.tree import plain
from sopgen.markdown.units import where
from sopgen.model import FactRef, ImageRef, LinkRef, Place, UnitRef

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
_SCHEME_HINT = "links lead to pages, files, or addresses with https:, mailto: or tel:"
_TEMPLATE_HINT = (
    "only {{ facts.… }}, {{ organisation.… }}, {{ contact.… }}, {{ branch.… }} and, on a line of its own, "
    '{{ include "…" }} and {{ services }} are replaced; write it as `code` where it is meant as text'
)
_BARE_INCLUDE = re.compile(r"\{\{\s*include\s+([^\s\"'{}]+)\s*\}\}")
_IMAGE_KEYS = ("id", "class", "lang", "dir", "width", "height")
_HTML_HINT = "write it in Markdown, or leave it out"


class Spans(Sheet):
    """Writes inline tokens, and raw HTML of both kinds."""

    def inline(self, parent: Token) -> None:
        """Writes the children of an inline token."""
        self.raw.enter()
        self._inline(parent, parent.children or [])
        self.raw.leave()
        if self.translated and parent.content:
            self.out.append(UnitRef(*where(self.lines, parent)))

    def _inline(self, parent: Token, tokens: Sequence[Token]) -> None:
        out = self.out
        dropped: list[bool] = []
        tokens = rawhtml.heard(tokens)
        for index, token in enumerate(tokens):
            kind = token.type
            if kind in ("text", "text_special"):
                out.append(escape(token.content))
            elif kind in _SIMPLE:
                if token.nesting < 0:
                    self.raw.leave()
                elif token.nesting > 0:
                    self.raw.enter()
                tag = _SIMPLE[kind]
                own = self._span_attributes(parent, token) if token.nesting > 0 else ""
                out.append(f"{tag[:-1]}{own}>" if own else tag)
            elif kind == "link_open":
                end = next(at for at in range(index, len(tokens)) if tokens[at].type == "link_close")
                dropped.append(self._link(parent, token, tokens[index + 1 : end]))
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
                self.raw_html(parent, token, token.meta["at"])
            elif kind == "comment":
                self._comment(parent, token)
            else:
                self._reported_text(parent, token)

    def _place(self, parent: Token, token: Token, length: int) -> Place:
        at = token.meta.get("at", 0)
        return self.lines.span(parent, at, max(token.meta.get("end", at + length), at + 1))

    def _link(self, parent: Token, token: Token, inside: Sequence[Token]) -> bool:
        target = str(token.attrs.get("href", ""))
        text = plain(inside)
        place = self._place(parent, token, len(text) + 2)
        if scheme := forbidden_scheme(target):
            self.lines.note(place, "link-scheme", f"`{scheme}` links are not written: the text stays", _SCHEME_HINT)
            return True
        own = token.meta.get("own", {})
        attributes = tuple((key, own[key]) for key in ("id", "class", "lang", "dir") if key in own)
        self._anchor(parent, token)
        self.facts += (FactRef(match[1], place) for match in facts_in(target))
        ref = LinkRef(target, place, str(token.attrs.get("title") or own.get("title", "")), text, attributes)
        self.links.append(ref)
        self.out.append(ref)
        return False

    def _image(self, parent: Token, token: Token) -> None:
        target, alt = str(token.attrs.get("src", "")), plain(token.children)
        place = self._place(parent, token, 1)
        if scheme := forbidden_scheme(target):
            self.lines.note(place, "link-scheme", f"`{scheme}` pictures are not shown: their text stays", _SCHEME_HINT)
            self.out.append(escape(alt))
            return
        own = token.meta.get("own", {})
        attributes = tuple((key, own[key]) for key in _IMAGE_KEYS if key in own)
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
        own, number = self.reference_id(token), token.meta["id"] + 1
        self.anchors.append((own, self._place(parent, token, 4)))
        link = f'<a href="#{self.prefix}fn-{number}" id="{own}" role="doc-noteref">{number}</a>'
        self.out.append(f'<sup class="footnote-ref">{link}</sup>')

    def reference_id(self, token: Token) -> str:
        """The id of a footnote's reference in the text, where its back link leads."""
        number, again = token.meta["id"] + 1, token.meta.get("subId", 0)
        return f"{self.prefix}fnref-{number}" + (f"-{again + 1}" if again else "")

    def _comment(self, parent: Token, token: Token) -> None:
        if not token.meta.get("closed", True):
            self.lines.note(
                self._place(parent, token, 4),
                "comment",
                "this comment is never closed: what follows in its block is hidden",
                "write `-->` at the end of the comment",
            )

    def _reported_text(self, parent: Token, token: Token) -> None:
        """Text that looks like more than text: shown as it is, and said."""
        place = self._place(parent, token, len(token.content))
        if token.type == "template":
            bare = _BARE_INCLUDE.fullmatch(token.content)
            hint = f'put the path in quotes: {{{{ include "{bare[1]}" }}}}' if bare else _TEMPLATE_HINT
            self.lines.note(place, "template-syntax", f"`{_short(token.content)}` is shown as it is", hint)
        elif token.type == "undefined_link":
            hint = f"write `[{token.info}]: address` on a line of its own, or `[text](address)`"
            self.lines.note(place, "broken-link", f"no line says where `[{token.info}]` leads", hint)
        elif token.type == "undefined_footnote":
            hint = f"write the note on a line of its own: `{token.content}: …`"
            self.lines.note(place, "footnote", f"there is no footnote {token.content}: it is shown as text", hint)
        self.out.append(escape(token.content))

    def raw_html(self, parent: Token, token: Token, base: int) -> None:
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
        if "id" in attributes and attributes["id"] in self.raw_ids:
            self.raw_ids.remove(attributes["id"])
            self.anchors.append((attributes["id"], place))
        else:
            attributes.pop("id", None)
        if element == "img":
            if "src" in attributes:
                size = tuple((key, attributes[key]) for key in _IMAGE_KEYS if key in attributes)
                image = ImageRef(attributes["src"], place, attributes.get("alt", ""), attributes.get("title", ""), size)
                self.images.append(image)
                self.out.append(image)
            return
        if element == "a" and self.raw.inside("a"):
            self.raw.close("a")
        if element == "a" and "href" in attributes:
            rest = tuple((key, value) for key, value in attributes.items() if key not in ("href", "title"))
            link = LinkRef(attributes["href"], place, attributes.get("title", ""), "", rest)
            self.facts += (FactRef(match[1], place) for match in facts_in(link.target))
            self.links.append(link)
            self.out.append(link)
        else:
            written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
            self.out.append(f"<{element}{written}>")
        if element not in rawhtml.VOID:
            self.raw.open(element)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"
