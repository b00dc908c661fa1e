"""JPEG: segments with a marker each; what is compressed follows a start of scan."""

from __future__ import annotations

import re
import struct

from sopgen.metadata.exif import Unreadable, turned

_START, _END, _SCAN, _COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
_APPLICATION = range(0xE0, 0xF0)
# In what is compressed, FF is followed by 00, by a restart marker, or by more FF; 01 and D8 hold nothing.
_MARKER = re.compile(rb"\xff[^\x00\x01\xd0-\xd8\xff]")


def is_jpeg(data: bytes) -> bool:
    return data[:3] == b"\xff\xd8\xff"


def stripped(data: bytes) -> bytes:
    """Without EXIF, XMP, IPTC, comments, thumbnails, and what follows the end: films, maps of depth, other pictures.

    What decoders need stays: JFIF's own segment, the colour profile, Adobe's note on how colours are written.
    """
    parts = [data[:2]]
    at = 2
    while found := _MARKER.search(data, at):  # decoders skip what stands between two segments
        at = found.start()
        marker = data[at + 1]
        if marker == _END:
            parts.append(data[at : at + 2])
            break
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if end < at + 4:
            raise Unreadable
        segment = data[at:end]
        at = end
        if marker == _SCAN:
            found = _MARKER.search(data, at)
            at = found.start() if found else len(data)
            segment += data[end:at]
        parts.append(_kept(marker, segment))
    return b"".join(parts)


def _kept(marker: int, segment: bytes) -> bytes:
    """A segment as it shall stand: b"" for one that goes."""
    content = segment[4:]
    if marker == 0xE0 and content.startswith(b"JFIF\0") and len(content) >= 14:
        return _segment(marker, content[:12] + b"\0\0")  # without its thumbnail
    if marker == 0xE1 and content.startswith(b"Exif\0"):
        exif = turned(content[6:])
        return _segment(marker, b"Exif\0\0" + exif) if exif else b""
    if marker == 0xE2 and content.startswith(b"ICC_PROFILE\0"):
        return segment
    if marker == 0xEE and content.startswith(b"Adobe"):
        return segment
    return b"" if marker in _APPLICATION or marker == _COMMENT else segment


def _segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content
