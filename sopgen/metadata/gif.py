"""GIF: pictures, and extensions with a label each; both are rows of small blocks."""

from __future__ import annotations

from sopgen.metadata.exif import Unreadable

_EXTENSION, _IMAGE, _END = 0x21, 0x2C, 0x3B
_CONTROL, _APPLICATION = 0xF9, 0xFF
_KNOWN = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
"""Applications that say how often a film runs, or hold the colour profile."""


def is_gif(data: bytes) -> bool:
    return data[:6] in (b"GIF87a", b"GIF89a")


def stripped(data: bytes) -> bytes:
    """Without comments, XMP and other applications' data, and what follows the end."""
    try:
        return _stripped(data)
    except IndexError:
        raise Unreadable from None


def _stripped(data: bytes) -> bytes:
    at = 13 + _table(data[10])
    parts = [data[:at]]
    while data[at] != _END:
        if data[at] == _EXTENSION:
            end = _blocks_end(data, at + 2)
            label = data[at + 1]
            if label == _CONTROL or (label == _APPLICATION and data[at + 3 : at + 14] in _KNOWN):
                parts.append(data[at:end])
        elif data[at] == _IMAGE:
            end = _blocks_end(data, at + 11 + _table(data[at + 9]))
            parts.append(data[at:end])
        else:
            return b"".join((*parts, bytes([_END])))
        at = end
    return b"".join((*parts, data[at : at + 1]))


def _table(flags: int) -> int:
    """The length in bytes of the table of colours that these flags announce."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _blocks_end(data: bytes, at: int) -> int:
    while length := data[at]:
        at += length + 1
    return at + 1
