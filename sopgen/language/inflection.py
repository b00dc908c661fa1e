"""The forms that a word of a glossary can have in a text: number, and in Greek case; found by its ending alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_GREEK = str.maketrans("άέήίόύώϊϋΐΰς", "αεηιουωιυιυσ")
SHORT = 4
"""Words of fewer letters are found only as they are written."""


def fold(language: str, text: str) -> str:
    """The text as words are compared, of the same length: lower case, in Greek without accents, which move."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return lower.translate(_GREEK) if language == "el" else lower


def forms(language: str, phrase: str) -> str:
    """A regular expression for the forms of a phrase in folded text; in English its last word alone has others."""
    words = fold(language, phrase).split()
    inflect = ENDINGS.get(language)
    found = []
    for index, word in enumerate(words):
        fixed = inflect is None or len(word) < SHORT or (language == "en" and index < len(words) - 1)
        found.append(re.escape(word) if fixed or inflect is None else inflect(word))
    return r"\s+".join(found)


def _english(word: str) -> str:
    """receipt, receipts, receipt's; policy, policies; box, boxes."""
    if re.search(r"[^aeiou]y$", word):
        return rf"{re.escape(word[:-1])}(?:y|ies)(?:['’]s|['’])?"
    return rf"{re.escape(word)}(?:e?s)?(?:['’]s|['’])?"


def _italian(word: str) -> str:
    """cliente, clienti; pratica, pratiche; orario, orari; autista, autisti."""
    stem, ending = word[:-1], word[-1]
    hard = "h" if stem[-1] in "cg" else ""
    plural = {"a": f"{hard}e|i" if stem.endswith("ist") else f"{hard}e", "e": "i", "o": f"{hard}i|i"}.get(ending)
    if plural is None:
        return re.escape(word)
    if word.endswith("io"):
        return rf"{re.escape(word[:-2])}(?:io|i)"
    return rf"{re.escape(stem)}(?:{ending}|{plural})"


def _catalan(word: str) -> str:
    """client, clients; factura, factures; botiga, botigues; peix, peixos; camió, camions."""
    for ending, plural in _CATALAN.items():
        if word.endswith(ending):
            return rf"{re.escape(word.removesuffix(ending))}(?:{ending}|{plural})"
    return rf"{re.escape(word)}(?:o?s)?"


_CATALAN = {"ca": "ques", "ga": "gues", "ça": "ces", "ja": "ges", "a": "es"} | {
    stressed: f"{plain}ns" for stressed, plain in zip("àéèíóòú", "aeeioou", strict=True)
}
_GREEK_ENDINGS = {
    "οσ": "οσ|ου|ο|ε|οι|ων|ουσ",
    "ασ": "ασ|α|εσ|ων|αδεσ|αδων",
    "ησ": "ησ|η|εσ|ων|ηδεσ|ηδων",
    "μα": "μα|ματοσ|ματα|ματων",
    "α": "α|ασ|εσ|ων",
    "η": "η|ησ|εσ|εισ|εωσ|εων|ων",
    "ο": "ο|ου|α|ων",
    "ι": "ι|ιου|ια|ιων",
}


def _greek(word: str) -> str:
    """πελάτης, πελάτη, πελάτες, πελατών; αίτημα, αιτήματα; απόδειξη, αποδείξεις."""
    for ending, others in _GREEK_ENDINGS.items():
        if word.endswith(ending):
            return rf"{re.escape(word.removesuffix(ending))}(?:{others})"
    return re.escape(word)


ENDINGS: Mapping[str, Callable[[str], str]] = {"ca": _catalan, "el": _greek, "en": _english, "it": _italian}
