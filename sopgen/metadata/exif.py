"""EXIF data: how a photograph is turned, and nothing else of it."""

from __future__ import annotations

import struct

_ORIENTATION = 0x0112
_SHORT = 3


class Unreadable(Exception):
    """A picture that is not as its format wants it."""


def turned(tiff: bytes) -> bytes:
    """EXIF data that say how a picture is turned, and nothing else; b"" where it is not turned.

    tiff: EXIF data from their byte order mark.
    """
    orientation = _orientation(tiff.removeprefix(b"Exif\0\0"))
    if orientation not in range(2, 9):
        return b""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, _SHORT, 1, orientation, 0, 0)


def _orientation(tiff: bytes) -> int:
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    try:
        if order:
            (start,) = struct.unpack_from(f"{order}I", tiff, 4)
            (count,) = struct.unpack_from(f"{order}H", tiff, start)
            for number in range(count):
                tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * number)
                if (tag, kind) == (_ORIENTATION, _SHORT):
                    return int(value)
    except struct.error:  # cut short: nobody can read it
        pass
    return 1
