"""Pictures and videos of a page: where the file lands, how large it is shown, what stands where it is missing."""

from __future__ import annotations

import html

from sopgen.address import escaped, file_url
from sopgen.edition.scope import PageScope
from sopgen.formats import autonym
from sopgen.library import Library
from sopgen.links import SCHEME, captions_language, file_of, in_static
from sopgen.markdown.links import forbidden_scheme
from sopgen.model import ImageRef, Record, VideoRef
from sopgen.pictures import size_of_file


def asset_path(path: str, library: Library) -> str:
    """Where a file of the content folder lands in a site."""
    content = library.config.content
    return path if content == "." else path.removeprefix(f"{content}/")


def attributes(pairs: tuple[tuple[str, str], ...]) -> str:
    """Attributes as they stand in a tag, escaped, each with a space before it."""
    return "".join(f' {name}="{html.escape(value)}"' for name, value in pairs)


def media_html(piece: ImageRef | VideoRef, record: Record, scope: PageScope, in_link: bool) -> str:
    """The element of a picture or video; its words where the file is missing, a link where it lies elsewhere."""
    if isinstance(piece, VideoRef):
        return _video(piece, record, scope)
    if is_elsewhere(piece.target):
        return _elsewhere(piece.alt or piece.title, piece.target, in_link)
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
    shown = attributes(tuple((name, value) for name, value in given.items()))
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
    found = file_of(target, record, scope.library)
    if found:
        return scope.href(file_url(asset_path(found, scope.library))), found
    if target.startswith("/") and in_static(target, scope.library, scope.frame.site):
        return scope.href(file_url(target.lstrip("/"))), ""
    return "", ""


def is_elsewhere(target: str) -> bool:
    """Whether a picture or video lies on another host: our pages make no request there."""
    return target.startswith("//") or SCHEME.match(target) is not None


def _elsewhere(name: str, target: str, in_link: bool) -> str:
    words = html.escape(name or target)
    return (
        words
        if in_link or forbidden_scheme(target)
        else f'<a href="{html.escape(escaped(target))}" rel="external">{words}</a>'
    )


def _missing(name: str) -> str:
    """What stands where a picture or video should: its words, so that the reader knows what the page lacks."""
    return f'<em class="missing-picture">{html.escape(name)}</em>'


def _video(video: VideoRef, record: Record, scope: PageScope) -> str:
    if is_elsewhere(video.source):
        return f"<p>{_elsewhere(video.title, video.source, in_link=False)}</p>"
    source, _ = _source(video.source, record, scope)
    if not source:
        return f"<p>{_missing(video.title or video.source)}</p>"
    poster_source, picture = _source(video.poster, record, scope) if video.poster else ("", "")
    poster = f' poster="{html.escape(poster_source)}"' if poster_source else ""
    if picture and (size := size_of_file(scope.library.config.root / picture)):  # so that nothing moves when it comes
        poster += f' width="{size[0]}" height="{size[1]}"'
    label = f' aria-label="{html.escape(video.title)}"' if video.title else ""
    track = ""
    captions = _source(video.captions, record, scope)[0] if video.captions else ""
    if captions:
        language = captions_language(video.captions, scope.library) or scope.page.language
        name = html.escape(autonym(language))
        track = f'<track kind="captions" src="{html.escape(captions)}" srclang="{language}" label="{name}" default>'
    return f'<video controls preload="none"{poster}{label} src="{html.escape(source)}">{track}</video>'
