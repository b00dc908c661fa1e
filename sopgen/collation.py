"""Words in the order of a language's dictionary, and the letter that each stands under in an index from A to Z."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from sopgen.formats import autonym

_LATIN = "abcdefghijklmnopqrstuvwxyz"
# Letters that stand apart in their language (CLDR). Elsewhere an accent does not count: É stands under E, Ά under Α.
_ALPHABETS = {
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "cs": "abcčdefghijklmnopqrřsštuvwxyzž",
    "da": f"{_LATIN}æøå",
    "es": "abcdefghijklmnñopqrstuvwxyz",
    "et": "abcdefghijklmnopqrsšzžtuvwõäöüxy",
    "fi": f"{_LATIN}åäö",
    "hr": "abcčćdđefghijklmnopqrsštuvwxyzž",
    "hu": "abcdefghijklmnoöpqrstuüvwxyz",
    "is": "aábdðeéfghiíjklmnoóprstuúvxyýþæö",
    "lt": "abcčdefghiyjklmnopqrsštuvwxzž",
    "lv": "abcčdefgģhijkķlļmnņopqrsštuvwxyzž",
    "nb": f"{_LATIN}æøå",
    "nn": f"{_LATIN}æøå",
    "no": f"{_LATIN}æøå",
    "pl": "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż",
    "ro": "aăâbcdefghiîjklmnopqrsștțuvwxyz",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "sk": "aäbcčdefghijklmnoôpqrsštuvwxyzž",
    "sl": "abcčdefghijklmnopqrsštuvwxyzž",
    "sv": f"{_LATIN}åäö",
    "tr": "abcçdefgğhıijklmnoöpqrsştuüvwxyz",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
}
_APART = {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "ı": "i"}
_OTHERS = "0–9"

SortKey = tuple[tuple[int, int, int], ...]


@lru_cache(maxsize=1 << 15)
def letter_of(words: str, language: str) -> str:
    """The capital that these words stand under in this language: "Α" for "Ακυρώστε", "E" for "Échelle"; "0–9" where
    they do not begin with a letter."""
    first = _letters(words, language)[:1]
    if not first.isalpha():
        return _OTHERS
    return {"i": "İ", "ı": "I"}[first] if language == "tr" and first in "iı" else first.upper()


@lru_cache(maxsize=1 << 15)
def sort_key(words: str, language: str) -> tuple[SortKey, str]:
    """What words are sorted by: first those in the reader's script, then all others, last what begins with no letter.
    Within words a space or a digit comes before letters: "Clean the hall", "Cleaning".

    Remembered: lists of several kinds ask it of the same titles."""
    letters = _letters(words, language)
    first = tuple(_weight(char, language) for char in letters[:1])
    rest = (_weight(char, language) if char.isalpha() else (-1, -1, ord(char)) for char in letters[1:])
    return (*first, *rest), words


@lru_cache(maxsize=4096)
def _weight(char: str, language: str) -> tuple[int, int, int]:
    script = _script(autonym(language))
    rank = 2 if not char.isalpha() else int(_script(char) != script)
    return rank, _ALPHABETS.get(_base(language), "").find(char), ord(char)


def _letters(words: str, language: str) -> str:
    """The words as an index sees them, from their first letter or digit on: small, but for accents that count."""
    alphabet = _ALPHABETS.get(_base(language), "")
    text = unicodedata.normalize("NFC", words)
    text = (text.replace("İ", "i").replace("I", "ı") if language == "tr" else text).lower().replace("ς", "σ")
    folded = text if text.isascii() else "".join(char if char in alphabet else _plain(char) for char in text)
    start = next((at for at, char in enumerate(folded) if char.isalnum()), len(folded))
    return folded[start:]


def _plain(char: str) -> str:
    parts = unicodedata.normalize("NFD", char)
    return _APART.get(char) or "".join(part for part in parts if not unicodedata.combining(part))


def _script(text: str) -> str:
    """ "GREEK" of the first letter, as Unicode names it."""
    first = next((char for char in text if char.isalpha()), "a")
    return unicodedata.name(first, "LATIN").partition(" ")[0]


def _base(language: str) -> str:
    return language.partition("-")[0]
