"""How large a picture is shown: width and height in CSS pixels, read from the file's head."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from pathlib import Path
from xml.parsers import expat

from sopgen.stamps import stamp

# What a CSS pixel holds of each unit that an SVG may be measured in.
_PIXELS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
_LENGTH = re.compile(r"\s*\+?(\d+(?:\.\d*)?|\.\d+)([a-z]*)\s*", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.IGNORECASE)
# What browsers give an SVG that says nothing (CSS: the default size of a replaced element).
_UNSAID = (300, 150)


def size(data: bytes, name: str) -> tuple[int, int] | None:
    """(width, height) as a browser shows the picture, turned as its EXIF data say; None where it cannot be read.

    data: the file. name: its name, which says whether it is SVG; the other formats (PNG, JPEG, GIF, WebP, AVIF, HEIF,
    TIFF, BMP) are known by their first bytes.
    """
    if name.lower().endswith(".svg"):
        return _svg(data)
    import imagesize  # type: ignore[import-untyped] # no types in it; here, for it takes 50 ms and SVG needs none

    try:
        width, height = imagesize.get(io.BytesIO(data), exif_rotation=True)
    except Exception:  # it promises no error of its own: whatever a broken file makes of its reader means unreadable
        return None
    return (int(width), int(height)) if width > 0 and height > 0 else None


class _RootSeen(Exception):
    """The root element has been read, the rest does not matter."""


def _svg(data: bytes) -> tuple[int, int] | None:
    attributes: dict[str, str] = {}

    def element(name: str, found: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "svg":
            attributes.update(found, svg="")
        raise _RootSeen

    parser = expat.ParserCreate()
    parser.StartElementHandler = element
    try:
        parser.Parse(data, True)
    except _RootSeen:
        pass
    except (expat.ExpatError, ValueError, LookupError):  # not XML; an encoding that Python does not know
        return None
    if "svg" not in attributes:
        return None
    width, height = _pixels(attributes.get("width", "")), _pixels(attributes.get("height", ""))
    box = [float(number) for number in _NUMBER.findall(attributes.get("viewBox", ""))]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        ratio = box[2] / box[3]
        if width is None and height is None:
            width, height = box[2], box[3]
        width = width if width is not None else (height or 0) * ratio
        height = height if height is not None else width / ratio
    shown = [_UNSAID[0] if width is None else round(width), _UNSAID[1] if height is None else round(height)]
    return (shown[0], shown[1]) if all(0 < length < 1_000_000 for length in shown) else None


def _pixels(written: str) -> float | None:
    """A length in CSS pixels; None for a share of the page ("100%", "auto", "2em"), which has no size of its own."""
    found = _LENGTH.fullmatch(written)
    unit = _PIXELS.get(found[2].lower()) if found else None
    return float(found[1]) * unit if found and unit is not None else None


def size_of_file(path: Path) -> tuple[int, int] | None:
    """(width, height) of a picture file; None where it is missing, empty or no picture."""
    try:
        return _size_of_file(path, stamp(path.stat()))
    except OSError:
        return None


@lru_cache(maxsize=4096)
def _size_of_file(path: Path, stamped: bytes) -> tuple[int, int] | None:
    return size(path.read_bytes(), path.name)
