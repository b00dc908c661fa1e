"""Fills the holes of a document's HTML: links, pictures, facts and included files, for one page of one site."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from sopgen.address import file_url, relative_url
from sopgen.config import Fact
from sopgen.formats import Duration, Money, format_date, format_duration, format_money
from sopgen.library import Library, Routes
from sopgen.links import file_of, in_static, included, resolve
from sopgen.model import (
    Body,
    ChannelView,
    Entry,
    FactRef,
    Frame,
    ImageRef,
    IncludeRef,
    LinkRef,
    Record,
    Text,
    VideoRef,
)
from sopgen.pictures import size_of_file

FACT = re.compile(r"\{\{\s*([\w.-]+)\s*\}\}")


@dataclass(frozen=True, slots=True)
class PageScope:
    """Where text is being filled in: the page, its site and language, and the way to other files' bodies."""

    library: Library
    routes: Routes
    frame: Frame
    page: Entry
    url: str
    bodies: Callable[[str], Body]

    def href(self, url: str) -> str:
        return relative_url(url, self.url, self.frame.public_url, self.frame.link_style)


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
            filled.append(_media(piece, record, scope))
    return "".join(filled)


def _include(piece: IncludeRef, record: Record, scope: PageScope, above: tuple[str, ...]) -> str:
    found = included(scope.library, piece.target, scope.page.language)
    if found is None or found.path == record.path or found.path in above:
        return ""
    text = _fill(found, scope, (*above, record.path))
    if found.language != scope.page.language and found.explicit:
        return f'<div lang="{found.language}">{text}</div>'
    return text


def _attributes(pairs: tuple[tuple[str, str], ...]) -> str:
    return "".join(f' {name}="{html.escape(value)}"' for name, value in pairs)


def _link(link: LinkRef, record: Record, scope: PageScope) -> str:
    rest = (f' title="{html.escape(link.title)}"' if link.title else "") + _attributes(link.attributes)
    target = resolve(link.target, record, scope.page, scope.library, scope.routes)
    if target.kind == "external":
        outside = ' rel="external"' if target.url.startswith(("http:", "https:", "//")) else ""
        return f'<a href="{html.escape(_escaped(target.url))}"{outside}{rest}>'
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


