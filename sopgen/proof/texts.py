"""The text of a finished file, also of one that packs others: search indexes, archives, office documents."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from sopgen.metadata import is_picture, published
from sopgen.model import Output

_TEXTS = (".css", ".csv", ".html", ".htm", ".js", ".json", ".svg", ".txt", ".vtt", ".webmanifest", ".xml", ".md")
_PACKED = (".pf_fragment", ".pf_words", ".gz", ".svgz")
_ARCHIVES = (".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub")
_IN_ARCHIVES = (*_TEXTS, ".rels", ".opf", ".ncx")
_LARGEST = 5_000_000
_MOST = 200


def text_of(output: Output) -> str:
    """The text of a file that is text or packs text, "" of all others; files that are copied are read.

    Nothing is read beyond some megabytes, and some hundred files of an archive: somebody else may have packed it.
    """
    path = output.path.lower()
    if not (output.html or path.endswith((*_TEXTS, *_PACKED, *_ARCHIVES))):
        return ""
    data = _data(output)
    if path.endswith(_PACKED):
        data = _unpacked(data)
    elif path.endswith(_ARCHIVES):
        data = b"\n".join(_members(data))
    return data.decode("utf-8", "replace")


def _data(output: Output) -> bytes:
    if not output.copy_of:
        return output.data
    try:
        file = Path(output.copy_of)
        if file.stat().st_size > _LARGEST:
            return b""
        return published(output.copy_of) if is_picture(output.copy_of) else file.read_bytes()
    except OSError:  # publishing says so
        return b""


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, _LARGEST)
    except zlib.error:  # no gzip
        return b""


def _members(data: bytes) -> Iterator[bytes]:
    """The names of an archive's files, and those that are text."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()[:_MOST]
            yield "\n".join(member.filename for member in members).encode("utf-8", "replace")
            left = _LARGEST
            for member in members:
                if member.filename.lower().endswith(_IN_ARCHIVES) and left > 0:
                    with archive.open(member) as packed:
                        found = packed.read(left)
                    left -= len(found)
                    yield found
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError):
        return  # no archive, a damaged one, one with a password
