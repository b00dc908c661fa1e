"""People called by their number in Italian: "il letto 4 chiede", "la camera 12 si lamenta"."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.language.grammar import Hit
from sopgen.language.it.line import WORDS
from sopgen.language.tokens import NUMBER, Sentence

_NUMBERED = WORDS.lists["numbered"]
_ONLY_PEOPLE = WORDS.lists["what-people-do"]


def numbered_people(sentence: Sentence) -> Iterator[Hit]:
    """A bed, room or table with its number that does what only a person does."""
    lower = sentence.lower
    for at in range(1, len(lower) - 1):
        if lower[at] != NUMBER or lower[at - 1] not in _NUMBERED:
            continue
        verb = at + 1
        while verb < len(lower) and lower[verb] in ("non", "ha", "si"):
            verb += 1
        word = lower[verb] if verb < len(lower) else ""
        before = lower[verb - 1]
        complains = word in ("lamenta", "lamentato") and before == "si"
        asked = before == "ha" and word in ("chiamato", "chiesto", "telefonato", "bisogno")
        if complains or asked or (word in _ONLY_PEOPLE and before != "si"):
            yield Hit("person-as-number", sentence.span(at - 1, verb))
