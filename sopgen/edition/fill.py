"""Fills the holes of a document's HTML: links, pictures, facts and included files, for one page of one site."""

from __future__ import annotations

import html
import re

from sopgen.address import escaped, file_url
from sopgen.edition.decision import contact_html, decision_html
from sopgen.edition.facts import fact_html, with_channels
from sopgen.edition.freshness import Marks
from sopgen.edition.marks import marks_html
from sopgen.edition.media import asset_path, attributes, media_html
from sopgen.edition.scope import PageScope, in_language
from sopgen.edition.services import comparison
from sopgen.edition.step_times import step_facts_html
from sopgen.links import included, rename, renamed_anchors, resolve
from sopgen.markdown.links import forbidden_scheme
from sopgen.model import (
    Audience,
    ContactRef,
    DecisionRef,
    FactRef,
    IncludeRef,
    LinkRef,
    MarksRef,
    Record,
    ServicesRef,
    StepRef,
    UnitRef,
)

_TAG = re.compile(r"<[a-z][^<>]*>")
_ID = re.compile(r'(\s(?:id="|href="#|aria-labelledby="|aria-details="))([^"]*)"')


def body_html(scope: PageScope, marks: Marks | None = None) -> str:
    """The document's body as HTML, safe and complete. marks: what to say at blocks whose source has changed."""
    parts = scope.library.outlines(scope.page.record, scope.routes.audience, scope.page.language)
    names, taken = renamed_anchors(parts)
    return _fill(scope.page.record, scope, (), _Ids(names, taken, marks or Marks()))


class _Ids:
    """The ids of one page: an included file, and each further copy of it, gets other names for those that are taken."""

    def __init__(self, first: dict[str, dict[str, str]], taken: set[str], marks: Marks) -> None:
        self.first, self.taken, self.marks = first, taken, marks

    def names(self, record: Record, audience: Audience) -> dict[str, str]:
        if record.path in self.first:
            return self.first.pop(record.path)
        return rename(record.outlines[audience], self.taken)


def _fill(record: Record, scope: PageScope, above: tuple[str, ...], ids: _Ids) -> str:
    pieces = scope.bodies(record.path).views[scope.routes.audience]
    names = ids.names(record, scope.routes.audience)
    filled: list[str] = []
    in_link = False
    for piece in pieces:
        if isinstance(piece, IncludeRef):
            filled.append(_include(piece, record, scope, above, ids))
            continue
        if isinstance(piece, UnitRef):
            filled.append(ids.marks.at(record.path, piece))
            continue
        if isinstance(piece, str):
            text = piece
            in_link = in_link and "</a>" not in piece
        elif isinstance(piece, FactRef):
            text = fact_html(piece.name, scope, in_link)
        elif isinstance(piece, StepRef):
            text = step_facts_html(piece, scope)
        elif isinstance(piece, LinkRef):
            text = _link(piece, record, scope)
            in_link = True
        elif isinstance(piece, ServicesRef):
            text = comparison(piece.names, scope)
        elif isinstance(piece, DecisionRef):
            text = decision_html(piece, scope)
        elif isinstance(piece, ContactRef):
            text = contact_html(scope)
        elif isinstance(piece, MarksRef):
            text = marks_html(piece, scope)
        else:
            text = media_html(piece, record, scope, in_link)
        filled.append(_renamed(text, names) if names else text)
    return "".join(filled)


def _renamed(text: str, names: dict[str, str]) -> str:
    """A piece of HTML with other ids, and links to them."""

    def tag(match: re.Match[str]) -> str:
        return _ID.sub(attribute, match[0])

    def attribute(found: re.Match[str]) -> str:
        other = names.get(html.unescape(found[2]))
        return f'{found[1]}{html.escape(other)}"' if other else found[0]

    return _TAG.sub(tag, text)


def _include(piece: IncludeRef, record: Record, scope: PageScope, above: tuple[str, ...], ids: _Ids) -> str:
    found = included(scope.library, piece.target, scope.page.language)
    if found is None or found.path == record.path or found.path in above:
        return ""
    text = _fill(found, scope, (*above, record.path), ids)
    if foreign := in_language(scope.library.languages[found.path], scope.page.language):
        return f"<div{foreign}>{text}</div>"
    return text


def _link(link: LinkRef, record: Record, scope: PageScope) -> str:
    rest = (f' title="{html.escape(link.title)}"' if link.title else "") + attributes(link.attributes)
    written = with_channels(link.target, scope)
    known = scope.routes.leads.get((record.path, scope.page.record.key), {})
    target = known.get(written) or resolve(written, record, scope.page, scope.library, scope.routes)
    if target.kind == "external" and (not target.url or forbidden_scheme(target.url)):
        return f"<a{rest}>"
    if target.kind == "external":
        outside = ' rel="external"' if target.url.startswith(("http:", "https:", "//")) else ""
        return f'<a href="{html.escape(escaped(target.url))}"{outside}{rest}>'
    if target.kind == "page":
        fragment = f"#{target.anchor}" if target.anchor else ""
        here = target.url == scope.url and fragment
        href = fragment if here else scope.href(target.url) + fragment
        foreign = target.entry.language if target.entry and target.entry.language != scope.frame.language else ""
        hreflang = f' hreflang="{foreign}"' if foreign else ""
        return f'<a href="{html.escape(href)}"{hreflang}{rest}>'
    if target.kind in ("file", "static"):
        path = asset_path(target.url, scope.library) if target.kind == "file" else target.url
        return f'<a href="{html.escape(scope.href(file_url(path)))}"{rest}>'
    return f"<a{rest}>"
