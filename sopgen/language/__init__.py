"""The prose languages: one folder each, with its grammar and words; `LANGUAGES` is the one list that names them."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import cast

from sopgen.language.grammar import Language

LANGUAGES: tuple[str, ...] = ("ca", "el", "en", "it")
"""Codes of the languages whose grammar is known. In any other, only what needs no grammar is checked."""


@cache
def language(code: str) -> Language:
    """The grammar of a language ("pt" and "pt-BR" are the same one); that of no language where it is not known."""
    name = _primary(code) if is_known(code) else "plain"
    return cast(Language, import_module(f"sopgen.language.{name}"))


def is_known(code: str) -> bool:
    """Whether the grammar of a language is known."""
    return _primary(code) in LANGUAGES


def _primary(code: str) -> str:
    return code.partition("-")[0].lower()
