"""How Greek is written: where its sentences end, and what is an abbreviation."""

from __future__ import annotations

from sopgen.language.tokens import Tokenizer

TOKENIZER = Tokenizer(
    elision=False,
    abbreviations=("π.χ.", "κ.λπ.", "κ.ά.", "κ.ο.κ.", "δηλ.", "βλ.", "αρ.", "τηλ.", "σελ.", "λ.χ.", "κ.", "ό,τι"),
    questions="?;\u037e",
)
