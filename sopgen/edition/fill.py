"""Fills the holes of a document's HTML: links, pictures, facts and included files, for one page of one site."""

from __future__ import annotations

import html

from sopgen.address import escaped, file_url
from sopgen.edition.facts import fact_html, with_channels
from sopgen.edition.media import asset_path, attributes, media_html
from sopgen.edition.scope import PageScope
from sopgen.links import included, resolve
from sopgen.markdown.links import forbidden_scheme
from sopgen.model import FactRef, IncludeRef, LinkRef, Record


def body_html(scope: PageScope) -> str:
    """The document's body as HTML, safe and complete."""
    return _fill(scope.page.record, scope, ())


def _fill(record: Record, scope: PageScope, above: tuple[str, ...]) -> str:
    pieces = scope.bodies(record.path).views[scope.routes.audience]
    filled: list[str] = []
    in_link = False
    for piece in pieces:
        if isinstance(piece, str):
            filled.append(piece)
            in_link = in_link and "</a>" not in piece
        elif isinstance(piece, FactRef):
            filled.append(fact_html(piece.name, scope, in_link))
        elif isinstance(piece, LinkRef):
            filled.append(_link(piece, record, scope))
            in_link = True
        elif isinstance(piece, IncludeRef):
            filled.append(_include(piece, record, scope, above))
        else:
            filled.append(media_html(piece, record, scope, in_link))
    return "".join(filled)


def _include(piece: IncludeRef, record: Record, scope: PageScope, above: tuple[str, ...]) -> str:
    found = included(scope.library, piece.target, scope.page.language)
    if found is None or found.path == record.path or found.path in above:
        return ""
    text = _fill(found, scope, (*above, record.path))
    if found.language != scope.page.language and found.explicit:
        return f'<div lang="{found.language}">{text}</div>'
    return text


def _link(link: LinkRef, record: Record, scope: PageScope) -> str:
    rest = (f' title="{html.escape(link.title)}"' if link.title else "") + attributes(link.attributes)
    target = resolve(with_channels(link.target, scope), record, scope.page, scope.library, scope.routes)
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
