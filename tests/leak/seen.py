"""What can be found in a built site: names and bytes of its files, and what is packed in them, to any depth."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path


def haystack(site: Path) -> str:
    """Everything that a site holds, in lower case: each file's name, its bytes, and what it packs."""
    parts: list[str] = []
    for file in sorted(site.rglob("*")):
        parts.append(file.relative_to(site).as_posix())
        if file.is_file():
            parts.extend(data.decode("utf-8", "replace") for data in unpacked(file.read_bytes()))
    return "\n".join(parts).casefold()


def unpacked(data: bytes) -> Iterator[bytes]:
    """Bytes as they stand, and what they hold packed: gzip, zip, tar; the compressed texts of a PNG."""
    yield data
    if data[:2] == b"\x1f\x8b":
        yield from unpacked(gzip.decompress(data))
    elif data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from unpacked(archive.read(name))
    elif data[257:262] == b"ustar":
        with tarfile.open(fileobj=io.BytesIO(data)) as tape:
            for member in tape.getmembers():
                yield member.name.encode()
                if packed := tape.extractfile(member):
                    yield from unpacked(packed.read())
    elif data[:8] == b"\x89PNG\r\n\x1a\n":
        for at in range(len(data)):
            if data[at : at + 4] in (b"zTXt", b"iTXt"):
                for start in range(at + 4, min(at + 120, len(data))):
                    if data[start : start + 1] == b"\x78":
                        try:
                            yield zlib.decompressobj().decompress(data[start:])
                        except zlib.error:
                            continue


def digits(text: str) -> str:
    """A text with nothing between its digits but what is no part of a telephone number."""
    return "".join(character for character in text if character not in " \u00a0\u202f-./()")
