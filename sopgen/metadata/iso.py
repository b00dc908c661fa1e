"""AVIF and HEIF: boxes in boxes; metadata are items whose bytes lie somewhere in the file, so they are overwritten."""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterator

from sopgen.metadata.exif import Unreadable

_BRANDS = (b"avif", b"avis", b"heic", b"heix", b"heif", b"hevc", b"mif1", b"msf1")
_EMPTY_EXIF = b"\0\0\0\0MM\0*\0\0\0\x08" + bytes(6)
"""EXIF data with no entry. How the picture is turned stands in a property of its own."""
_SPARE = (b"free", b"skip", b"uuid")
_TOP = (*_SPARE, b"ftyp", b"meta", b"mdat", b"moov", b"moof", b"styp", b"sidx", b"mfra", b"idat", b"pdin")


def is_heif(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and data[8:12] in _BRANDS


def stripped(data: bytes) -> bytes:
    """With empty EXIF and XMP, zeros in boxes that hold nothing of the picture, and without what follows the last."""
    made, whole = bytearray(data), 0
    try:
        for name, start, end in _boxes(data, 0, len(data), _TOP):
            whole = end
            if name in _SPARE:
                made[start:end] = bytes(end - start)
            elif name == b"meta":
                _empty(made, {box: (first, last) for box, first, last in _boxes(data, start + 4, end)})
    except (struct.error, IndexError, StopIteration):
        raise Unreadable from None
    return bytes(made[:whole])


def _empty(data: bytearray, boxes: dict[bytes, tuple[int, int]]) -> None:
    """Overwrites the items of a `meta` box that are metadata."""
    if b"iinf" not in boxes or b"iloc" not in boxes:
        return
    kinds = dict(_kinds(data, *boxes[b"iinf"]))
    inside = boxes.get(b"idat", (0, 0))[0]
    for item, method, offset, length in _extents(data, *boxes[b"iloc"]):
        if kinds.get(item) in (b"Exif", b"mime", b"uri "):
            start = offset + (inside if method == 1 else 0)
            end = start + length if length else len(data)
            if method > 1 or end > len(data):
                raise Unreadable
            blank = _EMPTY_EXIF if kinds[item] == b"Exif" else b""
            data[start:end] = blank[: end - start].ljust(end - start, b"\0" if blank else b" ")


def _boxes(
    data: bytes | bytearray, at: int, end: int, known: Collection[bytes] = ()
) -> Iterator[tuple[bytes, int, int]]:
    """Name, start and end of the content of each box. known: the only names there are; what follows is no box."""
    while at < end:
        if known and bytes(data[at + 4 : at + 8]) not in known:
            return
        length, name = struct.unpack_from(">I4s", data, at)
        start = at + 8
        if length == 1:
            (length,) = struct.unpack_from(">Q", data, start)
            start += 8
        last = at + length if length else end
        if last > end or last < start:
            raise Unreadable
        yield name, start, last
        at = last


def _kinds(data: bytearray, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    """The number and kind of each item."""
    first = start + (6 if data[start] == 0 else 8)
    for name, at, _ in _boxes(data, first, end):
        if name == b"infe" and data[at] >= 2:
            wide = data[at] > 2
            (item,) = struct.unpack_from(">I" if wide else ">H", data, at + 4)
            kind = at + (10 if wide else 8)
            yield item, bytes(data[kind : kind + 4])


def _extents(data: bytearray, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """Of each stretch of bytes the item, the way its offset is meant (0: in the file, 1: in `idat`), offset, length."""
    version, sizes, more = data[start], data[start + 4], data[start + 5]
    of_offset, of_length, of_base = sizes >> 4, sizes & 15, more >> 4
    of_index = more & 15 if version else 0
    wide = 4 if version == 2 else 2
    at = start + 6

    def number(width: int) -> int:
        nonlocal at
        at += width
        if at > end:
            raise Unreadable
        return int.from_bytes(data[at - width : at], "big")

    for _ in range(number(wide)):
        item = number(wide)
        method = number(2) & 15 if version else 0
        number(2)
        base = number(of_base)
        for _ in range(number(2)):
            number(of_index)
            offset = base + number(of_offset)
            yield item, method, offset, number(of_length)
