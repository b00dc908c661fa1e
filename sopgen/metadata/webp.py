"""WebP: a RIFF file; chunks with a name and a length each, padded to an even length."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from sopgen.metadata.exif import turned

_KEPT = frozenset((b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ICCP"))
_HAS_EXIF, _HAS_XMP = 0x08, 0x04
_FRAME_HEAD = 16


def is_webp(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def stripped(data: bytes) -> bytes:
    """Without EXIF, XMP, chunks of nobody knows whom, and what follows the end."""
    end = 8 + int.from_bytes(data[4:8], "little")
    body = b"".join(_written(name, content) for name, content in _kept(data[12:end]))
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _kept(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    chunks = list(_chunks(data))
    exif = next((found for name, content in chunks if name == b"EXIF" and (found := turned(content))), b"")
    for name, content in chunks:
        if name == b"VP8X" and content:
            flags = content[0] & ~(_HAS_EXIF | _HAS_XMP) | (_HAS_EXIF if exif else 0)
            yield name, bytes([flags]) + content[1:]
        elif name == b"ANMF":
            frame = b"".join(_written(*chunk) for chunk in _chunks(content[_FRAME_HEAD:]) if chunk[0] in _KEPT)
            yield name, content[:_FRAME_HEAD] + frame
        elif name in _KEPT:
            yield name, content
    if exif:
        yield b"EXIF", exif


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(data):
        end = at + 8 + int.from_bytes(data[at + 4 : at + 8], "little")
        yield data[at : at + 4], data[at + 8 : end]
        at = end + end % 2 - at % 2


def _written(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
