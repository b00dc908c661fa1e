"""What remembered answers are known by: digests, and one of all that made them."""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from hashlib import blake2b

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
            with open(path, "rb", buffering=0) as file:  # there are hundreds, and each build asks
                parts += [os.fsencode(path[len(package) + 1 :].replace(os.sep, "/")), file.readall()]
    return digest(repr((sys.implementation.name, sys.version_info[:3], libraries())), *parts)
