"""Addresses from words: the script of the language is kept, what cannot stand in an address becomes a hyphen."""

from __future__ import annotations

import re
import unicodedata

_OTHER = re.compile(r"[^\w]+|_+")


def slugify(words: str) -> str:
    """`Επιστροφές & αλλαγές` → `επιστροφές-αλλαγές`: NFC, lower case, letters and digits of any script, hyphens."""
    return _OTHER.sub("-", unicodedata.normalize("NFC", words).lower()).strip("-")