_AUTHORITY = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?(?://[^/?#]*)?")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def _escaped(url: str) -> str:
    """The address with all escaped that may not stand in one; brackets only in a host."""
    head = _AUTHORITY.match(url)
    start = head.end() if head else 0
    path = _BARE_PERCENT.sub("%25", url[start:])
    escaped = (char if char.isalnum() or char in "!#$%&'()*+,-./:;=?@_~" else quote(char) for char in path)
    return url[:start] + "".join(escaped)


def asset_path(path: str, library: Library) -> str:
    """Where a file of the content folder lands in a site."""
    content = library.config.content
    return path if content == "." else path.removeprefix(f"{content}/")


def _media(piece: ImageRef | VideoRef, record: Record, scope: PageScope) -> str:
    if isinstance(piece, VideoRef):
        return _video(piece, record, scope)
    given = dict(piece.attributes)
    source, found = _source(piece.target, record, scope)
    if not source:
        return _missing(piece.alt or piece.title or piece.target)
    if found and not ({"width", "height"} & given.keys()):
        size = size_of_file(scope.library.config.root / found)
        given.update({"width": str(size[0]), "height": str(size[1])} if size else {})
    elif found and {"width", "height"} & given.keys() != {"width", "height"}:
        given = _in_proportion(given, size_of_file(scope.library.config.root / found))
    title = f' title="{html.escape(piece.title)}"' if piece.title else ""
    shown = _attributes(tuple((name, value) for name, value in given.items()))
    return f'<img src="{html.escape(source)}" alt="{html.escape(piece.alt)}"{title}{shown} loading="lazy">'


def _in_proportion(given: dict[str, str], size: tuple[int, int] | None) -> dict[str, str]:
    """One of width and height is written: the other follows from the picture."""
    known = "width" if "width" in given else "height"
    if not size or not given[known].isdigit() or not all(size):
        return {name: value for name, value in given.items() if name not in ("width", "height") or value.isdigit()}
    width, height = size
    other = "height" if known == "width" else "width"
    ratio = height / width if known == "width" else width / height
    return {**given, other: str(max(1, round(int(given[known]) * ratio)))}


def _source(target: str, record: Record, scope: PageScope) -> tuple[str, str]:
    """The address of a picture or video file, and the file it is (or ""); both "" where there is none."""
    if target.startswith(("http://", "https://")):
        return _escaped(target), ""
    found = file_of(target, record, scope.library)
    if found:
        return scope.href(file_url(asset_path(found, scope.library))), found
    if target.startswith("/") and in_static(target, scope.library, scope.frame.site):
        return scope.href(file_url(target.lstrip("/"))), ""
    return "", ""


def _missing(name: str) -> str:
    """What stands where a picture or video should: its words, so that the reader knows what the page lacks."""
    return f'<em class="missing-picture">{html.escape(name)}</em>'


def _video(video: VideoRef, record: Record, scope: PageScope) -> str:
    source, _ = _source(video.source, record, scope)
    if not source:
        return f"<p>{_missing(video.title or video.source)}</p>"
    poster_source = _source(video.poster, record, scope)[0] if video.poster else ""
    poster = f' poster="{html.escape(poster_source)}"' if poster_source else ""
    label = f' aria-label="{html.escape(video.title)}"' if video.title else ""
    track = ""
    captions = _source(video.captions, record, scope)[0] if video.captions else ""
    if captions:
        language = scope.page.language
        track = f'<track kind="captions" src="{html.escape(captions)}" srclang="{language}" label="{language}" default>'
    return f'<video controls preload="none"{poster}{label} src="{html.escape(source)}">{track}</video>'


# ------------------------------------------------------------------------------------------------------- facts


def fact_html(name: str, scope: PageScope, in_link: bool = False) -> str:
    """The value of a fact for this page's reader; a name that does not exist stays as written (a rule reports it)."""
    language, config = scope.frame.language, scope.library.config
    head, _, rest = name.partition(".")
    if head == "facts" and rest in config.facts:
        fact = config.facts[rest]
        if fact.by_branch:
            return _by_branch(fact, scope, in_link)
        return _value_html(fact.value, language, in_link, fact.type)
    if name == "organisation.name":
        return html.escape(config.organisation.name)
    if head == "contact" and (channel := find_channel(scope.frame, rest)):
        return _channel_html(channel, in_link)
    branch, _, part = rest.partition(".")
    if head == "branch" and branch in config.branches:
        if part == "name":
            return html.escape(config.branches[branch].name.get(language, config.source_language))
        if part == "address":
            return html.escape(", ".join(config.branches[branch].address))
        if channel := find_channel(scope.frame, part, branch):
            return _channel_html(channel, in_link)
    return html.escape(f"{{{{ {name} }}}}")


def find_channel(frame: Frame, name: str, branch: str | None = None) -> ChannelView | None:
    """A channel of this site by id, else the first of this kind: what the reader of this language should use first."""
    everywhere = (*frame.contact.channels, *(channel for place in frame.contact.branches for channel in place.channels))
    channels = [channel for channel in everywhere if branch in (None, channel.branch)]
    by_id = [channel for channel in channels if channel.id == name]
    return next(iter([*by_id, *(channel for channel in channels if channel.kind == name.replace("-", " "))]), None)


def _channel_html(channel: ChannelView, in_link: bool) -> str:
    value = html.escape(channel.value or ", ".join(channel.lines) or channel.label)
    return value if in_link or not channel.href else f'<a href="{html.escape(channel.href)}">{value}</a>'


def fact_text(text: str, scope: PageScope) -> str:
    """Plain text with its facts filled in, for the contents list and window titles."""
    return FACT.sub(lambda match: _plain(fact_html(match[1], scope, in_link=True)), text)


def _plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


def _by_branch(fact: Fact, scope: PageScope, in_link: bool) -> str:
    """All values, each with its branch; one where the document is for one branch, or all are the same."""
    values = fact.by_branch
    branches, language = scope.library.config.branches, scope.frame.language
    applies = [key for key in (scope.page.meta.branches or branches) if key in values]
    if len(applies) == 1 or len({str(values[key]) for key in applies}) == 1:
        return _value_html(values[applies[0]], language, in_link, fact.type) if applies else ""
    amounts = [value.amount for value in values.values() if isinstance(value, Money)]
    cents = any(amount != amount.to_integral_value() for amount in amounts)
    parts = []
    for key in applies:
        label = html.escape(branches[key].name.get(language, scope.frame.source_language)) if key in branches else key
        value = _value_html(values[key], language, in_link, fact.type, cents)
        parts.append(f'<span class="fact-value"><span class="fact-branch">{label}</span> {value}</span>')
    return f'<span class="fact-values">{" · ".join(parts)}</span>'


def _value_html(value: object, language: str, in_link: bool, kind: str, cents: bool = False) -> str:
    if isinstance(value, Money):
        shown = html.escape(format_money(value.amount, value.currency, language, cents))
        return f'<data value="{value.amount} {value.currency}">{shown}</data>'
    if isinstance(value, Duration):
        return html.escape(format_duration(value, language))
    if isinstance(value, date):
        return f'<time datetime="{value.isoformat()}">{html.escape(format_date(value, language))}</time>'
    text = Text(tuple(value.items())).get(language) if isinstance(value, dict) else str(value)
    if kind == "url" and not in_link:
        shown = text.removeprefix("https://").removeprefix("http://").rstrip("/")
        return f'<a href="{html.escape(_escaped(text))}" rel="external">{html.escape(shown)}</a>'
    return html.escape(text)
