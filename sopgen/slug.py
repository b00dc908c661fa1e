"""Addresses from words: the script of the language is kept, what cannot stand in an address becomes a hyphen."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_OTHER = re.compile(r"[^\w]+|_+")


@lru_cache(maxsize=1 << 14)
def slugify(words: str) -> str:
    """`Επιστροφές & αλλαγές` → `επιστροφές-αλλαγές`: NFC, lower case, letters and digits of any script, hyphens."""
    return _OTHER.sub("-", unicodedata.normalize("NFC", words).lower()).strip("-")
