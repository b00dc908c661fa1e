"""Section profiles: for each type of document its sections, in order, with their names in each language."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from sopgen.model import DocumentType, Text


class Section(Struct, frozen=True):
    """A section of a profile: id for `sopgen.yaml`, title by language, whether a document must have it."""

    id: str
    title: Text
    required: bool = False

    def titled(self, heading: str) -> bool:
        """Whether this heading names the section, in any language; case, final colon and accents' encoding apart."""
        plain = _plain(heading)
        return any(_plain(title) == plain for _, title in self.title.by_language)


Profile = tuple[Section, ...]


@lru_cache(maxsize=4096)
def _plain(heading: str) -> str:
    return unicodedata.normalize("NFC", heading).strip().rstrip(":").casefold()


def _section(id_: str, en: str, it: str, ca: str, el: str, required: bool = False) -> Section:
    return Section(id_, Text((("en", en), ("it", it), ("ca", ca), ("el", el))), required)


PROFILES: Mapping[DocumentType, Profile] = {
    "procedure": (
        _section("purpose", "Purpose", "Scopo", "Objectiu", "Σκοπός"),
        _section("when", "When", "Quando", "Quan", "Πότε"),
        _section("need", "You need", "Cosa serve", "Què cal", "Τι χρειάζεστε"),
        _section("steps", "Steps", "Passi", "Passos", "Βήματα", required=True),
        _section(
            "trouble", "If it goes wrong", "Se qualcosa va storto", "Si alguna cosa va malament", "Αν κάτι πάει στραβά"
        ),
        _section("decide", "You may decide", "Puoi decidere", "Pots decidir", "Μπορείτε να αποφασίσετε"),
        _section("follow", "Follow up", "Seguito", "Seguiment", "Συνέχεια"),
        _section("records", "Records", "Registrazioni", "Registres", "Αρχεία"),
    ),
    "policy": (
        _section("purpose", "Purpose", "Scopo", "Objectiu", "Σκοπός"),
        _section("scope", "Scope", "Ambito", "Àmbit", "Πεδίο εφαρμογής"),
        _section("rules", "Rules", "Regole", "Normes", "Κανόνες", required=True),
        _section("decide", "You may decide", "Puoi decidere", "Pots decidir", "Μπορείτε να αποφασίσετε"),
        _section("records", "Records", "Registrazioni", "Registres", "Αρχεία"),
    ),
    "guide": (
        _section("before", "Before you start", "Prima di iniziare", "Abans de començar", "Πριν ξεκινήσετε"),
        _section("steps", "Steps", "Passi", "Passos", "Βήματα", required=True),
        _section("trouble", "If it does not work", "Se non funziona", "Si no funciona", "Αν δεν λειτουργεί"),
        _section("care", "Care", "Cura", "Cura", "Φροντίδα"),
    ),
    "service": (
        _section(
            "included", "What is included", "Che cosa è incluso", "Què inclou", "Τι περιλαμβάνεται", required=True
        ),
        _section(
            "excluded",
            "What is not included",
            "Che cosa non è incluso",
            "Què no inclou",
            "Τι δεν περιλαμβάνεται",
            required=True,
        ),
        _section("options", "Options", "Opzioni", "Opcions", "Επιλογές"),
        _section("prices", "Prices", "Prezzi", "Preus", "Τιμές"),
    ),
    "article": (),
}
