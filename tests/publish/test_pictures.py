"""Width and height of pictures, as a browser shows them; None for what cannot be read."""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.pictures import size, size_of_file


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" * (width + 1) for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def gif(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0, 0, 0) + b";"


def jpeg(width: int, height: int, orientation: int = 1) -> bytes:
    tiff = b"II*\0" + struct.pack("<IH", 8, 1) + struct.pack("<HHII", 0x0112, 3, 1, orientation) + b"\0\0\0\0"
    exif = b"Exif\0\0" + tiff
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0"
    return (
        b"\xff\xd8\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
        + b"\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame + b"\xff\xd9"
    )  # fmt: skip


def riff(kind: bytes, data: bytes) -> bytes:
    body = b"WEBP" + kind + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


def webp_lossy(width: int, height: int) -> bytes:
    return riff(b"VP8 ", b"\x30\x01\x00\x9d\x01\x2a" + struct.pack("<HH", width, height) + bytes(8))


def webp_lossless(width: int, height: int) -> bytes:
    return riff(b"VP8L", b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14) + bytes(8))


def webp_extended(width: int, height: int) -> bytes:
    return riff(b"VP8X", bytes(4) + struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3])


def avif(width: int, height: int) -> bytes:
    def box(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data) + 8) + kind + data

    properties = box(b"ipco", box(b"ispe", struct.pack(">III", 0, width, height)))
    association = box(b"ipma", struct.pack(">IIHBB", 0, 1, 1, 1, 1))
    item = box(b"infe", b"\2\0\0\0" + struct.pack(">HH", 1, 0) + b"av01\0")
    items = box(b"iinf", struct.pack(">IH", 0, 1) + item)
    primary = box(b"pitm", struct.pack(">IH", 0, 1))
    meta = box(b"meta", bytes(4) + primary + items + box(b"iprp", properties + association))
    return box(b"ftyp", b"avif" + bytes(4) + b"avifmif1") + meta


@pytest.mark.parametrize("make", [png, gif, jpeg, webp_lossy, webp_lossless, webp_extended, avif])
@pytest.mark.parametrize("wanted", [(1, 1), (3, 2), (640, 360)])
def test_pictures(make: object, wanted: tuple[int, int]) -> None:
    assert size(make(*wanted), "picture.bin") == wanted  # type: ignore[operator] # one of the makers above


@pytest.mark.parametrize(("orientation", "wanted"), [(1, (40, 30)), (3, (40, 30)), (6, (30, 40)), (8, (30, 40))])
def test_photographs_are_measured_as_turned(orientation: int, wanted: tuple[int, int]) -> None:
    assert size(jpeg(40, 30, orientation), "photo.JPG") == wanted


@pytest.mark.parametrize(
    ("root", "wanted"),
    [
        ('<svg width="40" height="30"/>', (40, 30)),
        ('<svg width="40px" height="30.4px" viewBox="0 0 1 1"/>', (40, 30)),
        ('<svg viewBox="0 0 120 80"/>', (120, 80)),
        ('<svg viewBox="-10,-10,120.4,80"/>', (120, 80)),
        ('<svg width="100%" height="100%" viewBox="0 0 120 80"/>', (120, 80)),
        ('<svg width="60" viewBox="0 0 120 80"/>', (60, 40)),
        ('<svg height="40" viewBox="0 0 120 80"/>', (60, 40)),
        ('<svg width="1in" height="2.54cm"/>', (96, 96)),
        ('<svg width="72pt" height="6pc"/>', (96, 96)),
        ("<svg/>", (300, 150)),
        ('<?xml version="1.0"?><!-- drawn by hand --><svg viewBox="0 0 2 1"><path/></svg>', (2, 1)),
        ('<!DOCTYPE svg [<!ENTITY ns "x">]><svg viewBox="0 0 2 1" xmlns:a="&ns;"/>', (2, 1)),
        ('<s:svg xmlns:s="http://www.w3.org/2000/svg" width="2" height="1"/>', (2, 1)),
        ('\ufeff\n<svg width="2" height="1">', (2, 1)),
        ('<svg width="0" height="30"/>', None),
        ('<svg width="9e9" height="1" viewBox="0 0 1e30 1"/>', None),
        ("<html><svg/></html>", None),
        ("<svg", None),
        ("no picture", None),
        ("", None),
    ],
)
def test_drawings(root: str, wanted: tuple[int, int] | None) -> None:
    assert size(root.encode(), "drawing.svg") == wanted


def test_an_entity_bomb_does_no_harm() -> None:
    bomb = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    data = f'<!DOCTYPE svg [<!ENTITY e0 "lol">{bomb}]><svg width="&e12;" height="1"/>'
    assert size(data.encode(), "bomb.svg") is None


@pytest.mark.parametrize(
    "data", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"RIFF\0\0\0\0WEBPVP8 ", b"<html>"]
)
@pytest.mark.parametrize("name", ["x.png", "x.jpg", "x.gif", "x.webp", "x.svg", "x"])
def test_what_is_no_picture_has_no_size(data: bytes, name: str) -> None:
    assert size(data, name) is None


SAMPLES = [png(3, 2), gif(3, 2), jpeg(3, 2, 6), webp_lossy(3, 2), avif(3, 2), b'<svg viewBox="0 0 3 2"/>']


@given(st.sampled_from(SAMPLES), st.integers(0, 200), st.binary(max_size=8), st.integers(0, 200))
def test_broken_pictures_raise_nothing(data: bytes, at: int, put: bytes, end: int) -> None:
    broken = (data[:at] + put + data[at + len(put) :])[: len(data) - end % len(data)]
    for name in ("x.png", "x.svg"):
        found = size(broken, name)
        assert found is None or (len(found) == 2 and min(found) > 0)


def test_a_file_that_keeps_its_time_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(png(40, 30))
    assert size_of_file(file) == (40, 30)
    time = file.stat().st_mtime_ns
    file.write_bytes(png(41, 30))
    os.utime(file, ns=(time, time))
    assert size_of_file(file) == (41, 30)
