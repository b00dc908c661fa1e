"""What stands bare beside an Italian word that is a noun or a command: an adjective of the noun, or many objects."""

from __future__ import annotations

from sopgen.language.it.line import NOUN_OR_COMMAND, NOUNS, WORDS

_ADJECTIVES, _NO_ADJECTIVES = WORDS.lists["adjectives"], WORDS.lists["no-adjectives"]
_ADJECTIVE_ENDINGS = ("ica", "iva", "osa", "oria", "aria", "ale", "ile", "bile", "ata")
_SINGULAR = WORDS.lists["singular"]
_PLURAL_ENDINGS = (
    "ette",
    "elle",
    "iche",
    "che",
    "ghe",
    "cie",
    "gie",
    "rie",
    "lie",
    "ture",
    "anze",
    "enze",
    "ose",
    "orse",
)


def is_adjective(word: str) -> bool:
    """Whether a word that follows "verifica", "consegna" … agrees with the noun: "Verifica interna"."""
    if word in _ADJECTIVES:
        return True
    if len(word) < 5 or word in _NO_ADJECTIVES or word in NOUNS or word in NOUN_OR_COMMAND:
        return False
    return word.endswith(_ADJECTIVE_ENDINGS)


def is_plural(word: str) -> bool:
    """Whether a word names several things, as no adjective of "verifica" could: "Stampa etichette"."""
    if len(word) < 4 or word in _SINGULAR:
        return False
    if word.endswith("i"):
        return True
    single = word[:-1] + "a"
    return word.endswith("e") and (single in NOUNS or single in NOUN_OR_COMMAND or word.endswith(_PLURAL_ENDINGS))
