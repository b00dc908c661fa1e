"""What remembered answers are known by: digests, and one of all that made them."""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from sopgen.unchanged import libraries


def digest(*parts: bytes | str) -> bytes:
    """A digest of these parts, each with its length."""
    found = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "big") + data)
    return found.digest()


@lru_cache(maxsize=1)
def code_key() -> bytes:
    """What made the answers: sopgen's code, Python and the libraries; the same on every machine that has the same."""
    package = os.path.dirname(__file__)
    parts: list[bytes] = []
    for above, folders, names in os.walk(package):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            path = os.path.join(above, name)
            parts += [os.fsencode(os.path.relpath(path, package).replace(os.sep, "/")), Path(path).read_bytes()]
    return digest(repr((sys.implementation.name, sys.version_info[:3], libraries())), *parts)
