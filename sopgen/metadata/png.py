"""PNG: chunks with a name, a length and a checksum each."""

from __future__ import annotations

import struct
import zlib

from sopgen.metadata.exif import turned

_HEAD = b"\x89PNG\r\n\x1a\n"
_KEPT = frozenset(
    (
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS"),
        *(b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"mDCv", b"cLLi"),  # colours
        *(b"bKGD", b"hIST", b"pHYs", b"sPLT"),
        *(b"acTL", b"fcTL", b"fdAT"),  # what moves
    )
)


def is_png(data: bytes) -> bool:
    return data.startswith(_HEAD)


def stripped(data: bytes) -> bytes:
    """Without texts, times, EXIF, XMP, drawings that editors keep to open them again, and what follows the end."""
    parts = [_HEAD]
    at = len(_HEAD)
    while at < len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        if name in _KEPT:
            parts.append(data[at:end])
        elif name == b"eXIf" and (exif := turned(data[at + 8 : end - 4])):
            parts.append(_chunk(name, exif))
        if name == b"IEND":
            break
        at = end
    return b"".join(parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
