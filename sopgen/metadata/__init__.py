"""What cameras and editors write into pictures, taken away: places, names, times, earlier versions, folders.

What a picture looks like stays as it is, to the byte: nothing is decoded. So do the colour profile and, in EXIF data of
its own, how a photograph is turned.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from sopgen.metadata import gif, iso, jpeg, png, svg, webp
from sopgen.metadata.exif import Unreadable
from sopgen.stamps import stamp

_ENDINGS = (
    *(".apng", ".avif", ".gif", ".heic", ".heif", ".jfif", ".jpe", ".jpeg", ".jpg", ".png", ".svg", ".webp"),
    *(".tif", ".tiff"),  # which we cannot read: the rule `image-metadata` says so
)
_FORMATS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], bytes]], ...] = (
    (jpeg.is_jpeg, jpeg.stripped),
    (png.is_png, png.stripped),
    (webp.is_webp, webp.stripped),
    (gif.is_gif, gif.stripped),
    (iso.is_heif, iso.stripped),
    (svg.is_svg, svg.stripped),
)


def is_picture(path: str) -> bool:
    """Whether a file with this name is a picture, which is published without its metadata."""
    return path.lower().endswith(_ENDINGS)


def stripped(data: bytes) -> bytes | None:
    """The bytes of a picture without its metadata; None where it is not of a format that we know, or is damaged.

    JPEG, PNG (and APNG), WebP, GIF, AVIF and HEIF are known by their first bytes, SVG by its root element.
    """
    for is_one, without in _FORMATS:
        if is_one(data):
            try:
                return without(data)
            except Unreadable:
                return None
    return None


def is_clean(path: Path) -> bool:
    """Whether a picture file is published without metadata; so is one that is not there."""
    try:
        return _is_clean(path, stamp(path.stat()))
    except OSError:
        return True


@lru_cache(maxsize=4096)
def _is_clean(path: Path, stamped: bytes) -> bool:
    return stripped(path.read_bytes()) is not None


def published(path: str) -> bytes:
    """The bytes with which a picture file is published: what nobody can read is left as it is. Raises OSError."""
    data = Path(path).read_bytes()
    made = stripped(data)
    return data if made is None else made
